"""How a person is told of dates: the private address for a calendar program, and the weekly digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope

from pollwright.access.tokens import sha256_of_token
from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required, public
from pollwright.acting import Permission
from pollwright.authorities.clock import moment, today
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.year.operations.telling import choose_digest, make_feed, revoke_feed
from pollwright.year.papers.feeds import as_calendar
from pollwright.year.queries.calendar import dates
from pollwright.year.queries.people import reader_of_feed, ways_of
from pollwright.year.web import terms

BEHIND, AHEAD = timedelta(days=62), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Way:
    """An act on the ways: what it is called, what stands above its button, and what is said once it is done."""

    label: str
    lead: str
    said: str


@require_safe
@permission_required(Permission.YEAR_VIEW)
def ways(request: HttpRequest) -> HttpResponse:
    """Show how the person is told of dates, and what can be changed about it."""
    actor = actor_of(request)
    found = ways_of(actor.authority_id, actor.person_id)
    names = ["make", *(["revoke"] if found.feed_since else []), "stop" if found.digest else "send"]
    since = wording.day(found.feed_since)
    page = RecordPage(
        title=_("Calendar program and e-mail"),
        caption=_("The year"),
        crumbs=(terms.year_crumb(),),
        acts=tuple(NavItem(_way(name).label, reverse("year:way", args=[name])) for name in names),
        facts=(
            SummaryRow(
                _("Address for a calendar program"), _("Since %(day)s") % {"day": since} if since else _("None")
            ),
            SummaryRow(_("Weekly digest by e-mail"), _("Each Monday") if found.digest else _("Not sent")),
        ),
        notes=(
            _(
                "The address and the e-mail hold dates, fixed words, references and rules: nothing that officers typed,"
                " and nobody’s name."
            ),
        ),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.YEAR_VIEW)
def way(request: HttpRequest, name: str) -> HttpResponse:
    """Ask whether to change how the person is told; told, do it. A new address is shown once."""
    actor = actor_of(request)
    if name not in ("make", "revoke", "send", "stop"):
        raise Http404
    on, shown = today(actor.authority_id), _way(name)

    def perform(_given: Mapping[str, Any]) -> None:
        if name == "make":
            made = make_feed(actor=actor, on=on)
            address = request.build_absolute_uri(reverse("year:feed", args=[actor.authority_code, made.token]))
            messages.success(request, _("Your address, shown only now: %(address)s") % {"address": address})
        elif name == "revoke":
            revoke_feed(actor=actor, on=on)
        else:
            choose_digest(actor=actor, wanted=name == "send")

    asked = Asked(
        shown.label,
        Form(),
        shown.label,
        perform,
        reverse("year:ways"),
        crumbs=(terms.year_crumb(),),
        lead=shown.lead,
        said=shown.said,
    )
    return answered(request, asked)


@require_safe
@public
@never_cache
def feed(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Hand a calendar program the dates that its person may be shown; 404 once the address was revoked."""
    reader = reader_of_feed(code, sha256_of_token(token), on=timezone.localdate())
    if reader is None:
        raise Http404
    with scope(authority=reader.authority_id):
        at = moment(reader.authority_id)
        on = at.date()
        rows = dates(reader.authority_id, reader.permissions, first=on - BEHIND, last=on + AHEAD, on=on, overdue=True)
        name = _("Electoral services: %(authority)s") % {"authority": reader.authority_name}
        content = as_calendar(name, rows, at)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="year.ics"'
    response["Referrer-Policy"] = "no-referrer"
    return response


def _way(name: str) -> Way:
    return {
        "make": Way(
            _("Make an address"),
            _("The address is private: whoever has it sees the dates. An earlier address of yours stops working."),
            _("The address was made. Copy it into your calendar program now."),
        ),
        "revoke": Way(
            _("Revoke the address"),
            _("Calendar programs that read it get nothing more."),
            _("The address was revoked."),
        ),
        "send": Way(
            _("Send me the weekly digest"),
            _("Each Monday morning: what is overdue, what is due within a week, and what comes in the month after."),
            _("You will be sent the weekly digest."),
        ),
        "stop": Way(
            _("Stop the weekly digest"),
            _("You can ask for it again at any time."),
            _("You will not be sent the weekly digest any more."),
        ),
    }[name]
