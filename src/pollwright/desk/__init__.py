"""Pages that join rooms: Today, the elector record, search."""
