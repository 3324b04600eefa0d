"""Statements over many rows that were written a moment ago, of which the database has no statistics yet.

Without statistics it takes tables for almost empty and goes through them row by row; here it is told to work with whole
sets instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MANY = 500
"""Rows from which whole sets are quicker than single look-ups."""


@contextmanager
def whole_sets(rows: int = MANY) -> Iterator[None]:
    """Let the statements inside join whole sets, where `rows` are many."""
    many = rows >= MANY
    if many:
        _set("off")
    yield
    if many:
        _set("on")


def _set(nested: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_nestloop', %s, true), set_config('jit', 'off', true)", [nested])
