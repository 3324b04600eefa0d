"""Days that are not working days in one authority, beyond its nation's own (a proclaimed day of mourning)."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities import events
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.counting import count_anew
from pollwright.authorities.models import NonWorkingDay
from pollwright.authorities.operations.settings import WhyMissing
from pollwright.law.calendars import BeyondTheCalendar
from pollwright.refusals import NotFound, Refused

BASIS = "REG-301"


class NotAWorkingDayAnyway(Refused):
    """The day does not count already."""

    code = "authorities.R010"
    problem = "This day is not a working day already."
    remedy = "Check the day."


class BeyondKnownDays(Refused):
    """The bank holidays of that year are not known yet."""

    code = "authorities.R011"
    problem = "Bank holidays of that year are not known yet."
    remedy = "Choose a nearer day, or accept a newer list of bank holidays under Settings."


class DayHasPassed(Refused):
    """What was done on a past day counted it, and is not counted anew."""

    code = "authorities.R012"
    problem = "This day has passed, and deadlines were counted with it."
    remedy = "Only days to come can be changed."


@operation(Permission.AUTHORITY_CONFIGURE)
def add_non_working_day(*, actor: Actor, day: date, name: str, on: date, reason: str) -> NonWorkingDay:
    """Leave a day to come out of every count of working days.

    :raises DayHasPassed: where it lies before today.
    :raises NotAWorkingDayAnyway: where it does not count already.
    :raises BeyondKnownDays: where its year is not in the calendar.
    """
    if not reason.strip():
        raise WhyMissing
    if day < on:
        raise DayHasPassed
    try:
        counts = calendar_of(actor.authority_id).is_working_day(day)
    except BeyondTheCalendar as beyond:
        raise BeyondKnownDays from beyond
    if not counts:
        raise NotAWorkingDayAnyway
    added = NonWorkingDay.objects.create(authority_id=actor.authority_id, day=day, name=name.strip())
    count_anew(actor=actor, after=calendar_of(actor.authority_id))
    record(events.NonWorkingDayAdded(day, name.strip()), actor=actor, subjects=[added], reason=reason, basis=BASIS)
    return added


@operation(Permission.AUTHORITY_CONFIGURE)
def remove_non_working_day(*, actor: Actor, day: date, on: date, reason: str) -> None:
    """Count a day to come as a working day after all.

    :raises NotFound: where the authority did not add it.
    :raises DayHasPassed: where it lies before today.
    """
    if not reason.strip():
        raise WhyMissing
    if day < on:
        raise DayHasPassed
    added = NonWorkingDay.objects.filter(authority=actor.authority_id, day=day).first()
    if added is None:
        raise NotFound(kind="added day", reference=day.isoformat())
    subject = ("nonworkingday", added.pk)
    added.delete()
    count_anew(actor=actor, after=calendar_of(actor.authority_id))
    record(events.NonWorkingDayRemoved(day), actor=actor, subjects=[subject], reason=reason, basis=BASIS)
