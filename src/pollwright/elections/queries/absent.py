"""Who votes by post or by proxy on a day: the one query that everything about absent voters goes through."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db import connection

ARRANGEMENTS_AT = """
    SELECT a.elector_id, a.id AS arrangement_id, a.kind, a.address, a.postcode,
           a.proxy_name, a.proxy_address, a.proxy_postcode
    FROM elections_absentarrangement a
    WHERE a.authority_id = %(authority)s AND a.valid_from <= %(absent_on)s
      AND (a.valid_to IS NULL OR a.valid_to > %(absent_on)s)
"""
"""One row for each elector with an arrangement on the day `absent_on`; no two overlap. Blank where it is sealed."""


def arrangements_at(authority_id: int, day: date) -> dict[str, int]:
    """Return how many electors have an arrangement of each kind on a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kind, count(*) FROM ({ARRANGEMENTS_AT}) AS held GROUP BY kind ORDER BY kind",
            {"authority": authority_id, "absent_on": day},
        )
        return Counter(dict(cursor.fetchall()))
