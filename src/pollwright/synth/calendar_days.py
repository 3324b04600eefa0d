"""Days that the facts of an entry turn on: notices, coming of age, and the ends of declarations."""

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from pollwright.synth.randomness import Ints

Days = npt.NDArray[np.datetime64]
EPOCH = date(1970, 1, 1)


def number(day: date) -> int:
    """Return a day as days since 1 January 1970."""
    return (day - EPOCH).days


def days(numbers: Ints) -> Days:
    """Turn days since 1 January 1970 into dates."""
    return numbers.astype("datetime64[D]")


def numbers(of: Days) -> Ints:
    """Turn dates into days since 1 January 1970."""
    return of.astype("datetime64[D]").astype(np.int64)


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def notice_day(year: int, month: int) -> date:
    """Return the day of the monthly notice: the first working day, and 1 December for the revised register."""
    if month == 12:
        return date(year, 12, 1)
    closed = {date(year, 1, 1), easter(year) - timedelta(2), easter(year) + timedelta(1)}
    day = date(year, month, 1)
    while day.weekday() > 4 or day in closed or (month in (1, 5) and _is_holiday_monday(day)):
        day += timedelta(1)
    return day


def _is_holiday_monday(day: date) -> bool:
    """Say whether a Monday is the May bank holiday, or stands in for New Year's Day."""
    if day.weekday() != 0:
        return False
    return day.day <= 7 if day.month == 5 else day.day in (2, 3)


def notices_before(on: date, months: int) -> Ints:
    """Return the latest `months` notice days up to `on`, the newest first, as day numbers."""
    found: list[int] = []
    year, month = on.year, on.month
    while len(found) < months:
        day = notice_day(year, month)
        if day <= on:
            found.append(number(day))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return np.array(found, dtype=np.int64)


def years_after(of: Ints, years: int) -> Ints:
    """Return the same day of the year `years` later; 29 February becomes 1 March where there is none."""
    day = days(of)
    month = day.astype("datetime64[M]")
    into = (day - month.astype("datetime64[D]")).astype(np.int64)
    return numbers((month + 12 * years).astype("datetime64[D]")) + into


def third_november(of: Ints) -> Ints:
    """Return the third 1 November strictly after each day: the end of an overseas declaration (RPA 1983 s 1D)."""
    day = days(of)
    year = day.astype("datetime64[Y]").astype(np.int64) + 1970
    this = np.array([number(date(int(each), 11, 1)) for each in np.unique(year)], dtype=np.int64)
    november = this[np.searchsorted(np.unique(year), year)] if of.size else of
    later = np.where(of < november, year + 2, year + 3)
    return np.array([number(date(int(each), 11, 1)) for each in later], dtype=np.int64)


def attainers_born_until(applied: Ints) -> Ints:
    """Return the latest date of birth with which a person may be registered on an application of each day.

    That is, 18 by the 30 November after the first 1 December that follows the application (RPA 1983 s 4(5)).
    """
    day = days(applied)
    year = day.astype("datetime64[Y]").astype(np.int64) + 1970
    late = day >= np.array([f"{each}-12-01" for each in year], dtype="datetime64[D]") if applied.size else applied > 0
    born = year + np.where(late, 1, 0) + 1 - 18
    return np.array([number(date(int(each), 11, 30)) for each in born], dtype=np.int64)
