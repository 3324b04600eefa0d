"""The released stations for whoever reads them with a key: only what was released in the FCS layout, of polls to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db import connection
from django.http import Http404

from pollwright.files.store import content

_USED = """
INSERT INTO stations_stationdatakeyuse AS u (key_id, used_at, uses) VALUES (%s, %s, 1)
ON CONFLICT (key_id) DO UPDATE SET used_at = excluded.used_at, uses = u.uses + 1
"""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever holds a key that is in use.

    :cvar clock_on: the day that a demonstration's clock shows; None where the real day holds.
    """

    key: int
    authority: int
    clock_on: date | None


@dataclass(frozen=True, slots=True)
class ReleasedStations:
    """The stations of one scheme as they were released last."""

    number: int
    title: str
    day: date
    sha256: str
    released_at: datetime

    def opened(self) -> BinaryIO:
        """Open the file; one that was damaged is not given out."""
        return content().open(self.sha256, verify=True)


def reader_of(sha256: str) -> Reader | None:
    """Return who holds the key of a digest; None where no such key is in use."""
    found = _rows("SELECT id, authority_id, clock_on FROM public_station_key WHERE sha256 = %s", [sha256])
    return Reader(*found[0]) if found else None


def note_use(reader: Reader, at: datetime) -> None:
    """Note that a key opened something."""
    with connection.cursor() as cursor:
        cursor.execute(_USED, [reader.key, at])


def released(authority_id: int, on: date) -> list[ReleasedStations]:
    """Return what was released of polls from a day on, by day."""
    statement = (
        "SELECT number, title, day, sha256, released_at FROM public_station_file"
        " WHERE authority_id = %s AND day >= %s ORDER BY day, number"
    )
    return [ReleasedStations(*row) for row in _rows(statement, [authority_id, on])]


def released_named(authority_id: int, number: int, on: date) -> ReleasedStations:
    """Return what was released of one scheme.

    :raises Http404: where nothing was, or its day is over.
    """
    found = next((one for one in released(authority_id, on) if one.number == number), None)
    if found is None:
        raise Http404
    return found


def _rows(statement: str, given: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()
