"""From one stage of an electorate to the next: every line that came, went or changed, and the act that did it.

The lines are compared file against file; the reasons are looked up in the register's alterations, in the arrangements
of absent voters and in the contests. A line that changed without a reason stops the freezing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from pollwright.elections.queries.electorate_files import opened, quoted
from pollwright.refusals import Refused

ABSENT, CONTESTS = "absent", "contests"
"""Causes that are no alteration of the register: an absent vote, and what is contested."""


class ChangeWithoutAReason(Refused):
    """Lines differ from the stage before, and nothing in the register, the absent votes or the contests says why."""

    code = "elections.R201"
    problem = "{count} lines differ from the {stage} without an alteration that explains them; the first: {first}."
    remedy = "Nothing was frozen. Look at that elector's record; if it shows nothing, tell your supplier."


class StagesDoNotReconcile(Refused):
    """The stage before, with the changes between, does not make this one."""

    code = "elections.R202"
    problem = "District {district} does not follow from the stage before: {expected} expected, {found} found."
    remedy = "Nothing was frozen. Freeze it again; if it says the same, tell your supplier, with this message."


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that differs between two stages.

    :param kind: added, removed, moved or changed.
    :param from_district: where a removed or moved line stood.
    """

    kind: str
    chain_id: int
    elector_id: int
    elector: str
    district: str
    number: int | None
    suffix: int
    from_district: str
    absent_changed: bool
    contests_changed: bool
    entry_changed: bool
    cause: str = ""
    alteration_id: int | None = None


_DIFFERENT = """
    WITH compared AS (
        SELECT CASE WHEN b.chain_id IS NULL THEN 'added' WHEN a.chain_id IS NULL THEN 'removed'
                    WHEN a.district <> b.district THEN 'moved' ELSE 'changed' END AS kind,
               coalesce(a.chain_id, b.chain_id) AS chain_id, coalesce(a.elector_id, b.elector_id) AS elector_id,
               coalesce(a.elector_reference, b.elector_reference) AS elector,
               coalesce(a.district, b.district) AS district, coalesce(a.number, b.number) AS number,
               coalesce(a.suffix, b.suffix, 0) AS suffix, coalesce(b.district, '') AS from_district,
               (a.absent, a.absent_address, a.absent_postcode, a.proxy_name, a.proxy_address, a.proxy_postcode)
                 IS DISTINCT FROM
               (b.absent, b.absent_address, b.absent_postcode, b.proxy_name, b.proxy_address, b.proxy_postcode)
                 AS absent_changed,
               a.contests IS DISTINCT FROM b.contests AS contests_changed,
               (a.district, a.section, a.marker, a.attains_on, a.surname, a.forenames, a.property_id)
                 IS DISTINCT FROM
               (b.district, b.section, b.marker, b.attains_on, b.surname, b.forenames, b.property_id) AS entry_changed
        FROM (SELECT * FROM read_parquet('{after}') WHERE chain_id > 0) a
        FULL JOIN (SELECT * FROM read_parquet('{before}') WHERE chain_id > 0) b ON a.chain_id = b.chain_id
    )
    SELECT kind, chain_id, elector_id, elector, district, number, suffix, from_district,
           absent_changed, contests_changed, entry_changed
    FROM compared WHERE absent_changed OR contests_changed OR entry_changed ORDER BY district, number, suffix, chain_id
"""
_ALTERED = """
    SELECT DISTINCT ON (coalesce(e.root_id, e.id)) coalesce(e.root_id, e.id), t.id, t.reason
    FROM register_registerentry e
    JOIN register_alteration t ON t.id IN (e.opened_by_id, e.closed_by_id)
    JOIN register_noticeline l ON l.alteration_id = t.id AND l.authority_id = e.authority_id
    WHERE e.authority_id = %(authority)s AND coalesce(e.root_id, e.id) = ANY(%(chains)s)
      AND l.effective_on > %(after)s AND l.effective_on <= %(upto)s
    ORDER BY coalesce(e.root_id, e.id), l.effective_on DESC, t.id DESC
"""


def different_lines(before: Path, after: Path, folder: Path) -> list[LineChange]:
    """Return every line of our register that differs between two frozen electorates, in its order.

    Lines of other authorities' parts (their chain is below nought) are theirs to explain; their files say what changed.
    """
    with opened(folder) as made:
        rows = made.execute(_DIFFERENT.format(before=quoted(before), after=quoted(after))).fetchall()
    return [LineChange(*row) for row in rows]


def explained(
    authority_id: int, changes: list[LineChange], days: tuple[date, date], stage: str, *, contests_differ: bool
) -> list[LineChange]:
    """Return the changes with what made each.

    :param days: the days on which the two stages stand; alterations after the first, up to the second, count.
    :param stage: what the stage before is called, for the refusal.
    :param contests_differ: whether the two stages have different contests, so that lines may change for that alone.
    :raises ChangeWithoutAReason: where nothing explains a change.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _ALTERED,
            {
                "authority": authority_id,
                "chains": [change.chain_id for change in changes],
                "after": days[0],
                "upto": days[1],
            },
        )
        altered = {chain: (alteration, reason) for chain, alteration, reason in cursor.fetchall()}
    found = [_with_cause(change, altered.get(change.chain_id), contests_differ) for change in changes]
    without = [change for change in found if not change.cause]
    if without:
        raise ChangeWithoutAReason(count=len(without), stage=stage, first=without[0].elector)
    return found


def reconcile_stages(before: dict[str, int], after: dict[str, int], changes: list[LineChange]) -> list[dict[str, Any]]:
    """Return, for each district that changed, what the stage before and the changes make of it.

    :raises StagesDoNotReconcile: naming the first district where they do not make this stage.
    """
    added = Counter(change.district for change in changes if change.kind == "added")
    removed = Counter(change.from_district for change in changes if change.kind == "removed")
    moved_in = Counter(change.district for change in changes if change.kind == "moved")
    moved_out = Counter(change.from_district for change in changes if change.kind == "moved")
    altered = Counter(change.district for change in changes if change.kind == "changed")
    rows = []
    for code in sorted(before.keys() | after.keys()):
        expected = before.get(code, 0) + added[code] - removed[code] + moved_in[code] - moved_out[code]
        if expected != after.get(code, 0):
            raise StagesDoNotReconcile(district=code, expected=expected, found=after.get(code, 0))
        rows.append(
            {
                "district": code,
                "before": before.get(code, 0),
                "added": added[code],
                "removed": removed[code],
                "moved_in": moved_in[code],
                "moved_out": moved_out[code],
                "changed": altered[code],
                "after": after.get(code, 0),
            }
        )
    return rows


def _with_cause(change: LineChange, altered: tuple[int, str] | None, contests_differ: bool) -> LineChange:
    if altered is not None:
        return _caused(change, altered[1], altered[0])
    if change.kind == "changed" and not change.entry_changed and change.absent_changed and not change.contests_changed:
        return _caused(change, ABSENT)
    if contests_differ and not (change.kind == "changed" and change.entry_changed):
        return _caused(change, CONTESTS)
    return change


def _caused(change: LineChange, cause: str, alteration_id: int | None = None) -> LineChange:
    return replace(change, cause=cause, alteration_id=alteration_id)
