"""What pages and papers of a review are made of."""
