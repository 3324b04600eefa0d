"""Days as people type them in plans: whole, without a day or a month, as a stretch, or so that no day can be told.

What was typed stays; beside it stands the stretch of days that it names, from its first to its last.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {name.casefold(): place for place, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): place for place, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_FIGURES = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_WORDS = re.compile(rf"{_DAY}\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})", re.IGNORECASE)
_MONTH_OF = re.compile(rf"(?P<month>{_MONTH})\.?\s+(?P<year>\d{{4}})", re.IGNORECASE)
_STRETCH = re.compile(
    rf"(?P<first>{_MONTH})\.?\s*(?:to|[-–])\s*(?P<last>{_MONTH})\.?\s+(?P<year>\d{{4}})", re.IGNORECASE
)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})")
_YEARS = re.compile(r"(?P<year>20\d{2})\s*[/–-]\s*(?P<next>20\d{2}|\d{2})(?!\d)")
_NONE = re.compile(r"-{1,3}|–|—|n/?a|none|nil", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a text names: `first` to `last`. `exact` where it is one day."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether one day is named."""
        return self.first == self.last


class NoSuchDay(ValueError):
    """The text is written like a day, but the calendar has none of it."""


def says_none(text: str) -> bool:
    """Return whether a text says that there is no day, such as "--"."""
    return bool(_NONE.fullmatch(text.strip()))


def days_of(text: str) -> Days | None:
    """Return the days that a whole text names, or None where it names none.

    Years of two figures lie in this century, which holds for every plan that councils have in files.

    :raises NoSuchDay: where it is written like a day that the calendar lacks, such as 31/02/2020.
    """
    plain = " ".join(text.split())
    for pattern in (_FIGURES, _ISO, _WORDS):
        if found := pattern.fullmatch(plain):
            return _one(found)
    if found := _STRETCH.fullmatch(plain):
        return _months(int(found["year"]), _month(found["first"]), _month(found["last"]))
    if found := _MONTH_OF.fullmatch(plain):
        return _months(int(found["year"]), _month(found["month"]), _month(found["month"]))
    if found := _YEAR.fullmatch(plain):
        return Days(date(int(found["year"]), 1, 1), date(int(found["year"]), 12, 31))
    return None


def days_within(text: str) -> Days | None:
    """Return the first days that are named anywhere in a text, such as in "held on 7 May 2020"; None where none are."""
    plain = " ".join(text.split())
    for pattern in (_WORDS, _FIGURES, _STRETCH, _MONTH_OF):
        if found := pattern.search(plain):
            try:
                return days_of(found.group())
            except NoSuchDay:
                return None
    return None


def financial_year(text: str) -> int | None:
    """Return the year in which a financial year named in a text begins: 2020 of "2020/21 Target (Current year)".

    A stretch of years such as 2020-2023 is none.
    """
    found = _YEARS.search(text)
    if found is None or int(found["next"]) % 100 != (int(found["year"]) + 1) % 100:
        return None
    return int(found["year"])


def year_name(year: int) -> str:
    """Return a financial year as plans write it: `2020/21`."""
    return f"{year}/{(year + 1) % 100:02d}"


def quarter_of(day: date) -> tuple[int, int]:
    """Return the financial year (by its first) and the quarter, 1 from April, of a day."""
    year = day.year if day.month >= 4 else day.year - 1
    return year, (day.month - 4) % 12 // 3 + 1


def _one(found: re.Match[str]) -> Days:
    month = found["month"]
    number = int(month) if month.isdigit() else _month(month)
    year = int(found["year"])
    try:
        day = date(year + 2000 if year < 100 else year, number, int(found["day"]))
    except ValueError:
        raise NoSuchDay(found.group()) from None
    return Days(day, day)


def _months(year: int, first: int, last: int) -> Days:
    end_year = year if last >= first else year + 1
    after = date(end_year + last // 12, last % 12 + 1, 1)
    return Days(date(year, first, 1), after - timedelta(days=1))


def _month(name: str) -> int:
    return MONTHS[name.casefold().rstrip(".")]
