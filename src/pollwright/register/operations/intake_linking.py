"""What applications are to what is held already: named electors, duplicates, moves (a third of all are duplicates).

Set-based and repeatable: the same functions serve one application keyed by an officer and a delivery of thousands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Linked:
    """How many applications stand in which relation to what is held."""

    references: list[str]
    incomplete: int = 0
    duplicates: int = 0
    moves: int = 0
    unplaced: int = 0
    carried: int = 0

    @classmethod
    def nothing(cls) -> Linked:
        """Return the relation of no applications to anything."""
        return cls([])


_CHOSEN = """
CREATE TEMP TABLE linking ON COMMIT DROP AS
SELECT a.id, a.kind, a.anonymous, a.category, a.property_id, a.lists_on, a.elector_id, p.date_of_birth AS born,
       coalesce(a.extra -> 'not', '[]') AS others,
       pollwright_folded(concat_ws(' ', a.surname, a.forenames)) AS name,
       pollwright_folded(concat_ws(' ', a.surname, split_part(a.forenames, ' ', 1))) AS short
FROM register_application a JOIN register_applicationprivate p ON p.application_id = a.id
WHERE a.authority_id = %(authority)s AND a.reference = ANY(%(references)s)
"""
_CARRIED = """
UPDATE register_application a SET state = 'on_register'
FROM linking l
WHERE a.id = l.id AND l.elector_id IS NOT NULL AND l.kind <> 'change_of_name' AND a.state IN ('listed', 'received')
  AND EXISTS (
    SELECT FROM register_registerentry r
    WHERE r.elector_id = l.elector_id AND r.effective_from >= l.lists_on
      AND (r.property_id = l.property_id OR r.property_id IS NULL OR l.property_id IS NULL))
"""
_SAME_BIRTH = """
CREATE TEMP TABLE linking_births ON COMMIT DROP AS
SELECT l.id, b.elector_id
FROM linking l JOIN register_electorbirth b ON b.authority_id = %(authority)s AND b.date_of_birth = l.born
WHERE l.elector_id IS NULL AND NOT l.anonymous AND l.kind NOT IN ('change_of_name', 'renewal')
"""
_HOMES = """
CREATE TEMP TABLE linking_homes ON COMMIT DROP AS
SELECT r.elector_id, r.property_id FROM register_registerentry r
WHERE r.authority_id = %(authority)s AND r.effective_to IS NULL
  AND r.elector_id IN (SELECT elector_id FROM linking_births)
UNION
SELECT t.elector_id, t.property_id FROM register_alteration t
WHERE t.authority_id = %(authority)s AND t.kind = 'add'
  AND t.elector_id IN (SELECT elector_id FROM linking_births)
  AND NOT EXISTS (SELECT FROM register_noticeline n WHERE n.alteration_id = t.id)
  AND NOT EXISTS (SELECT FROM register_alterationwithdrawal w WHERE w.alteration_id = t.id)
"""
_ALIKE = """
CREATE TEMP TABLE linking_alike ON COMMIT DROP AS
WITH named AS MATERIALIZED (
    SELECT b.id, b.elector_id, split_part(s.text, E'\\n', 1) AS line
    FROM linking_births b JOIN register_electorsearch s ON s.elector_id = b.elector_id
), same_name AS MATERIALIZED (
    SELECT n.id, n.elector_id, n.line FROM named n JOIN linking l ON l.id = n.id
    WHERE starts_with(n.line || ' ', 'n:' || l.short || ' ')
), same_home AS MATERIALIZED (
    SELECT n.id, n.elector_id, n.line FROM named n JOIN linking l ON l.id = n.id
    JOIN linking_homes h ON h.elector_id = n.elector_id AND h.property_id = l.property_id
)
SELECT f.id, f.elector_id, coalesce(h.property_id = l.property_id, false) AS here,
       similarity(f.line, 'n:' || l.name) AS nearness,
       starts_with(f.line || ' ', 'n:' || l.short || ' ') AS same_name
FROM (SELECT * FROM same_name UNION SELECT * FROM same_home) f
JOIN linking l ON l.id = f.id
JOIN linking_homes h ON h.elector_id = f.elector_id
"""
_SAME_PERSON = """
WITH best AS (
    SELECT DISTINCT ON (f.id) f.id, f.elector_id FROM linking_alike f
    JOIN linking l ON l.id = f.id AND NOT l.others @> to_jsonb(f.elector_id)
    WHERE f.same_name OR (f.here AND f.nearness >= %(near)s)
    ORDER BY f.id, f.here DESC, f.nearness DESC, f.elector_id
)
UPDATE register_application a SET duplicate_of_id = b.elector_id FROM best b WHERE b.id = a.id
"""
_NEAR = 0.45
"""How alike two names at one address with one date of birth are taken for the same person's (trigram similarity)."""
_MOVED = """
UPDATE register_application a SET elector_id = a.duplicate_of_id
FROM linking l
WHERE a.id = l.id AND a.duplicate_of_id IS NOT NULL AND a.left_within_a_year AND a.previous_address <> ''
  AND EXISTS (
    SELECT FROM register_registerentry r JOIN places_property p ON p.id = r.property_id
    WHERE r.elector_id = a.duplicate_of_id AND r.effective_to IS NULL AND r.property_id <> a.property_id
      AND pollwright_folded(p.address || ' ' || p.postcode) = pollwright_folded(a.previous_address))
"""
_ALREADY_APPLIED = """
WITH repeated AS (
    SELECT DISTINCT l.id
    FROM linking l
    JOIN register_application o ON o.authority_id = %(authority)s AND o.property_id = l.property_id AND o.id <> l.id
    JOIN register_applicationprivate p ON p.application_id = o.id AND p.date_of_birth = l.born
    WHERE NOT l.anonymous AND o.kind = l.kind AND o.id < l.id
      AND o.state NOT IN ('rejected', 'withdrawn', 'duplicate', 'on_register')
      AND o.lists_on BETWEEN l.lists_on - 28 AND l.lists_on + 28
      AND pollwright_folded(concat_ws(' ', o.surname, split_part(o.forenames, ' ', 1))) = l.short
)
UPDATE register_application a
SET extra = jsonb_set(a.extra, '{flags}', coalesce(a.extra -> 'flags', '[]') || '["already-applied"]')
FROM repeated r WHERE r.id = a.id AND NOT coalesce(a.extra -> 'flags', '[]') ? 'already-applied'
"""
_COUNTS = """
SELECT count(*) FILTER (WHERE a.state = 'on_hold'),
       count(*) FILTER (WHERE a.duplicate_of_id IS NOT NULL AND a.elector_id IS NULL),
       count(*) FILTER (WHERE a.duplicate_of_id IS NOT NULL AND a.elector_id IS NOT NULL),
       count(*) FILTER (WHERE a.extra -> 'flags' ?| ARRAY['address-not-found', 'outside-area']),
       count(*) FILTER (WHERE a.state = 'on_register')
FROM register_application a JOIN linking l ON l.id = a.id
"""


def link(authority_id: int, references: Sequence[str]) -> Linked:
    """Relate applications to electors and to other applications, and return how many stand in which relation.

    Somebody of the same name and birth, or a like name and the same birth at the same address, is put beside the
    application for an officer to judge. Where the former address that the applicant gave is that of the entry, it is a
    move, and nobody need look.
    """
    given: dict[str, Any] = {"authority": authority_id, "references": list(references), "near": _NEAR}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS linking, linking_births, linking_homes, linking_alike")
        for name, statement in (("linking", _CHOSEN), ("linking_births", _SAME_BIRTH), ("linking_homes", _HOMES)):
            cursor.execute(statement, given)
            cursor.execute(f"ANALYZE {name}")
        cursor.execute(_ALIKE, given)
        cursor.execute("ANALYZE linking_alike")
        for statement in (_CARRIED, _SAME_PERSON, _MOVED, _ALREADY_APPLIED):
            cursor.execute(statement, given)
        cursor.execute(_COUNTS)
        return Linked(list(references), *cursor.fetchone())
