"""The calendar of the year: a month as a grid, and everything as a list."""

from __future__ import annotations

import calendar as grids
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import today
from pollwright.pages import wording
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import Page, TableRequest, page_of
from pollwright.pages.tags import Tag
from pollwright.pages.voice import translated
from pollwright.year.queries import calendar as queries
from pollwright.year.queries.calendar import DateRow
from pollwright.year.states import SortChoice, Standing
from pollwright.year.web import tables, terms

BEHIND, AHEAD = timedelta(days=366), timedelta(days=400)
"""How far the list looks unless days are asked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A date in a cell of the month."""

    what: str
    about: str
    href: str
    tag: Tag
    statutory: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A cell of the month; `number` is blank where the day is of another month."""

    number: str
    spoken: str
    today: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month with its dates, and what is overdue."""

    title: str
    caption: str
    month: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[Day, ...], ...]
    overdue: tuple[Entry, ...]
    links: tuple[NavItem, ...]
    before: NavItem
    after: NavItem
    kinds: tuple[Choice, ...]
    owners: tuple[Choice, ...]
    note: str


@require_safe
@permission_required(Permission.YEAR_VIEW)
def month(request: HttpRequest) -> HttpResponse:
    """Show the dates of a month; what is overdue stands above those of this month."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    asked, note = _month_asked(request.GET.get("month", ""), on)
    first, last = asked, asked.replace(day=grids.monthrange(asked.year, asked.month)[1])
    note = _holidays_known(last, calendar_of(actor.authority_id).last_day) or note
    this = first <= on <= last
    rows = queries.dates(actor.authority_id, actor.permissions, first=first, last=last, on=on, overdue=this)
    kind, owner = request.GET.get("kind", ""), request.GET.get("owner", "")
    kept = [row for row in rows if (not kind or row.sort == kind) and (not owner or row.owner == owner)]
    narrowed = {name: value for name, value in (("kind", kind), ("owner", owner)) if value}
    page = MonthPage(
        title=_("The year"),
        caption=wording.month(first),
        month=f"{first:%Y-%m}",
        weekdays=tuple(str(WEEKDAYS[number]) for number in range(7)),
        weeks=_weeks(first, on, [row for row in kept if row.on >= first]),
        overdue=tuple(_entry(row) for row in kept if this and row.standing == Standing.OVERDUE),
        links=_links(),
        before=_moved(first - timedelta(days=1), narrowed),
        after=_moved(last + timedelta(days=1), narrowed),
        kinds=_choices(((one.value, str(one.label)) for one in SortChoice), kind),
        owners=_choices(((name, name) for name in sorted({row.owner for row in rows if row.owner})), owner),
        note=note,
    )
    return render(request, "year/month.jinja", {"page": page})


def _holidays_known(last: date, known: date) -> str:
    """Return that bank holidays are not known to the end of what is shown; blank where they are."""
    words = _("Bank holidays are known until %(day)s: later dates in working days are left out.")
    return words % {"day": wording.day(known)} if last > known else ""


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.YEAR_VIEW)
def dates(request: HttpRequest) -> HttpResponseBase:
    """Show dates as a list: what is overdue and what comes, unless other days are asked for."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    every = queries.dates(actor.authority_id, actor.permissions, first=on - BEHIND, last=on + AHEAD, on=on)
    owners = sorted({row.owner for row in every if row.owner})

    def listed(asked: TableRequest) -> Page[DateRow]:
        return page_of(asked, [row for row in every if _matches(row, asked, on)])

    listing = Listing(
        tables.dates_table(owners),
        listed,
        None,
        name="year",
        caption=_("Dates of the year"),
        empty=_("No date matches."),
    )
    page = partial(ListPage, _("Dates of the year"), links=_links(), crumbs=(terms.year_crumb(),))
    return list_response(request, terms.LIST, listing, page)


def _matches(row: DateRow, asked: TableRequest, on: date) -> bool:
    """Whether a date is asked for; without days or a standing, what is settled and past is left out."""
    wanted = asked.filters
    days, standing = wanted.get("days"), wanted.get("standing")
    if days is None and standing is None and row.on < on and row.standing != Standing.OVERDUE:
        return False
    if days is not None and not (days.start or date.min) <= row.on <= (days.end or date.max):
        return False
    return (
        (not standing or row.standing in standing)
        and (not wanted.get("kind") or row.sort in wanted["kind"])
        and (not wanted.get("owner") or row.owner == wanted["owner"])
        and wanted.get("statutory") in (None, row.statutory)
        and (not asked.search or _says(row, asked.search))
    )


def _says(row: DateRow, search: str) -> bool:
    """Whether every word of a search stands in a date."""
    words = f"{row.what} {translated(row.what)} {row.about} {row.owner}".casefold()
    return all(word in words for word in search.casefold().split())


def _month_asked(typed: str, on: date) -> tuple[date, str]:
    """Return the first day of the month that was asked for, this one where it can't be read, and what to say."""
    if not typed:
        return on.replace(day=1), ""
    try:
        found = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return on.replace(day=1), _("That is no month, such as 2027-05, so this month is shown.")
    if not on.year - 10 <= found.year <= on.year + 10:
        return on.replace(day=1), _("The calendar shows ten years each way, so this month is shown.")
    return found, ""


def _weeks(first: date, on: date, rows: Iterable[DateRow]) -> tuple[tuple[Day, ...], ...]:
    held: dict[date, list[Entry]] = {}
    for row in rows:
        held.setdefault(row.on, []).append(_entry(row))
    weeks = grids.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    return tuple(
        tuple(
            Day(str(day.day), wording.day(day), day == on, tuple(held.get(day, ())))
            if day.month == first.month
            else Day("", "", False, ())
            for day in week
        )
        for week in weeks
    )


def _entry(row: DateRow) -> Entry:
    return Entry(
        translated(row.what), row.about, terms.date_href(row.key), terms.standing_tag(row.standing), row.statutory
    )


def _choices(pairs: Iterable[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in pairs)


def _moved(day: date, narrowed: dict[str, str]) -> NavItem:
    query = urlencode({"month": f"{day:%Y-%m}", **narrowed})
    return NavItem(wording.month(day), f"{reverse('year:calendar')}?{query}")


def _links() -> tuple[NavItem, ...]:
    return (
        NavItem(_("Month"), reverse("year:calendar")),
        NavItem(_("List"), reverse("year:dates")),
        NavItem(_("Dismissed"), f"{reverse('year:settled')}?state=dismissed"),
        NavItem(_("Quarter-end exceptions"), reverse("year:quarter")),
        NavItem(_("Calendar program and e-mail"), reverse("year:ways")),
    )
