"""Stored files by hash."""
