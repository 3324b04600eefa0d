"""The pages of the sessions at which postal votes are opened."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.elections.queries.polls import poll_facts
from pollwright.elections.web.polls import poll_crumb
from pollwright.pages.forms import DateField, Form, NumberField, TextArea, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.printing.operations.openings import SessionAsked, fix_opening, withdraw_opening
from pollwright.printing.queries import openings as queries
from pollwright.printing.states import Kind
from pollwright.printing.web import tables, terms

LIST = "pages/standard/list.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def openings(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the sessions at which the postal votes of a poll are opened."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    may = actor.may(Permission.PAPERS_PREPARE)
    listing = Listing(
        tables.openings_table(may_change=may),
        lambda asked: queries.openings(actor.authority_id, asked, reference),
        None,
        name=f"openings-{reference}",
        caption=_("Sessions"),
        empty=_("No session of opening postal votes is fixed."),
    )
    links = (
        NavItem(_("Fix a session"), reverse("printing:opening-new", args=[reference])),
        NavItem(_("Prepare the notice"), reverse("printing:prepare", args=[reference, Kind.OPENING.value])),
    )
    crumbs = (poll_crumb(facts), _documents(reference))
    title = _("Opening of postal votes")
    made = partial(ListPage, title, links=links if may else (), crumbs=crumbs, caption=facts.title)
    return list_response(request, LIST, listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def opening_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask when and where postal votes are opened; told, fix the session."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    back = reverse("printing:openings", args=[reference])

    def perform(given: Mapping[str, Any]) -> None:
        starts = terms.moment_of(given["on"], given["at"])
        asked = SessionAsked(starts, given["place"], given["agents"])
        fix_opening(actor=actor, reference=reference, asked=asked, at=moment(actor.authority_id))

    form = Form(
        DateField("on", _("Day"), noun=_("the day")),
        TextField(
            "at", _("Time"), width=5, pattern=terms.CLOCK, hint=_("On the 24-hour clock, such as 9:15"),
            pattern_message=_("Enter a time such as 9:15 or 16:30"),
        ),
        TextField("place", _("Place"), longest=300, noun=_("the place")),
        NumberField("agents", _("Agents of each candidate who may attend"), least=1, most=50, width=3),
    )  # fmt: skip
    lead = _("The agents must be told 48 hours before the first session, by the notice that is made from these.")
    return answered(
        request,
        Asked(
            _("Fix a session"), form, _("Fix the session"), perform, back, {"agents": 1},
            (Crumb(_("Opening of postal votes"), back),), lead, caption=facts.title,
        ),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def opening_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a session is withdrawn; told, withdraw it."""
    actor = actor_of(request)
    found = queries.opening_facts(actor.authority_id, reference)
    back = reverse("printing:openings", args=[found.poll])

    def perform(given: Mapping[str, Any]) -> None:
        version = terms.whole(given["version"])
        withdraw_opening(actor=actor, reference=reference, version=version, reason=given["reason"])

    form = Form(terms.VERSION, TextArea("reason", _("Reason"), rows=3, longest=500))
    return answered(
        request,
        Asked(
            _("Withdraw the session"), form, _("Withdraw it"), perform, back, {"version": found.version},
            (Crumb(_("Opening of postal votes"), back),), _("Agents who were told of it must be told again."),
            caption=f"{found.day}, {found.place}",
        ),
    )  # fmt: skip


def _documents(reference: str) -> Crumb:
    return Crumb(_("Documents"), reverse("printing:documents", args=[reference]))
