"""The installed command: a frame in which each room's commands are mounted."""
