"""The pages of objections and reviews: lists, one of each, and what is done to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone, make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.law.deletions import ReviewType
from pollwright.pages import wording
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.refusals import NotPermitted
from pollwright.register.operations import objecting, reviewing
from pollwright.register.operations.listing_people import leaving
from pollwright.register.queries import objections as queries
from pollwright.register.states import ObjectionState, ReviewState
from pollwright.register.web import objections_shown as shown
from pollwright.register.web import terms

LIST = "pages/standard/list.jinja"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def objections(request: HttpRequest) -> HttpResponseBase:
    """Show the objections to applications and to registrations."""
    actor = actor_of(request)
    listing = Listing(
        shown.objections_table(),
        lambda asked: queries.objections(actor.authority_id, asked),
        None,
        name="objections",
        caption=_("Objections"),
        empty=_("No objection has been made."),
        leaving=leaving(actor, "objections"),
    )
    links = (
        (NavItem(_("Record an objection"), reverse("register:objection-new")),)
        if actor.may(Permission.OBJECTIONS_RECORD)
        else ()
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Objections"), links=links))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.OBJECTIONS_RECORD)
def objection_new(request: HttpRequest) -> HttpResponse:
    """Ask who objects to what and why; told, record it."""
    actor = actor_of(request)
    back = reverse("register:objections")
    asked = Asked(
        title=_("Record an objection"),
        form=shown.OBJECT,
        submit=_("Record"),
        perform=lambda values: _object(actor, values),
        back=back,
        typed={"application": request.GET.get("application", "")},
        crumbs=(Crumb(_("Objections"), back),),
    )
    return answered(request, asked)


def _object(actor: Actor, given: Mapping[str, Any]) -> None:
    made_on = given["made_on"]
    now = moment(actor.authority_id)
    at = now if made_on >= now.date() else make_aware(_noon(made_on), get_current_timezone())
    known = {"actor": actor, "objector_reference": given["objector"], "grounds": given["grounds"], "made_at": at}
    if given["to"] == "application":
        objecting.object_to_application(**known, application_reference=given["application"] or "")
    else:
        objecting.object_to_entry(**known, elector_reference=given["elector"] or "")


def _noon(on: date) -> datetime:
    return datetime.combine(on, time(12))


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def objection(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one objection."""
    actor = actor_of(request)
    row = queries.objection_facts(actor.authority_id, reference)
    is_open = row.state in objecting.OPEN
    page = RecordPage(
        title=_("Objection"),
        caption=reference,
        facts=(
            shown.target(row),
            SummaryRow(_("Objector"), row.objector, href=reverse("register:elector", args=[row.objector])),
            SummaryRow(_("Made"), wording.moment(row.made_at), _("In time") if row.in_time else _("Late")),
            SummaryRow(_("Grounds"), row.grounds),
            SummaryRow(_("State"), str(ObjectionState(row.state).label)),
            SummaryRow(_("Hearing"), wording.day(row.hearing_on) or _("None fixed")),
        ),
        acts=tuple(
            NavItem(str(act.label), reverse("register:objection-act", args=[reference, name]))
            for name, act in shown.OBJECTION_ACTS.items()
            if is_open and actor.may(act.permission)
        ),
        timeline=told(timeline(actor.authority_id, "objection", row.id), linked=actor.may(Permission.AUDIT_VIEW)),
        crumbs=(Crumb(_("Objections"), reverse("register:objections")),),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.OBJECTIONS_RECORD)
def objection_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on an objection needs; told, do it."""
    actor = actor_of(request)
    row = queries.objection_facts(actor.authority_id, reference)
    back = reverse("register:objection", args=[reference])
    return _acted(request, shown.OBJECTION_ACTS, name, reference, row.version, back)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def reviews(request: HttpRequest) -> HttpResponseBase:
    """Show the reviews of entitlement."""
    actor = actor_of(request)
    listing = Listing(
        shown.reviews_table(),
        lambda asked: queries.reviews(actor.authority_id, asked),
        None,
        name="reviews",
        caption=_("Reviews"),
        empty=_("No review has been opened."),
        leaving=leaving(actor, "reviews"),
    )
    links = (
        (NavItem(_("Open a review"), reverse("register:review-new")),) if actor.may(Permission.REVIEWS_MANAGE) else ()
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Reviews"), links=links))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REVIEWS_MANAGE)
def review_new(request: HttpRequest) -> HttpResponse:
    """Ask whose entry is reviewed and why; told, open the review."""
    actor = actor_of(request)

    def perform(values: Mapping[str, Any]) -> None:
        reviewing.open_review(
            actor=actor,
            elector_reference=values["elector"],
            kind=ReviewType(values["kind"]),
            grounds=values["grounds"],
            on=today(actor.authority_id),
            registers=values["registers"],
        )

    back = reverse("register:reviews")
    asked = Asked(
        title=_("Open a review"),
        form=shown.REVIEW,
        submit=_("Open the review"),
        perform=perform,
        back=back,
        typed={"elector": request.GET.get("elector", ""), "registers": "both"},
        crumbs=(Crumb(_("Reviews"), back),),
    )
    return answered(request, asked)


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one review, with its days."""
    actor = actor_of(request)
    row = queries.review_facts(actor.authority_id, reference)
    is_open = row.state in reviewing.OPEN
    page = RecordPage(
        title=_("Type %(kind)s review") % {"kind": row.kind},
        caption=reference,
        facts=(
            SummaryRow(_("Elector"), row.elector, href=reverse("register:elector", args=[row.elector])),
            SummaryRow(_("Registers"), terms.said(terms.REGISTERS, row.registers)),
            SummaryRow(_("Grounds"), row.grounds),
            SummaryRow(_("State"), str(ReviewState(row.state).label)),
            SummaryRow(_("Notice sent"), wording.day(row.notice_on) or _("Not yet")),
            SummaryRow(_("Answer by"), wording.day(row.answer_by) or _("Set when the notice is sent")),
            SummaryRow(_("Hearing"), wording.day(row.hearing_on) or _("None fixed")),
        ),
        acts=tuple(
            NavItem(str(act.label), reverse("register:review-act", args=[reference, name]))
            for name, act in shown.REVIEW_ACTS.items()
            if is_open and actor.may(act.permission)
        ),
        timeline=told(timeline(actor.authority_id, "review", row.id), linked=actor.may(Permission.AUDIT_VIEW)),
        crumbs=(Crumb(_("Reviews"), reverse("register:reviews")),),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REVIEWS_MANAGE)
def review_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a review needs; told, do it."""
    actor = actor_of(request)
    row = queries.review_facts(actor.authority_id, reference)
    back = reverse("register:review", args=[reference])
    return _acted(request, shown.REVIEW_ACTS, name, reference, row.version, back)


def _acted(
    request: HttpRequest, acts: Mapping[str, shown.DisputeAct], name: str, reference: str, version: int, back: str
) -> HttpResponse:
    """Answer the form of an act: ask, or do it and go back."""
    actor = actor_of(request)
    act = acts.get(name)
    if act is None:
        raise Http404
    if not actor.may(act.permission):
        raise NotPermitted(permission=act.permission.value)

    def perform(values: Mapping[str, Any]) -> None:
        known = {"actor": actor, "reference": reference, "version": version_in(values)}
        act.perform(known, values, moment(actor.authority_id), today(actor.authority_id))

    asked = Asked(
        title=act.label,
        form=act.form,
        submit=act.label,
        perform=perform,
        back=back,
        typed={"version": str(version)},
        crumbs=(Crumb(reference, back),),
    )
    return answered(request, asked)
