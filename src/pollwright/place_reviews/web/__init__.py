"""Pages of reviews of polling districts and places."""
