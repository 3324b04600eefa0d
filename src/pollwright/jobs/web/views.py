"""The pages of long work."""

from __future__ import annotations

from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.jobs.operations.life import cancel_work
from pollwright.jobs.queries.works import every_work, work_of, works
from pollwright.jobs.states import WorkState
from pollwright.jobs.web import shown
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb
from pollwright.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.JOBS_VIEW)
def works_list(request: HttpRequest) -> HttpResponseBase:
    """Show the authority's work, newest first."""
    actor = cast(OfficerRequest, request).actor
    listing = Listing(
        shown.works_table(),
        lambda asked: works(actor.authority_id, asked),
        lambda asked: every_work(actor.authority_id, asked),
        name="work",
        caption=gettext("Work"),
        empty=gettext("Nobody has asked for long work yet."),
    )
    return list_response(request, "jobs/works.jinja", listing, partial(shown.WorksPage, gettext("Work")))


@require_GET
@permission_required(Permission.JOBS_VIEW)
def work(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one piece of work; HTMX asks for its progress alone until it has ended, and then for the whole page."""
    actor = cast(OfficerRequest, request).actor
    facts = work_of(actor.authority_id, reference)
    page = shown.work_page(facts, may_cancel=actor.may(Permission.JOBS_CANCEL))
    polled = request.headers.get("HX-Request") == "true"
    response = render(request, "pages/_progress.jinja" if polled else "jobs/work.jinja", {"page": page})
    if polled and not facts.live:
        response["HX-Refresh"] = "true"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.JOBS_CANCEL)
def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether the work is to be cancelled; confirmed, cancel it."""
    actor = cast(OfficerRequest, request).actor
    facts = work_of(actor.authority_id, reference)
    back = reverse("jobs:work", args=[reference])
    if request.method == "POST" and "confirmed" in request.POST:
        _cancel(request, reference)
        return redirect(back)
    page = shown.CancelPage(
        title=gettext("Cancel this work?"),
        caption=gettext(facts.title),
        crumbs=(Crumb(gettext("Work"), reverse("jobs:works")), Crumb(gettext(facts.title), back)),
        action=request.path,
        back=back,
    )
    return render(request, "jobs/cancel.jinja", {"page": page})


def _cancel(request: HttpRequest, reference: str) -> None:
    try:
        state = cancel_work(actor=cast(OfficerRequest, request).actor, reference=reference)
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return
    if state is WorkState.CANCELLED:
        messages.success(request, gettext("The work was cancelled. Nothing was changed."))
    else:
        messages.info(request, gettext("The work stops at its next step. Nothing half-done remains."))
