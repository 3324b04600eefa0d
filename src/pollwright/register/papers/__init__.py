"""The papers of the register: what goes out, built from queries."""
