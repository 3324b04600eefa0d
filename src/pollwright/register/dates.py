"""The dates of this room for the calendar of the year: notices of alteration and the register after the canvass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pollwright.acting import Permission
from pollwright.law.calendars import BeyondTheCalendar, Calendar
from pollwright.law.notices import NoticeDates, monthly_notices, revised_register, revised_register_due
from pollwright.owing import Owed, Sort, Wanted, told
from pollwright.register.queries.options import choices_of
from pollwright.register.queries.papers_due import Issued, papers_issued

NOTICE = "Monthly notice of alteration published"
REGISTER = "Revised register published, at the latest"


@told("register", Permission.REGISTER_VIEW, recurring=True, alarmed=True)
def papers(wanted: Wanted) -> Iterator[Owed]:
    """Tell the monthly notices that are compulsory or chosen, and the register after each canvass (REG-310, REG-320)."""
    choices = choices_of(wanted.authority_id, on=wanted.on)
    canvass = wanted.first.year - 1
    issued = papers_issued(wanted.authority_id, since=date(canvass, 7, 1))
    yield from _register(canvass, issued, wanted)
    for year in range(wanted.first.year, wanted.last.year + 1):
        for notice in _notices(year, wanted.calendar):
            if notice.compulsory or notice.published_on.month in choices.months:
                yield _notice(notice, issued)
        yield from _register(year, issued, wanted)


def _notice(notice: NoticeDates, issued: Issued) -> Owed:
    day = notice.published_on
    return Owed(
        f"register.notice.{day:%Y-%m}",
        day,
        NOTICE,
        Sort.REGISTRATION,
        statutory=notice.compulsory,
        source=notice.source.describe(),
        done_on=day if day in issued.notices else None,
        page=("register:notices",),
    )


def _register(year: int, issued: Issued, wanted: Wanted) -> Iterator[Owed]:
    due = revised_register_due(year, election_since_july=year in issued.polled)
    try:
        source = revised_register(due, wanted.calendar).source
    except BeyondTheCalendar:
        return
    done = next((day for day in issued.registers if date(year, 11, 1) <= day <= date(year + 1, 2, 1)), None)
    yield Owed(
        f"register.revised.{year}",
        due,
        REGISTER,
        Sort.REGISTRATION,
        statutory=True,
        source=source.describe(),
        done_on=done,
        page=("register:publications",),
    )


def _notices(year: int, calendar: Calendar) -> tuple[NoticeDates, ...]:
    try:
        return monthly_notices(year, calendar)
    except BeyondTheCalendar:
        return ()
