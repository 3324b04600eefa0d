"""What happened on a polling day, for the trail."""
