"""Placing people automatically: asked for, prepared by the worker, and made to count where nothing changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_references
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.refusals import NotFound, NotPermitted, Refused
from pollwright.staffing.events import appointments as events
from pollwright.staffing.models import StaffAppointment, StaffPlan, StaffPost
from pollwright.staffing.operations.plans import PlanReleased, PlanWasChanged, draft_in_hand, save_plan
from pollwright.staffing.queries.eligibility import why_not
from pollwright.staffing.queries.placing import Placed, Unfilled, bank_for, choose, kept_places, openings
from pollwright.staffing.states import AppointmentState, PlanState

WORK = "staffing.place-staff"
STEPS = ("Who may be placed", "Placing", "Writing down")
SERIES = "AS"


class BankChanged(Refused):
    """What was decided by is not what it was."""

    code = "staffing.R020"
    problem = "The plan {reference} or the staff bank changed while people were being placed."
    remedy = "Place them again."


@dataclass(frozen=True, slots=True)
class PreparedPlacing:
    """Whom to place where, by the plan as it was at `version`."""

    reference: str
    version: int
    placed: list[Placed]
    unfilled: list[Unfilled]


@operation(Permission.STAFF_PLACE)
def ask_to_place(*, actor: Actor, reference: str, version: int, background: bool = True) -> Work:
    """Ask that people be placed in the free posts of a plan.

    Whoever was placed and not offered yet may be given another place, unless their place is kept by hand.
    """
    plan = draft_in_hand(actor, reference, version)
    record(events.PlacingAsked(reference), actor=actor, subjects=[plan])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"staffing.place.{reference}",
        title=f"Place staff of plan {reference}",
        parameters={"reference": reference},
        background=background,
    )


def prepare_placing(actor: Actor, reference: str, progress: Callable[[str, int, int], None]) -> PreparedPlacing:
    """Work out whom to place where; nothing is written.

    :param progress: called with a step, done and total; what it raises ends the solver and goes on to the caller.
    """
    if not actor.may(Permission.STAFF_PLACE):
        raise NotPermitted(permission=Permission.STAFF_PLACE.value)
    with scope(authority=actor.authority_id):
        held = StaffPlan.objects.select_related("scheme").filter(authority=actor.authority_id, reference=reference)
        plan = held.first()
        if plan is None:
            raise NotFound(kind="staff plan", reference=reference)
        if plan.state != PlanState.DRAFT:
            raise PlanReleased(reference=reference)
        progress(STEPS[0], 0, 3)
        kept = kept_places(plan)
        people = bank_for(plan, kept)
        opened = openings(plan, kept=[post for post, members in kept.items() for _ in members])
        progress(STEPS[1], 1, 3)
        placed, unfilled = choose(plan, people, opened, kept, lambda: progress(STEPS[1], 1, 3))
        progress(STEPS[2], 2, 3)
        return PreparedPlacing(reference, plan.version, placed, unfilled)


@operation(Permission.STAFF_PLACE)
def record_placing(
    *,
    actor: Actor,
    reference: str,
    prepared: PreparedPlacing,
    at: datetime,
    conclude: Callable[[dict[str, Any]], object] | None = None,
) -> StaffPlan:
    """Make a prepared placing count: those placed before and not kept make way.

    :param conclude: called last, to end the work that prepared it in the same transaction.
    :raises BankChanged: where the plan, or what decides about somebody who is placed, changed since.
    """
    try:
        plan = draft_in_hand(actor, reference, prepared.version)
    except PlanWasChanged:
        raise BankChanged(reference=reference) from None
    kept = kept_places(plan)
    _still_holds(plan, prepared, kept)
    unkept = StaffAppointment.objects.filter(plan=plan, state=AppointmentState.PLACED, locked=False)
    unkept.delete()
    references = next_references(actor.authority_id, SERIES, len(prepared.placed))
    StaffAppointment.objects.bulk_create(
        (
            StaffAppointment(
                authority_id=actor.authority_id,
                reference=mine,
                plan=plan,
                post_id=each.post_id,
                member_id=each.member_id,
                day=plan.day,
                rehearsal=plan.rehearsal,
                explained=each.says,
            )
            for mine, each in zip(references, prepared.placed, strict=True)
        ),
        batch_size=1000,
    )
    plan.placed_at, plan.unfilled = at, [asdict(each) for each in prepared.unfilled]
    save_plan(plan, actor)
    lacking = sum(each.lacking for each in prepared.unfilled)
    staying = sum(len(members) for members in kept.values())
    happened = events.StaffPlaced(reference, len(prepared.placed), staying, lacking)
    record(happened, actor=actor, subjects=[plan])
    if conclude is not None:
        conclude({"reference": reference, "placed": len(prepared.placed), "unfilled": lacking})
    return plan


def _still_holds(plan: StaffPlan, prepared: PreparedPlacing, kept: dict[int, list[int]]) -> None:
    """Look again whether everybody may be given the place, since the bank may have changed."""
    people = bank_for(plan, kept)
    roles = dict(StaffPost.objects.filter(plan=plan).values_list("pk", "role"))
    for each in prepared.placed:
        person = people.get(each.member_id)
        role = roles.get(each.post_id)
        if person is None or role is None or person.placed:
            raise BankChanged(reference=plan.reference)
        if why_not(person, role, trained_first=plan.trained_first):
            raise BankChanged(reference=plan.reference)
