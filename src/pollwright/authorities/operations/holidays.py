"""Accepting a newer list of bank holidays: it rules the authority's calendar from then on (T-07)."""

from __future__ import annotations

import hashlib
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities import events
from pollwright.authorities.calendars import calendar_from, holidays_of
from pollwright.authorities.counting import count_anew
from pollwright.authorities.models import Authority, HolidayList
from pollwright.authorities.operations.settings import WhyMissing
from pollwright.formats.bank_holidays_feed import NotAHolidayList, changes, joined, read_holiday_list, written
from pollwright.law.nations import Nation
from pollwright.law.timetables.days import HolidayTable
from pollwright.refusals import Refused

BASIS = "REG-301, T-07"


class NotTheHolidayList(Refused):
    """The file is not the public list of bank holidays."""

    code = "authorities.R013"
    problem = "This is not a list of bank holidays: {why}."
    remedy = "Save the public list anew from https://www.gov.uk/bank-holidays.json."


class NothingNewInList(Refused):
    """The list says what is known already."""

    code = "authorities.R014"
    problem = "This list changes no day and knows no further year."
    remedy = "Nothing need be done. Try again when a newer list has been published."


class AnotherListFirst(Refused):
    """Another list was accepted since the difference was shown."""

    code = "authorities.R015"
    problem = "Another list of bank holidays was accepted since you looked."
    remedy = "Choose the file again, and look at what it changes now."


@operation(Permission.AUTHORITY_CONFIGURE)
def accept_holidays(
    *, actor: Actor, content: bytes, on: date, reason: str, after_number: int | None = None
) -> HolidayList:
    """Accept a newer public list of bank holidays, and count anew what the machine may.

    :param after_number: the number of the list in force when the difference was shown, 0 where there was none; None
        where nobody was shown it.
    :raises NotTheHolidayList: where it is not the public list, or leaves a gap.
    :raises NothingNewInList: where it changes nothing.
    :raises AnotherListFirst: where another was accepted meanwhile.
    """
    if not reason.strip():
        raise WhyMissing
    Authority.objects.select_for_update().get(pk=actor.authority_id)
    latest = HolidayList.objects.filter(authority=actor.authority_id).order_by("-number").first()
    number = latest.number if latest else 0
    if after_number is not None and after_number != number:
        raise AnotherListFirst
    known = holidays_of(actor.authority_id)
    table = _joined(known, content)
    found = changes(known, table)
    if not found and (table.first_day, table.last_day) == (known.first_day, known.last_day):
        raise NothingNewInList
    accepted = _kept(actor, table, number + 1, on, reason.strip())
    moved = count_anew(actor=actor, after=calendar_from(actor.authority_id, table))
    happening = events.HolidaysAccepted(
        accepted.number,
        table.first_day,
        table.last_day,
        sum(one.added for one in found),
        sum(not one.added for one in found),
        moved,
        tuple(f"{'+' if one.added else '-'}{one.on} {one.nation}" for one in found),
        accepted.digest,
    )
    record(happening, actor=actor, subjects=[accepted], reason=reason.strip(), basis=BASIS)
    return accepted


def _joined(known: HolidayTable, content: bytes) -> HolidayTable:
    try:
        return joined(known, read_holiday_list(content))
    except NotAHolidayList as error:
        raise NotTheHolidayList(why=str(error)) from error


def _kept(actor: Actor, table: HolidayTable, number: int, on: date, reason: str) -> HolidayList:
    return HolidayList.objects.create(
        authority_id=actor.authority_id,
        number=number,
        first_day=table.first_day,
        last_day=table.last_day,
        days={nation.value: sorted(day.isoformat() for day in table.of(nation)) for nation in Nation},
        digest=hashlib.sha256(written(table)).hexdigest(),
        accepted_on=on,
        accepted_by=actor.name,
        reason=reason[:500],
    )
