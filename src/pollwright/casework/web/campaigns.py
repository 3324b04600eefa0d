"""The pages of campaigns: the list, one campaign with what followed, and its activities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.casework.operations import campaigns as operations
from pollwright.casework.queries import campaigns as queries
from pollwright.casework.states import ActivityKind
from pollwright.casework.web import campaign_forms as forms
from pollwright.casework.web import campaigns_shown as shown
from pollwright.casework.web import tables, terms
from pollwright.casework.web.taken import way_in
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage

Typed = Mapping[str, Any]


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_VIEW)
def campaigns(request: HttpRequest) -> HttpResponseBase:
    """Show the campaigns."""
    actor = actor_of(request)
    listing = Listing(
        tables.campaigns_table(),
        partial(queries.campaigns, actor.authority_id),
        None,
        name="campaigns",
        caption=_("Campaigns"),
        empty=_("No campaign is planned."),
    )
    may = actor.may(Permission.CASE_EDIT)
    plan = (NavItem(_("Plan a campaign"), reverse("casework:campaign-new")),) if may else ()
    links = (
        *plan,
        *way_in(actor, "campaigns"),
        NavItem(_("Activities"), reverse("casework:activities")),
        NavItem(_("Who is missing"), reverse("casework:registered")),
    )
    made = partial(ListPage, _("Campaigns"), links=links, crumbs=(terms.cases_crumb(),))
    return list_response(request, terms.LIST, listing, made)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_VIEW)
def activities(request: HttpRequest) -> HttpResponseBase:
    """Show the workshops, stalls, mailings and the like of every campaign."""
    actor = actor_of(request)
    listing = Listing(
        tables.activities_table(editable=actor.may(Permission.CASE_EDIT)),
        partial(queries.activities, actor.authority_id),
        None,
        name="activities",
        caption=_("Activities"),
        empty=_("No activity matches."),
    )
    crumbs = (terms.cases_crumb(), terms.campaigns_crumb())
    made = partial(ListPage, _("Activities"), links=way_in(actor, "activities"), crumbs=crumbs)
    return list_response(request, terms.LIST, listing, made)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_EDIT)
def campaign_new(request: HttpRequest) -> HttpResponse:
    """Ask what a campaign is for; told, plan it."""
    actor = actor_of(request)
    on = today(actor.authority_id)

    def perform(given: Typed) -> str:
        return terms.campaign_href(operations.plan_campaign(actor=actor, facts=forms.campaign_of(given)).reference)

    asked = Asked(
        _("Plan a campaign"),
        _campaign_form(actor, on),
        _("Plan the campaign"),
        perform,
        back=reverse("casework:campaigns"),
        typed={"version": "0"},
        crumbs=(terms.cases_crumb(), terms.campaigns_crumb()),
    )
    return answered(request, asked)


@require_safe
@permission_required(Permission.CASE_VIEW)
def campaign(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a campaign: its plan, what was done in it, what it cost, and the applications that followed."""
    actor = actor_of(request)
    found = queries.campaign_record(actor.authority_id, reference, on=today(actor.authority_id))
    open_still = actor.may(Permission.CASE_EDIT) and found.held.closed_on is None
    acts = _labels() if open_still else {}
    page = RecordPage(
        title=found.row.title,
        caption=reference,
        crumbs=(terms.cases_crumb(), terms.campaigns_crumb()),
        acts=tuple(
            NavItem(label, reverse("casework:campaign-act", args=[reference, name])) for name, label in acts.items()
        ),
        figures=shown.figures(found),
        facts=shown.facts(found),
        sections=shown.sections(found, editable=open_still),
        timeline=told(timeline(actor.authority_id, "campaign", found.row.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_EDIT)
def campaign_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a campaign needs; told, do it."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    held = queries.campaign_record(actor.authority_id, reference, on=on).held
    if name not in _labels():
        raise Http404
    label, back = _labels()[name], terms.campaign_href(reference)
    of: dict[str, Any] = {"actor": actor, "reference": reference}

    def perform(given: Typed) -> None:
        acts: dict[str, Callable[[], object]] = {
            "change": lambda: operations.change_campaign(
                **of, version=version_in(given), facts=forms.campaign_of(given)
            ),
            "add": lambda: operations.add_activity(**of, version=version_in(given), facts=forms.activity_of(given)),
            "close": lambda: operations.close_campaign(
                **of, version=version_in(given), outcome=given["outcome"], on=on
            ),
        }
        acts[name]()

    made = {
        "change": lambda: (_campaign_form(actor, on), forms.campaign_typed(held)),
        "add": lambda: (_activity_form(actor, on), {"kind": ActivityKind.WORKSHOP.value, "safeguarding": "unsaid"}),
        "close": lambda: (forms.close_form(), {}),
    }
    form, typed = made[name]()
    crumbs = (terms.campaigns_crumb(), Crumb(held.title, back))
    return answered(request, Asked(label, form, label, perform, back, {"version": str(held.version)} | typed, crumbs))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.CASE_EDIT)
def activity_change(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how an activity went; told, record it."""
    actor = actor_of(request)
    held = queries.activity_record(actor.authority_id, reference)
    back = terms.campaign_href(held.campaign.reference)

    def perform(given: Typed) -> None:
        operations.change_activity(
            actor=actor, reference=reference, version=version_in(given), facts=forms.activity_of(given)
        )

    asked = Asked(
        _("Change the activity"),
        _activity_form(actor, today(actor.authority_id)),
        _("Save"),
        perform,
        back,
        forms.activity_typed(held),
        (terms.campaigns_crumb(), Crumb(held.campaign.title, back)),
    )
    return answered(request, asked)


def _labels() -> dict[str, str]:
    return {
        "add": _("Add an activity"),
        "change": _("Change the campaign"),
        "close": _("Close the campaign"),
    }


def _campaign_form(actor: Actor, on: date) -> forms.Form:
    return forms.campaign_form(members(actor.authority_id), queries.areas(actor.authority_id, on=on))


def _activity_form(actor: Actor, on: date) -> forms.Form:
    return forms.activity_form(queries.areas(actor.authority_id, on=on))
