"""What the filters of the list of electors can be set to, in one statement."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from pollwright.pages.tables.filters import Choices

_CHOICES = """
SELECT 'district', code, code || ' ' || name, '' FROM places_pollingdistrict
WHERE authority_id = %(authority)s AND valid_to IS NULL
UNION ALL
SELECT 'area', a.id::text, a.name, a.kind FROM places_area a
WHERE a.authority_id = %(authority)s AND a.valid_to IS NULL
  AND EXISTS (SELECT FROM places_districtarea l WHERE l.area_id = a.id AND l.valid_to IS NULL)
UNION ALL
(WITH RECURSIVE seen AS (
    (SELECT marker FROM register_registerentry
     WHERE authority_id = %(authority)s AND effective_to IS NULL AND marker <> '' ORDER BY marker LIMIT 1)
    UNION ALL
    SELECT (SELECT e.marker FROM register_registerentry e
            WHERE e.authority_id = %(authority)s AND e.effective_to IS NULL AND e.marker <> ''
              AND e.marker > seen.marker ORDER BY e.marker LIMIT 1)
    FROM seen WHERE seen.marker IS NOT NULL)
 SELECT 'marker', marker, marker, '' FROM seen WHERE marker IS NOT NULL)
ORDER BY 1, 4, 3
"""


@dataclass(frozen=True, slots=True)
class ElectorChoices:
    """Districts by code, areas by number with their kind, and the markers that are in use."""

    districts: Choices
    areas: tuple[tuple[str, str, str], ...]
    markers: Choices


def elector_choices(authority_id: int) -> ElectorChoices:
    """Return the choices of an authority's list of electors."""
    with connection.cursor() as cursor:
        cursor.execute(_CHOICES, {"authority": authority_id})
        rows = cursor.fetchall()
    return ElectorChoices(
        districts=tuple((value, label) for what, value, label, _ in rows if what == "district"),
        areas=tuple((value, label, kind) for what, value, label, kind in rows if what == "area"),
        markers=tuple((value, label) for what, value, label, _ in rows if what == "marker"),
    )
