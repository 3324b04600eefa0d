"""The pages of the trail: events, one event, seals."""

from __future__ import annotations

from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.audit.queries import events as queries
from pollwright.jobs.queries.works import work_under_way
from pollwright.oversight.operations.verifying import WORK, ask_for_verification
from pollwright.oversight.web import shown
from pollwright.pages import downloads
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb
from pollwright.pages.tables import display, redirection, requested, table_response
from pollwright.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.AUDIT_VIEW)
def events(request: HttpRequest) -> HttpResponseBase:
    """Show what was done in the authority, latest first."""
    actor = cast(OfficerRequest, request).actor
    listing = Listing(
        shown.events_table(),
        lambda asked: queries.events(actor.authority_id, asked),
        lambda asked: queries.every_event(actor.authority_id, asked),
        name="events",
        caption=gettext("Events"),
        empty=gettext("Nothing has been done yet."),
    )
    made = partial(shown.EventsPage, gettext("Audit trail"))
    return list_response(request, "oversight/events.jinja", listing, made)


@require_GET
@permission_required(Permission.AUDIT_VIEW)
def event(request: HttpRequest, number: int) -> HttpResponse:
    """Show one event with its details and changes."""
    actor = cast(OfficerRequest, request).actor
    page = shown.event_page(queries.event_of(actor.authority_id, number))
    return render(request, "oversight/event.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.AUDIT_VIEW)
def seals(request: HttpRequest) -> HttpResponseBase:
    """Show the seals; as a file they can be kept elsewhere, which is what finds a forged chain."""
    actor = cast(OfficerRequest, request).actor
    asked = requested(request, shown.seals_table())
    if moved := redirection(request, asked):
        return moved
    if asked.download:
        return downloads.table_download(
            "seals", asked, queries.every_seal(actor.authority_id, asked.search), asked.spec.columns
        )
    under_way = work_under_way(actor.authority_id, WORK)
    page = shown.SealsPage(
        title=gettext("Seals"),
        crumbs=(Crumb(gettext("Audit"), reverse("audit:events")),),
        table=display(
            queries.seals(actor.authority_id, asked),
            address=request.path,
            caption=gettext("Seals of the trail"),
            empty=gettext("Nothing has been sealed yet. Seals are made every five minutes."),
        ),
        unsealed=queries.unsealed(actor.authority_id),
        verify=reverse("audit:verify"),
        under_way=reverse("jobs:work", args=[under_way.reference]) if under_way else "",
    )
    return table_response(request, "oversight/seals.jinja", page)


@require_POST
@permission_required(Permission.AUDIT_VIEW)
def verify(request: HttpRequest) -> HttpResponse:
    """Ask that the trail be verified, and go to the work."""
    try:
        work = ask_for_verification(actor=cast(OfficerRequest, request).actor)
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("audit:seals")
    return redirect("jobs:work", reference=work.reference)
