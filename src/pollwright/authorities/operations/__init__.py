"""Acts on authorities."""
