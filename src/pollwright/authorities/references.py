"""References for people to quote: a letter and a number that rises within an authority."""

from __future__ import annotations

from django.db import connection

WIDTH = 7


def next_references(authority_id: int, letter: str, count: int = 1) -> list[str]:
    """Return the next `count` references of a series, such as `A0000123`; must be called inside an operation."""
    if count == 0:
        return []
    last = reserve(authority_id, letter, count)
    return [f"{letter}{number:0{WIDTH}d}" for number in range(last - count + 1, last + 1)]


def next_reference(authority_id: int, letter: str) -> str:
    """Return the next reference of a series."""
    return next_references(authority_id, letter)[0]


def reserve(authority_id: int, letter: str, count: int) -> int:
    """Take `count` numbers of a series in one statement and return the last, for use in set-based SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO authorities_referenceseries (authority_id, letter, last) VALUES (%s, %s, %s)"
            " ON CONFLICT (authority_id, letter) DO UPDATE"
            " SET last = authorities_referenceseries.last + excluded.last RETURNING last",
            [authority_id, letter, count],
        )
        last: int = cursor.fetchone()[0]
    return last
