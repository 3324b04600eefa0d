"""What people of a plan still owe: the answer to an offer, and what they must show or do before they work (S-03 to S-05)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pollwright.staffing.models import Attendance, StaffAppointment, StaffPlan, StaffRecord
from pollwright.staffing.states import AppointmentState, AttendanceState, RecordKind

SOON = timedelta(days=7)
"""How long before the last day to answer, an offer that is not answered is told of."""
NEAR = timedelta(days=21)
"""How long before the poll, papers that were not shown are told of."""


class Owed(StrEnum):
    """What somebody with a place still owes."""

    ANSWER = "answer"
    RIGHT_TO_WORK = "right-to-work"
    TRAINING = "training"
    DECLARATION = "declaration"


RECORDS = {
    Owed.RIGHT_TO_WORK: RecordKind.RIGHT_TO_WORK,
    Owed.TRAINING: RecordKind.TRAINING,
    Owed.DECLARATION: RecordKind.DECLARATION,
}
ASKED = (AppointmentState.OFFERED, AppointmentState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class PlanOwed:
    """A plan of a poll to come in which somebody owes something soon."""

    reference: str
    title: str
    unanswered: int
    unshown: int


def owing(held: QuerySet[StaffAppointment], *owed: Owed) -> QuerySet[StaffAppointment]:
    """Return those appointments whose people owe any of some things."""
    return held.filter(state__in=ASKED).filter(_any_of(owed))


def owed_by(held: QuerySet[StaffAppointment]) -> Mapping[int, tuple[Owed, ...]]:
    """Return what is owed for each appointment by its key; those of whom nothing is owed are left out."""
    marked = held.filter(state__in=ASKED).annotate(**{each.name.lower(): _unshown(each) for each in RECORDS})
    rows = marked.order_by("pk").values_list("pk", "state", *(each.name.lower() for each in RECORDS))
    found = {}
    for key, state, *unshown in rows:
        things = [Owed.ANSWER] if state == AppointmentState.OFFERED else []
        things += [each for each, lacks in zip(RECORDS, unshown, strict=True) if lacks]
        if things:
            found[key] = tuple(things)
    return found


def training_booked(plan: StaffPlan) -> dict[int, str]:
    """Return title and place of the first briefing at which each member has a place still to take, by member."""
    held = Attendance.objects.filter(briefing__plan=plan, state=AttendanceState.BOOKED).select_related("briefing")
    found: dict[int, str] = {}
    for each in held.order_by("briefing__starts_at", "pk"):
        at = each.briefing.starts_at.astimezone()
        words = f"{each.briefing.title}, {at:%-d %B %Y} at {at:%H:%M}, {each.briefing.place}"
        found.setdefault(each.member_id, words)
    return found


def plans_owed(authority_id: int, *, on: date) -> list[PlanOwed]:
    """Return the plans of polls to come in which offers are due to be answered, or papers to be shown, soonest first."""
    held = StaffAppointment.objects.filter(authority=authority_id, rehearsal=False, day__gte=on, state__in=ASKED)
    unanswered = Q(state=AppointmentState.OFFERED, plan__answer_by__lte=on + SOON)
    unshown = Q(day__lte=on + NEAR) & _any_of(tuple(RECORDS))
    plans = held.order_by("plan__day", "plan").values_list("plan", "plan__reference", "plan__title")
    counted = plans.annotate(unanswered=Count("pk", filter=unanswered), unshown=Count("pk", filter=unshown))
    return [PlanOwed(*row[1:]) for row in counted.filter(Q(unanswered__gt=0) | Q(unshown__gt=0))]


def _any_of(owed: tuple[Owed, ...]) -> Q:
    wanted = Q(state=AppointmentState.OFFERED) if Owed.ANSWER in owed else Q(pk__in=[])
    for each in owed:
        if each in RECORDS:
            wanted |= Q(_unshown(each))
    return wanted


def _unshown(owed: Owed) -> Any:
    """Return that no record of the kind serves on the day of the appointment."""
    serves = Q(expires_on__isnull=True) | Q(expires_on__gte=OuterRef("day"))
    shown = StaffRecord.objects.filter(serves, member=OuterRef("member"), kind=RECORDS[owed], on__lte=OuterRef("day"))
    return ~Exists(shown)
