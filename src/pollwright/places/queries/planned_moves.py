"""What a change of districts moves, street by street."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

STREETS_SHOWN = 500


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """The properties of one street that go from one district to another; `street` is blank where they have none."""

    street: str
    from_district: str
    to_district: str
    properties: int


def planned_moves(authority_id: int, reference: str) -> tuple[PlannedMove, ...]:
    """Return what a change moves, by street and districts: the first 500 streets."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.street, f.code, t.code, count(*) FROM places_propertymove m"
            " JOIN places_districtchange c ON c.id = m.change_id"
            " JOIN places_property p ON p.id = m.property_id"
            " JOIN places_pollingdistrict f ON f.id = p.district_id"
            " JOIN places_pollingdistrict t ON t.id = m.to_district_id"
            " WHERE m.authority_id = %s AND c.authority_id = m.authority_id AND c.reference = %s"
            " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT %s",
            [authority_id, reference, STREETS_SHOWN],
        )
        return tuple(PlannedMove(*row) for row in cursor.fetchall())
