"""From a poll's data to its documents: made, proofed by two people, published, posted, printed and packed."""
