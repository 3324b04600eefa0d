"""The working days of an authority: its nation's, without the days that were proclaimed there."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.models import Authority, HolidayList, NonWorkingDay
from pollwright.law.calendars import Calendar
from pollwright.law.nations import Nation
from pollwright.law.timetables.days import BUILT_IN, HolidayTable

AS_DELIVERED = "as delivered"


def nation_of(authority_id: int) -> Nation:
    """Return the nation whose law an authority works under."""
    return Nation(Authority.objects.values_list("nation", flat=True).get(pk=authority_id))


def calendar_of(authority_id: int) -> Calendar:
    """Return the calendar of an authority's nation with the authority's own non-working days (REG-301).

    Its bank holidays are those of the list that the authority accepted last, else those that Pollwright came with.
    """
    return calendar_from(authority_id, holidays_of(authority_id))


def calendar_from(authority_id: int, table: HolidayTable) -> Calendar:
    """Return the calendar that an authority has, or would have, by a table of bank holidays."""
    nation, extra = nation_of(authority_id), own_days(authority_id)
    return Calendar(nation, table.of(nation) | extra, table.first_day, table.last_day)


def own_days(authority_id: int) -> frozenset[date]:
    """Return the days that an authority added itself; a timetable counts them as `HolidayTable.with_days` does."""
    return frozenset(NonWorkingDay.objects.filter(authority=authority_id).values_list("day", flat=True))


def holidays_of(authority_id: int) -> HolidayTable:
    """Return the bank holidays of every nation that an authority goes by, without its own days."""
    held = HolidayList.objects.filter(authority=authority_id).order_by("-number").first()
    if held is None:
        return BUILT_IN
    days = {nation: frozenset(map(date.fromisoformat, held.days[nation])) for nation in Nation}
    return HolidayTable(days, held.first_day, held.last_day)


def holidays_mark(authority_id: int) -> str:
    """Return the mark of the list in force, to be stored with what is counted by it (T-07), such as `3:9f86d081884c`."""
    held = HolidayList.objects.filter(authority=authority_id).order_by("-number").values_list("number", "digest")
    found = held.first()
    return AS_DELIVERED if found is None else f"{found[0]}:{found[1][:12]}"
