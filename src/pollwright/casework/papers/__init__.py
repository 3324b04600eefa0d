"""Casework: papers."""
