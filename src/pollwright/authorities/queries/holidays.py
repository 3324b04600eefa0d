"""The lists of bank holidays that an authority accepted, and what another would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.authorities.calendars import calendar_from, holidays_of, nation_of
from pollwright.authorities.counting import MovedDate, moved_dates
from pollwright.authorities.models import HolidayList
from pollwright.formats.bank_holidays_feed import HolidayChange, changes, joined, read_holiday_list
from pollwright.law.nations import Nation
from pollwright.law.timetables.days import HolidayTable


@dataclass(frozen=True, slots=True)
class HeldList:
    """A list that was accepted; the first of them all is in force."""

    number: int
    accepted_on: date
    accepted_by: str
    reason: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class HolidaysInForce:
    """The bank holidays that an authority goes by, and the lists that led there, the latest first."""

    nation: Nation
    first_day: date
    last_day: date
    ahead: tuple[date, ...]
    lists: tuple[HeldList, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a newer list would change in an authority.

    :param table: the whole table that would be in force.
    :param days: the days that it adds or takes away, of every nation.
    :param dates: the dates of what is not yet done that it moves in this authority.
    """

    table: HolidayTable
    days: tuple[HolidayChange, ...]
    dates: tuple[MovedDate, ...]


def holidays_in_force(authority_id: int, *, on: date) -> HolidaysInForce:
    """Return what an authority goes by, with its nation's bank holidays from `on`."""
    table, nation = holidays_of(authority_id), nation_of(authority_id)
    rows = HolidayList.objects.filter(authority=authority_id).order_by("-number")
    return HolidaysInForce(
        nation,
        table.first_day,
        table.last_day,
        tuple(sorted(day for day in table.of(nation) if day >= on)),
        tuple(
            HeldList(row.number, row.accepted_on, row.accepted_by, row.reason, row.first_day, row.last_day)
            for row in rows
        ),
    )


def difference(authority_id: int, content: bytes) -> Difference:
    """Return what a newer public list would change in an authority.

    :raises NotAHolidayList: where it is not the public list, or leaves a gap.
    """
    known = holidays_of(authority_id)
    table = joined(known, read_holiday_list(content))
    dates = moved_dates(authority_id, calendar_from(authority_id, table))
    return Difference(table, changes(known, table), tuple(dates))
