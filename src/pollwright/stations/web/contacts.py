"""The contact list of keyholders and others to ring about venues."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import Column, MultiChoiceFilter, SortColumn, TableSpec
from pollwright.register.operations.listing_people import leaving, record_list_download
from pollwright.stations.papers.contacts import between, venue_contacts_pdf
from pollwright.stations.queries import contacts as queries
from pollwright.stations.states import ContactRole

LIST = "pages/standard/list.jinja"
NAME = "venue-contacts"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.STATIONS_EDIT)
def contacts(request: HttpRequest) -> HttpResponseBase:
    """Show whom to ring about venues."""
    actor = actor_of(request)
    listing = Listing(
        contacts_table(),
        lambda asked: queries.venue_contacts(actor.authority_id, asked),
        None,
        name=NAME,
        caption=_("Keyholders and contacts"),
        empty=_("No contact was found. Contacts are entered on the page of a venue."),
        leaving=leaving(actor, NAME),
    )
    links = (NavItem(_("Contact list, PDF"), reverse("stations:contacts-file")),)
    crumbs = (Crumb(_("Venues"), reverse("stations:venues")),)
    made = partial(ListPage, _("Keyholders and contacts"), links=links, crumbs=crumbs)
    return list_response(request, LIST, listing, made)


@require_GET
@permission_required(Permission.STATIONS_EDIT)
def contacts_file(request: HttpRequest) -> HttpResponse:
    """Give the contact list as PDF."""
    actor = actor_of(request)
    written, rows = venue_contacts_pdf(actor.authority_id, dated=today(actor.authority_id))
    record_list_download(actor=actor, name=NAME, rows=rows, format="pdf", narrowed_by=())
    response = HttpResponse(written, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{NAME}.pdf"'
    return response


def contacts_table() -> TableSpec:
    """Return the table of people to ring about venues."""
    return TableSpec(
        name=NAME,
        columns=(
            Column(
                "venue", _("Venue"), sort_by=(SortColumn("venue__name", "venue"),),
                href=lambda row: reverse("stations:venue", args=[row.venue_reference]),
            ),
            Column("postcode", _("Postcode")),
            Column("role", _("For"), value=lambda row: str(ContactRole(row.role).label)),
            Column("name", _("Name"), sortable=True),
            Column("phone", _("Telephone")),
            Column("email", _("Email")),
            Column("when", _("When"), value=lambda row: between(row.from_time, row.to_time)),
        ),
        filters=(
            MultiChoiceFilter("role", _("For"), tuple((one.value, str(one.label)) for one in ContactRole)),
        ),
        default_sort="venue",
        search_label=_("Search contacts"),
        search_hint=_("Venue, postcode or name."),
        tie=SortColumn("pk", "id"),
    )  # fmt: skip
