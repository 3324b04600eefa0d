"""Polls: calling them, their contests, timetables, electorates and what goes out before polling day."""
