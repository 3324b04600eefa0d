"""The lists of the office: all of them, one list, a new record, a table taken over, and the scorecard."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.office.kinds import Asked as AskedField
from pollwright.office.kinds import Kind
from pollwright.office.operations.importing import columns, import_records
from pollwright.office.operations.keeping import kind_of, open_record
from pollwright.office.queries import records as queries
from pollwright.office.web import forms, terms
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
)
from pollwright.pages.tables import Kind as ColumnKind


@require_safe
@permission_required(Permission.OFFICE_VIEW)
def kinds(request: HttpRequest) -> HttpResponse:
    """Show the lists with how many records are open and overdue."""
    actor = actor_of(request)
    found = queries.counts(actor.authority_id, actor.permissions, on=today(actor.authority_id))
    rows = tuple(
        (
            Cell(str(one.kind.title), href=terms.list_href(one.kind.code)),
            Cell(str(one.kind.about)),
            Cell(str(one.open), numeric=True),
            Cell(str(one.overdue), numeric=True),
        )
        for one in found
    )
    table = PlainTable(_("Lists of the office"), (_("List"), _("What it is"), _("Open"), _("Overdue")), rows)
    page = RecordPage(
        title=_("Office"),
        caption="",
        acts=(NavItem(_("Scorecard of performance standards"), reverse("office:scorecard")),),
        sections=(Section(_("Lists"), table=table),),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.OFFICE_VIEW)
def records(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Show one list."""
    actor = actor_of(request)
    held, on = kind_of(actor, kind), today(actor.authority_id)
    listing = Listing(
        table_of(held),
        lambda asked: queries.records(actor.authority_id, kind, asked, on=on),
        None,
        name=f"office-{kind}",
        caption=str(held.title),
        empty=_("No record matches."),
    )
    links: tuple[NavItem, ...] = ()
    if actor.may(Permission.OFFICE_EDIT):
        links = (
            NavItem(_("Add a record"), reverse("office:record-new", args=[kind])),
            NavItem(_("Take records over from a table"), reverse("office:import", args=[kind])),
        )
    page = partial(ListPage, str(held.title), links=links, note=str(held.about), crumbs=(terms.office_crumb(),))
    return list_response(request, terms.LIST, listing, page)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.OFFICE_EDIT)
def record_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask what is known of a new record; told, put it into the list."""
    actor = actor_of(request)
    held, on = kind_of(actor, kind), today(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> str:
        facts = forms.facts_of(held, given)
        made = open_record(actor=actor, kind=kind, facts=facts, on=on, first_on=given.get("first_on"))
        return terms.record_href(made.reference)

    label = _("Add a record")
    form = forms.record_form(held, members(actor.authority_id), new=True)
    typed = {"state": held.states[0].code}
    crumbs = (terms.office_crumb(), terms.kind_crumb(held))
    caption = str(held.title)
    return answered(request, Asked(label, form, label, perform, terms.list_href(kind), typed, crumbs, caption=caption))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.OFFICE_EDIT)
def take_over(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for a table; handed in, take its rows over into the list."""
    actor = actor_of(request)
    held, on = kind_of(actor, kind), today(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> Done:
        many = import_records(actor=actor, kind=kind, content=given["file"].read(), on=on)
        return Done(_("%(many)s records were taken over.") % {"many": many})

    label = _("Take records over from a table")
    lead = _(
        "Columns: %(columns)s. The columns of the list's own file are read too: a row with a reference changes that record,"
        " and what the file leaves out stays as it is."
    ) % {"columns": ", ".join(columns(held))}
    crumbs = (terms.office_crumb(), terms.kind_crumb(held))
    return answered(request, Asked(label, forms.IMPORT, label, perform, terms.list_href(kind), None, crumbs, lead))


@require_safe
@permission_required(Permission.OFFICE_VIEW)
def scorecard(request: HttpRequest) -> HttpResponse:
    """Show the Commission's performance standards with how much of their evidence is met."""
    found = queries.scorecard(actor_of(request).authority_id)
    field = kind_of(actor_of(request), "standards").field("for_whom")
    rows = tuple(
        (
            Cell(one.standard),
            Cell(terms.shown(field, one.for_whom)),
            *(Cell(str(many), numeric=True) for many in (one.met, one.part, one.not_started)),
            Cell(f"{100 * one.met // (one.met + one.part + one.not_started)}%", numeric=True),
        )
        for one in found
    )
    headings = (_("Standard"), _("For"), _("Met"), _("Met in part"), _("Not started"), _("Share met"))
    table = PlainTable(_("Scorecard"), headings, rows, _("No evidence is recorded yet."))
    page = RecordPage(
        title=_("Scorecard of performance standards"),
        caption=_("Evidence by standard"),
        crumbs=(terms.office_crumb(),),
        acts=(NavItem(_("Evidence"), terms.list_href("standards")),),
        sections=(Section(_("Standards"), table=table),),
    )
    return render(request, terms.RECORD, {"page": page})


def table_of(kind: Kind) -> TableSpec:
    """Return the table of a list: what every list shows, and the fields that it declares as listed."""
    return TableSpec(
        name=f"office-{kind.code}",
        columns=(
            Column("title", _("Title"), sortable=True, href=lambda row: terms.record_href(row.reference)),
            *(_column(asked) for asked in kind.fields),
            Column("owned_by", _("Owner")),
            Column("next_on", _("Next date"), ColumnKind.DATE, sort_by=(SortColumn("next_on", nullable=True),)),
            Column("state", _("State"), ColumnKind.TAG, value=lambda row: terms.state_tag(kind, row.state)),
            Column("reference", _("Reference"), sortable=True),
            Column("opened_on", _("Opened"), ColumnKind.DATE, sortable=True, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("state", _("State"), tuple((one.code, str(one.label)) for one in kind.states)),
            ChoiceFilter(
                "look",
                _("What to look at"),
                (("overdue", _("A date is overdue")), ("unowned", _("No owner")), ("undated", _("No date"))),
            ),
            DateRangeFilter("next", _("Next date")),
        ),
        default_sort="title",
        search_label=_("Search"),
        search_hint=_("Words of the record, its reference or its owner."),
        tie=SortColumn("pk", "id"),
    )


def _column(asked: AskedField) -> Column:
    return Column(
        f"field_{asked.name}",
        str(asked.label),
        value=lambda row: terms.shown(asked, row.fields.get(asked.name)),
        hidden_by_default=not asked.listed,
    )
