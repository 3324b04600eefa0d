"""The working days of an authority: its nation's, without the days that were proclaimed there."""

from __future__ import annotations

from pollwright.authorities.models import Authority, NonWorkingDay
from pollwright.law.calendars import Calendar, calendar_for
from pollwright.law.nations import Nation


def nation_of(authority_id: int) -> Nation:
    """Return the nation whose law an authority works under."""
    return Nation(Authority.objects.values_list("nation", flat=True).get(pk=authority_id))


def calendar_of(authority_id: int) -> Calendar:
    """Return the calendar of an authority's nation with the authority's own non-working days (REG-301)."""
    extra = NonWorkingDay.objects.filter(authority=authority_id).values_list("day", flat=True)
    return calendar_for(nation_of(authority_id), frozenset(extra))
