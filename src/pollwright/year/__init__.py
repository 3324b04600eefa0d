"""The year: everything that an electoral services team owes by a day, told by every room and kept in one calendar."""
