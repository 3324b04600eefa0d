"""Readers and writers of outside files. Pure: no framework, no database, no clock, no network."""
