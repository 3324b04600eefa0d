"""Implausible entries: searched for by sets into a queue, and looked at one by one (C6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.law.nations import Nation
from pollwright.messages import plain
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.looking import FindingExplained, FindingMended, QualitySearchAsked, QualitySearched
from pollwright.register.models import QualityFinding
from pollwright.register.operations.quality_searches import Search, searches
from pollwright.register.states import QualityState

WORK = "register.find-quality"
GONE = plain("No longer so at the next search")
SHORTEST_REASON = 5


class AlreadyLookedAt(Refused):
    """Another officer closed the finding first."""

    code = "register.R401"
    problem = "Somebody has already closed this finding."
    remedy = "Open the list again to see what is left."


class ExplanationNeeded(Refused):
    """A finding is closed as right only where somebody says why."""

    code = "register.R402"
    problem = "Say why the register is right, in a few words."
    remedy = "For example: a house shared by several families, visited on 3 March."


_KEEP = """
INSERT INTO register_qualityfinding
    (authority_id, kind, key, elector_id, other_elector_id, property_id, detail, state, closed_reason)
SELECT %(authority)s, %(kind)s, key, elector_id, other_id, property_id, left(detail, 200), 'open', ''
FROM quality_found
ON CONFLICT ON CONSTRAINT found_once DO NOTHING
"""
_GONE = """
UPDATE register_qualityfinding f SET state = 'mended', closed_reason = %(gone)s, closed_at = %(at)s
WHERE f.authority_id = %(authority)s AND f.kind = %(kind)s AND f.state = 'open'
  AND NOT EXISTS (SELECT FROM quality_found q WHERE q.key = f.key)
"""
_AGAIN = """
UPDATE register_qualityfinding f SET state = 'open', closed_reason = '', closed_at = NULL
FROM quality_found q
WHERE f.authority_id = %(authority)s AND f.kind = %(kind)s AND f.state = 'mended' AND f.key = q.key
"""


@operation(Permission.DATA_QUALITY_RESOLVE)
def ask_for_search(*, actor: Actor) -> Work:
    """Ask that the register be searched for implausible entries.

    :raises AlreadyUnderWay: where it is being searched.
    """
    record(QualitySearchAsked(), actor=actor)
    return ask_for_work(actor=actor, kind=WORK, lock=WORK, title="Search for implausible entries")


@operation(Permission.DATA_QUALITY_RESOLVE)
def find_quality(
    *,
    actor: Actor,
    nation: Nation,
    on: date,
    at: datetime,
    progress: Callable[[str, int, int], None],
    conclude: Callable[[Mapping[str, Any]], object] | None = None,
) -> dict[str, int]:
    """Search the register, add what is new, and close what is no longer so; return the new findings by kind.

    Run again on the same register it changes nothing. What was mended and is so again is opened again; what was
    explained stays explained.
    """
    new: dict[str, int] = {}
    gone = 0
    every = searches(actor.authority_id, nation, on=on)
    for place, search in enumerate(every):
        progress(str(search.kind.label), place, len(every))
        added, ended = _carry_out(actor.authority_id, search, at)
        new[search.kind] = added
        gone += ended
    record(QualitySearched(sum(new.values()), gone, new), actor=actor)
    if conclude is not None:
        conclude({"found": sum(new.values()), "no_longer_so": gone})
    return new


@operation(Permission.DATA_QUALITY_RESOLVE)
def explain_finding(*, actor: Actor, kind: str, key: str, reason: str, at: datetime) -> None:
    """Close a finding: somebody looked, and the register is right.

    :raises ExplanationNeeded: without words.
    :raises AlreadyLookedAt: where it is closed.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise ExplanationNeeded
    finding = _closed(actor, kind, key, QualityState.EXPLAINED, reason.strip(), at)
    record(FindingExplained(finding.kind), actor=actor, subjects=_subjects(finding), reason=reason.strip())


@operation(Permission.DATA_QUALITY_RESOLVE)
def mend_finding(*, actor: Actor, kind: str, key: str, at: datetime) -> None:
    """Close a finding: what it was about has been put right, or is on its way by an application or a case.

    :raises AlreadyLookedAt: where it is closed.
    """
    finding = _closed(actor, kind, key, QualityState.MENDED, "Put right", at)
    record(FindingMended(finding.kind), actor=actor, subjects=_subjects(finding))


def _carry_out(authority_id: int, search: Search, at: datetime) -> tuple[int, int]:
    given: dict[str, Any] = {"authority": authority_id, "kind": str(search.kind), "at": at, "gone": GONE}
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE quality_found (key text PRIMARY KEY, elector_id bigint, other_id bigint,"
            " property_id bigint, detail text) ON COMMIT DROP"
        )
        cursor.execute(f"INSERT INTO quality_found {search.statement}", search.values)
        cursor.execute(_GONE, given)
        ended = cursor.rowcount
        cursor.execute(_AGAIN, given)
        added = cursor.rowcount
        cursor.execute(_KEEP, given)
        added += cursor.rowcount
        cursor.execute("DROP TABLE quality_found")
    return added, ended


def _closed(actor: Actor, kind: str, key: str, state: QualityState, reason: str, at: datetime) -> QualityFinding:
    finding = (
        QualityFinding.objects.select_for_update().filter(authority=actor.authority_id, kind=kind, key=key).first()
    )
    if finding is None:
        raise NotFound(kind="finding", reference=key)
    if finding.state != QualityState.OPEN:
        raise AlreadyLookedAt
    finding.state, finding.closed_reason, finding.closed_at = state, reason[:300], at
    finding.save(update_fields=["state", "closed_reason", "closed_at"])
    return finding


def _subjects(finding: QualityFinding) -> list[tuple[str, int]]:
    pairs = (
        ("elector", finding.elector_id),
        ("elector", finding.other_elector_id),
        ("property", finding.property_id),
    )
    return [("qualityfinding", finding.pk), *((kind, pk) for kind, pk in pairs if pk is not None)]
