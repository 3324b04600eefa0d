"""Backups: everything of an installation in one verified file, and back again."""
