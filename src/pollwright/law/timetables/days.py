"""Which days a timetable passes over.

Conduct rules, absent-voting rules and registration rules each define their days (handbook T-01 to T-09): which nation's
bank holidays, whether Easter Monday is passed over where it is none, whether Christmas Eve is. Counting itself is that
of `pollwright.law.calendars`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from pollwright.law.bank_holidays import FIRST_DAY, LAST_DAY, bank_holidays
from pollwright.law.calendars import Calendar, good_friday
from pollwright.law.nations import Nation
from pollwright.law.sources import Source

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """The bank holidays of every nation between two days, inclusive, as they were known when the table was made.

    `days` holds weekdays only where the holiday moved from a weekend, as the public list does.
    """

    days: Mapping[Nation, frozenset[date]]
    first_day: date = FIRST_DAY
    last_day: date = LAST_DAY

    def of(self, nation: Nation) -> frozenset[date]:
        """Return the bank holidays of one nation."""
        return self.days[nation]

    def anywhere(self) -> frozenset[date]:
        """Return the days that are bank holidays in any part of the United Kingdom."""
        return frozenset().union(*self.days.values())

    def with_days(self, appointed: frozenset[date]) -> "HolidayTable":
        """Return the table with days appointed everywhere by proclamation since it was made (T-07)."""
        return replace(self, days={nation: known | appointed for nation, known in self.days.items()})


BUILT_IN: Final = HolidayTable(
    {nation: frozenset(holiday.on for holiday in bank_holidays(nation)) for nation in Nation}
)
"""The table that Pollwright came with."""


@dataclass(frozen=True, slots=True)
class ChristmasEveCounts(Calendar):
    """A calendar of rules that do not name Christmas Eve among the days they pass over."""

    def is_working_day(self, day: date) -> bool:
        """Return whether `day` counts.

        :raises BeyondTheCalendar: where the bank holidays of that year are not known.
        """
        if (day.month, day.day) == (12, 24) and self.first_day <= day <= self.last_day:
            return day.weekday() < _SATURDAY and day not in self.holidays
        return Calendar.is_working_day(self, day)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that one body of rules passes over.

    `anywhere`: bank holidays of any part of the United Kingdom, not only of the poll's nation. `easter_monday`: passed
    over though it be no bank holiday. `christmas_eve`: passed over. `counting`: bank holidays that one poll's own Act
    counts all the same.
    """

    source: Source
    anywhere: bool = False
    easter_monday: bool = False
    christmas_eve: bool = True
    counting: frozenset[date] = field(default_factory=frozenset)

    def calendar(self, nation: Nation, table: HolidayTable) -> Calendar:
        """Return the calendar of these rules in a nation."""
        holidays = (table.anywhere() if self.anywhere else table.of(nation)) - self.counting
        if self.easter_monday:
            holidays |= easter_mondays(table.first_day.year, table.last_day.year)
        kind = Calendar if self.christmas_eve else ChristmasEveCounts
        return kind(nation, holidays, table.first_day, table.last_day)


@lru_cache(maxsize=8)
def easter_mondays(first_year: int, last_year: int) -> frozenset[date]:
    """Return Easter Monday of each year from the first to the last."""
    return frozenset(good_friday(year) + timedelta(days=3) for year in range(first_year, last_year + 1))
