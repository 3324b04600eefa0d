"""Risk registers in two schemes: what may go wrong, how likely and how bad it is, and what is done about it."""
