"""People, roles, permissions, delegations and signing in."""
