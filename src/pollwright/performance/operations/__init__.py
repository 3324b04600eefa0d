"""Indicators: operations."""
