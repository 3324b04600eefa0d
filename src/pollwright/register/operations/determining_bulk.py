"""Determining everything that is ready, as one act: a fixed number of statements and one event with totals.

What raises a question is left for a person. Renewals and anonymous applications are determined one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record_many
from pollwright.authorities.calendars import nation_of
from pollwright.authorities.references import next_references
from pollwright.law.registration import ApplicationKind
from pollwright.register.events.applications import ApplicationsAllowed
from pollwright.register.models import Determination, Elector, RegisterEntry
from pollwright.register.operations.altering import Decided, EntryFacts, propose_many
from pollwright.register.operations.determining import BASIS, ORDINARY_BASIS, SERIES, STAYS, lock_determining
from pollwright.register.operations.determining_worked import WORKED, work_out
from pollwright.register.operations.electors import expiry, new_elector_references
from pollwright.register.operations.intake_linking import link
from pollwright.register.operations.intake_sets import whole_sets
from pollwright.register.operations.searching import refresh_search
from pollwright.register.states import AlterationKind, AlterationReason, Category

Proposal = tuple[AlterationKind, Elector, RegisterEntry | None, EntryFacts, Decided]


@operation(Permission.APPLICATIONS_DETERMINE)
def determine_ready(
    *, actor: Actor, at: datetime, on: date, references: Sequence[str] | None = None
) -> ApplicationsAllowed:
    """Allow every application that is ready and whose time to object is over, or those of `references` among them.

    Each gets a determination of its own, in the actor's name and capacity. Left for a person: somebody alike on the
    register, facts that do not entitle, an address where the person is registered already, and two applications of
    one person for one address.
    """
    authority_id = actor.authority_id
    lock_determining(authority_id, shared=False)
    asked = _choose(authority_id, on, references)
    with whole_sets(len(asked)):
        link(authority_id, asked)
        work_out("ready", nation_of(authority_id))
        with connection.cursor() as cursor:
            for statement in _LEAVE:
                cursor.execute(statement, {"authority": authority_id})
        _number(actor, at=at, on=on)
        additions, deletions, amendments = (
            propose_many(_additions(at, on)),
            propose_many(_deletions(at, on)),
            propose_many(_amendments(at, on)),
        )
        allowed = _close(authority_id, on)
        refresh_search(authority_id, "SELECT elector_id FROM ready")
    happening = ApplicationsAllowed(on, allowed, additions, deletions, amendments, len(asked) - allowed)
    record_many(
        happening,
        actor=actor,
        subjects_sql="SELECT 'application', id FROM ready UNION ALL SELECT DISTINCT 'elector', elector_id FROM ready",
        basis=ORDINARY_BASIS.describe(),
    )
    return happening


_CHOOSE = """
CREATE TEMP TABLE ready ON COMMIT DROP AS
SELECT a.id, a.reference, a.kind, a.elector_id, a.elector_id IS NULL AS fresh, NULL::text AS elector_reference,
       NULL::text AS determination_reference, NULL::bigint AS determination_id, NULL::bigint AS left_entry_id
FROM register_application a
WHERE a.authority_id = %(authority)s AND a.state = 'ready' AND a.may_determine_from <= %(on)s AND NOT a.anonymous
  AND a.kind <> 'renewal' AND (%(references)s::text[] IS NULL OR a.reference = ANY(%(references)s))
ORDER BY a.received_at, a.id
FOR UPDATE OF a
"""


def _choose(authority_id: int, on: date, references: Sequence[str] | None) -> list[str]:
    given: dict[str, Any] = {
        "authority": authority_id,
        "on": on,
        "references": None if references is None else list(references),
    }
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS ready, linking")
        cursor.execute(_CHOOSE, given)
        cursor.execute("SELECT coalesce(array_agg(reference), '{}') FROM ready")
        return list(cursor.fetchone()[0])


_LEAVE = (
    """
    UPDATE ready r SET elector_id = a.elector_id, fresh = a.elector_id IS NULL
    FROM register_application a WHERE a.id = r.id AND r.elector_id IS DISTINCT FROM a.elector_id
    """,
    """
    DELETE FROM ready r USING register_application a
    WHERE a.id = r.id AND (
        (a.duplicate_of_id IS NOT NULL AND a.elector_id IS NULL) OR a.district_id IS NULL
        OR coalesce(jsonb_array_length(a.extra -> 'flags'), 0) > 0
        OR (a.kind = 'change_of_name' AND a.elector_id IS NULL))
    """,
    f"""
    DELETE FROM ready r WHERE NOT EXISTS (
        SELECT FROM register_application a JOIN register_applicationprivate p ON p.application_id = a.id
        JOIN {WORKED} WHERE a.id = r.id AND w.entitled)
    """,
    """
    DELETE FROM ready r USING register_application a
    WHERE a.id = r.id AND a.kind <> 'change_of_name' AND a.elector_id IS NOT NULL AND (
        EXISTS (SELECT FROM register_registerentry e WHERE e.elector_id = a.elector_id AND e.effective_to IS NULL
                AND e.property_id IS NOT DISTINCT FROM a.property_id)
        OR EXISTS (SELECT FROM register_alteration t WHERE t.elector_id = a.elector_id AND t.kind = 'add'
                AND t.property_id IS NOT DISTINCT FROM a.property_id
                AND NOT EXISTS (SELECT FROM register_noticeline n WHERE n.alteration_id = t.id)
                AND NOT EXISTS (SELECT FROM register_alterationwithdrawal x WHERE x.alteration_id = t.id)))
    """,
    """
    DELETE FROM ready r USING (
        SELECT a.id, row_number() OVER (
            PARTITION BY a.property_id, a.address, p.date_of_birth,
                         pollwright_folded(concat_ws(' ', a.surname, split_part(a.forenames, ' ', 1)))
            ORDER BY a.received_at, a.id) AS place
        FROM ready c JOIN register_application a ON a.id = c.id
        JOIN register_applicationprivate p ON p.application_id = a.id WHERE a.kind <> 'change_of_name'
    ) twice WHERE twice.id = r.id AND twice.place > 1
    """,
    """
    DELETE FROM ready r USING (
        SELECT id, row_number() OVER (PARTITION BY elector_id ORDER BY id) AS place FROM ready WHERE NOT fresh
    ) twice WHERE twice.id = r.id AND twice.place > 1
    """,
    """
    DELETE FROM ready r WHERE r.kind = 'change_of_name' AND NOT EXISTS (
        SELECT FROM register_registerentry e WHERE e.elector_id = r.elector_id AND e.effective_to IS NULL)
    """,
    """
    DELETE FROM ready r WHERE NOT r.fresh AND EXISTS (
        SELECT FROM register_alteration t WHERE t.elector_id = r.elector_id
           AND NOT EXISTS (SELECT FROM register_noticeline n WHERE n.alteration_id = t.id)
           AND NOT EXISTS (SELECT FROM register_alterationwithdrawal x WHERE x.alteration_id = t.id))
    """,
)
"""What takes out of the bulk whatever needs a person: the last leaves anybody about whom something is pending."""


def _number(actor: Actor, *, at: datetime, on: date) -> None:
    """Make the electors and the determinations."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(*) FILTER (WHERE fresh) FROM ready")
        count, fresh = cursor.fetchone()
        cursor.execute(
            _REFERENCES,
            [
                new_elector_references(actor.authority_id, fresh),
                next_references(actor.authority_id, SERIES, count),
            ],
        )
        given: dict[str, Any] = {
            "authority": actor.authority_id,
            "at": at,
            "on": on,
            "name": actor.name,
            "capacity": str(actor.capacity),
            "ordinary": ORDINARY_BASIS.describe()[:120],
            "naming": BASIS[ApplicationKind.CHANGE_OF_NAME].describe()[:120],
            "stays": list(STAYS),
        }
        cursor.execute("CREATE TEMP TABLE lapsing (category text, lapses date) ON COMMIT DROP")
        cursor.executemany(
            "INSERT INTO lapsing VALUES (%s, %s)", [(str(each), expiry(str(each), on)) for each in Category]
        )
        for statement in (_LEFT, _ELECTORS, _KNOWN, _BIRTHS, _DETERMINATIONS, _DETERMINED, _BROUGHT_UP):
            cursor.execute(statement, given)
        cursor.execute("DROP TABLE lapsing")


_REFERENCES = """
WITH electors AS (SELECT reference, n FROM unnest(%s::text[]) WITH ORDINALITY AS e(reference, n)),
     determinations AS (SELECT reference, n FROM unnest(%s::text[]) WITH ORDINALITY AS d(reference, n)),
     placed AS (SELECT id, row_number() OVER (ORDER BY id) AS n,
                       row_number() OVER (PARTITION BY fresh ORDER BY id) AS f FROM ready)
UPDATE ready r SET elector_reference = CASE WHEN r.fresh THEN e.reference END, determination_reference = d.reference
FROM placed p JOIN determinations d ON d.n = p.n LEFT JOIN electors e ON e.n = p.f WHERE p.id = r.id
"""
_LEFT = """
WITH going AS (
    SELECT r.id, min(e.id) AS entry_id
    FROM ready r JOIN register_application a ON a.id = r.id
    JOIN register_registerentry e ON e.elector_id = r.elector_id AND e.effective_to IS NULL
     AND e.property_id IS DISTINCT FROM a.property_id
    WHERE a.kind <> 'change_of_name' AND a.left_within_a_year AND a.other_address <> ALL(%(stays)s)
    GROUP BY r.id HAVING count(*) = 1
)
UPDATE ready r SET left_entry_id = g.entry_id FROM going g WHERE g.id = r.id
"""
_ELECTORS = """
INSERT INTO register_elector (
    authority_id, reference, title, forenames, surname, previous_forenames, previous_surname, nationalities,
    nationality_reason, residence_right, category, anonymous, anonymous_until, declared_on, expires_on, open_register,
    over_76, email, phone, contact_by, correspondence1, correspondence2, correspondence3, correspondence4,
    correspondence5, correspondence_postcode, correspondence_country, inherited_marker, version)
SELECT a.authority_id, r.elector_reference, a.title, a.forenames, a.surname, a.previous_forenames, a.previous_surname,
       a.nationalities, a.nationality_reason, a.residence_right, a.category, false, NULL, a.declared_on, l.lapses,
       a.open_register, a.over_76, a.email, a.phone, '', '', '', '', '', '', '', '', '', 1
FROM ready r JOIN register_application a ON a.id = r.id LEFT JOIN lapsing l ON l.category = a.category
WHERE r.fresh ORDER BY r.id
"""
_KNOWN = """
UPDATE ready r SET elector_id = e.id FROM register_elector e
WHERE r.fresh AND e.authority_id = %(authority)s AND e.reference = r.elector_reference
"""
_BIRTHS = """
INSERT INTO register_electorbirth (elector_id, authority_id, date_of_birth, no_birth_reason, age_statement)
SELECT r.elector_id, p.authority_id, p.date_of_birth, p.no_birth_reason, p.age_statement
FROM ready r JOIN register_applicationprivate p ON p.application_id = r.id WHERE r.fresh
"""
_DETERMINATIONS = """
INSERT INTO register_determination (
    authority_id, reference, outcome, application_id, elector_id, ground, basis, reasons, determined_at, determined_on,
    determined_by, capacity)
SELECT %(authority)s, r.determination_reference, 'allowed', r.id, r.elector_id,
       'Application of ' || a.lists_on || ' allowed',
       CASE r.kind WHEN 'change_of_name' THEN %(naming)s ELSE %(ordinary)s END, '', %(at)s, %(on)s, %(name)s,
       %(capacity)s
FROM ready r JOIN register_application a ON a.id = r.id ORDER BY r.id
"""
_DETERMINED = """
UPDATE ready r SET determination_id = d.id FROM register_determination d
WHERE d.authority_id = %(authority)s AND d.reference = r.determination_reference
"""
_BROUGHT_UP = """
UPDATE register_elector e SET
    previous_forenames = CASE WHEN r.kind = 'change_of_name' THEN e.forenames ELSE e.previous_forenames END,
    previous_surname = CASE WHEN r.kind = 'change_of_name' THEN e.surname ELSE e.previous_surname END,
    forenames = a.forenames, surname = a.surname,
    nationalities = CASE WHEN a.nationalities = '{}' THEN e.nationalities ELSE a.nationalities END,
    residence_right = coalesce(nullif(a.residence_right, ''), e.residence_right),
    email = coalesce(nullif(a.email, ''), e.email), phone = coalesce(nullif(a.phone, ''), e.phone),
    version = e.version + 1
FROM ready r JOIN register_application a ON a.id = r.id
WHERE NOT r.fresh AND e.id = r.elector_id
"""
_PROPOSED = f"""
SELECT r.elector_id, a.authority_id, r.determination_id, a.received_at, a.district_id,
       CASE WHEN a.category IN ('overseas', 'local_connection') OR a.extra ? 'address_withheld' THEN NULL
            ELSE a.property_id END,
       CASE WHEN a.category IN ('overseas', 'local_connection') OR a.extra ? 'address_withheld' THEN '2-other'
            ELSE '1-ordinary' END,
       a.surname, a.forenames, w.marker, w.attains_on, w.parliamentary, w.local
FROM ready r JOIN register_application a ON a.id = r.id
JOIN register_applicationprivate p ON p.application_id = a.id
JOIN {WORKED}
WHERE r.kind <> 'change_of_name' ORDER BY r.id
"""
_ENTRY = """
SELECT r.elector_id, e.authority_id, r.determination_id, a.received_at, e.district_id, e.property_id, e.section,
       {names}, e.marker, e.attains_on, e.parliamentary, e.local, e.id
FROM ready r JOIN register_application a ON a.id = r.id
JOIN register_registerentry e ON {entries}
WHERE {which} ORDER BY r.id, e.id
"""


def _additions(at: datetime, on: date) -> Iterator[Proposal]:
    for row in _rows(_PROPOSED):
        yield _proposal(AlterationKind.ADD, AlterationReason.APPLICATION, row, at, on)


def _deletions(at: datetime, on: date) -> Iterator[Proposal]:
    sql = _ENTRY.format(
        names="e.surname, e.forenames", entries="e.id = r.left_entry_id", which="r.left_entry_id IS NOT NULL"
    )
    for row in _rows(sql):
        yield _proposal(AlterationKind.DELETE, AlterationReason.MOVED, row, at, on)


def _amendments(at: datetime, on: date) -> Iterator[Proposal]:
    sql = _ENTRY.format(
        names="a.surname, a.forenames",
        entries="e.elector_id = r.elector_id AND e.effective_to IS NULL",
        which="r.kind = 'change_of_name'",
    )
    for row in _rows(sql):
        yield _proposal(AlterationKind.AMEND, AlterationReason.NAME, row, at, on)


def _proposal(kind: AlterationKind, reason: AlterationReason, row: Sequence[Any], at: datetime, on: date) -> Proposal:
    elector_id, authority_id, determination_id, received_at, *facts = row
    entry = RegisterEntry(pk=facts.pop()) if kind is not AlterationKind.ADD else None
    decided = Decided(reason, at, on, Determination(pk=determination_id), received_at)
    return kind, Elector(pk=elector_id, authority_id=authority_id), entry, EntryFacts(*facts), decided


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _close(authority_id: int, on: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE register_application a SET state = 'allowed', determined_on = %s, elector_id = r.elector_id,"
            " version = a.version + 1 FROM ready r WHERE r.id = a.id AND a.authority_id = %s",
            [on, authority_id],
        )
        return cursor.rowcount
