"""Whom a change of an adopted scheme affects, from the register in force (story: a venue is lost)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from pollwright.elections.queries.absent import ARRANGEMENTS_AT
from pollwright.elections.states import AbsentKind
from pollwright.register.queries.search import CURRENT_NUMBERS
from pollwright.register.states import Section
from pollwright.stations.models import Scheme
from pollwright.stations.queries.electors import BEYOND, VOTERS, voters_of


@dataclass(frozen=True, slots=True)
class AffectedElector:
    """Somebody who is to be told: an elector, or the proxy who votes at the station for one, after them.

    Name and address are blank where the entry is anonymous; their proxy is sealed with them.

    :cvar postal: the vote is cast by post, so that nobody comes to the station for it.
    :cvar proxy_for: the elector's name, where it is their proxy; else blank.
    """

    elector: str
    number: str
    name: str
    address: str
    postcode: str
    postal: bool
    proxy_for: str = ""


_AFFECTED = f"""
WITH {VOTERS},
affected AS (SELECT * FROM unnest(%(codes)s::text[], %(firsts)s::int[], %(lasts)s::int[])
    AS a(code, first_number, last_number))
SELECT el.reference, d.code || '-' || n.number || CASE WHEN n.suffix > 0 THEN '/' || n.suffix ELSE '' END,
       CASE WHEN hidden THEN '' ELSE trim(e.forenames || ' ' || e.surname) END,
       CASE WHEN hidden THEN '' ELSE coalesce(p.address, '') END,
       CASE WHEN hidden THEN '' ELSE coalesce(p.postcode, '') END,
       coalesce(x.kind, ''), CASE WHEN hidden THEN '' ELSE coalesce(x.proxy_name, '') END,
       coalesce(x.proxy_address, ''), coalesce(x.proxy_postcode, '')
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
LEFT JOIN ({ARRANGEMENTS_AT}) AS x ON x.elector_id = v.elector_id
ORDER BY d.code, n.number NULLS LAST, n.suffix, el.reference
"""


def affected_electors(
    scheme: Scheme, ranges: Sequence[tuple[str, int, int | None]], *, on: date, day: date
) -> list[AffectedElector]:
    """Return the electors in some ranges of districts who may vote at a poll of the scheme, by number, and their proxies."""
    given = {
        **voters_of(scheme, on),
        "absent_on": day,
        "codes": [code for code, _, _ in ranges],
        "firsts": [first for _, first, _ in ranges],
        "lasts": [last for _, _, last in ranges],
    }
    with connection.cursor() as cursor:
        cursor.execute(_AFFECTED, given)
        return [one for row in cursor.fetchall() for one in _told(*row)]


def _told(
    elector: str, number: str | None, name: str, address: str, postcode: str, kind: str, *proxy: str
) -> Iterator[AffectedElector]:
    """Yield an elector, and whoever comes to the station for them."""
    postal = kind in (AbsentKind.POSTAL, AbsentKind.POSTAL_PROXY)
    yield AffectedElector(elector, number or "", name, address, postcode, postal)
    if kind == AbsentKind.PROXY and proxy[0]:
        called, lives_at, there = proxy
        yield AffectedElector(elector, number or "", called, lives_at, there, postal=False, proxy_for=name)
