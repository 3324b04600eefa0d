"""Venues, polling stations, the polling scheme of a day, its review and what the public is told of it."""
