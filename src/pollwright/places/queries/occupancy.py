"""Which properties somebody is registered at, as far as the rooms above have said how to tell.

Places are below the register, so they do not know its tables: the register declares a query when the program starts.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

_DECLARED: dict[str, str] = {}
_NOBODY = "SELECT NULL::bigint AS property_id WHERE false"


def declare_occupancy(name: str, sql: str) -> None:
    """Declare a query that yields `property_id` of the properties that may not vanish.

    :param sql: takes one named parameter, `%(authority)s`; written by us and never by a person.
    """
    _DECLARED[name] = sql


def occupied_sql() -> str:
    """Return a query of the properties with electors, with the named parameter `%(authority)s`."""
    return " UNION ".join((_NOBODY, *(_DECLARED[name] for name in sorted(_DECLARED))))


def occupied_among(authority_id: int, property_ids: Collection[int]) -> set[int]:
    """Return those of the properties that somebody is registered at, or is about to be."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT property_id FROM ({occupied_sql()}) AS occupied WHERE property_id = ANY(%(ids)s)",
            {"authority": authority_id, "ids": list(property_ids)},
        )
        return {row[0] for row in cursor.fetchall()}
