"""Where stations and districts lie, for the map and as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from pollwright.stations.models import Scheme
from pollwright.stations.queries.polled import POLLED, polled, polls_of


@dataclass(frozen=True, slots=True)
class Spot:
    """A station or a district on the map: national grid metres, or degrees, as `srid` says.

    A district lies at the middle of its properties. `x` and `y` are None where nothing is known.
    """

    kind: str
    label: str
    name: str
    number: int | None
    stations: tuple[int, ...]
    x: float | None
    y: float | None
    srid: int


_STATIONS = """
SELECT s.number, v.name, v.easting::float8, v.northing::float8, v.srid
FROM stations_station s JOIN stations_venue v ON v.id = s.venue_id
WHERE s.authority_id = %(authority)s AND s.scheme_id = %(scheme)s ORDER BY s.number
"""
_DISTRICTS = f"""
SELECT d.code, d.name, avg(p.easting)::float8, avg(p.northing)::float8, coalesce(min(p.srid), 27700),
    (SELECT coalesce(array_agg(DISTINCT s.number ORDER BY s.number), '{{}}') FROM stations_allotment a
     JOIN stations_station s ON s.id = a.station_id WHERE a.scheme_id = %(scheme)s AND a.district_id = d.id)
FROM places_pollingdistrict d
LEFT JOIN places_property p ON p.district_id = d.id AND p.valid_to IS NULL AND p.easting IS NOT NULL
WHERE d.id IN (SELECT district_id FROM ({POLLED}) AS polled) GROUP BY d.id, d.code, d.name ORDER BY d.code
"""


def spots(scheme: Scheme) -> list[Spot]:
    """Return the districts of a scheme, then its stations."""
    given: dict[str, Any] = {**polled(scheme.authority_id, polls_of(scheme)), "scheme": scheme.pk}
    with connection.cursor() as cursor:
        cursor.execute(_DISTRICTS, given)
        districts = [
            Spot("district", code, name, None, tuple(stations), x, y, srid)
            for code, name, x, y, srid, stations in cursor.fetchall()
        ]
        cursor.execute(_STATIONS, given)
        stations = [
            Spot("station", str(number), name, number, (number,), x, y, srid)
            for number, name, x, y, srid in cursor.fetchall()
        ]
    return [*districts, *stations]


def as_geojson(found: Iterable[Spot]) -> dict[str, Any]:
    """Return the spots as GeoJSON, each with the system of its coordinates; those without a place have no geometry."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": (
                    None
                    if one.x is None or one.y is None
                    else {"type": "Point", "coordinates": [round(one.x, 6), round(one.y, 6)]}
                ),
                "properties": {
                    "kind": one.kind,
                    "label": one.label,
                    "name": one.name,
                    "stations": list(one.stations),
                    "srid": one.srid,
                },
            }
            for one in found
        ],
    }
