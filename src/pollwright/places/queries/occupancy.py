"""Which properties people are registered at, as far as the rooms above have said how to tell.

Places are below the register, so they do not know its tables: the register declares two queries when the program
starts. Both take one named parameter, `%(authority)s`, and are written by us, never by a person.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Occupancy:
    """How a room tells who is where.

    :param occupied: yields `property_id` of the properties where somebody is registered or is about to be.
    :param electors: yields `property_id, electors`, the number of entries in force.
    """

    occupied: str
    electors: str


_DECLARED: dict[str, Occupancy] = {}
_NOBODY = "SELECT NULL::bigint AS property_id WHERE false"
_NO_ELECTORS = "SELECT NULL::bigint AS property_id, 0::bigint AS electors WHERE false"


def declare_occupancy(name: str, occupancy: Occupancy) -> None:
    """Declare how a room above tells who is where."""
    _DECLARED[name] = occupancy


def occupied_sql() -> str:
    """Return a query of the properties with electors, with the named parameter `%(authority)s`."""
    return " UNION ".join((_NOBODY, *(_DECLARED[name].occupied for name in sorted(_DECLARED))))


def electors_sql() -> str:
    """Return a query of `property_id, electors`, with the named parameter `%(authority)s`."""
    return " UNION ALL ".join((_NO_ELECTORS, *(_DECLARED[name].electors for name in sorted(_DECLARED))))


def occupied_among(authority_id: int, property_ids: Collection[int]) -> set[int]:
    """Return those of the properties that somebody is registered at, or is about to be."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT property_id FROM ({occupied_sql()}) AS occupied WHERE property_id = ANY(%(ids)s)",
            {"authority": authority_id, "ids": list(property_ids)},
        )
        return {row[0] for row in cursor.fetchall()}
