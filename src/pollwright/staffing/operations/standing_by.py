"""Standing in for somebody who is lost, and the hours that were worked."""

from __future__ import annotations

from datetime import date, datetime, time

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.refusals import NotFound, Refused
from pollwright.staffing.events import appointments as events
from pollwright.staffing.models import Experience, StaffAppointment, StandbyCall
from pollwright.staffing.operations.appointing import (
    NotInThatState,
    appointed,
    appointment_in_hand,
    save_appointment,
    withdraw,
)
from pollwright.staffing.states import UNWORKED, AppointmentState, CallOutcome, Role

MINUTES_OF_A_DAY = 24 * 60
RESERVED = (AppointmentState.PLACED, AppointmentState.OFFERED, AppointmentState.ACCEPTED)
WORKABLE = (AppointmentState.ACCEPTED, AppointmentState.WORKED, AppointmentState.ABSENT)


class NotInReserve(Refused):
    """Only somebody who stands by for the same poll takes over."""

    code = "staffing.R070"
    problem = "Appointment {reference} is not a free one in the reserve of this plan."
    remedy = "Choose somebody from the list of who stands by."


class WorkNotDone(Refused):
    """Hours are noted on the day or after it."""

    code = "staffing.R071"
    problem = "The hours of {day} can't be noted yet."
    remedy = "Wait until the day of the poll."


class NotHours(Refused):
    """What was entered can't have been worked."""

    code = "staffing.R072"
    problem = "The breaks are longer than the hours, or the hours end before they begin."
    remedy = "Check the times."


@operation(Permission.STAFF_EDIT)
def log_call(
    *,
    actor: Actor,
    reference: str,
    reserve: str,
    outcome: CallOutcome,
    arrives_by: time | None,
    note: str,
    at: datetime,
) -> StandbyCall:
    """Note that somebody who stands by was rung about the place of somebody who is lost.

    :param reference: of the appointment whose place is to be filled; `reserve`: of the reserve's own.
    """
    held = StaffAppointment.objects.select_related("plan").filter(authority=actor.authority_id)
    lost = held.filter(reference=reference).first()
    if lost is None:
        raise NotFound(kind="appointment", reference=reference)
    free = _reserve(actor, lost, reserve)
    call = StandbyCall.objects.create(
        authority_id=actor.authority_id,
        appointment=lost,
        reserve=free,
        at=at,
        outcome=outcome,
        arrives_by=arrives_by,
        note=note,
        by=actor.name,
    )
    happened = events.ReserveCalled(reference, free.member.reference, outcome.value)
    record(happened, actor=actor, subjects=[lost, free, free.member])
    return call


@operation(Permission.STAFF_PLACE)
def replace_member(
    *, actor: Actor, reference: str, version: int, reserve: str, reason: str, at: datetime
) -> StaffAppointment:
    """Let somebody of the reserve take over the place of somebody who is lost, in one act.

    The lost appointment is withdrawn, the one in the reserve ends, and the new one is accepted at once: they were asked.

    :param reserve: the reference of their appointment in the reserve.
    :raises NotInReserve: where that is none.
    :raises MayNotHavePlace: where a hard rule is against it.
    """
    lost = appointment_in_hand(actor, reference, version, UNWORKED)
    free = _reserve(actor, lost, reserve)
    withdraw(lost, reason)
    withdraw(free, f"Took over {reference}")
    made = appointed(
        actor, lost.plan, lost.post, free.member, reason=reason, state=AppointmentState.ACCEPTED, replaces=lost
    )
    made.answered_at, made.answered_by = at, actor.name
    save_appointment(made)
    happened = events.PlaceTakenOver(reference, free.member.reference, made.reference)
    record(happened, actor=actor, subjects=[lost, free, made, free.member, lost.plan], reason=reason)
    return made


@operation(Permission.STAFF_EDIT)
def note_hours(
    *,
    actor: Actor,
    reference: str,
    version: int,
    came_at: time,
    left_at: time,
    break_minutes: int,
    miles: int,
    on: date,
) -> StaffAppointment:
    """Note the hours that somebody worked and the miles that they drove, for pay. It may be corrected.

    A time before the one at which they came is of the next morning.

    :param miles: tenths of a mile.
    :raises WorkNotDone: before the day.
    :raises NotHours: where nothing of the hours is left.
    """
    appointment = appointment_in_hand(actor, reference, version, WORKABLE)
    if on < appointment.day:
        raise WorkNotDone(day=appointment.day)
    there = _minutes(left_at) - _minutes(came_at)
    minutes = (there if there > 0 else there + MINUTES_OF_A_DAY) - break_minutes
    if minutes <= 0 or break_minutes < 0 or miles < 0:
        raise NotHours
    appointment.state = AppointmentState.WORKED
    appointment.came_at, appointment.left_at = came_at, left_at
    appointment.minutes, appointment.miles = minutes, miles
    save_appointment(appointment)
    if appointment.post.role != Role.RESERVE and not appointment.rehearsal:
        Experience.objects.update_or_create(
            authority_id=actor.authority_id,
            member=appointment.member,
            role=appointment.post.role,
            day=appointment.day,
            defaults={"poll": appointment.plan.title[:200], "appointment": appointment},
        )
    happened = events.HoursNoted(reference, came_at, left_at, minutes, miles)
    record(happened, actor=actor, subjects=[appointment, appointment.member])
    return appointment


@operation(Permission.STAFF_EDIT)
def note_absence(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> StaffAppointment:
    """Note that somebody did not come.

    :raises WorkNotDone: before the day.
    """
    appointment = appointment_in_hand(actor, reference, version, WORKABLE)
    if on < appointment.day:
        raise WorkNotDone(day=appointment.day)
    if appointment.state == AppointmentState.ABSENT:
        raise NotInThatState(reference=reference, state=AppointmentState.ABSENT.label)
    Experience.objects.filter(appointment=appointment).delete()
    appointment.state, appointment.ended_reason = AppointmentState.ABSENT, reason
    appointment.came_at = appointment.left_at = None
    appointment.minutes = appointment.miles = None
    save_appointment(appointment)
    record(events.AbsenceNoted(reference), actor=actor, subjects=[appointment, appointment.member], reason=reason)
    return appointment


def _reserve(actor: Actor, lost: StaffAppointment, reserve: str) -> StaffAppointment:
    held = StaffAppointment.objects.select_for_update(of=("self",)).select_related("member", "plan", "post")
    found = held.filter(
        authority=actor.authority_id,
        plan=lost.plan,
        reference=reserve,
        post__role=Role.RESERVE,
        state__in=RESERVED,
        day=lost.day,
    ).first()
    if found is None or found.pk == lost.pk:
        raise NotInReserve(reference=reserve)
    return found


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
