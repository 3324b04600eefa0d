"""Risk registers: papers."""
