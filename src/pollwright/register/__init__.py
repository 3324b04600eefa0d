"""The register of electors as a ledger."""
