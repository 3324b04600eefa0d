"""Casework: web."""
