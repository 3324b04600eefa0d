"""The list of desks, and the desk of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.elections.queries.polls import PollFacts
from pollwright.pages import wording
from pollwright.pages.forms import Choice, Form, Radios
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.polling_day.operations.desks import open_desk
from pollwright.polling_day.queries import desks as queries
from pollwright.polling_day.queries.desk_rows import desk_named
from pollwright.polling_day.queries.logs import waiting
from pollwright.polling_day.web import desk_acts, desk_shown, tables, terms

LIST = "pages/standard/list.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def desks(request: HttpRequest) -> HttpResponseBase:
    """Show the desks of polling days."""
    actor = actor_of(request)
    listing = Listing(
        tables.desks_table(),
        lambda asked: queries.desks(actor.authority_id, asked),
        None,
        name="polling-days",
        caption=_("Polling days"),
        empty=_("No desk is open. Open the desk of a day before its packing and its boxes are planned."),
    )
    links = (
        NavItem(_("Open a desk"), reverse("polling_day:desk-new")),
        NavItem(_("Sundries"), reverse("polling_day:sundries")),
        NavItem(_("Equipment"), reverse("polling_day:assets")),
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Polling days"), links=links))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def desk_new(request: HttpRequest) -> HttpResponse:
    """Ask which day; told, open its desk."""
    actor = actor_of(request)
    choices = _days(actor)

    def perform(given: Mapping[str, Any]) -> str:
        made = open_desk(
            actor=actor,
            day=date.fromisoformat(given["day"][:10]),
            rehearsal=given["day"].endswith("-rehearsal"),
            at=moment(actor.authority_id),
        )
        return reverse("polling_day:desk", args=[made.reference])

    back = reverse("polling_day:desks")
    return answered(
        request,
        Asked(
            _("Open a desk"),
            Form(Radios("day", _("Which day?"), choices=choices)),
            _("Open the desk"),
            perform,
            back,
            crumbs=(Crumb(_("Polling days"), back),),
            lead="" if choices else _("Every day with polls to come has its desk. Call a poll first."),
        ),
    )


def address_for(actor: Actor, poll: PollFacts) -> str:
    """Return where the desk of a poll's day is; empty before it is opened."""
    found = queries.desk_of(actor.authority_id, poll.day, rehearsal=poll.rehearsal)
    return reverse("polling_day:desk", args=[found]) if found else ""


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def desk(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the desk of a day; the page renews itself every half minute."""
    actor = actor_of(request)
    found = desk_named(actor.authority_id, reference)
    at = moment(actor.authority_id)
    facts = queries.desk_facts(found, at=at, integrity=actor.may(Permission.POLLING_DAY_INTEGRITY))
    late = waiting(found)
    page = RecordPage(
        title=terms.desk_title(found),
        caption=_("%(desk)s, as at %(time)s") % {"desk": reference, "time": wording.clock(at)},
        crumbs=(Crumb(_("Polling days"), reverse("polling_day:desks")),),
        acts=desk_shown.acts(actor, found),
        facts=desk_shown.facts(facts),
        figures=desk_shown.figures(facts),
        sections=desk_shown.sections(facts, late, at=at),
        timeline=told(timeline(actor.authority_id, "desk", found.pk), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=desk_shown.warning(facts, late),
        notes=(_("This is a rehearsal: nothing that is done here changes the register."),) if found.rehearsal else (),
    )
    return render(request, "polling_day/desk.jinja", {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def desk_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act at the desk needs; told, do it."""
    actor = actor_of(request)
    found = desk_named(actor.authority_id, reference)
    when = desk_acts.When(actor, moment(actor.authority_id))
    return answered(request, desk_acts.asked(found, name, request.GET, when))


def _days(actor: Actor) -> tuple[Choice, ...]:
    """Return the days whose desk can be opened."""
    return tuple(
        Choice(
            f"{one.day}{'-rehearsal' if one.rehearsal else ''}",
            _("Rehearsal of %(day)s") % {"day": wording.day(one.day)} if one.rehearsal else wording.day(one.day),
            hint="; ".join(one.polls[:4]) + (_(", and more") if len(one.polls) > 4 else ""),
        )
        for one in queries.days_without_desk(actor.authority_id, on=today(actor.authority_id))
    )
