"""What an authority set over time, and the days that it added, as lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pollwright.authorities.models import NonWorkingDay
from pollwright.authorities.models import Setting as Row
from pollwright.authorities.settings import BY_NAME
from pollwright.pages.tables import Page, TableRequest, Total, in_days, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A value that a setting was given: from which day it holds, and when it was given."""

    id: int
    name: str
    label: str
    value: str
    valid_from: date
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day that is no working day in an authority, beyond its nation's own."""

    id: int
    day: date
    name: str


def values_given(authority_id: int, asked: TableRequest) -> Page[GivenValue]:
    """Return a page of the values that settings were given, as a table asks for it; settings that are no more left out."""
    words = asked.search.lower()
    names = [name for name, setting in BY_NAME.items() if words in setting.label.lower()]
    held = Row.objects.filter(authority=authority_id, name__in=names)
    if name := asked.filters.get("setting"):
        held = held.filter(name=name)
    held = held.filter(in_days("valid_from", asked.filters.get("valid_from")))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor)[: asked.size + 1]
    return Page.gather(asked, [_given(one) for one in rows], total)


def days_added(authority_id: int, asked: TableRequest) -> Page[ListedDay]:
    """Return a page of the days that an authority added, as a table asks for it."""
    held = NonWorkingDay.objects.filter(authority=authority_id)
    if asked.search:
        held = held.filter(name__icontains=asked.search)
    held = held.filter(in_days("day", asked.filters.get("day")))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list("pk", "day", "name")[: asked.size + 1]
    return Page.gather(asked, [ListedDay(*row) for row in rows], total)


def _given(one: Row) -> GivenValue:
    setting = BY_NAME[one.name]
    return GivenValue(one.pk, one.name, setting.label, setting.words(one.value), one.valid_from, one.changed_at)
