"""Papers of rolls."""
