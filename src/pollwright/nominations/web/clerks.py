"""The pages of parish clerks: the contact list, its PDF, and taking it over from a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.elections.web.polls import GET_OR_POST, LIST
from pollwright.nominations.operations.clerks import COLUMNS, import_clerks
from pollwright.nominations.papers.clerks import clerks_pdf
from pollwright.nominations.queries import clerks as queries
from pollwright.nominations.web import tables
from pollwright.pages.forms import FileField, Form
from pollwright.pages.forms.uploads import MEGABYTE
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.register.operations.listing_people import leaving, record_list_download

NAME = "parish-clerks"


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def clerks(request: HttpRequest) -> HttpResponseBase:
    """Show the clerks of parish councils, with how to reach them."""
    actor = actor_of(request)
    listing = Listing(
        tables.clerks_table(),
        lambda asked: queries.clerks(actor.authority_id, asked),
        None,
        name=NAME,
        caption=_("Parish clerks"),
        empty=_("No clerk was found."),
        leaving=leaving(actor, NAME),
    )
    links = (
        NavItem(_("Take over a list of clerks"), reverse("nominations:clerks-import")),
        NavItem(_("Contact list, PDF"), reverse("nominations:clerks-file")),
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Parish clerks"), links=links))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def clerks_import(request: HttpRequest) -> HttpResponse:
    """Ask for a list of clerks as a file; given, take it over."""
    actor = actor_of(request)
    field = FileField(
        "clerks", _("List of clerks"), hint=_("CSV in UTF-8 with the columns %(columns)s") % {"columns": ", ".join(COLUMNS)},
        endings=(".csv",), most_bytes=MEGABYTE, noun=_("the list of clerks"),
    )  # fmt: skip

    def perform(given: Mapping[str, Any]) -> None:
        import_clerks(actor=actor, content=given["clerks"].read(), on=today(actor.authority_id))

    back = reverse("nominations:clerks")
    asked = Asked(
        title=_("Take over a list of clerks"),
        form=Form(field),
        submit=_("Take it over"),
        perform=perform,
        back=back,
        crumbs=(Crumb(_("Parish clerks"), back),),
        lead=_("A clerk in the list takes the place of the one held for the parish; others stay."),
    )
    return answered(request, asked)


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def clerks_file(request: HttpRequest) -> HttpResponse:
    """Give the contact list as PDF."""
    actor = actor_of(request)
    rows = len(queries.every_clerk(actor.authority_id))
    record_list_download(actor=actor, name=NAME, rows=rows, format="pdf", narrowed_by=())
    response = HttpResponse(
        clerks_pdf(actor.authority_id, dated=today(actor.authority_id)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{NAME}.pdf"'
    return response
