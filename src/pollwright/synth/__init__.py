"""The demonstration authority: a realistic council of any size, made of invented people on real ground."""
