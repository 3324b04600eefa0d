"""Acts on the records of the office."""
