"""The councils that this installation tells the public about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.http import Http404


@dataclass(frozen=True, slots=True)
class Council:
    """A council as the public knows it.

    :cvar clock_on: the day that a demonstration's clock shows; None where the real day holds.
    """

    id: int
    code: str
    name: str
    nation: str
    clock_on: date | None


def councils() -> list[Council]:
    """Return every council, by name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, code, name, nation, clock_on FROM public_council ORDER BY name, code")
        return [Council(*row) for row in cursor.fetchall()]


def council_named(code: str) -> Council:
    """Return the council of a code.

    :raises Http404: where there is none.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, code, name, nation, clock_on FROM public_council WHERE code = %s", [code])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    return Council(*row)


def enquiries_to(council: Council, on: date) -> str:
    """Return how the elections office is reached, "" where it was not entered."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value FROM public_contact WHERE authority_id = %s AND valid_from <= %s"
            " ORDER BY valid_from DESC LIMIT 1",
            [council.id, on],
        )
        row = cursor.fetchone()
    return row[0] if row else ""
