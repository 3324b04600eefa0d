"""Everybody who is or was registered at one home, as a list: a hall of residence has hundreds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from pollwright.pages.tables import Page, TableRequest, Total, capped_count, keyset_clause
from pollwright.register.queries.search import CURRENT_NUMBERS

_PEOPLE = f"""
SELECT e.id, el.reference, concat_ws(', ', nullif(e.surname, ''), nullif(e.forenames, '')) AS name,
       coalesce(d.code || '-' || n.number || CASE WHEN n.suffix > 0 THEN '/' || n.suffix ELSE '' END, '') AS number,
       e.marker, e.attains_on, e.effective_from, e.effective_to
FROM register_registerentry e
JOIN register_elector el ON el.id = e.elector_id
JOIN places_pollingdistrict d ON d.id = e.district_id
LEFT JOIN register_registernumber n ON n.entry_id = coalesce(e.root_id, e.id) AND n.district_id = e.district_id
    AND n.publication_id = {CURRENT_NUMBERS} AND e.effective_to IS NULL
WHERE e.authority_id = %(authority)s AND e.property_id = %(property)s AND NOT el.anonymous
"""


@dataclass(frozen=True, slots=True)
class HouseholdPerson:
    """An entry at the home; `effective_to` is None while it is in force. Whoever is anonymous now is left out."""

    id: int
    reference: str
    name: str
    number: str
    marker: str
    attains_on: date | None
    effective_from: date
    effective_to: date | None


def household_people(authority_id: int, property_id: int, asked: TableRequest) -> Page[HouseholdPerson]:
    """Return a page of the entries at a home, as a table asks for it."""
    where = ["TRUE"]
    given: dict[str, Any] = {"authority": authority_id, "property": property_id}
    for place, word in enumerate(asked.search.split()):
        where.append(f"strpos(pollwright_folded(concat_ws(' ', name, number)), pollwright_folded(%(word{place})s)) > 0")
        given[f"word{place}"] = word
    if "now" in asked.filters:
        where.append("effective_to IS NULL" if asked.filters["now"] else "effective_to IS NOT NULL")
    select = f"SELECT * FROM ({_PEOPLE}) AS people WHERE {' AND '.join(where)}"
    keyset = keyset_clause(asked.order, asked.cursor)
    after, placed = keyset.where, dict(given)
    for place, value in enumerate(keyset.params):
        placed[f"after{place}"] = value
        after = after.replace("%s", f"%(after{place})s", 1)
    with connection.cursor() as cursor:
        cursor.execute(f"{select} AND {after} ORDER BY {keyset.order} LIMIT {asked.size + 1:d}", placed)
        rows = [HouseholdPerson(*row) for row in cursor.fetchall()]
        cursor.execute(capped_count(select), given)
        counted = cursor.fetchone()[0]
    return Page.gather(asked, rows, Total.of(counted))
