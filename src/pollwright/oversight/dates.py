"""The dates of this room for the calendar of the year: looking each month at what is due for removal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pollwright.acting import Permission
from pollwright.law.calendars import BeyondTheCalendar
from pollwright.owing import Owed, Sort, Wanted, told

WHAT = "Records whose time is up looked at and removed"
RULE = "UK GDPR, art 5(1)(e): kept no longer than is necessary"


@told("retention", Permission.RETENTION_VIEW, recurring=True)
def retention(wanted: Wanted) -> Iterator[Owed]:
    """Tell the last working day of each month."""
    year, month = wanted.first.year, wanted.first.month
    while date(year, month, 1) <= wanted.last:
        name = f"{year}-{month:02}"
        year, month = year + month // 12, month % 12 + 1
        try:
            day = wanted.calendar.previous_working_day(date(year, month, 1))
        except BeyondTheCalendar:
            return
        if wanted.first <= day <= wanted.last:
            yield Owed(f"retention.{name}", day, WHAT, Sort.RETENTION, source=RULE, page=("audit:retention",))
