"""Which monthly notice will carry what has been determined."""

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


def carrying_notice(determined_on: date, calendar: Calendar, *, on: date) -> NoticeDates | None:
    """Return the first monthly notice after `on` whose cut-off leaves room for a determination."""
    return next((one for one in coming_notices(calendar, on=on) if determined_on <= one.determined_by), None)
