"""Risk registers: web."""
