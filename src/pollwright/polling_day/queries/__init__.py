"""What the desk of a polling day shows."""
