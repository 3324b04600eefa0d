"""Everything that happened to one elector, as a list: what the timeline on the elector's page begins with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.events import EventRow, events
from pollwright.audit.queries.timeline import EVENT_PAGE
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import Column, DateRangeFilter, Kind, Page, TableRequest, TableSpec, TextFilter
from pollwright.register.operations.listing_people import leaving
from pollwright.register.web.electors_record import visible_record
from pollwright.register.web.electors_record_shown import name_of


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def history(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show every act that concerned an elector, latest first."""
    actor = cast(OfficerRequest, request).actor
    record = visible_record(actor, reference)
    subject = f"elector:{record.elector_id}"

    def page_of(asked: TableRequest) -> Page[EventRow]:
        about = replace(asked, filters={**asked.filters, "subject": subject})
        return replace(events(actor.authority_id, about), asked=asked)

    listing = Listing(
        history_table(linked=actor.may(Permission.AUDIT_VIEW)),
        page_of,
        None,
        name=f"history-{reference.replace('/', '-')}",
        caption=_("What happened"),
        empty=_("Nothing has been recorded."),
        leaving=leaving(actor, f"history-{reference.replace('/', '-')}"),
    )
    crumbs = (
        Crumb(_("Electors"), reverse("register:electors")),
        Crumb(name_of(record), reverse("register:elector", args=[reference])),
    )
    title = _("Everything that happened to elector %(reference)s") % {"reference": reference}
    return list_response(request, "pages/standard/list.jinja", listing, partial(ListPage, title, crumbs=crumbs))


def history_table(*, linked: bool) -> TableSpec:
    """Return the table of acts; `linked` where the person may open the trail."""
    return TableSpec(
        name="history",
        columns=(
            Column(
                "at",
                _("When"),
                Kind.MOMENT,
                href=lambda row: reverse(EVENT_PAGE, args=[row.id]) if linked else None,
            ),
            Column("id", _("Event"), Kind.NUMBER, sortable=True, hidden_by_default=True),
            Column("what", _("What")),
            Column("actor_name", _("Who")),
            Column("capacity", _("Capacity")),
            Column("reason", _("Why"), value=lambda row: row.reason or row.legal_basis),
        ),
        filters=(DateRangeFilter("at", _("Day")), TextFilter("person", _("Who"))),
        default_sort="-id",
        search_label=_("Search in what was done"),
    )
