"""What the list of overseas electors shows besides the register: both addresses, and when anonymity ends (REG-164)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from pollwright.register.models import Elector

QUALIFYING_ADDRESS = """
    SELECT DISTINCT ON (a.elector_id) a.elector_id,
           concat_ws(' ', coalesce(p.address, a.address), coalesce(p.postcode, nullif(a.postcode, ''))) AS address
    FROM register_application a LEFT JOIN places_property p ON p.id = a.property_id
    WHERE a.authority_id = %(authority)s AND a.category = 'overseas' AND NOT a.anonymous AND a.elector_id IS NOT NULL
      AND a.determined_on IS NOT NULL AND a.state <> 'rejected'
    ORDER BY a.elector_id, a.determined_on DESC, a.id DESC
"""
"""The qualifying address of each overseas elector, from the last application that was allowed: entries don't print it."""

_LINES = (*(f"nullif(el.correspondence{line}, '')" for line in range(1, 6)),)
PRESENT_ADDRESS = (
    "CASE WHEN e.marker LIKE '%%F%%' THEN concat_ws(', ', "
    + ", ".join((*_LINES, "nullif(el.correspondence_postcode, '')", "nullif(el.correspondence_country, '')"))
    + ") ELSE '' END"
)
"""The address abroad of an elector `el` with an overseas entry `e`, on one line; empty for all others."""


def anonymity_ends(authority_id: int, electors: Collection[int]) -> dict[int, date]:
    """Return when the anonymity of these electors ends, as it stands now; those without a day are left out."""
    held = Elector.objects.filter(authority=authority_id, pk__in=list(electors))
    return {pk: ends for pk, ends in held.values_list("pk", "anonymous_until") if ends is not None}
