"""How suppliers do, under every contract: the list, its files, and a table that is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import (
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    YesNoFilter,
)
from pollwright.service_plan.operations.supplier_notes_taken import import_supplier_notes
from pollwright.service_plan.queries.suppliers import supplier_notes
from pollwright.service_plan.states import SupplierKind
from pollwright.service_plan.web.contract_acts import IMPORT

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def notes(request: HttpRequest) -> HttpResponseBase:
    """Show what is noted of suppliers under every contract."""
    actor = actor_of(request)
    listing = Listing(
        notes_table(),
        partial(supplier_notes, actor.authority_id),
        None,
        name="supplier-notes",
        caption=_("Notes of suppliers"),
        empty=_("No note matches. Notes are made on the page of a contract."),
    )
    way_in = NavItem(_("Take notes over from a table"), reverse("service-plan:supplier-notes-import"))
    links = (way_in,) if actor.may(Permission.PLAN_EDIT) else ()
    page = partial(ListPage, _("How suppliers do"), links=links, crumbs=_crumbs())
    return list_response(request, "pages/standard/list.jinja", listing, page)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def take(request: HttpRequest) -> HttpResponse:
    """Ask for a table of notes; given, take all of it over or say which row has a fault."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> Done:
        made, there = import_supplier_notes(actor=actor, content=given["file"].read(), on=today(actor.authority_id))
        return Done(_("Notes made: %(made)s; there before: %(there)s.") % {"made": made, "there": there})

    label, back = _("Take notes over from a table"), reverse("service-plan:supplier-notes")
    crumbs = (*_crumbs(), Crumb(_("How suppliers do"), back))
    lead = _(
        "Columns as in the file of the list: Contract (its reference), Day, Kind (review, issue or praise), What happened,"
        " Score (1 to 5, or empty). A row that was noted before stays as it is."
    )
    return answered(request, Asked(label, IMPORT, label, perform, back, {}, crumbs, lead))


def notes_table() -> TableSpec:
    """Return the table of notes."""
    return TableSpec(
        name="supplier-notes",
        columns=(
            Column("happened_on", _("Day"), Kind.DATE, sortable=True),
            Column(
                "contract",
                _("Contract"),
                sortable=True,
                sort_by=(SortColumn("contract__reference", "contract"),),
                href=lambda row: reverse("service-plan:contract", args=[row.contract]),
            ),
            Column("supplier", _("Supplier")),
            Column("kind", _("Kind"), value=lambda row: str(SupplierKind(row.kind).label)),
            Column("text", _("What happened")),
            Column("score", _("Score"), Kind.NUMBER, sort_by=(SortColumn("score", nullable=True),)),
            Column("said_by", _("By")),
            Column("settled_on", _("Settled on"), Kind.DATE),
            Column("settled", _("How it was settled"), hidden_by_default=True),
            Column("title", _("Agreement"), hidden_by_default=True),
            Column("note", _("Note"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kind"), tuple((one.value, str(one.label)) for one in SupplierKind)),
            DateRangeFilter("on", _("Day")),
            YesNoFilter("open", _("Open issues")),
        ),
        default_sort="-happened_on",
        search_label=_("Search notes"),
        search_hint=_("Words of the note, the supplier or agreement, or a reference."),
        tie=SortColumn("pk"),
    )


def _crumbs() -> tuple[Crumb, ...]:
    return (
        Crumb(_("Service plans"), reverse("service-plan:plans")),
        Crumb(_("Contracts"), reverse("service-plan:contracts")),
    )
