"""Happenings about the documents of polls."""
