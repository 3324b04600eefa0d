"""What is done to people, their roles, their accounts and their delegations."""
