"""The list of applications: time to object, the first day to allow, and hearings (REG-230 to REG-235)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.sources import COMMISSION_ENGLAND, COMMISSION_SCOTLAND, Source, regulations_of
from pollwright.law.workings import Answer, Working

OBJECTION_WINDOW: Final = 5
"""Clear working days after the day of listing."""

ANONYMOUS_NOT_LISTED: Final = Source(COMMISSION_ENGLAND, "Election notices of alteration", "REG-173")
LATE_OBJECTION: Final = Source(COMMISSION_SCOTLAND, "Objections received after the five-day period", "REG-232")
OBJECTION_CONTENT: Final = Source(COMMISSION_ENGLAND, "Objections", "REG-232", confirmed=False)


@dataclass(frozen=True, slots=True)
class ListingDates:
    """The days that follow from listing an application; no window for an anonymous one, which is never listed."""

    listed_on: date
    objections_from: date | None
    objections_until: date | None
    determine_from: date
    workings: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class HearingDates:
    """The days between which a hearing is held, both included."""

    not_before: date
    not_after: date
    source: Source


def listing(received_on: date, calendar: Calendar, *, anonymous: bool = False) -> ListingDates:
    """Return the dates of an application listed on the day of its receipt, working day or not (REG-210, REG-230).

    `received_on` is the legal day of receipt, whenever the application is processed.
    """
    if anonymous:
        says = "An anonymous application is not listed, so it may be determined on receipt"
        return ListingDates(received_on, None, None, received_on, (Working(says, received_on, ANONYMOUS_NOT_LISTED),))
    rule = Source(regulations_of(calendar.nation), "reg 29", "REG-230")
    first = calendar.next_working_day(received_on)
    last = calendar.working_days_after(received_on, OBJECTION_WINDOW)
    determine_from = calendar.next_working_day(last)
    return ListingDates(
        received_on,
        first,
        last,
        determine_from,
        (
            Working("Listed on the day of receipt", received_on, Source(rule.instrument, "reg 29(2A)", "REG-210")),
            Working("Objections are taken from the next working day", first, rule),
            Working("Objections end on the fifth working day", last, rule),
            Working("It may be allowed from the sixth working day", determine_from, rule),
        ),
    )


def earliest_determination(received_on: date, calendar: Calendar, *, anonymous: bool = False) -> date:
    """Return the first day on which an application may be allowed."""
    return listing(received_on, calendar, anonymous=anonymous).determine_from


def may_allow(received_on: date, on: date, calendar: Calendar, *, anonymous: bool = False) -> Answer:
    """Return whether an application may be allowed on `on` (REG-231). It may be rejected on any day."""
    dates = listing(received_on, calendar, anonymous=anonymous)
    return Answer(on >= dates.determine_from, dates.workings)


def objection_in_time(received_on: date, objected_on: date, calendar: Calendar) -> Answer:
    """Return whether an objection suspends the application; a later one is an objection to the entry (REG-232)."""
    until = calendar.working_days_after(received_on, OBJECTION_WINDOW)
    rule = Source(regulations_of(calendar.nation), "reg 29", "REG-232")
    if objected_on <= until:
        return Answer(True, (Working("Received while objections are open, so determination waits", until, rule),))
    says = "Received after objections closed, so it does not hold up the application"
    return Answer(False, (Working(says, until, LATE_OBJECTION),))


def hearing_request_until(notice_on: date, calendar: Calendar) -> date:
    """Return the last day to require a hearing after a notice dated and sent on `notice_on` (REG-234)."""
    return calendar.working_days_after(notice_on, 3)


def hearing_range(notice_on: date, calendar: Calendar) -> HearingDates:
    """Return the days on which a hearing notified on `notice_on` may be held (REG-235)."""
    return HearingDates(
        calendar.working_days_after(notice_on, 3),
        calendar.working_days_after(notice_on, 7),
        Source(regulations_of(calendar.nation), "reg 30(2)", "REG-235"),
    )


def missing_from_objection(*, name: bool, address: bool, elector_number: bool, grounds: bool) -> tuple[Working, ...]:
    """Return what an objection still lacks, given which of its parts are there (REG-232)."""
    parts = (
        (name, "The objector's name"),
        (address, "The objector's address"),
        (elector_number, "The objector's number on the register in question"),
        (grounds, "The grounds of the objection"),
    )
    return tuple(Working(says, None, OBJECTION_CONTENT) for there, says in parts if not there)
