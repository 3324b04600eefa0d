"""Casework: operations."""
