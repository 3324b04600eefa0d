"""Indicators: papers."""
