"""Acts on the staff bank, plans, appointments and briefings."""
