"""What an electorate is drawn from, as one value to compare: register, contests, districts, absent voters, parts."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import connection

from pollwright.elections.queries.boundary_standing import parts_mark, standing_parts
from pollwright.elections.queries.electorate_target import Target

_STANDS = """
    SELECT concat_ws('|',
        (SELECT concat_ws(':', count(*), max(e.id), count(e.effective_to)) FROM register_registerentry e
         WHERE e.authority_id = %(authority)s AND e.effective_from <= %(as_at)s
           AND (e.effective_to IS NULL OR e.effective_to > %(as_at)s)),
        (SELECT concat_ws(':', count(*), max(a.id), count(a.valid_to)) FROM elections_absentarrangement a
         WHERE a.authority_id = %(authority)s),
        (SELECT concat_ws(':', count(*), max(da.id), count(da.valid_to)) FROM places_districtarea da
         WHERE da.authority_id = %(authority)s),
        (SELECT string_agg(concat_ws(':', c.reference, c.state, c.area_id), ',' ORDER BY c.id)
         FROM elections_contest c WHERE c.id = ANY(%(contests)s)),
        %(numbers)s::text)
"""
_NUMBERS = """
    SELECT p.id FROM register_publication p
    WHERE p.authority_id = %s AND p.state = 'issued' AND p.kind IN ('revised', 'imported') AND p.published_on <= %s
    ORDER BY p.published_on DESC, p.id DESC LIMIT 1
"""


def drawn_from(authority_id: int, target: Target, as_at: date) -> str:
    """Return one value for everything that decides who is in an electorate; it changes when any of that does."""
    with connection.cursor() as cursor:
        cursor.execute(
            _STANDS,
            {
                "authority": authority_id,
                "as_at": as_at,
                "contests": [contest.id for contest in target.contests.values()],
                "numbers": numbers_at(authority_id, as_at),
            },
        )
        stands: str = cursor.fetchone()[0]
    parts = parts_mark(standing_parts(authority_id, target.poll_ids))
    return hashlib.sha256(f"{stands}|{target.day}|{parts}".encode()).hexdigest()


def numbers_at(authority_id: int, as_at: date) -> int | None:
    """Return the publication whose elector numbers were in force on a day, or None before the first."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [authority_id, as_at])
        found = cursor.fetchone()
    return found[0] if found else None
