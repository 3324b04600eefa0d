"""Where the people of each property vote, from the register: for both finders (handbook G-01, INT-405).

In a district that is divided by numbers, a property votes where its electors do; one without electors where the
property before it in the order of the register does. A property whose electors vote at two stations is a fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from pollwright.law.timetables.kinds import Kind
from pollwright.places.states import PropertyStatus
from pollwright.stations.models import Scheme
from pollwright.stations.queries.electors import JOINED, VOTERS, voters_of
from pollwright.stations.queries.polled import POLLED, TAKEN, day_of_scheme, polled, polled_districts, polls_of

NOT_HOMES = (PropertyStatus.DEMOLISHED.value, PropertyStatus.NOT_BUILT.value)

_HOMES = f"""
WITH {VOTERS},
homes AS (
    SELECT p.id, p.district_id, p.sort_key FROM places_property p
    WHERE p.authority_id = %(authority)s AND p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to > %(day)s)
      AND p.status <> ALL(%(not_homes)s)
      AND CASE WHEN %(districts)s::bigint[] IS NULL THEN p.district_id IN (SELECT district_id FROM polled)
          ELSE p.district_id = ANY(%(districts)s) END),
lived AS (
    SELECT v.property_id, min(a.station_id) AS least, max(a.station_id) AS most
    FROM voters v JOIN split s ON s.district_id = v.district_id JOIN stations_allotment a ON {JOINED}
    WHERE v.property_id IS NOT NULL GROUP BY v.property_id),
ordered AS (
    SELECT h.id, h.district_id, l.least, l.most,
        count(l.property_id) OVER (PARTITION BY h.district_id ORDER BY h.sort_key, h.id) AS place
    FROM homes h JOIN split s ON s.district_id = h.district_id LEFT JOIN lived l ON l.property_id = h.id),
divided AS (
    SELECT o.id, coalesce(max(o.least) OVER block, first.station_id) AS least,
        coalesce(o.most, max(o.least) OVER block, first.station_id) AS most
    FROM ordered o JOIN stations_allotment first ON first.authority_id = %(authority)s
        AND first.scheme_id = %(scheme)s AND first.district_id = o.district_id AND first.first_number = 1
    WINDOW block AS (PARTITION BY o.district_id, o.place)),
voting AS (
    SELECT h.id, a.station_id AS least, a.station_id AS most FROM homes h
    LEFT JOIN stations_allotment a ON a.authority_id = %(authority)s AND a.scheme_id = %(scheme)s
        AND a.district_id = h.district_id
    WHERE h.district_id NOT IN (SELECT district_id FROM split)
    UNION ALL SELECT id, least, most FROM divided)
"""
_FAULTS = f"""{_HOMES}
SELECT p.reference FROM voting v JOIN places_property p ON p.id = v.id
WHERE v.least IS NULL OR v.least <> v.most ORDER BY p.reference
"""
_ROWS = f"""{_HOMES}
SELECT p.reference, p.uprn, p.address, p.postcode, d.code, d.name, s.number, ven.reference, ven.name, ven.address1,
    ven.address2, ven.address3, ven.address4, ven.postcode, ven.uprn,
    CASE WHEN ven.srid = 27700 THEN ven.easting END, CASE WHEN ven.srid = 27700 THEN ven.northing END
FROM voting v JOIN places_property p ON p.id = v.id JOIN places_pollingdistrict d ON d.id = p.district_id
JOIN stations_station s ON s.id = v.least JOIN stations_venue ven ON ven.id = s.venue_id
ORDER BY CASE WHEN %(by_station)s THEN s.number END, d.code, p.sort_key, p.reference
"""
DIVIDED = f"""{_HOMES}
SELECT %(authority)s, %(scheme)s, o.id, o.least FROM divided o WHERE o.least = o.most
"""
"""Authority, scheme, property and station of the homes in divided districts: parameters as `divided_given` returns."""
_PROPERTIES = f"""
SELECT count(*) FROM places_property p
WHERE p.authority_id = %(authority)s AND daterange(p.valid_from, p.valid_to) @> %(day)s::date
  AND NOT p.status = ANY(%(not_homes)s)
  AND (p.district_id IN (SELECT district_id FROM ({POLLED}) AS polled) OR p.district_id = ANY(%(besides)s::bigint[]))
"""
_BALLOTS = """
SELECT d.id, d.code, p.kind, c.name, c.state FROM elections_poll p JOIN elections_contest c ON c.poll_id = p.id
JOIN places_districtarea l ON l.area_id = c.area_id AND l.valid_from <= p.day
    AND (l.valid_to IS NULL OR l.valid_to > p.day)
JOIN places_pollingdistrict d ON d.id = l.district_id AND d.valid_from <= p.day
    AND (d.valid_to IS NULL OR d.valid_to > p.day)
WHERE p.authority_id = %(authority)s AND p.id = ANY(%(polls)s) ORDER BY d.code, p.reference, c.name
"""
_ALLOTTED = (
    "SELECT DISTINCT district_id FROM stations_allotment WHERE authority_id = %(authority)s AND scheme_id = %(scheme)s"
)
FETCHED = 5_000


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A property with its station, as exports write it."""

    reference: str
    uprn: int | None
    address: str
    postcode: str
    district: str
    district_name: str
    station: int
    venue: str
    venue_name: str
    address1: str
    address2: str
    address3: str
    address4: str
    venue_postcode: str
    venue_uprn: int | None
    easting: Any
    northing: Any

    @property
    def venue_lines(self) -> tuple[str, ...]:
        """The venue's address without its name and postcode."""
        return tuple(line for line in (self.address1, self.address2, self.address3, self.address4) if line)


@dataclass(frozen=True, slots=True)
class DistrictBallots:
    """The ballots of a district on the day.

    :cvar kinds: of what kinds of poll, each once.
    :cvar areas: in which areas, each once.
    :cvar contested: whether any of them is to be taken, or may yet be.
    """

    id: int
    kinds: tuple[Kind, ...]
    areas: tuple[str, ...]
    contested: bool


def ballots_by_district(scheme: Scheme) -> dict[str, DistrictBallots]:
    """Return the ballots of each district, by its code, those without a poll as well."""
    given: dict[str, Any] = {"authority": scheme.authority_id, "polls": [poll.pk for poll in polls_of(scheme)]}
    held: dict[tuple[int, str], list[tuple[Kind, str, bool]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_BALLOTS, given)
        for district, code, kind, area, state in cursor.fetchall():
            held[district, code].append((Kind(kind), area, state in TAKEN))
    return {
        code: DistrictBallots(
            district,
            tuple(dict.fromkeys(kind for kind, _area, _taken in rows)),
            tuple(dict.fromkeys(area for _kind, area, _taken in rows)),
            any(taken for _kind, _area, taken in rows),
        )
        for (district, code), rows in held.items()
    }


def not_contested(scheme: Scheme) -> list[int]:
    """Return the districts where no poll is taken and that have a station all the same."""
    with connection.cursor() as cursor:
        cursor.execute(_ALLOTTED, {"authority": scheme.authority_id, "scheme": scheme.pk})
        allotted = {row[0] for row in cursor.fetchall()}
    return sorted(one.id for one in ballots_by_district(scheme).values() if not one.contested and one.id in allotted)


def without_one_station(scheme: Scheme, on: date, besides: Sequence[int] = ()) -> list[str]:
    """Return the references of properties of the poll with no station, or with electors at two.

    :param besides: districts where no poll is taken, to be looked at too.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FAULTS, _given(scheme, on, _with(scheme, besides)))
        return [row[0] for row in cursor.fetchall()]


def properties_polled(scheme: Scheme, besides: Sequence[int] = ()) -> int:
    """Return how many properties lie where a poll of the scheme is taken, counted apart from its stations."""
    given = polled(scheme.authority_id, polls_of(scheme))
    told: dict[str, Any] = {"day": day_of_scheme(scheme), "not_homes": list(NOT_HOMES), "besides": list(besides)}
    with connection.cursor() as cursor:
        cursor.execute(_PROPERTIES, {**given, **told})
        return int(cursor.fetchone()[0])


def homes(scheme: Scheme, on: date, besides: Sequence[int] = (), *, by_station: bool = False) -> Iterator[HomeRow]:
    """Yield every property with its station, by district in the order of the register; rows stream from the server.

    :param by_station: by station, and only then by district.
    """
    with connection.chunked_cursor() as cursor:
        cursor.execute(_ROWS, {**_given(scheme, on, _with(scheme, besides)), "by_station": by_station})
        while rows := cursor.fetchmany(FETCHED):
            for row in rows:
                yield HomeRow(*row)


def divided_given(scheme: Scheme, on: date, districts: list[int] | None = None) -> dict[str, Any]:
    """Return the parameters of `DIVIDED`, for some districts or for all of a scheme."""
    return _given(scheme, on, districts)


def _with(scheme: Scheme, besides: Sequence[int]) -> list[int] | None:
    """Return the districts polled with some besides; None where there are none besides."""
    if not besides:
        return None
    polled_here = [one.id for one in polled_districts(scheme.authority_id, polls_of(scheme))]
    return [*polled_here, *besides]


def _given(scheme: Scheme, on: date, districts: list[int] | None = None) -> dict[str, Any]:
    return {
        **voters_of(scheme, on, districts),
        "day": day_of_scheme(scheme),
        "not_homes": list(NOT_HOMES),
    }
