"""Letters to staff: the offer, with the address to answer at, and the appointment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.authorities.models import Authority
from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.papers.officer_letter import OfficerLetter
from pollwright.documents.papers.poll_letters import Addressee, AppointmentLetter, Office
from pollwright.staffing.models import StaffAppointment, StaffPlan
from pollwright.staffing.states import AppointmentState, Role
from pollwright.stations.queries.words import venue_lines

OFFICER = "Returning Officer"
NOT_LEAVE = "You may not leave the polling station between the opening and the close of the poll."


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, on which day, and where offers are answered (`{token}` stands for an offer's own part)."""

    authority: str
    dated: date
    answer_at: str


def sender_of(authority_id: int, *, on: date, answer_at: str) -> Sender:
    """Return who writes the letters of an authority."""
    return Sender(Authority.objects.values_list("name", flat=True).get(pk=authority_id), on, answer_at)


def letter_to(plan: StaffPlan, appointment: StaffAppointment, sender: Sender) -> OfficerLetter:
    """Return the letter to somebody: an offer while it is not answered, else the appointment.

    :param appointment: with its member, and its post's station and venue, at hand.
    """
    member, station = appointment.member, appointment.post.station
    offered = appointment.state == AppointmentState.OFFERED
    name = f"{member.forenames} {member.surname}".strip()
    lines = (name, member.address1, member.address2, member.address3, member.postcode)
    place = "The whole poll"
    if station is not None:
        place = f"Station {station.number}, {', '.join(venue_lines(station.venue))}"
    duties = (NOT_LEAVE,) if station is not None else ()
    if offered and appointment.token:
        address = sender.answer_at.replace("{token}", appointment.token)
        duties = (f"You can answer at {address}. Give this address to nobody else.", *duties)
    return AppointmentLetter(
        imprint=Imprint(sender.authority, OFFICER, appointment.reference, sender.dated, rehearsal=plan.rehearsal),
        office=Office((), ""),
        to=Addressee(name, tuple(line for line in lines if line)),
        poll=PollFacts(plan.reference, plan.title, "", plan.day),
        role=str(Role(appointment.post.role).label),
        place=place,
        starts=plan.starts,
        ends=plan.ends,
        pay=(),
        training="",
        answer_by=plan.answer_by if offered else None,
        duties=duties,
    ).letter()
