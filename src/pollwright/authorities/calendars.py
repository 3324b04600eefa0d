"""The working days of an authority: the statutory calendar of its nation and the days it has added."""

from __future__ import annotations

from pollwright.authorities.models import Authority, NonWorkingDay
from pollwright.law.calendars import Calendar, calendar_for
from pollwright.law.nations import Nation


def calendar_of(authority_id: int) -> Calendar:
    """Return the calendar on which an authority's periods are counted."""
    nation = Authority.objects.values_list("nation", flat=True).get(pk=authority_id)
    extra = NonWorkingDay.objects.filter(authority=authority_id).values_list("day", flat=True)
    return calendar_for(Nation(nation), frozenset(extra))
