"""Pages of one project: what it is, and what can be done with it and its parts."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import RecordPage
from pollwright.projects.queries.records import part_of, project_record
from pollwright.projects.web import acts, shown, terms
from pollwright.service_plan.web.gantt import Gantt, gantt


@dataclass(frozen=True, slots=True)
class ProjectPage(RecordPage):
    """A project with the picture of its milestones."""

    picture: Gantt | None = None


@require_safe
@permission_required(Permission.PLAN_VIEW)
def project(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one project with its parts."""
    actor = actor_of(request)
    found, on = project_record(actor.authority_id, reference), today(actor.authority_id)
    editable = actor.may(Permission.PLAN_EDIT) and found.closed_on is None
    page = ProjectPage(
        title=found.title,
        caption=f"{found.service} · {reference}",
        crumbs=(terms.projects_crumb(),),
        acts=tuple(NavItem(label, terms.act_href(reference, name)) for name, label in acts.open_acts(actor, found)),
        facts=shown.facts(found),
        figures=shown.figures(found, on),
        sections=tuple(shown.sections(found, on, editable=editable)),
        timeline=told(timeline(actor.authority_id, "project", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        notes=shown.notes(found),
        picture=gantt([shown.drawn(found.title, found.milestones)]),
    )
    return render(request, "projects/project.jinja", {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def project_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a project needs; told, do it."""
    actor = actor_of(request)
    found = project_record(actor.authority_id, reference)
    return answered(request, acts.asked(actor, found, name, on=today(actor.authority_id)))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def part(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what changes in a part of a project; told, change it."""
    actor = actor_of(request)
    project, version, values = part_of(actor.authority_id, reference)
    found = project_record(actor.authority_id, project)
    return answered(request, acts.part_asked(actor, found, reference, version, values))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def action_done(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether a task or action is done; confirmed, note it."""
    actor = actor_of(request)
    project, version, values = part_of(actor.authority_id, reference)
    if "title" not in values:
        raise Http404
    found, on = project_record(actor.authority_id, project), today(actor.authority_id)
    return answered(request, acts.done_asked(actor, found, reference, version, values["title"], on=on))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def paper(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a paper of a meeting; sent, keep it."""
    actor = actor_of(request)
    project, version, values = part_of(actor.authority_id, reference)
    if "held_on" not in values:
        raise Http404
    found = project_record(actor.authority_id, project)
    return answered(request, acts.paper_asked(actor, found, reference, version, values["held_on"]))
