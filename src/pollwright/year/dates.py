"""The dates that the law and the practice of electoral services give every year, and until when they can be reckoned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pollwright.acting import Permission
from pollwright.law.year import duties_between
from pollwright.messages import Message
from pollwright.owing import Owed, Sort, Wanted, told

HOLIDAYS = "Bank holidays after {day} entered: dates in working days after that day cannot be reckoned yet"
HOLIDAYS_AHEAD = timedelta(days=366)
"""How long before the last known bank holidays those that follow are to be known."""


@told("duty", Permission.YEAR_VIEW, recurring=True)
def duties(wanted: Wanted) -> Iterator[Owed]:
    """Tell what comes back every year (handbook MM-P06)."""
    for one in duties_between(wanted.first, wanted.last, wanted.calendar):
        yield Owed(
            f"duty.{one.code}.{one.period}",
            one.on,
            one.what,
            Sort(one.subject.value),
            statutory=one.statutory,
            source=one.source.describe(),
            begins=one.begins,
        )


@told("holidays", Permission.YEAR_VIEW)
def holidays(wanted: Wanted) -> Iterator[Owed]:
    """Tell by when the bank holidays that follow those that are known must be entered."""
    known = wanted.calendar.last_day
    yield Owed(
        f"holidays.{known}",
        known - HOLIDAYS_AHEAD,
        Message(HOLIDAYS, day=known),
        Sort.OFFICE,
        source="pollwright bank-holidays update",
    )
