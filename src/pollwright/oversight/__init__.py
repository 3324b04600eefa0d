"""Oversight: reading and verifying the trail, and keeping and removing records as the law says."""
