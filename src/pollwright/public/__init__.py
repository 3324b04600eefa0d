"""What residents see, without signing in: nothing of the register is here."""
