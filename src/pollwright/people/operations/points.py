"""Single points of failure: keeping the register, and taking over between it and a plan, one way or the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.people import events
from pollwright.people.models import Employee, SinglePoint
from pollwright.people.operations.files import BadParticulars, said
from pollwright.people.operations.holding import post_in_hand
from pollwright.people.queries.points import COLUMNS, not_in_register, proposals
from pollwright.people.states import PointState, Severity
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.operations.editing import change_row

SERIES = "SPF"
LONGEST = 4_000


class PointChanged(Refused):
    """Another officer changed the single point of failure."""

    code = "people.R016"
    problem = "Single point of failure {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class NotInPlan(Refused):
    """The plan has no row for the single point of failure."""

    code = "people.R017"
    problem = "Plan {plan} has no row of five cells under the title of {reference}, or it says the same already."
    remedy = "Check the line before the table: it says Job title of SPOF, then the title."


class NothingNew(Refused):
    """The plan has nothing that the register has not."""

    code = "people.R018"
    problem = "The register has every single point of failure of plan {plan} already."
    remedy = "Change them in the register."


@dataclass(frozen=True, slots=True)
class PointFacts:
    """A single point of failure; `post` and `deputy` are references."""

    title: str
    succession: str = ""
    risks: str = ""
    knowledge: str = ""
    impact: str = ""
    options: str = ""
    post: str = ""
    deputy: str = ""
    severity: Severity = Severity.MEDIUM
    review_on: date | None = None
    state: PointState = PointState.OPEN


@operation(Permission.TEAM_KEEP)
def open_point(*, actor: Actor, facts: PointFacts) -> SinglePoint:
    """Enter a single point of failure; any of the five columns may be blank."""
    made = SinglePoint(authority_id=actor.authority_id, reference=next_reference(actor.authority_id, SERIES))
    _fill(actor, made, facts)
    made.save(force_insert=True)
    record(events.PointKept(made.reference, "entered"), actor=actor, subjects=[made])
    return made


@operation(Permission.TEAM_KEEP)
def change_point(*, actor: Actor, reference: str, version: int, facts: PointFacts, reason: str) -> SinglePoint:
    """Change a single point of failure, with the reason; what stood before is in its history.

    :raises PointChanged: where another officer was first. :raises BadParticulars: where a covered one has no deputy.
    """
    held = SinglePoint.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="single point of failure", reference=reference)
    if held.version != version:
        raise PointChanged(reference=reference)
    _fill(actor, held, facts)
    held.version += 1
    held.save()
    record(events.PointKept(reference, "changed"), actor=actor, subjects=[held], reason=said(reason))
    return held


@operation(Permission.TEAM_KEEP)
def print_point(*, actor: Actor, reference: str, plan: str, version: int) -> None:
    """Take a single point of failure over into the plan's row under its title, cell for cell.

    :param version: of the row of the plan that was seen.
    :raises NotInPlan: where the plan has no such row, or says the same already.
    """
    found = next((one for one in proposals(actor.authority_id, plan) if one.point.reference == reference), None)
    if found is None:
        raise NotFound(kind="single point of failure", reference=reference)
    if found.printed is None or not found.differs:
        raise NotInPlan(plan=plan, reference=reference)
    place = found.printed
    change_row(actor=actor, table=place.table, position=place.position, version=version, cells=found.point.cells)
    subject = ("singlepoint", found.point.id)
    record(events.PointPrinted(reference, place.table, plan), actor=actor, subjects=[subject])


@operation(Permission.TEAM_KEEP)
def adopt_points(*, actor: Actor, plan: str) -> int:
    """Take the single points of a plan that the register has not over into it, as they stand there; return how many.

    :raises NothingNew: where there are none.
    """
    rows = not_in_register(actor.authority_id, plan)
    if not rows:
        raise NothingNew(plan=plan)
    for row in rows:
        cells: dict[str, Any] = dict(zip(COLUMNS, row.cells, strict=True))
        open_point(actor=actor, facts=PointFacts(row.title, **cells))
    record(events.PointsAdopted(plan, len(rows)), actor=actor)
    return len(rows)


def _fill(actor: Actor, held: SinglePoint, facts: PointFacts) -> None:
    if not facts.title.strip():
        raise BadParticulars(field="Job title", why="it is missing")
    deputy = None
    if facts.deputy:
        there = Employee.objects.filter(authority=actor.authority_id, reference=facts.deputy, left_on__isnull=True)
        deputy = there.first()
        if deputy is None:
            raise NotFound(kind="staff file", reference=facts.deputy)
    if facts.state == PointState.COVERED and deputy is None:
        raise BadParticulars(field="Deputy", why="a post that is covered has one")
    held.title, held.severity, held.state = facts.title.strip()[:200], facts.severity, facts.state
    held.post = post_in_hand(actor, facts.post) if facts.post else None
    held.deputy, held.review_on = deputy, facts.review_on
    for name in COLUMNS:
        setattr(held, name, getattr(facts, name).strip()[:LONGEST])
