"""Lists beside an authority's settings: every value over time, and its own non-working days."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from pollwright.access.queries import kept_settings as queries
from pollwright.access.web.authority import settings_trail
from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.authorities.settings import SETTINGS
from pollwright.pages import wording
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Kind,
    SortColumn,
    TableSpec,
)
from pollwright.pages.voice import translated

TEMPLATE = "pages/standard/list.jinja"


@permission_required(Permission.OWN_ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest) -> HttpResponseBase:
    """Show every value that a setting was given."""
    actor = cast(OfficerRequest, request).actor
    listing = Listing(
        values_table(may_change=actor.may(Permission.AUTHORITY_CONFIGURE)),
        lambda asked: queries.values_given(actor.authority_id, asked),
        None,
        name="settings-over-time",
        caption=gettext("Values over time"),
        empty=gettext("Every setting is as delivered."),
    )
    made = partial(ListPage, gettext("Settings over time"), crumbs=settings_trail())
    return list_response(request, TEMPLATE, listing, made)


@permission_required(Permission.OWN_ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def days(request: HttpRequest) -> HttpResponseBase:
    """Show the days that the authority added as days that are not working days."""
    actor = cast(OfficerRequest, request).actor
    may_change = actor.may(Permission.AUTHORITY_CONFIGURE)
    listing = Listing(
        days_table(from_day=today(actor.authority_id) if may_change else None),
        lambda asked: queries.days_added(actor.authority_id, asked),
        None,
        name="non-working-days",
        caption=gettext("Days that are not working days here"),
        empty=gettext("None has been added."),
    )
    links = (NavItem(gettext("Add a day"), reverse("access:add_day")),) if may_change else ()
    made = partial(ListPage, gettext("Days that are not working days here"), links=links, crumbs=settings_trail())
    return list_response(request, TEMPLATE, listing, made)


def values_table(*, may_change: bool) -> TableSpec:
    """Return the table of the values of settings; the latest day first, unless asked otherwise."""

    def change(row: queries.GivenValue) -> str | None:
        return reverse("access:setting", args=[row.name]) if may_change else None

    return TableSpec(
        name="settings",
        columns=(
            Column(
                "label",
                gettext("Setting"),
                sort_by=(SortColumn("name"), SortColumn("valid_from")),
                value=lambda row: translated(row.label),
                href=change,
            ),
            Column("value", gettext("Value"), value=lambda row: translated(row.value)),
            Column("valid_from", gettext("From"), Kind.DATE, sortable=True),
            Column("changed_at", gettext("Set"), Kind.MOMENT, sortable=True),
        ),
        filters=(
            ChoiceFilter("setting", gettext("Setting"), tuple((one.name, translated(one.label)) for one in SETTINGS)),
            DateRangeFilter("valid_from", gettext("From")),
        ),
        default_sort="-valid_from",
        search_label=gettext("Name of the setting"),
        tie=SortColumn("pk", "id"),
    )


def days_table(*, from_day: date | None) -> TableSpec:
    """Return the table of an authority's own days; those from a day on lead to where they are taken back."""

    def take_back(row: queries.ListedDay) -> str | None:
        ahead = from_day is not None and row.day >= from_day
        return reverse("access:remove_day", args=[row.day.isoformat()]) if ahead else None

    return TableSpec(
        name="days",
        columns=(
            Column("day", gettext("Day"), Kind.DATE, sortable=True),
            Column("name", gettext("What it is"), sortable=True),
            Column(
                "take_back",
                gettext("Take back"),
                value=lambda row: (
                    gettext("Take back %(day)s") % {"day": wording.short_day(row.day)} if take_back(row) else ""
                ),
                href=take_back,
                download=False,
            ),
        ),
        filters=(DateRangeFilter("day", gettext("Day")),),
        default_sort="-day",
        search_label=gettext("What it is"),
        tie=SortColumn("pk", "id"),
    )
