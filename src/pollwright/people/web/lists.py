"""Staff files and what they hold as lists, a new file, and tables taken over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.pages.forms import FileField, Form
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import Page, TableRequest, TableSpec
from pollwright.people.operations.downloading import leaving
from pollwright.people.operations.files import open_file
from pollwright.people.operations.importing import TABLES, import_table
from pollwright.people.queries import files as queries
from pollwright.people.web import forms, tables, terms

IMPORT = Form(
    FileField(
        "file",
        _t("Table"),
        endings=(".csv", ".xlsx"),
        hint=_t("CSV in UTF-8, or the first sheet of a workbook, with the columns above in any order."),
    )
)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def staff(request: HttpRequest) -> HttpResponseBase:
    """Show the staff files."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    links = (
        NavItem(_("Open a staff file"), reverse("people:file-new")),
        take_link("staff", _("Take staff files over")),
        take_link("holdings", _("Take holdings over")),
    )
    rows = partial(queries.staff, actor.authority_id, on=on)
    return listed(request, tables.staff_table(), rows, "staff-files", _("Staff files"), links)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def development(request: HttpRequest) -> HttpResponseBase:
    """Show what everybody learnt."""
    rows = partial(queries.development, actor_of(request).authority_id)
    links = (take_link("development", _("Take development over")),)
    return listed(request, tables.development_table(), rows, "development", _("Development"), links)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def hours(request: HttpRequest) -> HttpResponseBase:
    """Show everybody's hours over contract and time off."""
    rows = partial(queries.hours, actor_of(request).authority_id)
    links = (take_link("hours", _("Take hours over")),)
    return listed(request, tables.hours_table(), rows, "hours", _("Hours"), links)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def checks(request: HttpRequest) -> HttpResponseBase:
    """Show everybody's checks."""
    rows = partial(queries.checks, actor_of(request).authority_id)
    links = (take_link("checks", _("Take checks over")),)
    return listed(request, tables.checks_table(), rows, "checks", _("Checks"), links)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def file_new(request: HttpRequest) -> HttpResponse:
    """Ask for somebody's particulars; told, open their staff file."""
    actor = actor_of(request)

    def perform(given: terms.Typed) -> str:
        return terms.file_href(open_file(actor=actor, facts=forms.employee_facts(given)).reference)

    title, form = _("Open a staff file"), forms.employee_form(members(actor.authority_id), new=True)
    crumbs = (terms.home(), terms.staff_crumb())
    typed = {"weekly_hours": "37:00", "development_hours": "0:00"}
    return answered(request, Asked(title, form, title, perform, reverse("people:staff"), typed, crumbs))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.TEAM_KEEP)
def take_over(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for a table; handed in, take its rows over."""
    actor = actor_of(request)
    if kind not in TABLES:
        raise Http404

    def perform(given: terms.Typed) -> Done:
        on = today(actor.authority_id)
        many = import_table(actor=actor, table=kind, content=given["file"].read(), on=on)
        return Done(_("%(many)s rows were taken over.") % {"many": many})

    label = _("Take rows over from a table")
    lead = _("Columns: %(columns)s.") % {"columns": ", ".join(TABLES[kind].columns)}
    back = reverse(BACK[kind])
    return answered(request, Asked(label, IMPORT, label, perform, back, None, (terms.home(),), lead))


def take_link(kind: str, words: str) -> NavItem:
    """Return the way to handing a table in."""
    return NavItem(words, reverse("people:import", args=[kind]))


def listed(
    request: HttpRequest,
    spec: TableSpec,
    rows: Callable[[TableRequest], Page[Any]],
    name: str,
    title: str,
    links: tuple[NavItem, ...],
    note: str = "",
) -> HttpResponseBase:
    """Answer one of the lists of this room, which leave only with an event."""
    listing = Listing(
        spec,
        rows,
        None,
        name=name,
        caption=title,
        empty=_("Nothing matches."),
        leaving=leaving(actor_of(request), name),
    )
    page = partial(ListPage, title, links=links, note=note, crumbs=(terms.home(),))
    return list_response(request, terms.LIST, listing, page)


BACK = {
    "staff": "people:staff",
    "holdings": "people:staff",
    "skills": "people:skills",
    "skills-held": "people:matrix",
    "development": "people:development",
    "hours": "people:hours",
    "checks": "people:checks",
    "single-points": "people:points",
}
"""The list to which each table belongs."""
