"""Happenings of this room."""
