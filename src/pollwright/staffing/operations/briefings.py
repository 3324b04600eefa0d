"""Acts on briefings: planning them, giving places, and signing people in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.law.notices import LONDON
from pollwright.refusals import NotFound, Refused
from pollwright.staffing.events import appointments as events
from pollwright.staffing.models import Attendance, Briefing, StaffAppointment, StaffPlan, StaffRecord
from pollwright.staffing.states import UNWORKED, AttendanceState, RecordKind, Role

SERIES = "BR"


class NoPlaceLeft(Refused):
    """The room is full."""

    code = "staffing.R060"
    problem = "Briefing {reference} has {left} places left, and {wanted} people are to have one."
    remedy = "Plan another briefing, or give places to fewer people."


class NobodyToBrief(Refused):
    """Everybody who needs it has a place at a briefing, or came to one."""

    code = "staffing.R061"
    problem = "Nobody is left who needs a place at briefing {reference}."
    remedy = "Nothing is to be done."


class BriefingNotYet(Refused):
    """Nobody is signed in before it begins."""

    code = "staffing.R062"
    problem = "Briefing {reference} begins at {starts:%H:%M} on {starts:%-d %B %Y}."
    remedy = "Sign people in once it has begun."


class BriefingHoursTurned(Refused):
    """A briefing ends after it began, and before the poll."""

    code = "staffing.R063"
    problem = "The briefing must end after it begins, and be before the day of the poll."
    remedy = "Check day and times."


@dataclass(frozen=True, slots=True)
class BriefingFacts:
    """What is known of a briefing. `role`: None for everybody. `valid_to`: last day on which it counts as training."""

    title: str
    role: Role | None
    place: str
    starts_at: datetime
    ends_at: datetime
    places: int
    valid_to: date | None = None


@operation(Permission.STAFF_EDIT)
def plan_briefing(*, actor: Actor, reference: str, facts: BriefingFacts) -> Briefing:
    """Plan a briefing for the people of a plan.

    :param reference: of the plan.
    :raises BriefingHoursTurned: where its times can't be.
    """
    plan = StaffPlan.objects.filter(authority=actor.authority_id, reference=reference).first()
    if plan is None:
        raise NotFound(kind="staff plan", reference=reference)
    day = facts.starts_at.astimezone(LONDON).date()
    if facts.ends_at <= facts.starts_at or day >= plan.day or facts.places < 1:
        raise BriefingHoursTurned
    briefing = Briefing.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        plan=plan,
        title=facts.title,
        role=facts.role.value if facts.role else "",
        place=facts.place,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        places=facts.places,
        valid_to=facts.valid_to,
    )
    happened = events.BriefingPlanned(briefing.reference, facts.starts_at, facts.places)
    record(happened, actor=actor, subjects=[briefing, plan])
    return briefing


@operation(Permission.STAFF_EDIT)
def give_places(*, actor: Actor, reference: str, most: int | None = None) -> list[Attendance]:
    """Give places at a briefing to those of its role who are appointed and have none yet, in order of their stations.

    :param most: how many at the most; None: everybody.
    :raises NoPlaceLeft: where there are fewer places than people to have one.
    :raises NobodyToBrief: where nobody needs a place.
    """
    briefing = _in_hand(actor, reference)
    wanting = StaffAppointment.objects.filter(plan=briefing.plan, state__in=UNWORKED)
    if briefing.role:
        wanting = wanting.filter(post__role=briefing.role)
    briefed = Attendance.objects.filter(briefing__plan=briefing.plan).exclude(state=AttendanceState.MISSED)
    if briefing.role:
        briefed = briefed.filter(briefing__role__in=[briefing.role, ""])
    again = Attendance.objects.filter(briefing=briefing)
    rest = wanting.exclude(member__in=briefed.values("member")).exclude(member__in=again.values("member"))
    members = list(rest.order_by("post__station__number", "pk").values_list("member", flat=True)[:most])
    if not members:
        raise NobodyToBrief(reference=reference)
    left = briefing.places - Attendance.objects.filter(briefing=briefing).count()
    if len(members) > left:
        raise NoPlaceLeft(reference=reference, left=left, wanted=len(members))
    given = Attendance.objects.bulk_create(
        Attendance(authority_id=actor.authority_id, briefing=briefing, member_id=member) for member in members
    )
    happened = events.PlacesGiven(reference, len(given), left - len(given))
    record(happened, actor=actor, subjects=[briefing, *(("staffmember", member) for member in members)])
    return given


@operation(Permission.STAFF_EDIT)
def sign_in(*, actor: Actor, reference: str, came: Sequence[str], at: datetime) -> Briefing:
    """Note who came to a briefing; everybody else with a place did not. Having come is a record of training, but not
    in a rehearsal.

    It may be done again: what was noted last holds.

    :param came: references of the people who came.
    :raises BriefingNotYet: before it begins.
    """
    briefing = _in_hand(actor, reference)
    starts = briefing.starts_at.astimezone(LONDON)
    if at < starts:
        raise BriefingNotYet(reference=reference, starts=starts)
    booked = list(Attendance.objects.select_for_update(of=("self",)).select_related("member").filter(briefing=briefing))
    evidence = f"Briefing {reference}"
    StaffRecord.objects.filter(
        member__in=[each.member_id for each in booked], kind=RecordKind.TRAINING, evidence=evidence
    ).delete()
    for each in booked:
        there = each.member.reference in came
        each.state, each.noted_at = (AttendanceState.ATTENDED if there else AttendanceState.MISSED), at
    Attendance.objects.bulk_update(booked, ["state", "noted_at"], batch_size=500)
    trained = [each for each in booked if each.state == AttendanceState.ATTENDED]
    shown = [] if briefing.plan.rehearsal else trained
    StaffRecord.objects.bulk_create(
        StaffRecord(
            authority_id=actor.authority_id,
            member_id=each.member_id,
            kind=RecordKind.TRAINING,
            on=starts.date(),
            expires_on=briefing.valid_to,
            evidence=evidence,
            seen_by=actor.name,
        )
        for each in shown
    )
    happened = events.SignedIn(reference, len(trained), len(booked) - len(trained))
    record(happened, actor=actor, subjects=[briefing, *(("staffmember", each.member_id) for each in booked)])
    return briefing


def _in_hand(actor: Actor, reference: str) -> Briefing:
    held = Briefing.objects.select_for_update(of=("self",)).select_related("plan")
    briefing = held.filter(authority=actor.authority_id, reference=reference).first()
    if briefing is None:
        raise NotFound(kind="briefing", reference=reference)
    return briefing
