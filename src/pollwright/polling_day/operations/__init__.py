"""What can be done at the desk of a polling day."""
