"""What pages and papers show of posts and people, as plain rows."""
