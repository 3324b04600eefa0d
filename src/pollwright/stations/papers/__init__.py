"""Papers made from what is known of venues."""
