"""Risk registers: queries."""
