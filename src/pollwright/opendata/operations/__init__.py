"""Releasing open data."""
