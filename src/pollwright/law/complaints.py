"""Complaints about the council by their stages, complaints about officers' acts, and the time to prosecute an offence.

What a Returning Officer or an Electoral Registration Officer does under the law is no act of the council: neither its
complaints procedure nor the Ombudsman reaches it. An election is questioned by petition, and the Electoral Commission
hears of how the service is run.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.information_requests import Due
from pollwright.law.periods import months_after
from pollwright.law.sources import RPA_1983, Source
from pollwright.law.workings import Working
from pollwright.messages import Message

OMBUDSMAN: Final = "Local Government and Social Care Ombudsman, Complaint Handling Code"
CODE: Final = Source(OMBUDSMAN, "", "MM-L08")
OFFICER_ROUTE: Final = Source(RPA_1983, "ss 120 and 127", "MM-L09", confirmed=False)
PROSECUTION: Final = Source(RPA_1983, "s 176", "MM-L10")

ACKNOWLEDGE_DAYS: Final = 5
PROSECUTE_MONTHS: Final = 12
PROSECUTE_MONTHS_EXTENDED: Final = 24


class Clock(StrEnum):
    """From when the days of an answer are counted: councils differ."""

    RECEIPT = "receipt"
    ACKNOWLEDGEMENT = "acknowledgement"


@dataclass(frozen=True, slots=True)
class StageTimes:
    """The working days of one stage: for the answer, and at most more where reasons are given."""

    answer: int
    extension: int


STAGES: Final = {1: StageTimes(10, 10), 2: StageTimes(20, 20)}


def acknowledge_by(received_on: date, calendar: Calendar) -> date:
    """Return the last day on which a complaint is acknowledged in time."""
    return calendar.working_days_after(received_on, ACKNOWLEDGE_DAYS)


def complaint_due(
    stage: int,
    received_on: date,
    calendar: Calendar,
    *,
    clock: Clock,
    acknowledged_on: date | None = None,
    extended: bool = False,
) -> Due:
    """Return by when a stage is to be answered.

    Where the clock starts with the acknowledgement and none was sent, it starts when that was due at the latest.
    """
    times = STAGES[stage]
    since = received_on
    if clock is Clock.ACKNOWLEDGEMENT:
        since = acknowledged_on or acknowledge_by(received_on, calendar)
    days = times.answer + (times.extension if extended else 0)
    day = calendar.working_days_after(since, days)
    return Due(day, (Working(Message("{days} working days after {since}", days=days, since=since), day, CODE),))


def prosecute_by(offence_on: date, *, extended: bool = False) -> Due:
    """Return the last day on which proceedings for an electoral offence may begin; a court may allow a year more."""
    months = PROSECUTE_MONTHS_EXTENDED if extended else PROSECUTE_MONTHS
    day = months_after(offence_on, months)
    said = Message("{months} months after the offence on {since}", months=months, since=offence_on)
    return Due(day, (Working(said, day, PROSECUTION),))
