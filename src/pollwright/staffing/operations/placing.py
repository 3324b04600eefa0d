"""Placing people automatically: asked for, prepared by the worker, and made to count where nothing changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_references
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.law.staffing import Shift
from pollwright.refusals import NotFound, NotPermitted, Refused
from pollwright.staffing.events import appointments as events
from pollwright.staffing.models import StaffAppointment, StaffPlan, StaffPost
from pollwright.staffing.operations.plans import PlanReleased, PlanWasChanged, draft_in_hand, save_plan
from pollwright.staffing.queries.eligibility import why_not
from pollwright.staffing.queries.placing import (
    Placed,
    Unfilled,
    bank_for,
    choose,
    days_of,
    kept_places,
    note_shifts,
    openings,
)
from pollwright.staffing.queries.posts import day_of, shift_of
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
        given: list[tuple[int, Shift]] = []
        placed: list[Placed] = []
        unfilled: list[Unfilled] = []
        days = days_of(plan)
        for done, day in enumerate(days):
            progress(STEPS[0] if not done else STEPS[1], done, len(days))
            kept = kept_places(plan, day)
            people = bank_for(plan, day, kept)
            note_shifts(people, given)
            opened = openings(plan, day, kept=[post for post, members in kept.items() for _ in members])
            chosen, lacking = choose(plan, people, opened, kept, partial(progress, STEPS[1], done, len(days)))
            shifts = {opening.post_id: opening.shift for opening in opened}
            given += [(each.member_id, shifts[each.post_id]) for each in chosen]
            placed, unfilled = [*placed, *chosen], [*unfilled, *lacking]
        progress(STEPS[2], len(days), len(days))
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
    posts = {post.pk: post for post in StaffPost.objects.filter(plan=plan)}
    staying = _still_holds(plan, prepared, posts)
    unkept = StaffAppointment.objects.filter(plan=plan, state=AppointmentState.PLACED, locked=False)
    unkept.delete()
    references = next_references(actor.authority_id, SERIES, len(prepared.placed))
    made = [
        StaffAppointment(
            authority_id=actor.authority_id,
            reference=mine,
            plan=plan,
            post_id=each.post_id,
            member_id=each.member_id,
            day=day_of(plan, posts[each.post_id]),
            rehearsal=plan.rehearsal,
            explained=each.says,
        )
        for mine, each in zip(references, prepared.placed, strict=True)
    ]
    try:
        with transaction.atomic():
            StaffAppointment.objects.bulk_create(made, batch_size=1000)
    except IntegrityError as taken:
        if "one_place_a_day" not in str(taken):
            raise
        raise BankChanged(reference=reference) from None
    plan.placed_at, plan.unfilled = at, [asdict(each) for each in prepared.unfilled]
    save_plan(plan, actor)
    lacking = sum(each.lacking for each in prepared.unfilled)
    happened = events.StaffPlaced(reference, len(prepared.placed), staying, lacking)
    record(happened, actor=actor, subjects=[plan])
    if conclude is not None:
        conclude({"reference": reference, "placed": len(prepared.placed), "unfilled": lacking})
    return plan


def _still_holds(plan: StaffPlan, prepared: PreparedPlacing, posts: dict[int, StaffPost]) -> int:
    """Look again whether everybody may be given the place, since the bank may have changed; return how many stay."""
    days = days_of(plan)
    kept = {day: kept_places(plan, day) for day in days}
    banks = {day: bank_for(plan, day, kept[day]) for day in days}
    for each in prepared.placed:
        post = posts.get(each.post_id)
        person = banks[day_of(plan, post)].get(each.member_id) if post else None
        if person is None or post is None or person.placed:
            raise BankChanged(reference=plan.reference)
        if why_not(person, post.role, trained_first=plan.trained_first) or person.too_tired(shift_of(plan, post)):
            raise BankChanged(reference=plan.reference)
        for bank in banks.values():
            note_shifts(bank, [(each.member_id, shift_of(plan, post))])
    return sum(len(members) for places in kept.values() for members in places.values())
