"""Papers of plans."""
