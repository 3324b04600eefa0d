"""Acts of this room."""
