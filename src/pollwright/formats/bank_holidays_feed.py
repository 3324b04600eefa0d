"""Reading the public list of bank holidays (GOV.UK, JSON, three divisions), and adding it to the table in use."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pollwright.law.nations import Nation
from pollwright.law.timetables.days import HolidayTable

DIVISIONS = {
    "england-and-wales": (Nation.ENGLAND, Nation.WALES),
    "scotland": (Nation.SCOTLAND,),
    "northern-ireland": (Nation.NORTHERN_IRELAND,),
}
FEWEST_A_YEAR = 7
"""A year with fewer holidays than this in a division is not complete, and is not taken."""


class NotAHolidayList(ValueError):
    """The file is not the public list of bank holidays; the message says why."""


@dataclass(frozen=True, slots=True)
class HolidayChange:
    """A day that the list makes a bank holiday of a nation, or no longer one."""

    nation: Nation
    on: date
    added: bool


def read_holiday_list(content: bytes) -> HolidayTable:
    """Return the list as a table over the whole years that every division covers.

    :raises NotAHolidayList: where it is not the public list, or covers no whole year.
    """
    try:
        divisions = json.loads(content)
        listed = {
            name: frozenset(date.fromisoformat(event["date"]) for event in divisions[name]["events"])
            for name in DIVISIONS
        }
    except (ValueError, KeyError, TypeError) as error:
        raise NotAHolidayList(
            "It needs the divisions england-and-wales, scotland and northern-ireland, each with dated events"
        ) from error
    years = _whole_years(listed.values())
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    return HolidayTable(
        {
            nation: frozenset(day for day in days if first <= day <= last)
            for name, days in listed.items()
            for nation in DIVISIONS[name]
        },
        first,
        last,
    )


def written(table: HolidayTable) -> bytes:
    """Return a table as a list of the public form."""
    listed = {
        name: {
            "division": name,
            "events": [{"title": "Bank holiday", "date": f"{day}"} for day in sorted(table.of(nations[0]))],
        }
        for name, nations in DIVISIONS.items()
    }
    return json.dumps(listed, separators=(",", ":")).encode()


def joined(known: HolidayTable, newer: HolidayTable) -> HolidayTable:
    """Return the newer list where it has a word, and what was known outside its years.

    :raises NotAHolidayList: where years between the two are in neither.
    """
    if newer.first_day.year > known.last_day.year + 1 or newer.last_day.year + 1 < known.first_day.year:
        raise NotAHolidayList(f"It begins with {newer.first_day.year}, and the table in use ends with {known.last_day}")
    return HolidayTable(
        {
            nation: newer.of(nation)
            | frozenset(day for day in known.of(nation) if not newer.first_day <= day <= newer.last_day)
            for nation in Nation
        },
        min(known.first_day, newer.first_day),
        max(known.last_day, newer.last_day),
    )


def changes(before: HolidayTable, after: HolidayTable) -> tuple[HolidayChange, ...]:
    """Return what differs between two tables, earliest first."""
    found = [
        HolidayChange(nation, day, day in after.of(nation))
        for nation in Nation
        for day in before.of(nation) ^ after.of(nation)
    ]
    return tuple(sorted(found, key=lambda change: (change.on, change.nation)))


def _whole_years(listed: Iterable[frozenset[date]]) -> list[int]:
    complete: set[int] | None = None
    for days in listed:
        counted = {
            year for year in {day.year for day in days} if sum(day.year == year for day in days) >= FEWEST_A_YEAR
        }
        complete = counted if complete is None else complete & counted
    years = sorted(complete or ())
    if not years or years[-1] - years[0] + 1 != len(years):
        raise NotAHolidayList("It covers no run of whole years in all three divisions")
    return years
