"""The calendar as a file and as an e-mail."""
