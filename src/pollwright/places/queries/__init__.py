"""What the places answer: plain rows, authority explicit, order explicit."""
