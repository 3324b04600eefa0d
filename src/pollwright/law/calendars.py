"""Which days count, and counting them (REG-300, REG-301).

In a period of seven days or fewer the law leaves out Saturdays, Sundays, Christmas Eve, Christmas Day, Good Friday and
bank holidays of that part of the United Kingdom; an act due on such a day may be done on the next day that is not one.
A day appointed for public thanksgiving or mourning is left out for election steps, and is passed as an extra day.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from pollwright.law.bank_holidays import FIRST_DAY, LAST_DAY, bank_holidays
from pollwright.law.nations import Nation
from pollwright.law.sources import Source, regulations_of
from pollwright.messages import Message

_DAY = timedelta(days=1)
_SATURDAY = 5


class BeyondTheCalendar(LookupError):
    """The day lies outside the years whose bank holidays are known."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of one nation between two days, inclusive.

    `holidays` are bank holidays and any day specially appointed; the days that the law names itself (weekends, Christmas
    Eve, Christmas Day, Good Friday) need not be among them.
    """

    nation: Nation
    holidays: frozenset[date]
    first_day: date = FIRST_DAY
    last_day: date = LAST_DAY

    def is_working_day(self, day: date) -> bool:
        """Return whether `day` counts.

        :raises BeyondTheCalendar: where the bank holidays of that year are not known.
        """
        if not self.first_day <= day <= self.last_day:
            raise BeyondTheCalendar(
                Message(
                    "Bank holidays are known from {first} to {last}, so {day} cannot be counted",
                    first=self.first_day,
                    last=self.last_day,
                    day=day,
                )
            )
        return day.weekday() < _SATURDAY and day not in self.holidays and not _named_by_law(day)

    def working_days_before(self, day: date, number: int) -> date:
        """Return the working day that is `number` working days before `day`, which is itself not counted.

        Nought gives `day`.

        :raises ValueError: where `number` is negative.
        """
        return self._count(day, number, -_DAY)

    def working_days_after(self, day: date, number: int) -> date:
        """Return the working day that is `number` working days after `day`, which is itself not counted.

        Nought gives `day`.

        :raises ValueError: where `number` is negative.
        """
        return self._count(day, number, _DAY)

    def working_day_on_or_before(self, day: date) -> date:
        """Return `day` where it is a working day, else the last working day before it."""
        return day if self.is_working_day(day) else self.working_days_before(day, 1)

    def working_day_on_or_after(self, day: date) -> date:
        """Return `day` where it is a working day, else the first working day after it."""
        return day if self.is_working_day(day) else self.working_days_after(day, 1)

    def previous_working_day(self, day: date) -> date:
        """Return the last working day before `day`."""
        return self.working_days_before(day, 1)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`."""
        return self.working_days_after(day, 1)

    def first_working_day(self, year: int, month: int) -> date:
        """Return the first working day of a month."""
        return self.working_day_on_or_after(date(year, month, 1))

    def source(self) -> Source:
        """Return where the nation's rule on time stands."""
        return Source(regulations_of(self.nation), "reg 8", "REG-300")

    def _count(self, day: date, number: int, step: timedelta) -> date:
        if number < 0:
            raise ValueError("Working days are counted in whole numbers from nought")
        left = number
        while left:
            day += step
            if self.is_working_day(day):
                left -= 1
        return day


def calendar_for(nation: Nation, extra: frozenset[date] = frozenset()) -> Calendar:
    """Return the calendar of `nation`, with `extra` days appointed there since the table was made."""
    return Calendar(nation, frozenset(holiday.on for holiday in bank_holidays(nation)) | extra)


def good_friday(year: int) -> date:
    """Return Good Friday of `year`, two days before Easter Day in the Gregorian calendar.

    Easter Day is the Sunday after the ecclesiastical full moon on or after 21 March; the full moon follows from the
    year's place in the 19-year lunar cycle, corrected for dropped leap days (solar) and the drift of the moon (lunar).
    """
    century = year // 100
    solar, lunar = century - century // 4, (8 * century + 13) // 25
    moon = (19 * (year % 19) + solar - lunar + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - year % 19) // 11))
    weekday = (year + year // 4 + moon + 2 - solar) % 7
    return date(year, 3, 28) + timedelta(days=moon - weekday - 2)


def _named_by_law(day: date) -> bool:
    return (day.month == 12 and day.day in (24, 25)) or (day.month in (3, 4) and day == good_friday(day.year))
