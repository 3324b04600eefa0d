"""How alterations take effect: the one place where entries are opened and closed.

`stage` gathers the alterations that a paper (a notice or a revised register) carries and works out, for each chain of
entries, what becomes of it. `apply` writes that: entries closed and opened, numbers given, a line for each alteration.
Both are set-based: a fixed number of statements, whatever the number of alterations. They run inside the transaction of
an operation or a rehearsal, on temporary tables that go with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from pollwright.register.operations.numbering import number_new_entries


@dataclass(frozen=True, slots=True)
class Paper:
    """What a notice or revised register carries, and where its lines go.

    :param districts: the parts of the register that an election notice is limited to; None is all.
    :param alterations: the only alterations that a correction carries; None is everything due.
    """

    authority_id: int
    effective_on: date
    determined_by: date
    parliamentary: bool = True
    local: bool = True
    districts: Sequence[int] | None = None
    alterations: Sequence[int] | None = None
    notice_id: int | None = None
    publication_id: int | None = None
    numbers_of: int | None = None

    @property
    def whole(self) -> bool:
        """Whether this is a revised register."""
        return self.publication_id is not None


@dataclass(frozen=True, slots=True)
class Staged:
    """What was staged: how many alterations, and a digest of which they are and what they do."""

    alterations: int
    digest: str


_PENDING = """
CREATE TEMP TABLE staged_due ON COMMIT DROP AS
WITH waiting AS (
    SELECT a.*,
           coalesce(carried.parliamentary, false) AS carried_p,
           coalesce(carried.local, false) AS carried_l
    FROM register_alteration a
    LEFT JOIN LATERAL (
        SELECT bool_or(l.parliamentary) AS parliamentary, bool_or(l.local) AS local
        FROM register_noticeline l WHERE l.alteration_id = a.id
    ) carried ON true
    WHERE a.authority_id = %(authority)s
      AND a.determined_on <= %(determined_by)s
      AND (%(alterations)s::bigint[] IS NULL OR a.id = ANY(%(alterations)s))
      AND NOT EXISTS (SELECT FROM register_alterationwithdrawal w WHERE w.alteration_id = a.id)
      AND ((a.parliamentary AND %(parliamentary)s AND carried.parliamentary IS NOT TRUE)
        OR (a.local AND %(local)s AND carried.local IS NOT TRUE))
)
SELECT w.id AS alteration_id, w.kind, w.elector_id, w.determined_on,
       CASE WHEN w.kind = 'amend' THEN w.parliamentary
            ELSE w.parliamentary AND %(parliamentary)s AND NOT w.carried_p END AS part_p,
       CASE WHEN w.kind = 'amend' THEN w.local ELSE w.local AND %(local)s AND NOT w.carried_l END AS part_l,
       w.property_id, w.district_id, w.section, w.surname, w.forenames, w.marker, w.attains_on,
       w.parliamentary, w.local,
       cur.id AS current_id, cur.root_id AS current_root_id, cur.district_id AS current_district_id,
       cur.parliamentary AS current_p, cur.local AS current_l,
       coalesce('c' || coalesce(cur.root_id, cur.id), 'a' || w.id) AS chain
FROM waiting w
LEFT JOIN register_registerentry named ON named.id = w.entry_id
LEFT JOIN LATERAL (
    SELECT e.* FROM register_registerentry e
    LEFT JOIN register_registerentry root ON root.id = coalesce(e.root_id, e.id)
    WHERE e.elector_id = w.elector_id AND e.effective_to IS NULL
      AND (coalesce(e.root_id, e.id) = coalesce(named.root_id, named.id)
        OR (w.kind = 'add' AND root.opened_by_id = w.id))
    LIMIT 1
) cur ON true
WHERE %(districts)s::bigint[] IS NULL
   OR w.district_id = ANY(%(districts)s) OR cur.district_id = ANY(%(districts)s)
"""

_CHAINS = """
CREATE INDEX ON staged_due (alteration_id);
ANALYZE staged_due;
CREATE TEMP TABLE staged_net ON COMMIT DROP AS
WITH per_chain AS (
    SELECT chain,
           max(current_id) AS current_id,
           max(alteration_id) FILTER (WHERE kind <> 'delete') AS facts_id,
           max(alteration_id) FILTER (WHERE kind = 'delete') AS deletion_id,
           coalesce(bool_or(kind = 'delete' AND part_p), false) AS ends_p,
           coalesce(bool_or(kind = 'delete' AND part_l), false) AS ends_l
    FROM staged_due GROUP BY chain
), resolved AS (
    SELECT c.chain, c.current_id, c.facts_id, c.deletion_id, f.kind AS facts_kind, cur.root_id AS current_root_id,
           cur.district_id AS from_district_id,
           coalesce(f.elector_id, cur.elector_id) AS elector_id,
           CASE WHEN f.alteration_id IS NULL THEN cur.property_id ELSE f.property_id END AS property_id,
           coalesce(f.district_id, cur.district_id) AS district_id,
           coalesce(f.section, cur.section) AS section,
           coalesce(f.surname, cur.surname) AS surname,
           coalesce(f.forenames, cur.forenames) AS forenames,
           coalesce(f.marker, cur.marker) AS marker,
           CASE WHEN f.alteration_id IS NULL THEN cur.attains_on ELSE f.attains_on END AS attains_on,
           CASE f.kind WHEN 'amend' THEN f.parliamentary
                WHEN 'add' THEN coalesce(cur.parliamentary, false) OR f.part_p
                ELSE cur.parliamentary END AND NOT c.ends_p AS parliamentary,
           CASE f.kind WHEN 'amend' THEN f.local
                WHEN 'add' THEN coalesce(cur.local, false) OR f.part_l
                ELSE cur.local END AND NOT c.ends_l AS local
    FROM per_chain c
    LEFT JOIN staged_due f ON f.alteration_id = c.facts_id
    LEFT JOIN register_registerentry cur ON cur.id = c.current_id
)
SELECT r.*,
       CASE WHEN r.current_id IS NULL AND r.facts_kind = 'add' AND (r.parliamentary OR r.local) THEN 'opened'
            WHEN r.current_id IS NULL THEN 'none'
            WHEN NOT coalesce(r.parliamentary OR r.local, false) THEN 'closed'
            WHEN r.district_id <> r.from_district_id THEN 'moved'
            ELSE 'changed' END AS effect
FROM resolved r
"""

_DECISIVE = """
ALTER TABLE staged_net ADD COLUMN decisive_id bigint;
UPDATE staged_net SET decisive_id = CASE effect WHEN 'closed' THEN deletion_id ELSE coalesce(facts_id, deletion_id) END;
CREATE INDEX ON staged_net (decisive_id);
ANALYZE staged_net
"""

_DIGEST = """
SELECT count(*), encode(sha256(coalesce(string_agg(
           alteration_id || ':' || kind || ':' || part_p || ':' || part_l, E'\\n' ORDER BY alteration_id), '')::bytea), 'hex')
FROM staged_due
"""


def stage(paper: Paper) -> Staged:
    """Gather what the paper carries into temporary tables, and return how much and which it is.

    A chain in which an addition and its own deletion meet ends as `none`; of several amendments the last one holds,
    since each is made on top of what was pending.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS staged_due, staged_net, staged_new")
        cursor.execute(
            _PENDING,
            {
                "authority": paper.authority_id,
                "determined_by": paper.determined_by,
                "parliamentary": paper.parliamentary,
                "local": paper.local,
                "districts": list(paper.districts) if paper.districts is not None else None,
                "alterations": list(paper.alterations) if paper.alterations is not None else None,
            },
        )
        for statement in (*_CHAINS.split(";"), *_DECISIVE.split(";")):
            cursor.execute(statement)
        cursor.execute(_DIGEST)
        count, digest = cursor.fetchone()
    return Staged(count, digest)


_CLOSE = """
UPDATE register_registerentry e SET effective_to = %(on)s, closed_by_id = n.decisive_id
FROM staged_net n WHERE e.id = n.current_id AND n.effect IN ('closed', 'changed', 'moved')
"""

_OPEN = """
CREATE TEMP TABLE staged_new ON COMMIT DROP AS
WITH opened AS (
    INSERT INTO register_registerentry (
        authority_id, elector_id, root_id, property_id, district_id, section, surname, forenames, marker, attains_on,
        parliamentary, local, effective_from, opened_by_id)
    SELECT %(authority)s, elector_id, CASE effect WHEN 'changed' THEN coalesce(current_root_id, current_id) END,
           property_id, district_id, section, surname, forenames, marker, attains_on, parliamentary, local,
           %(on)s, decisive_id
    FROM staged_net WHERE effect IN ('opened', 'changed', 'moved')
    ORDER BY decisive_id
    RETURNING id, root_id, opened_by_id, district_id, section, property_id, surname, forenames
)
SELECT o.*, n.effect FROM opened o JOIN staged_net n ON n.decisive_id = o.opened_by_id
"""

_LINES = """
INSERT INTO register_noticeline (
    authority_id, notice_id, publication_id, alteration_id, parliamentary, local, kind, effect, district_id,
    from_district_id, number, suffix, effective_on)
SELECT %(authority)s, %(notice)s, %(publication)s, d.alteration_id, d.part_p, d.part_l, d.kind,
       CASE WHEN n.decisive_id = d.alteration_id THEN n.effect ELSE 'none' END,
       coalesce(n.district_id, d.district_id), n.from_district_id, num.number, coalesce(num.suffix, 0), %(on)s
FROM staged_due d
JOIN staged_net n ON n.chain = d.chain
LEFT JOIN staged_new w ON w.opened_by_id = n.decisive_id
LEFT JOIN register_registernumber num
       ON num.publication_id = %(numbers_of)s
      AND num.entry_id = CASE WHEN n.effect IN ('opened', 'moved') THEN w.id
                              ELSE coalesce(n.current_root_id, n.current_id) END
ORDER BY d.alteration_id
"""


_SETTLED = """
UPDATE register_application a SET state = 'on_register', version = a.version + 1
FROM register_determination d
JOIN register_alteration x ON x.determination_id = d.id
JOIN staged_due s ON s.alteration_id = x.id
WHERE a.id = d.application_id AND a.authority_id = %(authority)s AND a.state IN ('allowed', 'scheduled')
"""


def apply(paper: Paper) -> None:
    """Write what `stage` worked out: close, open, number and list. Entries take effect on `paper.effective_on`.

    A revised register numbers its entries and writes its lines afterwards, by `list_lines`.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, {"on": paper.effective_on})
        cursor.execute(_OPEN, {"authority": paper.authority_id, "on": paper.effective_on})
    if not paper.whole:
        if paper.numbers_of is not None:
            number_new_entries(paper.authority_id, paper.numbers_of)
        list_lines(paper)


def list_lines(paper: Paper) -> None:
    """Write a line for every alteration that the paper carries, with the number of its entry.

    The applications behind them are on the register from now on.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _LINES,
            {
                "authority": paper.authority_id,
                "on": paper.effective_on,
                "notice": paper.notice_id,
                "publication": paper.publication_id,
                "numbers_of": paper.numbers_of,
            },
        )
        cursor.execute(_SETTLED, {"authority": paper.authority_id})
