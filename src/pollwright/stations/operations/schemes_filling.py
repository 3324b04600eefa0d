"""Filling a new scheme with stations and allotments, by sets."""

from __future__ import annotations

from typing import Any

from django.db import connection

from pollwright.acting import Actor
from pollwright.authorities.references import reserve
from pollwright.stations.models import Scheme

_PLACES_WITHOUT = """
SELECT DISTINCT ON (pp.id) pp.* FROM places_pollingdistrict d JOIN places_pollingplace pp ON pp.id = d.polling_place_id
WHERE d.authority_id = %(authority)s AND d.id = ANY(%(districts)s)
  AND NOT EXISTS (SELECT 1 FROM stations_venue v WHERE v.place_id = pp.id AND v.withdrawn_on IS NULL)
"""
_ADD_VENUES = f"""
INSERT INTO stations_venue (authority_id, reference, place_id, name, address1, address2, address3, address4, postcode,
    uprn, easting, northing, srid, school, rooms, hire_pence, answers, access, notes, version)
SELECT %(authority)s, 'VEN' || lpad((%(before)s + row_number() OVER (ORDER BY p.reference))::text, 7, '0'), p.id, p.name,
    p.address1, p.address2, p.address3, left(concat_ws(', ', nullif(p.address4, ''), nullif(p.address5, '')), 120),
    p.postcode, p.uprn, p.easting, p.northing, p.srid, false, '[]', 0, '{{}}', 'unknown', '', 1
FROM ({_PLACES_WITHOUT}) AS p
"""
_STATIONS_AT_PLACES = """
INSERT INTO stations_station (authority_id, scheme_id, number, venue_id, room, note, version)
SELECT %(authority)s, %(scheme)s, row_number() OVER (ORDER BY first_code, venue_id), venue_id, '', '', 1
FROM (SELECT v.id AS venue_id, min(d.code) AS first_code FROM places_pollingdistrict d
      JOIN stations_venue v ON v.place_id = d.polling_place_id AND v.withdrawn_on IS NULL
      WHERE d.authority_id = %(authority)s AND d.id = ANY(%(districts)s) GROUP BY v.id) AS used
"""
_ALLOT_BY_PLACE = """
INSERT INTO stations_allotment
    (authority_id, scheme_id, station_id, district_id, first_number, last_number, electors, in_person)
SELECT %(authority)s, %(scheme)s, s.id, d.id, 1, NULL, 0, 0
FROM places_pollingdistrict d
JOIN stations_venue v ON v.place_id = d.polling_place_id AND v.withdrawn_on IS NULL
JOIN stations_station s ON s.scheme_id = %(scheme)s AND s.venue_id = v.id
WHERE d.authority_id = %(authority)s AND d.id = ANY(%(districts)s)
"""
_POLLED_AGAIN = """
SELECT a.station_id, a.first_number, a.last_number, now_d.id AS district_id
FROM stations_allotment a
JOIN places_pollingdistrict was ON was.id = a.district_id
JOIN places_pollingdistrict now_d ON now_d.authority_id = %(authority)s AND now_d.code = was.code
    AND now_d.id = ANY(%(districts)s)
WHERE a.authority_id = %(authority)s AND a.scheme_id = %(earlier)s
"""
_STATIONS_AGAIN = f"""
INSERT INTO stations_station (authority_id, scheme_id, number, venue_id, room, backup_id, note, version)
SELECT %(authority)s, %(scheme)s, s.number, s.venue_id, s.room, s.backup_id, s.note, 1
FROM stations_station s JOIN stations_venue v ON v.id = s.venue_id AND v.withdrawn_on IS NULL
WHERE s.scheme_id = %(earlier)s AND s.id IN (SELECT station_id FROM ({_POLLED_AGAIN}) AS again)
"""
_ALLOT_AGAIN = f"""
INSERT INTO stations_allotment
    (authority_id, scheme_id, station_id, district_id, first_number, last_number, electors, in_person)
SELECT %(authority)s, %(scheme)s, s.id, again.district_id, again.first_number, again.last_number, 0, 0
FROM ({_POLLED_AGAIN}) AS again
JOIN stations_station old ON old.id = again.station_id
JOIN stations_station s ON s.scheme_id = %(scheme)s AND s.number = old.number
"""


def add_venues(actor: Actor, districts: list[int]) -> int:
    """Add a venue for every polling place of the districts that has none in use, and return how many."""
    given: dict[str, Any] = {"authority": actor.authority_id, "districts": districts}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({_PLACES_WITHOUT}) AS missing", given)
        missing = int(cursor.fetchone()[0])
        if missing:
            given["before"] = reserve(actor.authority_id, "VEN", missing) - missing
            cursor.execute(_ADD_VENUES, given)
    return missing


def fill_from_places(scheme: Scheme, districts: list[int]) -> tuple[int, int]:
    """Put one station at each venue of the districts' polling places; return stations and allotments."""
    given = {"authority": scheme.authority_id, "scheme": scheme.pk, "districts": districts}
    return _both(_STATIONS_AT_PLACES, _ALLOT_BY_PLACE, given)


def fill_from_scheme(scheme: Scheme, earlier: Scheme, districts: list[int]) -> tuple[int, int]:
    """Copy the stations of an earlier scheme whose districts, by code, are polled again; return as above.

    A station whose venue was taken out of use is not copied: its districts are left without one.
    """
    given = {
        "authority": scheme.authority_id,
        "scheme": scheme.pk,
        "earlier": earlier.pk,
        "districts": districts,
    }
    return _both(_STATIONS_AGAIN, _ALLOT_AGAIN, given)


def _both(stations: str, allotments: str, given: dict[str, Any]) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(stations, given)
        made = cursor.rowcount
        cursor.execute(allotments, given)
        return made, cursor.rowcount
