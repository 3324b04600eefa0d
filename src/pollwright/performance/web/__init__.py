"""Indicators: web."""
