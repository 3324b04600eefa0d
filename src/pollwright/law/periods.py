"""Periods of months, as the law counts them."""

from calendar import monthrange
from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """Return the same day of the month `months` later (or earlier, if negative), or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_of_months(begins_on: date, months: int) -> date:
    """Return the last day of a period of months that begins with `begins_on`.

    Twelve months beginning on 1 December end on 30 November, and beginning on 29 February end on 28 February.
    """
    same_day = months_after(begins_on, months)
    return same_day if same_day.day < begins_on.day else same_day - timedelta(days=1)
