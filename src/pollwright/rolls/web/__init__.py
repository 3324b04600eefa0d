"""Pages of rolls."""
