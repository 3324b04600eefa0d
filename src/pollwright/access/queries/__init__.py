"""What is read about people, their roles and their delegations."""
