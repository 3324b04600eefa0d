"""The list of everybody who is or was registered at one home."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.desk.queries.household_people import household_people
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb
from pollwright.pages.tables import Column, Kind, SortColumn, TableSpec, TableView, YesNoFilter
from pollwright.places.queries.properties import property_page
from pollwright.register.operations.listing_people import leaving


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The people of one home."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    table: TableView


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def people(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show everybody who is or was registered at a home; anonymous electors are not in it at all."""
    actor = cast(OfficerRequest, request).actor
    authority_id = actor.authority_id
    facts = property_page(authority_id, reference)
    listing = Listing(
        people_table(),
        lambda asked: household_people(authority_id, facts.id, asked),
        None,
        name=f"household-{reference.replace('/', '-')}",
        caption=_("Registered here, now or before"),
        empty=_("Nobody is registered here."),
        leaving=leaving(actor, f"household-{reference.replace('/', '-')}"),
    )
    crumbs = (
        Crumb(_("Electors"), reverse("register:electors")),
        Crumb(facts.line or reference, reverse("desk:household", args=[reference])),
    )
    made = partial(PeoplePage, _("Who lives and lived here"), facts.line, crumbs)
    return list_response(request, "desk/household_people.jinja", listing, made)


def people_table() -> TableSpec:
    """Return the table of the people of a home."""
    return TableSpec(
        name="people-here",
        columns=(
            Column(
                "name", _("Name"), sortable=True, href=lambda row: reverse("register:elector", args=[row.reference])
            ),
            Column("number", _("Number")),
            Column("marker", _("Marker")),
            Column("attains_on", _("Reaches 18 on"), Kind.DATE),
            Column("effective_from", _("From"), Kind.DATE, sortable=True),
            Column("effective_to", _("To"), Kind.DATE, sort_by=(SortColumn("effective_to", nullable=True),)),
            Column("reference", _("Reference"), hidden_by_default=True),
        ),
        filters=(YesNoFilter("now", _("Registered here now")),),
        default_sort="name",
        search_label=_("Name or number"),
    )
