"""How days, times, money and numbers are written for people.

Each function takes ``None`` and gives empty text for it, so that a page can print a value that is not
known. Day and month names follow the active language.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, ngettext

Number = int | float | Decimal


def day(value: date | datetime | None) -> str:
    """Return a day in full: ``Thursday 7 May 2026``. A moment gives its day in local time."""
    return "" if value is None else format_date(_local_day(value), "l j F Y")


def plain_day(value: date | datetime | None) -> str:
    """Return a day without its weekday, for a sentence: ``7 May 2026``."""
    return "" if value is None else format_date(_local_day(value), "j F Y")


def month(value: date | None) -> str:
    """Return a month: ``May 2026``."""
    return "" if value is None else format_date(value, "F Y")


def short_month(value: date | None) -> str:
    """Return a month where there is little room: ``Sep 2026``."""
    return "" if value is None else format_date(value, "M Y")


def short_day(value: date | datetime | None) -> str:
    """Return a day for a table cell: ``7 May 2026``."""
    return "" if value is None else format_date(_local_day(value), "j M Y")


def clock(value: time | datetime | None) -> str:
    """Return a time of day: ``5pm``, ``11:59pm``, ``midday``, ``midnight``. Seconds are left out."""
    if value is None:
        return ""
    at = _local(value).time() if isinstance(value, datetime) else value
    if (at.hour, at.minute) == (0, 0):
        return gettext("midnight")
    if (at.hour, at.minute) == (12, 0):
        return gettext("midday")
    half = gettext("am") if at.hour < 12 else gettext("pm")
    hour = at.hour % 12 or 12
    return f"{hour}{half}" if at.minute == 0 else f"{hour}:{at.minute:02}{half}"


def moment(value: datetime | None) -> str:
    """Return a moment in local time: ``Thursday 7 May 2026 at 5pm``.

    Midnight belongs to two days, so both are named: ``midnight between Thursday 7 May 2026 and Friday 8 May 2026``.
    """
    if value is None:
        return ""
    if before := _day_before_midnight(value):
        return gettext("midnight between %(before)s and %(after)s") % {"before": day(before), "after": day(value)}
    return gettext("%(day)s at %(time)s") % {"day": day(value), "time": clock(value)}


def short_moment(value: datetime | None) -> str:
    """Return a moment for a table cell: ``7 May 2026, 5pm``; or ``midnight, 7 May 2026 to 8 May 2026``."""
    if value is None:
        return ""
    if before := _day_before_midnight(value):
        return f"{clock(value)}, " + gettext("%(first)s to %(last)s") % {
            "first": short_day(before),
            "last": short_day(value),
        }
    return f"{short_day(value)}, {clock(value)}"


def money(pence: int | None) -> str:
    """Return an amount held in whole pence as pounds: ``£1,234.50``, ``-£0.05``."""
    if pence is None:
        return ""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{rest:02}"


def number(value: Number | None) -> str:
    """Return a number with its thousands marked: ``1,234``, ``1,234.5``."""
    return "" if value is None else f"{value:,}"


def plural(count: int, one: str, many: str) -> str:
    """Return a count with its noun: ``1 elector``, ``1,234 electors``."""
    return f"{number(count)} {ngettext(one, many, count)}"


def yes_no(value: bool | None) -> str:
    """Return ``Yes`` or ``No``."""
    if value is None:
        return ""
    return gettext("Yes") if value else gettext("No")


def _day_before_midnight(value: datetime) -> date | None:
    """Return the day that ends at a moment, where the moment is midnight to the minute."""
    at = _local(value)
    return at.date() - timedelta(days=1) if (at.hour, at.minute) == (0, 0) else None


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _local_day(value: date | datetime) -> date:
    return _local(value).date() if isinstance(value, datetime) else value
