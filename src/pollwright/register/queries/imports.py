"""What an import of a register answers: the counts of what is in force."""

from __future__ import annotations

from typing import Any

from django.db import connection

from pollwright.places.models import PollingDistrict

_SUMMARY = """
SELECT count(*),
       count(*) FILTER (WHERE e.section = '2-other'), count(*) FILTER (WHERE e.section = '3-anonymous'),
       count(*) FILTER (WHERE e.attains_on IS NOT NULL),
       count(*) FILTER (WHERE p.open_register AND e.section <> '3-anonymous'),
       count(*) FILTER (WHERE e.parliamentary), count(*) FILTER (WHERE e.local)
FROM register_registerentry e JOIN register_elector p ON p.id = e.elector_id
WHERE e.authority_id = %s AND e.effective_to IS NULL
"""
_DISTRICTS = """
SELECT d.code, count(*) FROM register_registerentry e JOIN places_pollingdistrict d ON d.id = e.district_id
WHERE e.authority_id = %s AND e.effective_to IS NULL GROUP BY d.code ORDER BY d.code
"""
COUNTS = ("electors", "others", "anonymous", "attainers", "open", "parliamentary", "local")


def district_codes(authority_id: int) -> frozenset[str]:
    """Return the letters of every polling district in force."""
    held = PollingDistrict.objects.filter(authority=authority_id, valid_to__isnull=True)
    return frozenset(held.values_list("code", flat=True))


def register_summary(authority_id: int) -> dict[str, Any]:
    """Return the counts of the entries in force, as they stand with a published register: sums, and by district."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMMARY, [authority_id])
        sums = dict(zip(COUNTS, cursor.fetchone(), strict=True))
        cursor.execute(_DISTRICTS, [authority_id])
        return {**sums, "districts": dict(cursor.fetchall())}
