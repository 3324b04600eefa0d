"""Councils that share an installation, their calendars and settings."""
