"""Reading the trail and what is due for removal."""
