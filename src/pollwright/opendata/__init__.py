"""Elections, candidates, notices and polling places as open data."""
