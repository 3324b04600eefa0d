"""What the register answers: plain rows, authority explicit, order explicit."""
