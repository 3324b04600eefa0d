"""Where the people of an address vote at the polls to come, from what is public alone (handbook G-01, B-29, T-22).

Only adopted schemes are told, as amended up to now; never a draft, never a rehearsal. A postcode alone tells no
district, so each address of it is answered for itself. Nothing of the register is read: in a district divided by elector
numbers the station of each home is kept at hand (`stations.operations.divided`), and where a home has none there, all
stations of its district are told, and that the poll card says which.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import Kind


@dataclass(frozen=True, slots=True)
class Home:
    """An address that somebody may choose."""

    id: int
    reference: str
    address: str
    postcode: str
    district: int


@dataclass(frozen=True, slots=True)
class Moved:
    """That a station of an adopted scheme was moved, or a district sent to it, after it had been told."""

    kind: str
    before: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Station:
    """A polling station as voters must know it.

    :cvar answers: what was answered about access, by question; `access` is what that says together.
    """

    number: int
    room: str
    name: str
    lines: tuple[str, ...]
    postcode: str
    easting: Decimal | None
    northing: Decimal | None
    srid: int
    access: str
    answers: dict[str, str]
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class PollHere:
    """A poll that is taken at an address, with its contests there."""

    id: int
    title: str
    kind: Kind
    nation: Nation
    by_election: bool
    contests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of situation of polling stations that is out."""

    reference: str
    title: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Voting:
    """The polls of one scheme at an address: when, which, and where.

    :cvar stations: none while the stations have not been settled; several where the elector's number decides.
    """

    day: date
    polls: tuple[PollHere, ...]
    stations: tuple[Station, ...]
    notices: tuple[Notice, ...]


_POLLS = """
SELECT p.day, p.scheme_id, p.id, p.title, p.kind, p.nation, p.by_election, array_agg(DISTINCT c.name ORDER BY c.name)
FROM public_poll p JOIN public_contest c ON c.poll_id = p.id
WHERE p.authority_id = %s AND p.day >= %s AND c.district_id = %s
GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY p.day, p.scheme_id NULLS LAST, p.title, p.id
"""
_STATIONS = """
SELECT s.number, s.room, s.name, ARRAY[s.address1, s.address2, s.address3, s.address4], s.postcode, s.easting, s.northing,
    s.srid, s.access, s.answers,
    (SELECT coalesce(jsonb_agg(jsonb_build_array(m.kind, m.before, m.made_at) ORDER BY m.number), '[]')
     FROM public_amendment m JOIN public_district d ON d.id = %(district)s
     WHERE m.scheme_id = s.scheme_id AND m.station_id = s.id AND (m.kind = 'venue' OR d.code = ANY(m.districts)))
FROM public_station s
WHERE s.scheme_id = %(scheme)s AND s.id IN (
    SELECT h.station_id FROM public_divided_home h WHERE h.scheme_id = %(scheme)s AND h.property_id = %(home)s
    UNION ALL SELECT a.station_id FROM public_allotment a WHERE a.scheme_id = %(scheme)s AND a.district_id = %(district)s
      AND NOT EXISTS (SELECT FROM public_divided_home h WHERE h.scheme_id = %(scheme)s AND h.property_id = %(home)s))
ORDER BY s.number
"""
_NOTICES = """
SELECT reference, title, published_at FROM public_notice
WHERE poll_id = ANY(%s) AND kind = 'situation_of_polling_stations' AND state = 'published' ORDER BY published_at, id
"""
_ANSWERS = """
SELECT h.id, h.district_id, coalesce(array_agg(v.station_id ORDER BY v.scheme_id) FILTER (WHERE v.station_id IS NOT NULL),
    '{}')
FROM public_home h LEFT JOIN public_divided_home v ON v.property_id = h.id
WHERE h.id = ANY(%s) GROUP BY 1, 2
"""


def homes_at(authority_id: int, postcode: str) -> list[Home]:
    """Return the addresses of a postcode as it is stored, in the order of their street."""
    return [
        Home(*row)
        for row in _rows(
            "SELECT id, reference, address, postcode, district_id FROM public_home"
            " WHERE authority_id = %s AND postcode = %s ORDER BY sort_key, reference",
            [authority_id, postcode],
        )
    ]


def vote_alike(homes: Collection[Home]) -> bool:
    """Return whether the people of all these addresses vote at the same stations, so that none need be chosen."""
    answers = {(district, tuple(stations)) for _, district, stations in _rows(_ANSWERS, [[one.id for one in homes]])}
    return len(answers) == 1


def voting_at(authority_id: int, home: Home, on: date) -> list[Voting]:
    """Return the polls from a day on that are taken at an address, each with its station or stations, by day."""
    together: dict[tuple[date, int | None, int], list[PollHere]] = {}
    for day, scheme, poll, title, kind, nation, by_election, contests in _rows(
        _POLLS, [authority_id, on, home.district]
    ):
        key = (day, scheme, 0 if scheme else poll)
        here = PollHere(poll, title, Kind(kind), Nation(nation), by_election, tuple(contests))
        together.setdefault(key, []).append(here)
    return [
        Voting(day, tuple(polls), _stations(scheme, home), _notices([one.id for one in polls]))
        for (day, scheme, _), polls in together.items()
    ]


def _stations(scheme: int | None, home: Home) -> tuple[Station, ...]:
    if scheme is None:
        return ()
    found = _rows(_STATIONS, {"scheme": scheme, "home": home.id, "district": home.district})
    return tuple(
        Station(
            number,
            room,
            name,
            tuple(line for line in lines if line),
            postcode,
            easting,
            northing,
            srid,
            access,
            json.loads(answers),
            tuple(Moved(kind, before, datetime.fromisoformat(at)) for kind, before, at in json.loads(moved)),
        )
        for number, room, name, lines, postcode, easting, northing, srid, access, answers, moved in found
    )


def _notices(polls: list[int]) -> tuple[Notice, ...]:
    return tuple(Notice(*row) for row in _rows(_NOTICES, [polls]))


def _rows(statement: str, given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()
