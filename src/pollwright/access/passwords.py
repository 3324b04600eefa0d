"""Temporary passwords: made by us, shown once, changed at the first sign-in."""

from __future__ import annotations

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that are mistaken for one another on paper."""
GROUPS, LENGTH = 4, 5


def temporary_password() -> str:
    """Return a new password such as `k7fmq-…-x3pwd`: four groups of five, about 99 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS))
