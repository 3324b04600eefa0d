"""What a search found, as rows to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from pollwright.register.queries.search import CURRENT_NUMBERS, LIMIT, search
from pollwright.register.queries.search_matching import Match


@dataclass(frozen=True, slots=True)
class FoundElector:
    """One entry of an elector that a search found, or the last one where none is in force.

    :param number: as printed, such as `AB1-123/1`; empty where the entry has none yet.
    :param in_force: whether the entry is in the register now.
    """

    reference: str
    surname: str
    forenames: str
    address: str
    number: str
    marker: str
    in_force: bool
    match: Match

    @property
    def name(self) -> str:
        """The name as it is filed: surname first."""
        return ", ".join(part for part in (self.surname, self.forenames) if part)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; see `Hits`."""

    rows: tuple[FoundElector, ...]
    corrected: bool
    more: bool


_ROWS = f"""
SELECT el.id, el.reference, coalesce(e.surname, el.surname), coalesce(e.forenames, el.forenames),
       concat_ws(' ', p.address, p.postcode),
       d.code || '-' || n.number || CASE WHEN n.suffix > 0 THEN '/' || n.suffix ELSE '' END,
       coalesce(e.marker, ''), e.id IS NOT NULL AND e.effective_to IS NULL
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS chosen(id, place)
JOIN register_elector el ON el.id = chosen.id
LEFT JOIN LATERAL (
    SELECT r.*, rank() OVER (ORDER BY r.effective_to IS NOT NULL,
                             CASE WHEN r.effective_to IS NOT NULL THEN -r.id END) AS latest
    FROM register_registerentry r WHERE r.elector_id = el.id
) e ON e.latest = 1
LEFT JOIN places_property p ON p.id = e.property_id
LEFT JOIN places_pollingdistrict d ON d.id = e.district_id
LEFT JOIN register_registernumber n ON n.entry_id = coalesce(e.root_id, e.id) AND n.district_id = e.district_id
    AND n.publication_id = {CURRENT_NUMBERS} AND e.effective_to IS NULL
WHERE el.authority_id = %(authority)s AND NOT el.anonymous
ORDER BY chosen.place, d.code, n.number
"""


def _found(row: tuple[Any, ...], matches: Mapping[int, Match]) -> FoundElector:
    elector_id, reference, surname, forenames, address, number, marker, in_force = row
    return FoundElector(reference, surname, forenames, address, number or "", marker, in_force, matches[elector_id])


def found_electors(authority_id: int, typed: str, *, limit: int = LIMIT) -> Found:
    """Return the electors whom `typed` may mean, the likeliest first, with why each was found."""
    hits = search(authority_id, typed, limit=limit)
    if not hits.electors:
        return Found((), corrected=False, more=False)
    matches = dict(hits.electors)
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"authority": authority_id, "ids": list(matches)})
        rows = cursor.fetchall()
    found = tuple(_found(row, matches) for row in rows)
    return Found(found, hits.corrected, hits.more)
