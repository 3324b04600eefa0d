"""What a polling place means for a district: its electors, how far they go, and whether a wheelchair gets in.

One statement answers for many pairs of district and place, so that a whole council is measured at once and a proposal
is measured like what there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from pollwright.stations.queries.absent import POSTAL

_ELECTORS = f"""
SELECT e.district_id, count(*)::int, (count(*) FILTER (WHERE x.elector_id IS NULL))::int
FROM register_registerentry e LEFT JOIN ({POSTAL}) AS x ON x.elector_id = e.elector_id
WHERE e.authority_id = %(authority)s AND e.district_id = ANY(%(districts)s) AND e.effective_from <= %(on)s
  AND (e.effective_to IS NULL OR e.effective_to > %(on)s)
GROUP BY 1
"""
_STATIONS = """
SELECT DISTINCT ON (a.district_id) a.district_id, (count(DISTINCT a.station_id))::int
FROM stations_allotment a JOIN stations_scheme s ON s.id = a.scheme_id AND s.state = 'adopted'
WHERE a.authority_id = %(authority)s AND a.district_id = ANY(%(districts)s)
  AND NOT EXISTS (SELECT 1 FROM elections_poll r WHERE r.rehearsal
      AND (r.id = s.poll_id OR r.combination_id = s.combination_id))
GROUP BY a.district_id, s.id, s.adopted_at ORDER BY a.district_id, s.adopted_at DESC
"""
_PLACES = """
WITH pair AS (SELECT * FROM unnest(%(districts)s::bigint[], %(places)s::bigint[]) AS p(district_id, place_id)),
far AS (
    SELECT pair.district_id, pair.place_id,
        CASE WHEN pl.srid = 4326 THEN 111320 * sqrt((h.northing - pl.northing)::float8 ^ 2
            + ((h.easting - pl.easting)::float8 * cos(radians(pl.northing::float8))) ^ 2)
        ELSE sqrt((h.easting - pl.easting)::float8 ^ 2 + (h.northing - pl.northing)::float8 ^ 2) END AS metres
    FROM pair JOIN places_pollingplace pl ON pl.id = pair.place_id AND pl.authority_id = %(authority)s
    JOIN places_property h ON h.district_id = pair.district_id AND h.valid_to IS NULL AND h.srid = pl.srid
        AND h.easting IS NOT NULL AND pl.easting IS NOT NULL),
around AS (
    SELECT pair.district_id, pair.place_id,
        bool_or(h.district_id = pair.district_id) FILTER (WHERE h.uprn = pl.uprn) AS exactly,
        bool_or(h.district_id = pair.district_id) AS about
    FROM pair JOIN places_pollingplace pl ON pl.id = pair.place_id AND pl.authority_id = %(authority)s
    JOIN places_property h ON h.authority_id = %(authority)s AND h.valid_to IS NULL
        AND (h.uprn = pl.uprn OR (pl.postcode <> '' AND h.postcode = pl.postcode))
    GROUP BY 1, 2)
SELECT pair.district_id, pair.place_id, round(avg(far.metres))::int, round(max(far.metres))::int,
    coalesce(max(v.access), 'unknown'), bool_or(coalesce(around.exactly, around.about))
FROM pair LEFT JOIN far USING (district_id, place_id) LEFT JOIN around USING (district_id, place_id)
LEFT JOIN stations_venue v ON v.place_id = pair.place_id AND v.withdrawn_on IS NULL
GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Electors:
    """Electors of a district: all of them, and those without a postal vote."""

    all: int = 0
    in_person: int = 0


@dataclass(frozen=True, slots=True)
class Reach:
    """A place as a district has it. Metres are straight lines from homes; None where coordinates are missing.

    :param inside: whether the place lies in the district, by its UPRN, else by its postcode; None where neither is known.
    """

    mean_metres: int | None = None
    far_metres: int | None = None
    access: str = "unknown"
    inside: bool | None = None


def electors_of(authority_id: int, districts: Sequence[int], *, on: date) -> dict[int, Electors]:
    """Return the electors of districts in the register of a day, by the id of the district."""
    given: dict[str, Any] = {"authority": authority_id, "districts": list(districts), "on": on, "absent_on": on}
    with connection.cursor() as cursor:
        cursor.execute(_ELECTORS, given)
        return {district: Electors(every, in_person) for district, every, in_person in cursor.fetchall()}


def stations_of(authority_id: int, districts: Sequence[int]) -> dict[int, int]:
    """Return how many stations each district had in the scheme that was adopted last; rehearsals are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_STATIONS, {"authority": authority_id, "districts": list(districts)})
        return dict(cursor.fetchall())


def reaches(authority_id: int, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Reach]:
    """Return what each place means for its district, by the ids of district and place."""
    given: dict[str, Any] = {
        "authority": authority_id,
        "districts": [district for district, _place in pairs],
        "places": [place for _district, place in pairs],
    }
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, given)
        return {(row[0], row[1]): Reach(*row[2:]) for row in cursor.fetchall()}
