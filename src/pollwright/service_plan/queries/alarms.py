"""When something is due of a contract: its review, the last day to give notice, its end, its yearly renewal."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pollwright.service_plan.states import Extension, Standing

WARNED_DAYS = 180
"""How long before a day it begins to be shown (handbook MM-H03)."""


class Due(StrEnum):
    """What is due."""

    REVIEW = "review"
    NOTICE = "notice"
    END = "end"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class Alarm:
    """That something is due on a day; `days` is how far off it is, below nought where it has passed."""

    what: Due
    on: date
    days: int


@dataclass(frozen=True, slots=True)
class Term:
    """The days of a contract. Of a date that is not exact the first day it can mean counts: no alarm comes too late."""

    start: date | None
    end: date | None
    review: date | None
    extension: str
    notice_months: int | None
    renewed_to: date | None = None


def alarms(term: Term, on: date) -> list[Alarm]:
    """Return what is due of a contract on a day and after it, and what has passed without its end, soonest first."""
    found = [Alarm(what, day, (day - on).days) for what, day in days_of(term, on)]
    return sorted((one for one in found if one.days <= WARNED_DAYS), key=lambda one: (one.on, one.what))


def coming(term: Term, on: date) -> Alarm | None:
    """Return what is due of a contract next, however far ahead."""
    ahead = ((day, what) for what, day in days_of(term, on) if day >= on)
    first = min(ahead, default=None)
    return Alarm(first[1], first[0], (first[0] - on).days) if first else None


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier; the last of its month where that month is shorter.

    >>> months_before(date(2020, 12, 31), 3)
    datetime.date(2020, 9, 30)
    """
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_of(term: Term, on: date) -> Iterator[tuple[Due, date]]:
    """Yield what is or was due of a contract that has not ended, however far ahead."""
    over = term.end is not None and term.end < on
    if term.review is not None and not over:
        yield Due.REVIEW, term.review
    end = term.end
    if end is not None and not over:
        yield Due.END, end
    if term.extension == Extension.ROLLING and term.start is not None and end is None:
        end = term.renewed_to or _next_renewal(term.start, on)
        yield Due.RENEWAL, end
    if end is not None and not over and term.notice_months:
        yield Due.NOTICE, months_before(end, term.notice_months)


def standing(term: Term, on: date) -> Standing:
    """Return where a contract stands on a day."""
    if term.end is not None:
        if term.end < on:
            return Standing.ENDED
        return Standing.ENDING if (term.end - on).days <= WARNED_DAYS else Standing.RUNNING
    if term.extension != Extension.ROLLING:
        return Standing.OPEN
    return Standing.UNCONFIRMED if term.renewed_to is not None and term.renewed_to < on else Standing.ROLLING


def renewal(term: Term, on: date) -> date | None:
    """Return the day on which a contract that goes on from year to year does so next, None of any other."""
    if term.extension != Extension.ROLLING or term.start is None or term.end is not None:
        return None
    return term.renewed_to or _next_renewal(term.start, on)


def a_year_after(day: date) -> date:
    """Return the same day a year later, 28 February for the 29th."""
    return date(day.year + 1, day.month, min(day.day, calendar.monthrange(day.year + 1, day.month)[1]))


def _next_renewal(start: date, on: date) -> date:
    """Return the next day from `on` on which a contract that goes on from year to year does so."""
    for year in (on.year, on.year + 1):
        day = date(year, start.month, min(start.day, calendar.monthrange(year, start.month)[1]))
        if day >= on and day > start:
            return day
    return date(on.year + 2, start.month, min(start.day, calendar.monthrange(on.year + 2, start.month)[1]))
