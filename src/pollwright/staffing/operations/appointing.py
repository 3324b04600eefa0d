"""Acts on appointments: placing by hand, keeping places, offering, answering, and taking back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db.models import QuerySet

from pollwright.access.tokens import typed_token
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.refusals import NotFound, Refused
from pollwright.staffing.events import appointments as events
from pollwright.staffing.models import StaffAppointment, StaffMember, StaffPlan, StaffPost
from pollwright.staffing.operations.bank import member_named
from pollwright.staffing.operations.placing import SERIES
from pollwright.staffing.operations.plans import plan_in_hand, post_named, save_plan, where
from pollwright.staffing.queries.eligibility import NO_REST, people_for, why_not
from pollwright.staffing.queries.posts import answered_by, day_of, hours_of, shift_of
from pollwright.staffing.states import LIVE, UNWORKED, Answer, AppointmentState, Role


class MayNotHavePlace(Refused):
    """A hard rule is against giving somebody a place."""

    code = "staffing.R030"
    problem = "Staff member {reference} may not be given this place: {why}."
    remedy = "Put right what is missing on the person's page, or choose somebody else."


class HasAPlace(Refused):
    """Nobody has two places on one day."""

    code = "staffing.R031"
    problem = "Staff member {reference} already has appointment {appointment} on {day}."
    remedy = "Withdraw that appointment first, or choose somebody else."


class PostIsFull(Refused):
    """Every place of the post is taken."""

    code = "staffing.R032"
    problem = "All {wanted} places of this post are taken."
    remedy = "Withdraw an appointment there first, or set another number for the post."


class AppointmentChanged(Refused):
    """Another officer, or the person themselves, changed the appointment."""

    code = "staffing.R033"
    problem = "Appointment {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class NotInThatState(Refused):
    """The appointment is not where this can be done."""

    code = "staffing.R034"
    problem = "This can't be done: appointment {reference} is in the state {state}."
    remedy = "Open it again to see how it stands."


class OfferLapsed(Refused):
    """The last day to answer has gone."""

    code = "staffing.R035"
    problem = "This offer had to be answered by {answer_by}."
    remedy = "Ring electoral services: they can still note your answer."


class OfferNotKnown(Refused):
    """Nothing is offered at that address."""

    code = "staffing.R036"
    problem = "Nothing is offered at this address, or the offer was withdrawn."
    remedy = "Check the address in your letter, or ring electoral services."
    status = 404


class OutsideTheDay(Refused):
    """Hours of one's own lie within those of the plan."""

    code = "staffing.R038"
    problem = "These hours are not within {starts:%H:%M} to {ends:%H:%M}, or they end before they begin."
    remedy = "Check both times."


class AllDayAtTheStation(Refused):
    """The presiding officer is there from the opening to the close."""

    code = "staffing.R039"
    problem = "A presiding officer works all hours of the poll."
    remedy = "Set other hours for a poll clerk, or have somebody else preside."


class NothingToOffer(Refused):
    """Nobody is placed who was not offered their place."""

    code = "staffing.R037"
    problem = "Nobody in staff plan {reference} is waiting for an offer."
    remedy = "Place people first."


@operation(Permission.STAFF_PLACE)
def place_by_hand(
    *,
    actor: Actor,
    reference: str,
    version: int,
    member: str,
    role: Role,
    station: int | None,
    reason: str,
    session: int | None = None,
) -> StaffAppointment:
    """Give somebody a place by hand; it is kept when people are placed again.

    Where the post is full of people who were only placed automatically, the last of them makes way.

    :param station: its number; None for a post of the whole poll.
    :param session: the id of the post, where it is of a session with a day of its own.
    :raises MayNotHavePlace: where a hard rule is against it.
    :raises HasAPlace: where they have another place that day that is more than a proposal.
    :raises PostIsFull: where nobody there can make way.
    """
    plan = plan_in_hand(actor, reference, version)
    post = post_named(plan, station, role, session)
    of, day = member_named(actor, member), day_of(plan, post)
    StaffMember.objects.select_for_update().get(pk=of.pk)  # nobody is given two places of a day by two officers at once
    _give_up_proposal(plan, of, day)
    other = StaffAppointment.objects.filter(member=of, day=day, rehearsal=plan.rehearsal, state__in=LIVE).first()
    if other is not None:
        raise HasAPlace(reference=member, appointment=other.reference, day=day)
    make_room(post)
    made = appointed(actor, plan, post, of, reason=reason)
    save_plan(plan, actor)
    happened = events.PlacedByHand(made.reference, member, role.value, where(post))
    record(happened, actor=actor, subjects=[made, of, plan], reason=reason)
    return made


@operation(Permission.STAFF_PLACE)
def keep_place(*, actor: Actor, reference: str, version: int, locked: bool, reason: str = "") -> StaffAppointment:
    """Have somebody keep their place when people are placed again, with the reason; or let it go."""
    appointment = appointment_in_hand(actor, reference, version, UNWORKED)
    appointment.locked, appointment.locked_reason = locked, reason if locked else ""
    save_appointment(appointment)
    record(events.LockChanged(reference, locked), actor=actor, subjects=[appointment], reason=reason)
    return appointment


@operation(Permission.STAFF_PLACE)
def set_hours(*, actor: Actor, reference: str, version: int, starts: time, ends: time, reason: str) -> StaffAppointment:
    """Have somebody work other hours than the rest of the plan, such as the busy part of the day (S-04).

    :raises OutsideTheDay: where they are not within the hours of the plan, or of the session.
    :raises AllDayAtTheStation: for a presiding officer.
    """
    appointment = appointment_in_hand(actor, reference, version, UNWORKED)
    plan = appointment.plan
    first, last = hours_of(plan, appointment.post)
    if not (first <= starts < ends and (ends <= last or last < first)):
        raise OutsideTheDay(starts=first, ends=last)
    own = (starts, ends) != (first, last)
    if own and appointment.post.role == Role.PRESIDING_OFFICER:
        raise AllDayAtTheStation
    appointment.starts, appointment.ends = (starts, ends) if own else (None, None)
    appointment.locked, appointment.locked_reason = True, reason
    save_appointment(appointment)
    record(events.HoursSet(reference, starts, ends), actor=actor, subjects=[appointment, plan], reason=reason)
    return appointment


@operation(Permission.STAFF_EDIT)
def make_offers(*, actor: Actor, reference: str, version: int, on: date, at: datetime) -> Sequence[StaffAppointment]:
    """Offer their places to everybody of a plan who was placed and not offered yet.

    Each offer has an address of its own at which it can be answered; who asks for it must know it.

    :raises NothingToOffer: where nobody waits for one.
    :raises OfferLapsed: where the last day to answer has gone.
    """
    plan = plan_in_hand(actor, reference, version)
    if on > plan.answer_by:
        raise OfferLapsed(answer_by=plan.answer_by)
    waiting = list(
        StaffAppointment.objects.select_for_update().filter(plan=plan, state=AppointmentState.PLACED).order_by("pk")
    )
    if not waiting:
        raise NothingToOffer(reference=reference)
    for each in waiting:
        each.state, each.offered_at, each.token = AppointmentState.OFFERED, at, typed_token()
        each.version += 1
    StaffAppointment.objects.bulk_update(waiting, ["state", "offered_at", "token", "version"], batch_size=500)
    save_plan(plan, actor)
    record(events.OffersMade(reference, len(waiting), plan.answer_by), actor=actor, subjects=[plan, *waiting])
    return waiting


@operation(Permission.STAFF_EDIT)
def answer_offer(
    *, actor: Actor, reference: str, version: int, answer: Answer, reason: str = "", at: datetime
) -> StaffAppointment:
    """Note what somebody answered to an offer, by letter or by telephone; also after the last day."""
    appointment = appointment_in_hand(actor, reference, version, (AppointmentState.OFFERED,))
    return _answered(actor, appointment, answer, reason, at, by=actor.name, how="told to an officer")


@operation(Permission.STAFF_EDIT, name="staffing.answer_online")
def answer_online(*, actor: Actor, address: str, answer: Answer, on: date, at: datetime) -> StaffAppointment:
    """Accept or decline an offer at its own address; the same answer again changes nothing.

    :param address: the random part of the offer's address.
    :raises OfferNotKnown: where there is no such offer.
    :raises OfferLapsed: after the last day to answer.
    :raises NotInThatState: where it was answered otherwise before.
    """
    held = StaffAppointment.objects.select_for_update(of=("self",)).select_related("plan", "member")
    appointment = held.filter(authority=actor.authority_id, token=address).first()
    wanted = AppointmentState.ACCEPTED if answer is Answer.ACCEPT else AppointmentState.DECLINED
    if appointment is None or appointment.state == AppointmentState.WITHDRAWN:
        raise OfferNotKnown
    if appointment.state == wanted:
        happened = events.OfferAnswered(
            appointment.reference, appointment.member.reference, answer.value, "online, once more"
        )
        record(happened, actor=actor, subjects=[appointment])
        return appointment
    if appointment.state != AppointmentState.OFFERED:
        raise NotInThatState(reference=appointment.reference, state=AppointmentState(appointment.state).label)
    last = answered_by(appointment.plan, appointment.day)
    if on > last:
        raise OfferLapsed(answer_by=last)
    return _answered(actor, appointment, answer, "", at, by="online", how="online")


@operation(Permission.STAFF_PLACE)
def withdraw_appointment(*, actor: Actor, reference: str, version: int, reason: str) -> StaffAppointment:
    """Take an appointment back, or note that somebody gave it up, before the day."""
    appointment = appointment_in_hand(actor, reference, version, UNWORKED)
    withdraw(appointment, reason)
    happened = events.AppointmentWithdrawn(reference, appointment.member.reference)
    record(happened, actor=actor, subjects=[appointment, appointment.member], reason=reason)
    return appointment


def withdraw(appointment: StaffAppointment, reason: str) -> None:
    """Put an appointment into the state in which its place is free again."""
    appointment.state, appointment.ended_reason = AppointmentState.WITHDRAWN, reason
    appointment.locked, appointment.locked_reason = False, ""
    save_appointment(appointment)


def appointed(
    actor: Actor,
    plan: StaffPlan,
    post: StaffPost,
    member: StaffMember,
    *,
    reason: str,
    state: AppointmentState = AppointmentState.PLACED,
    replaces: StaffAppointment | None = None,
) -> StaffAppointment:
    """Make an appointment by hand that every hard rule allows.

    :raises MayNotHavePlace: where one is against it.
    """
    day = day_of(plan, post)
    person = people_for(plan, day, only=member.pk).get(member.pk)
    against = why_not(person, post.role, trained_first=plan.trained_first) if person else ("not in the staff bank",)
    if person and person.too_tired(shift_of(plan, post)):
        against += (NO_REST,)
    if against:
        raise MayNotHavePlace(reference=member.reference, why="; ".join(against))
    return StaffAppointment.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        plan=plan,
        post=post,
        member=member,
        day=day,
        rehearsal=plan.rehearsal,
        state=state,
        locked=True,
        locked_reason=reason,
        explained="Placed by hand.",
        replaces=replaces,
    )


def make_room(post: StaffPost) -> None:
    """See that a post has a free place: the last person who was only placed automatically makes way.

    :raises PostIsFull: where nobody can make way.
    """
    held = StaffAppointment.objects.select_for_update().filter(post=post, state__in=LIVE)
    if held.count() < post.wanted:
        return
    last = held.filter(state=AppointmentState.PLACED, locked=False).order_by("-pk").first()
    if last is None:
        raise PostIsFull(wanted=post.wanted)
    last.delete()


def appointment_in_hand(
    actor: Actor, reference: str, version: int, states: Sequence[AppointmentState]
) -> StaffAppointment:
    """Return an appointment, locked.

    :raises AppointmentChanged: where it was changed since `version`.
    :raises NotInThatState: where it is in none of the states.
    """
    appointment = _locked().filter(authority=actor.authority_id, reference=reference).first()
    if appointment is None:
        raise NotFound(kind="appointment", reference=reference)
    if appointment.version != version:
        raise AppointmentChanged(reference=reference)
    if appointment.state not in states:
        raise NotInThatState(reference=reference, state=AppointmentState(appointment.state).label)
    return appointment


def save_appointment(appointment: StaffAppointment) -> None:
    """Write an appointment's row as its next version."""
    appointment.version += 1
    appointment.save()


def _locked() -> QuerySet[StaffAppointment]:
    held = StaffAppointment.objects.select_for_update(of=("self",))
    return held.select_related("plan__scheme", "member", "post__station")


def _answered(
    actor: Actor, appointment: StaffAppointment, answer: Answer, reason: str, at: datetime, *, by: str, how: str
) -> StaffAppointment:
    accepted = answer is Answer.ACCEPT
    appointment.state = AppointmentState.ACCEPTED if accepted else AppointmentState.DECLINED
    appointment.answered_at, appointment.answered_by = at, by
    if not accepted:
        appointment.ended_reason, appointment.locked, appointment.locked_reason = reason, False, ""
    save_appointment(appointment)
    happened = events.OfferAnswered(appointment.reference, appointment.member.reference, answer.value, how)
    record(happened, actor=actor, subjects=[appointment, appointment.member], reason=reason)
    return appointment


def _give_up_proposal(plan: StaffPlan, member: StaffMember, day: date) -> None:
    """Let a place of the day go that was only proposed automatically, so that they can be given another by hand."""
    StaffAppointment.objects.filter(
        plan=plan, member=member, day=day, state=AppointmentState.PLACED, locked=False
    ).delete()
