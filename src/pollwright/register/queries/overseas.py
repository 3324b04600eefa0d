"""What the list of overseas electors shows besides the register: both addresses, and when anonymity ends (REG-164)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from pollwright.register.models import Elector

_TOLD = """
    SELECT a.elector_id, concat_ws(' ', nullif(coalesce(p.address, a.address), ''),
                                        coalesce(p.postcode, nullif(a.postcode, ''))) AS address,
           coalesce(p.reference, '') AS property, a.determined_on AS told_on, a.id, a.postcode
    FROM register_application a LEFT JOIN places_property p ON p.id = a.property_id
    WHERE a.authority_id = %(authority)s AND {whose} AND NOT a.anonymous AND a.elector_id IS NOT NULL
      AND a.determined_on IS NOT NULL AND a.state <> 'rejected'
    UNION ALL
    SELECT q.elector_id, concat_ws(' ', nullif(coalesce(p.address, q.address), ''),
                                        coalesce(p.postcode, nullif(q.postcode, ''))), coalesce(p.reference, ''),
           q.placed_on, CASE WHEN q.placed_on IS NULL THEN 0 ELSE 9223372036854775807 END, q.postcode
    FROM register_qualifyingaddress q JOIN register_elector e ON e.id = q.elector_id AND NOT e.anonymous
    LEFT JOIN places_property p ON p.id = q.property_id
    WHERE q.authority_id = %(authority)s AND {taken_over}
"""
_LATEST = """
    SELECT DISTINCT ON (told.elector_id) told.elector_id, told.address, told.property, told.postcode FROM ({told}) AS told
    WHERE told.address <> ''
    ORDER BY told.elector_id, told.told_on DESC NULLS LAST, told.id DESC
"""
QUALIFYING_ADDRESS = _LATEST.format(told=_TOLD.format(whose="a.category = 'overseas'", taken_over="true"))
"""The qualifying address of each elector whose entry doesn't print it, from the last application of an overseas elector
that was allowed or what an officer chose since, else from the register that was taken over."""

_UNPRINTED = "(a.category IN ('overseas', 'local_connection') OR a.extra ->> 'address_withheld' = 'true')"
QUALIFYING_PLACES = _LATEST.format(told=_TOLD.format(whose=_UNPRINTED, taken_over="true"))
"""The same of overseas electors and all others whose entry doesn't print it; with `property`, the reference or blank, and the
`postcode` as it was given."""

_OF_ONE = _LATEST.format(
    told=_TOLD.format(
        whose=f"a.elector_id = %(elector)s AND {_UNPRINTED}",
        taken_over="q.elector_id = %(elector)s",
    )
)

_LINES = (*(f"nullif(el.correspondence{line}, '')" for line in range(1, 6)),)
PRESENT_ADDRESS = (
    "CASE WHEN e.marker LIKE '%%F%%' THEN concat_ws(', ', "
    + ", ".join((*_LINES, "nullif(el.correspondence_postcode, '')", "nullif(el.correspondence_country, '')"))
    + ") ELSE '' END"
)
"""The address abroad of an elector `el` with an overseas entry `e`, on one line; empty for all others."""


@dataclass(frozen=True, slots=True)
class Qualifying:
    """The address at which an elector qualifies, on one line, and the reference of its property, blank where none."""

    address: str
    property_reference: str


def qualifying_address(authority_id: int, elector_id: int) -> Qualifying | None:
    """Return where an elector qualifies whose entry doesn't print it; None where that is not known."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_ONE, {"authority": authority_id, "elector": elector_id})
        found = cursor.fetchone()
    return Qualifying(found[1], found[2]) if found else None


def anonymity_ends(authority_id: int, electors: Collection[int]) -> dict[int, date]:
    """Return when the anonymity of these electors ends, as it stands now; those without a day are left out."""
    held = Elector.objects.filter(authority=authority_id, pk__in=list(electors))
    return {pk: ends for pk, ends in held.values_list("pk", "anonymous_until") if ends is not None}
