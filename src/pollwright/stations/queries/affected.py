"""Whom a change of an adopted scheme affects, from the register in force (story: a venue is lost)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from pollwright.register.queries.search import CURRENT_NUMBERS
from pollwright.register.states import Section
from pollwright.stations.models import Scheme
from pollwright.stations.queries.absent import POSTAL
from pollwright.stations.queries.electors import BEYOND, VOTERS, voters_of


@dataclass(frozen=True, slots=True)
class AffectedElector:
    """An elector who is to be told. Name and address are blank where the entry is anonymous."""

    elector: str
    number: str
    name: str
    address: str
    postcode: str
    postal: bool


_AFFECTED = f"""
WITH {VOTERS},
affected AS (SELECT * FROM unnest(%(codes)s::text[], %(firsts)s::int[], %(lasts)s::int[])
    AS a(code, first_number, last_number))
SELECT el.reference, d.code || '-' || n.number || CASE WHEN n.suffix > 0 THEN '/' || n.suffix ELSE '' END,
       CASE WHEN hidden THEN '' ELSE trim(e.forenames || ' ' || e.surname) END,
       CASE WHEN hidden THEN '' ELSE coalesce(p.address, '') END,
       CASE WHEN hidden THEN '' ELSE coalesce(p.postcode, '') END, x.elector_id IS NOT NULL
FROM voters v
JOIN register_registerentry e ON e.id = v.id
JOIN register_elector el ON el.id = e.elector_id
CROSS JOIN LATERAL (SELECT el.anonymous OR e.section = '{Section.ANONYMOUS.value}' AS hidden) AS mask
JOIN places_pollingdistrict d ON d.id = v.district_id
LEFT JOIN places_property p ON p.id = e.property_id
LEFT JOIN register_registernumber n ON n.publication_id = {CURRENT_NUMBERS}
    AND n.entry_id = coalesce(e.root_id, e.id) AND n.district_id = e.district_id
JOIN affected a ON a.code = d.code
    AND (a.last_number IS NULL AND a.first_number = 1
         OR coalesce(n.number, {BEYOND}) BETWEEN a.first_number AND coalesce(a.last_number, {BEYOND}))
LEFT JOIN ({POSTAL}) AS x ON x.elector_id = v.elector_id
ORDER BY d.code, n.number NULLS LAST, n.suffix, el.reference
"""


def affected_electors(
    scheme: Scheme, ranges: Sequence[tuple[str, int, int | None]], *, on: date, day: date
) -> list[AffectedElector]:
    """Return the electors in some ranges of districts who may vote at a poll of the scheme, by number."""
    given = {
        **voters_of(scheme, on),
        "absent_on": day,
        "codes": [code for code, _, _ in ranges],
        "firsts": [first for _, first, _ in ranges],
        "lasts": [last for _, _, last in ranges],
    }
    with connection.cursor() as cursor:
        cursor.execute(_AFFECTED, given)
        return [AffectedElector(row[0], row[1] or "", *row[2:]) for row in cursor.fetchall()]
