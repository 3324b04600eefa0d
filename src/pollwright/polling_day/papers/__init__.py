"""Papers of the desk of a polling day."""
