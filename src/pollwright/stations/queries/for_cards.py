"""The scheme of some polls as poll cards and lists read it: declared to the room of elections at the start.

It knows the tables by name, so that it can be declared before the models are loaded.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from pollwright.elections.queries.cards_stations import PollingScheme, StationRange

_SCHEMES = """
SELECT sc.id, sc.reference, sc.state = 'adopted', sc.amended, sc.version FROM stations_scheme sc
WHERE sc.authority_id = %(authority)s AND (sc.poll_id = ANY(%(polls)s) OR sc.combination_id IN (
    SELECT p.combination_id FROM elections_poll p WHERE p.authority_id = %(authority)s AND p.id = ANY(%(polls)s)))
ORDER BY sc.id LIMIT 2
"""
_RANGES = """
SELECT d.code, nullif(a.first_number, 1), a.last_number, s.number, v.name, s.room, v.address1, v.address2, v.address3,
    v.address4, v.postcode
FROM stations_allotment a
JOIN stations_station s ON s.id = a.station_id
JOIN stations_venue v ON v.id = s.venue_id
JOIN places_pollingdistrict d ON d.id = a.district_id
WHERE a.authority_id = %(authority)s AND a.scheme_id = %(scheme)s ORDER BY d.code, a.first_number
"""


def scheme_for(authority_id: int, poll_ids: Collection[int]) -> PollingScheme | None:
    """Return the scheme of polls that are taken together, or of one poll; None without one, or with two."""
    with connection.cursor() as cursor:
        cursor.execute(_SCHEMES, {"authority": authority_id, "polls": list(poll_ids)})
        found = cursor.fetchall()
        if len(found) != 1:
            return None
        scheme, reference, adopted, amended, version = found[0]
        cursor.execute(_RANGES, {"authority": authority_id, "scheme": scheme})
        ranges = tuple(
            StationRange(code, first, last, str(number), name, _lines(room, *address), postcode)
            for code, first, last, number, name, room, *address, postcode in cursor.fetchall()
        )
    stands = f"{reference} amendment {amended}" if adopted else f"{reference} draft {version}"
    return PollingScheme(stands, adopted, ranges)


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
