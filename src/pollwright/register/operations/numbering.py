"""Giving numbers (REG-401): all of them at a revised register, suffixes in between."""

from __future__ import annotations

from django.db import connection

from pollwright.register.queries.order import ENTRIES, IN_FORCE, ORDER

_NUMBER_ALL = f"""
INSERT INTO register_registernumber (authority_id, publication_id, entry_id, district_id, number, suffix)
SELECT %(authority)s, %(publication)s, coalesce(e.root_id, e.id), e.district_id,
       (row_number() OVER (PARTITION BY e.district_id ORDER BY {ORDER}))::int, 0
{ENTRIES} {IN_FORCE}
"""

_NUMBER_NEW = """
INSERT INTO register_registernumber (authority_id, publication_id, entry_id, district_id, number, suffix)
WITH fresh AS (
    SELECT w.id, w.district_id, w.section, p.sort_key,
           pollwright_folded(coalesce(nullif(w.surname, ''), w.forenames)) AS surname, pollwright_folded(w.forenames) AS forenames
    FROM staged_new w
    LEFT JOIN places_property p ON p.id = w.property_id
    WHERE w.effect IN ('opened', 'moved')
), placed AS (
    SELECT f.*, before.number AS after_number
    FROM fresh f
    JOIN places_pollingdistrict d ON d.id = f.district_id
    LEFT JOIN LATERAL (
        SELECT n.number
        FROM places_property near
        JOIN register_registerentry e ON e.property_id = near.id
        JOIN register_registernumber n
          ON n.entry_id = coalesce(e.root_id, e.id) AND n.publication_id = %(publication)s
        WHERE f.section = '1-ordinary' AND d."order" = 'street'
          AND near.district_id = f.district_id AND near.sort_key <= f.sort_key AND n.district_id = f.district_id
        ORDER BY near.sort_key DESC, n.number DESC
        LIMIT 1
    ) before ON true
), suffixed AS (
    SELECT id, district_id, after_number AS number,
           coalesce((SELECT max(n.suffix) FROM register_registernumber n
                     WHERE n.publication_id = %(publication)s AND n.district_id = placed.district_id
                       AND n.number = placed.after_number), 0)
           + row_number() OVER (PARTITION BY district_id, after_number ORDER BY sort_key, surname, forenames, id)
           AS suffix
    FROM placed WHERE after_number IS NOT NULL
), appended AS (
    SELECT id, district_id,
           coalesce((SELECT max(n.number) FROM register_registernumber n
                     WHERE n.publication_id = %(publication)s AND n.district_id = placed.district_id), 0)
           + row_number() OVER (PARTITION BY district_id ORDER BY section, sort_key, surname, forenames, id) AS number,
           0 AS suffix
    FROM placed WHERE after_number IS NULL
)
SELECT %(authority)s, %(publication)s, id, district_id, number, suffix FROM suffixed
UNION ALL
SELECT %(authority)s, %(publication)s, id, district_id, number, suffix FROM appended
"""


def number_register(authority_id: int, publication_id: int) -> int:
    """Give every entry in force its number in a new publication, sequential in each district; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER_ALL, {"authority": authority_id, "publication": publication_id})
        return cursor.rowcount


def number_new_entries(authority_id: int, publication_id: int) -> int:
    """Number the entries that a notice opened, in `staged_new`; return how many.

    In the main body an addition takes the number before its place with the next suffix (AB1-123/1); where there is
    none before it, and for Other electors, it goes to the end. Nobody else's number changes.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER_NEW, {"authority": authority_id, "publication": publication_id})
        return cursor.rowcount
