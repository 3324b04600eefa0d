"""Reviews of polling districts and places: what is looked at, who is heard, what is decided, and what follows."""
