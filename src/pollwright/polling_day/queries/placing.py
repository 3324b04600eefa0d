"""At which stations of a day an elector votes, and at which polls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from pollwright.elections.models import Poll
from pollwright.register.queries.search import CURRENT_NUMBERS
from pollwright.stations.queries.electors import BEYOND
from pollwright.stations.queries.polled import POLLED, franchise_of, polled


@dataclass(frozen=True, slots=True)
class Placement:
    """A station at which an elector votes, with the number there and the references of the polls."""

    station_id: int
    number: str
    polls: tuple[str, ...]


_PLACED = f"""
SELECT a.station_id, d.code, n.number, n.suffix, e.marker, e.parliamentary, e.local, e.attains_on, e.district_id,
    sc.poll_id, sc.combination_id
FROM register_registerentry e
JOIN places_pollingdistrict d ON d.id = e.district_id
LEFT JOIN register_registernumber n ON n.publication_id = {CURRENT_NUMBERS}
    AND n.entry_id = coalesce(e.root_id, e.id) AND n.district_id = e.district_id
JOIN stations_allotment a ON a.authority_id = %(authority)s AND a.district_id = e.district_id
    AND coalesce(n.number, {BEYOND}) BETWEEN a.first_number AND coalesce(a.last_number, {BEYOND})
JOIN stations_scheme sc ON sc.id = a.scheme_id AND sc.state = 'adopted'
WHERE e.authority_id = %(authority)s AND e.elector_id = %(elector)s AND e.effective_from <= %(on)s
  AND (e.effective_to IS NULL OR e.effective_to > %(on)s)
ORDER BY a.station_id
"""


def placements(authority_id: int, elector_id: int, polls: list[Poll], *, on: date) -> list[Placement]:
    """Return where an elector votes at some polls by the register in force on a day; none where they do not.

    :param polls: of one day. Polls that are not taken together may send them to two desks.
    """
    if not polls:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PLACED, {"authority": authority_id, "elector": elector_id, "on": on})
        rows = cursor.fetchall()
        cursor.execute(POLLED, polled(authority_id, polls))
        taken = set(cursor.fetchall())
    found = []
    for station, code, number, suffix, *facts, poll_id, combination_id in rows:
        *entry, district = facts
        votes = tuple(
            poll.reference
            for poll in polls
            if (poll.pk == poll_id or (combination_id is not None and poll.combination_id == combination_id))
            and (district, poll.pk) in taken
            and _may_vote(poll, *entry)
        )
        if votes:
            found.append(Placement(station, _number(code, number, suffix), votes))
    return found


def _may_vote(poll: Poll, marker: str, parliamentary: bool, local: bool, attains_on: Any) -> bool:
    franchise = franchise_of(poll, marker)
    if franchise is None or not (parliamentary if franchise.parliamentary else local):
        return False
    return attains_on is None or attains_on <= franchise.attains_by


def _number(code: str, number: int | None, suffix: int | None) -> str:
    if number is None:
        return f"{code}, no number yet"
    return f"{code}-{number}/{suffix}" if suffix else f"{code}-{number}"
