"""The audit trail: operations, events, seals and row history."""
