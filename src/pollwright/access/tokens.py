"""Tokens that open something without signing in: shown once to whoever is to have them, and kept only as a digest."""

from __future__ import annotations

import hashlib
import secrets

TOKEN_BYTES = 32
TYPED_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another."""


def new_token() -> str:
    """Return a token that nobody can guess, fit to stand in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def typed_token() -> str:
    """Return a token that nobody can guess (98 random bits), and that can be typed from a letter."""
    return "-".join("".join(secrets.choice(TYPED_LETTERS) for _ in range(4)) for _ in range(5))


def sha256_of_token(token: str) -> str:
    """Return what is kept of a token: it has 256 random bits, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
