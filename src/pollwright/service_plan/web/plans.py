"""Pages of plans: the list, one plan, its versions and differences, and its files."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.service_plan.operations.exporting import export_plan
from pollwright.service_plan.queries import plans as queries
from pollwright.service_plan.queries.comparing import changed_since, next_number
from pollwright.service_plan.queries.live_tables import tables_moved_on
from pollwright.service_plan.web import live_acts, plans_acts, plans_shown, tables

LIST = "pages/standard/list.jinja"
RECORD = "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def plans(request: HttpRequest) -> HttpResponseBase:
    """Show the plans of every service."""
    actor = actor_of(request)
    listing = Listing(
        tables.plans_table(),
        lambda asked: queries.plans(actor.authority_id, asked),
        None,
        name="service-plans",
        caption=_("Service plans"),
        empty=_("No plan matches. A plan is imported from the file that the council has."),
    )
    links = [
        NavItem(_("Contracts"), reverse("service-plan:contracts")),
        NavItem(_("Posts"), reverse("service-plan:posts")),
        NavItem(_("Contributions to themes"), reverse("service-plan:themes")),
        NavItem(_("Links"), reverse("service-plan:links")),
    ]
    if actor.may(Permission.PLAN_EDIT):
        links.insert(0, NavItem(_("Import a plan"), reverse("service-plan:import")))
    return list_response(request, LIST, listing, partial(ListPage, _("Service plans"), links=tuple(links)))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def plan_import(request: HttpRequest) -> HttpResponse:
    """Ask for the file of a plan; sent, import it."""
    actor = actor_of(request)
    return answered(request, plans_acts.importing_asked(actor, at=moment(actor.authority_id)))


@require_safe
@permission_required(Permission.PLAN_VIEW)
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one plan."""
    actor = actor_of(request)
    found = queries.plan_record(actor.authority_id, reference)
    acts = [
        NavItem(label, reverse("service-plan:plan-act", args=[reference, name]))
        for name, label in plans_acts.open_acts(actor, found)
    ]
    page = RecordPage(
        title=" ".join(found.title) or found.service,
        caption=reference,
        crumbs=(Crumb(_("Service plans"), reverse("service-plan:plans")),),
        acts=(*acts, *plans_shown.views(found), *plans_shown.exports(found)),
        facts=plans_shown.facts(found),
        notes=plans_shown.moved_on(tables_moved_on(actor.authority_id, reference)),
        sections=plans_shown.sections(found, editable=actor.may(Permission.PLAN_EDIT)),
        timeline=told(timeline(actor.authority_id, "plan", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def plan_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a plan needs; told, do it."""
    actor = actor_of(request)
    found = queries.plan_record(actor.authority_id, reference)
    if name == "live":
        return answered(request, live_acts.addition_asked(actor, found, at=moment(actor.authority_id)))
    asked = plans_acts.plan_asked(
        actor,
        found,
        name,
        suggested=next_number(actor.authority_id, reference),
        on=today(actor.authority_id),
        at=moment(actor.authority_id),
        lead=" ".join(plans_shown.moved_on(tables_moved_on(actor.authority_id, reference))),
    )
    return answered(request, asked)


@require_safe
@permission_required(Permission.PLAN_VIEW)
def export(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """Hand out the working copy of a plan as a file."""
    actor = actor_of(request)
    made = export_plan(actor=actor, reference=reference, form=form, at=moment(actor.authority_id))
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
@permission_required(Permission.PLAN_VIEW)
def differences(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what changed between a published version and another, or the working copy."""
    actor = actor_of(request)
    earlier, later = request.GET.get("from", ""), request.GET.get("to", "")
    found = changed_since(actor.authority_id, reference, earlier, later)
    rows = tuple((Cell(one.section), Cell(one.before), Cell(one.after)) for one in found)
    headings = (_("Section"), _("Before"), _("After"))
    title = _("What changed since version %(number)s") % {"number": earlier} if earlier else _("What changed")
    page = RecordPage(
        title=title,
        caption=reference,
        crumbs=(
            Crumb(_("Service plans"), reverse("service-plan:plans")),
            Crumb(reference, reverse("service-plan:plan", args=[reference])),
        ),
        sections=(Section(_("Changes"), table=PlainTable(title, headings, rows, empty=_("Nothing is different."))),),
    )
    return render(request, RECORD, {"page": page})
