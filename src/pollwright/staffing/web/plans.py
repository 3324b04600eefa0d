"""Pages of staff plans: the list, one plan with its proof, its posts and appointments."""

from __future__ import annotations

from collections.abc import Mapping
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
from pollwright.pages.forms import Form, NumberField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.register.operations.listing_people import leaving
from pollwright.staffing.operations.plans import MOST_WANTED, change_post
from pollwright.staffing.operations.releasing import proof_of
from pollwright.staffing.queries import plans as queries
from pollwright.staffing.states import PlanState
from pollwright.staffing.web import plan_forms, plan_shown, tables, terms
from pollwright.staffing.web.offers import answer_pattern

LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_VIEW)
def plans(request: HttpRequest) -> HttpResponseBase:
    """Show the staff plans."""
    actor = actor_of(request)
    listing = Listing(
        tables.plans_table(),
        lambda asked: queries.plans(actor.authority_id, asked),
        None,
        name="staff-plans",
        caption=_("Staff plans"),
        empty=_("No staff plan matches. One is made for a polling scheme."),
    )
    links: tuple[NavItem, ...] = ()
    if actor.may(Permission.STAFF_PLACE):
        links = (NavItem(_("Make a staff plan"), reverse("staffing:plan-new")),)
    crumbs = (Crumb(_("Staff"), reverse("staffing:members")),)
    return list_response(request, LIST, listing, partial(ListPage, _("Staff plans"), links=links, crumbs=crumbs))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_PLACE)
def plan_new(request: HttpRequest) -> HttpResponse:
    """Ask for which scheme a plan is made; told, make it."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    return answered(request, plan_forms.new(actor, queries.schemes_without_plan(actor.authority_id, on=on), on=on))


@require_safe
@permission_required(Permission.STAFF_VIEW)
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one plan."""
    actor = actor_of(request)
    found = queries.plan_facts(actor.authority_id, reference)
    proof = found.proof
    if found.state == PlanState.DRAFT:
        proof = proof_of(queries.plan_named(actor.authority_id, reference)).as_json()
    acts = plan_forms.open_acts(actor, found)
    page = RecordPage(
        title=_("Staff plan %(reference)s") % {"reference": reference},
        caption=found.title,
        crumbs=(Crumb(_("Staff plans"), reverse("staffing:plans")),),
        acts=tuple(NavItem(label, reverse("staffing:plan-act", args=[reference, name])) for name, label in acts),
        figures=plan_shown.figures(found),
        facts=plan_shown.facts(found),
        sections=plan_shown.sections(found, proof),
        timeline=told(timeline(actor.authority_id, "staffplan", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        notes=(_("This is a rehearsal: nobody is really appointed."),) if found.rehearsal else (),
    )
    return render(request, RECORD, {"page": page})


def address_for(actor: Actor, poll: PollFacts) -> str:
    """Return where the staff plan of a poll is; empty without one."""
    found = queries.plan_of(actor.authority_id, poll.id)
    return reverse("staffing:plan", args=[found]) if found else ""


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_EDIT)
def plan_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act about a plan needs; told, do it."""
    actor = actor_of(request)
    found = queries.plan_facts(actor.authority_id, reference)
    authority = actor.authority_id
    on, at, answer_at = today(authority), moment(authority), answer_pattern(request, actor.authority_code)
    return answered(request, plan_forms.asked(actor, found, name, on=on, at=at, answer_at=answer_at))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_VIEW)
def posts(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the posts of a plan."""
    actor = actor_of(request)
    found = queries.plan_facts(actor.authority_id, reference)
    editable = actor.may(Permission.STAFF_PLACE) and found.state == PlanState.DRAFT
    listing = Listing(
        tables.posts_table(reference, editable=editable),
        lambda asked: queries.posts(actor.authority_id, reference, asked),
        None,
        name=f"posts-{reference}",
        caption=_("Posts"),
        empty=_("No post matches."),
    )
    crumbs = (Crumb(_("Staff plans"), reverse("staffing:plans")), _crumb(reference))
    return list_response(request, LIST, listing, partial(ListPage, _("Posts"), crumbs=crumbs, caption=found.title))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_PLACE)
def post(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask how many people are wanted in a post; told, set it with the reason."""
    actor = actor_of(request)
    plan = queries.plan_facts(actor.authority_id, reference)
    found = queries.post_facts(actor.authority_id, reference, number)
    form = Form(
        plan_forms.VERSION, NumberField("wanted", _("People wanted"), least=0, most=MOST_WANTED), plan_forms.REASON
    )

    def perform(given: Mapping[str, Any]) -> None:
        change_post(
            actor=actor,
            reference=reference,
            version=terms.whole(given["version"]),
            post=number,
            wanted=given["wanted"],
            reason=given["reason"],
        )

    where = f"{terms.role_of(found.role)}, {terms.post_place(found.station, found.venue)}"
    lead = _("The guidance has %(number)s.") % {"number": found.by_guidance}
    typed = {"version": str(plan.version), "wanted": str(found.wanted), "reason": found.reason}
    back = reverse("staffing:posts", args=[reference])
    label = _("Set the number of people")
    asked = Asked(label, form, label, perform, back, typed=typed, crumbs=(_crumb(reference),), lead=lead, caption=where)
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STAFF_VIEW)
def appointments(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the appointments of a plan: its rota."""
    actor = actor_of(request)
    found = queries.plan_facts(actor.authority_id, reference)
    name = f"appointments-{reference}"
    listing = Listing(
        tables.appointments_table(),
        lambda asked: queries.appointments(actor.authority_id, asked, plan=reference),
        None,
        name=name,
        caption=_("Appointments"),
        empty=_("No appointment matches."),
        leaving=leaving(actor, name),
    )
    crumbs = (Crumb(_("Staff plans"), reverse("staffing:plans")), _crumb(reference))
    return list_response(
        request, LIST, listing, partial(ListPage, _("Appointments"), crumbs=crumbs, caption=found.title)
    )


def _crumb(reference: str) -> Crumb:
    return Crumb(reference, reverse("staffing:plan", args=[reference]))
