"""What a change of districts moves, street by street."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from pollwright.pages.tables import Page, TableRequest, Total, capped_count, keyset_clause
from pollwright.places.models import PropertyMove

_MOVES = """
    SELECT p.street, f.code AS from_district, t.code AS to_district, count(*) AS properties
    FROM places_propertymove m
    JOIN places_districtchange c ON c.id = m.change_id
    JOIN places_property p ON p.id = m.property_id
    JOIN places_pollingdistrict f ON f.id = p.district_id
    JOIN places_pollingdistrict t ON t.id = m.to_district_id
    WHERE m.authority_id = %s AND c.authority_id = m.authority_id AND c.reference = %s
    GROUP BY 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """The properties of one street that go from one district to another; `street` is blank where they have none."""

    street: str
    from_district: str
    to_district: str
    properties: int


def planned_moves(authority_id: int, reference: str, asked: TableRequest) -> Page[PlannedMove]:
    """Return a page of what a change moves, by street and districts, as a table asks for it."""
    where = ["TRUE"]
    given: list[Any] = [authority_id, reference]
    if asked.search:
        where.append("strpos(lower(street), lower(%s)) > 0")
        given.append(asked.search)
    for name in ("from_district", "to_district"):
        if name in asked.filters:
            where.append(f"{name} = %s")
            given.append(asked.filters[name])
    select = f"SELECT * FROM ({_MOVES}) AS moves WHERE {' AND '.join(where)}"
    keyset = keyset_clause(asked.order, asked.cursor)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{select} AND {keyset.where} ORDER BY {keyset.order} LIMIT {asked.size + 1:d}", [*given, *keyset.params]
        )
        rows = [PlannedMove(*row) for row in cursor.fetchall()]
        cursor.execute(capped_count(select), given)
        counted = cursor.fetchone()[0]
    return Page.gather(asked, rows, Total.of(counted))


def districts_between(authority_id: int, reference: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the districts that a change takes properties from, and of those that it gives them to."""
    moves = PropertyMove.objects.filter(authority=authority_id, change__reference=reference)
    pairs = set(moves.values_list("property__district__code", "to_district__code"))
    return tuple(sorted({one for one, _ in pairs})), tuple(sorted({one for _, one in pairs}))
