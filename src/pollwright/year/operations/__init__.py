"""Acts on dates of the year, and on the ways in which people are told of them."""
