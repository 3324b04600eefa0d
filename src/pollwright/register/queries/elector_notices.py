"""The monthly notices ahead, on the calendar alone."""

from __future__ import annotations

from datetime import date

from pollwright.law.calendars import Calendar
from pollwright.law.notices import NoticeDates, monthly_notice

MONTHS_AHEAD = 4


def coming_notices(calendar: Calendar, *, on: date, months: int = MONTHS_AHEAD) -> tuple[NoticeDates, ...]:
    """Return the monthly notices still to be published after `on`, soonest first."""
    found = []
    for ahead in range(months + 1):
        years, month = divmod(on.month - 1 + ahead, 12)
        notice = monthly_notice(on.year + years, month + 1, calendar)
        if notice.published_on > on:
            found.append(notice)
    return tuple(found)
