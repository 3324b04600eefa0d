"""Letters to staff: the offer, with the address to answer at, the appointment, reminders, and that nobody is needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pollwright.authorities.models import Authority
from pollwright.authorities.queries.settings import values_of
from pollwright.documents.imprint import Imprint, Language, languages_in
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.papers.officer_letter import OfficerLetter
from pollwright.documents.papers.poll_letters import (
    COME_TO_TRAINING,
    NOT_LEAVE,
    NOT_NEEDED,
    SHOW_RIGHT_TO_WORK,
    SIGN_DECLARATION,
    STILL_OWED,
    THANKS,
    Addressee,
    AppointmentLetter,
    Office,
    StaffLetter,
)
from pollwright.documents.wording import named
from pollwright.law.nations import Nation
from pollwright.staffing.models import StaffAppointment, StaffPlan
from pollwright.staffing.queries.posts import answered_by, hours_of
from pollwright.staffing.queries.reminding import Owed
from pollwright.staffing.states import AppointmentState, Role
from pollwright.stations.queries.polled import polls_of
from pollwright.stations.queries.words import venue_lines

OFFICER = "Returning Officer"
ASKED = {
    Owed.RIGHT_TO_WORK: SHOW_RIGHT_TO_WORK,
    Owed.TRAINING: COME_TO_TRAINING,
    Owed.DECLARATION: SIGN_DECLARATION,
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, on which day, and where offers are answered (`{token}` stands for an offer's own part).

    :cvar telephone: of the elections office on the day of a poll; "" where the authority has entered none.
    """

    authority: str
    dated: date
    answer_at: str
    office: Office
    telephone: str = ""
    languages: tuple[Language, ...] = (Language.ENGLISH,)


def sender_of(plan: StaffPlan, *, on: date, answer_at: str) -> Sender:
    """Return who writes the letters of a plan, and in which languages: those of its polls."""
    held = plan.authority_id
    name = Authority.objects.values_list("name", flat=True).get(pk=held)
    address, telephone = (str(line) for line in values_of(held, "papers.address", "papers.telephone", on=on))
    lines = tuple(line for line in (address, telephone) if line)
    nations = (Nation(poll.nation) for poll in polls_of(plan.scheme))
    return Sender(name, on, answer_at, Office(lines, ""), telephone, languages_in(*nations))


def letter_to(plan: StaffPlan, appointment: StaffAppointment, sender: Sender, *, training: str = "") -> OfficerLetter:
    """Return the letter to somebody: an offer while it is not answered, else the appointment.

    :param appointment: with its member, and its post's station and venue, at hand.
    :param training: the briefing at which they have a place.
    """
    station = appointment.post.station
    offered = appointment.state == AppointmentState.OFFERED
    starts, ends = hours_of(plan, appointment.post)
    duties = (NOT_LEAVE,) if station is not None and appointment.starts is None else ()
    return AppointmentLetter(
        imprint=_imprint(plan, appointment, sender),
        office=sender.office,
        to=_to(appointment),
        poll=_poll(plan),
        role=str(Role(appointment.post.role).label),
        place=_place(appointment),
        starts=appointment.starts or starts,
        ends=appointment.ends or ends,
        pay=(),
        training=training,
        answer_by=answered_by(plan, appointment.day) if offered else None,
        answer_at=_answer_at(appointment, sender),
        duties=duties,
        worked_on=_worked_on(plan, appointment),
    ).letter()


def reminder_to(
    plan: StaffPlan, appointment: StaffAppointment, sender: Sender, owed: Iterable[Owed], *, training: str = ""
) -> OfficerLetter:
    """Return the letter that asks somebody for the answer to an offer, and for what they have not shown.

    :param training: the briefing at which they have a place.
    """
    things = tuple(owed)
    asked = tuple(ASKED[each] for each in things if each in ASKED)
    answer = Owed.ANSWER in things
    return StaffLetter(
        imprint=_imprint(plan, appointment, sender),
        office=sender.office,
        to=_to(appointment),
        poll=_poll(plan),
        role=str(Role(appointment.post.role).label),
        place=_place(appointment),
        opening=STILL_OWED,
        paragraphs=asked,
        answer_by=answered_by(plan, appointment.day) if answer else None,
        training=training if Owed.TRAINING in things else "",
        answer_at=_answer_at(appointment, sender) if answer else "",
        worked_on=_worked_on(plan, appointment),
    ).letter()


def stood_down(plan: StaffPlan, appointment: StaffAppointment, sender: Sender) -> OfficerLetter:
    """Return the letter that tells somebody that they are not needed, since no poll is taken."""
    return StaffLetter(
        imprint=_imprint(plan, appointment, sender),
        office=sender.office,
        to=_to(appointment),
        poll=_poll(plan),
        role=str(Role(appointment.post.role).label),
        place=_place(appointment),
        opening=NOT_NEEDED,
        paragraphs=(THANKS,),
        reason=f"{plan.ended_reason}.",
        worked_on=_worked_on(plan, appointment),
    ).letter()


def _imprint(plan: StaffPlan, appointment: StaffAppointment, sender: Sender) -> Imprint:
    return Imprint(
        sender.authority, " / ".join(named(said, OFFICER) for said in sender.languages), appointment.reference,
        sender.dated, languages=sender.languages, rehearsal=plan.rehearsal,
    )  # fmt: skip


def _to(appointment: StaffAppointment) -> Addressee:
    member = appointment.member
    name = f"{member.forenames} {member.surname}".strip()
    lines = (name, member.address1, member.address2, member.address3, member.postcode)
    return Addressee(name, tuple(line for line in lines if line))


def _poll(plan: StaffPlan) -> PollFacts:
    return PollFacts(plan.reference, plan.title, "", plan.day)


def _worked_on(plan: StaffPlan, appointment: StaffAppointment) -> date | None:
    """Return the day of the work, where it is not that of the poll."""
    return None if appointment.day == plan.day else appointment.day


def _place(appointment: StaffAppointment) -> str:
    station = appointment.post.station
    if station is None:
        post = appointment.post
        return ", ".join(part for part in (post.session, post.place) if part) or "The whole poll"
    return f"Station {station.number}, {', '.join(venue_lines(station.venue))}"


def _answer_at(appointment: StaffAppointment, sender: Sender) -> str:
    """Return the address of the page on which an offer is answered; "" of anything else."""
    if appointment.state != AppointmentState.OFFERED or not appointment.token:
        return ""
    return sender.answer_at.replace("{token}", appointment.token)
