"""What people do in oversight: verify, hold, remove."""
