"""Areas, polling districts, polling places and properties."""
