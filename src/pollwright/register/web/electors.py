"""The list of electors and its downloads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.pages import downloads
from pollwright.pages.shell import NavItem
from pollwright.pages.tables import TableRequest, TableView, display, redirection, requested, table_response
from pollwright.refusals import NotPermitted, Refused
from pollwright.register.operations.listing_electors import ask_for_list, record_download
from pollwright.register.operations.listing_people import narrowed_by
from pollwright.register.queries.elector_choices import elector_choices
from pollwright.register.queries.elector_table import electors_table
from pollwright.register.queries.electors import (
    ListedElector,
    count_listed,
    every_listed_elector,
    listed_electors,
)

AT_ONCE = 5000
"""Lists of so many rows are downloaded at once; longer ones are written by the worker."""


@dataclass(frozen=True, slots=True)
class ElectorsPage:
    """The list of electors."""

    title: str
    table: TableView
    links: tuple[NavItem, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def electors_list(request: HttpRequest) -> HttpResponseBase:
    """Show the electors in force."""
    actor = cast(OfficerRequest, request).actor
    asked = requested(request, electors_table(elector_choices(actor.authority_id), _leads_to(actor)))
    if moved := redirection(request, asked):
        return moved
    if asked.download:
        return _download(request, actor, asked)
    page = ElectorsPage(
        gettext("Electors"),
        display(
            listed_electors(actor.authority_id, asked, on=today(actor.authority_id)),
            address=request.path,
            caption=gettext("Electors in force"),
            empty=gettext("There is nobody on the register yet. Import the register of the system you leave."),
            downloads=actor.may(Permission.REGISTER_EXPORT),
        ),
        _links(actor),
    )
    return table_response(request, "register/electors/list.jinja", page)


def _links(actor: Actor) -> tuple[NavItem, ...]:
    links = (
        NavItem(gettext("Counts"), reverse("register:stats")),
        NavItem(gettext("Data quality"), reverse("register:quality")),
    )
    if not actor.may(Permission.REGISTER_IMPORT):
        return links
    return (*links, NavItem(gettext("Import a register"), reverse("register:imports")))


def _leads_to(actor: Actor) -> Callable[[ListedElector], str | None]:
    """Return what gives the address of an elector's page; anonymous ones have it only for those who may see them."""
    sees_all = actor.may(Permission.ANONYMOUS_VIEW)
    return lambda row: reverse("register:elector", args=[row.reference]) if sees_all or not row.anonymous else None


def _download(request: HttpRequest, actor: Actor, asked: TableRequest) -> HttpResponseBase:
    """Send a short list at once; ask the worker for a long one.

    :raises NotPermitted: where the person may not export.
    """
    if not actor.may(Permission.REGISTER_EXPORT):
        raise NotPermitted(permission=Permission.REGISTER_EXPORT.value)
    on = today(actor.authority_id)
    rows = count_listed(actor.authority_id, asked, on=on)
    narrowed = narrowed_by(asked)
    try:
        if rows > AT_ONCE:
            work = ask_for_list(
                actor=actor, rows=rows, format=asked.download, query=asked.query(), narrowed_by=narrowed
            )
            return redirect("jobs:work", work.reference)
        record_download(actor=actor, rows=rows, format=asked.download, narrowed_by=narrowed)
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("register:electors")
    return downloads.table_download("electors", asked, every_listed_elector(actor.authority_id, asked, on=on))
