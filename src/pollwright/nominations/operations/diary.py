"""The diary of appointments for handing papers in, or having them looked at."""

from __future__ import annotations

from datetime import datetime, timedelta

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.models import Contest, Poll
from pollwright.messages import Message
from pollwright.nominations.events.nominating import AppointmentBooked, AppointmentCancelled, AppointmentKept
from pollwright.nominations.models import Appointment
from pollwright.nominations.operations.entering import PaperMoved
from pollwright.refusals import NotFound, Refused

SERIES = "AP"


class SlotTaken(Refused):
    """Two appointments can't be at one desk at one time."""

    code = "nominations.R024"
    problem = "The desk is taken at {at}."
    remedy = "Choose another time, or another desk."


@operation(Permission.NOMINATIONS_ENTER)
def book_appointment(
    *, actor: Actor, reference: str, slot: datetime, minutes: int, who: str, contact: str, desk: str, contest: str
) -> Appointment:
    """Book a slot in the diary of a poll.

    :param contest: the reference of the contest that it is about, "" for none.
    :raises SlotTaken: where the desk has another appointment in that time.
    """
    poll = Poll.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if poll is None:
        raise NotFound(kind="poll", reference=reference)
    of = Contest.objects.filter(poll=poll, reference=contest).first() if contest else None
    if contest and of is None:
        raise NotFound(kind="contest", reference=contest)
    ends = slot + timedelta(minutes=minutes)
    around = Appointment.objects.filter(poll=poll, desk=desk, cancelled=False, at__lt=ends)
    if any(one.at + timedelta(minutes=one.minutes) > slot for one in around.filter(at__gt=slot - timedelta(days=1))):
        raise SlotTaken(at=Message("{time}, {day}", time=f"{slot:%H:%M}", day=slot.date()))
    made = Appointment.objects.create(
        authority_id=actor.authority_id, poll=poll, contest=of, at=slot, minutes=minutes, who=who, contact=contact,
        desk=desk, reference=next_reference(actor.authority_id, SERIES),
    )  # fmt: skip
    record(AppointmentBooked(made.reference, slot.isoformat(timespec="minutes")), actor=actor, subjects=[made, poll])
    return made


@operation(Permission.NOMINATIONS_ENTER)
def note_arrival(*, actor: Actor, reference: str, version: int, at: datetime) -> Appointment:
    """Note that whoever has an appointment is there."""
    found = _in_hand(actor, reference, version)
    found.arrived_at = at
    found.version += 1
    found.save(update_fields=["arrived_at", "version"])
    record(AppointmentKept(reference), actor=actor, subjects=[found])
    return found


@operation(Permission.NOMINATIONS_ENTER)
def cancel_appointment(*, actor: Actor, reference: str, version: int) -> Appointment:
    """Cancel an appointment that was not kept."""
    found = _in_hand(actor, reference, version)
    found.cancelled = True
    found.version += 1
    found.save(update_fields=["cancelled", "version"])
    record(AppointmentCancelled(reference), actor=actor, subjects=[found])
    return found


def _in_hand(actor: Actor, reference: str, version: int) -> Appointment:
    found = Appointment.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="appointment", reference=reference)
    if found.version != version or found.cancelled or found.arrived_at is not None:
        raise PaperMoved(reference=reference)
    return found
