"""Risk registers: operations."""
