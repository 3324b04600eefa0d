"""Pages of all projects: the list, their work, lessons, their picture, tables in and out, and what plans propose."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.formats.plan_dates import year_name
from pollwright.pages import downloads
from pollwright.pages.forms import Form
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.projects.operations.importing import COLUMNS, import_projects
from pollwright.projects.operations.keeping import open_project
from pollwright.projects.operations.planning import take_from_plan
from pollwright.projects.queries import lessons as lessons_queries
from pollwright.projects.queries import meetings as of_boards
from pollwright.projects.queries import rows
from pollwright.projects.queries.planned import Planned, planned
from pollwright.projects.states import Quarter
from pollwright.projects.web import forms, shown, tables, taken, terms
from pollwright.projects.web.projects import ProjectPage
from pollwright.service_plan.web.gantt import gantt


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def projects(request: HttpRequest) -> HttpResponseBase:
    """Show the projects."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    listing = Listing(
        tables.projects_table(),
        lambda asked: rows.projects(actor.authority_id, asked, on=on),
        None,
        name="projects",
        caption=_("Projects"),
        empty=_("No project matches."),
    )
    links = [
        NavItem(_("Tasks and actions"), reverse("projects:actions")),
        NavItem(_("Meetings of boards"), reverse("projects:meetings")),
        NavItem(_("Lessons"), reverse("projects:lessons")),
        NavItem(_("Timeline"), reverse("projects:picture")),
        NavItem(_("With milestones, XLSX"), reverse("projects:file")),
    ]
    if actor.may(Permission.PLAN_EDIT):
        links = [
            NavItem(_("Open a project"), reverse("projects:new")),
            NavItem(_("Projects in plans"), reverse("projects:planned")),
            NavItem(_("Take projects over from a table"), reverse("projects:import")),
            *links,
        ]
    return list_response(request, terms.LIST, listing, partial(ListPage, _("Projects"), links=tuple(links)))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def actions(request: HttpRequest) -> HttpResponseBase:
    """Show the tasks and actions of all projects."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    listing = Listing(
        tables.actions_table(editable=actor.may(Permission.PLAN_EDIT)),
        lambda asked: rows.actions(actor.authority_id, asked, on=on),
        None,
        name="project-actions",
        caption=_("Tasks and actions"),
        empty=_("No task or action matches."),
    )
    page = partial(
        ListPage, _("Tasks and actions"), links=taken.way_in(actor, "actions"), crumbs=(terms.projects_crumb(),)
    )
    return list_response(request, terms.LIST, listing, page)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def meetings(request: HttpRequest) -> HttpResponseBase:
    """Show the meetings of all boards, with the papers that were before them."""
    actor = actor_of(request)
    listing = Listing(
        tables.meetings_table(editable=actor.may(Permission.PLAN_EDIT)),
        lambda asked: of_boards.meetings(actor.authority_id, asked),
        None,
        name="board-meetings",
        caption=_("Meetings of boards"),
        empty=_("No meeting matches."),
    )
    links = taken.way_in(actor, "meetings")
    page = partial(ListPage, _("Meetings of boards"), links=links, crumbs=(terms.projects_crumb(),))
    return list_response(request, terms.LIST, listing, page)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_VIEW)
def lessons(request: HttpRequest) -> HttpResponseBase:
    """Show the lessons of projects and of polls."""
    actor = actor_of(request)
    listing = Listing(
        tables.lessons_table(),
        lambda asked: lessons_queries.lessons(actor.authority_id, asked),
        None,
        name="lessons",
        caption=_("Lessons"),
        empty=_("No lesson matches."),
    )
    links = taken.way_in(actor, "lessons")
    page = partial(ListPage, _("Lessons"), links=links, crumbs=(terms.projects_crumb(),))
    return list_response(request, terms.LIST, listing, page)


@require_safe
@permission_required(Permission.PLAN_VIEW)
def picture(request: HttpRequest) -> HttpResponse:
    """Show the milestones of all projects that name days, as a picture and as a table."""
    actor = actor_of(request)
    held, on = rows.milestones(actor.authority_id), today(actor.authority_id)
    by_project: dict[str, list[rows.MilestoneRow]] = {}
    for one in held:
        if one.first is not None:
            by_project.setdefault(one.project, []).append(one)
    lines = tuple(
        (
            Cell(one.project_title, href=terms.project_href(one.project)),
            Cell(terms.when(one)),
            Cell(one.words),
            Cell(tag=terms.milestone_tag(one, on)),
        )
        for one in held
    )
    headings = (_("Project"), _("When"), _("Milestone"), _("Status"))
    table = PlainTable(_("Milestones"), headings, lines, _("No milestone is recorded."))
    page = ProjectPage(
        title=_("Timeline"),
        caption=_("Projects"),
        crumbs=(terms.projects_crumb(),),
        sections=(Section(_("Milestones"), table=table),),
        picture=gantt([shown.drawn(each[0].project_title, tuple(each)) for each in by_project.values()]),
    )
    return render(request, "projects/project.jinja", {"page": page})


@require_safe
@permission_required(Permission.PLAN_VIEW)
def file(request: HttpRequest) -> HttpResponseBase:
    """Hand out the projects with their milestones, in the columns in which such a table is taken over."""
    actor = actor_of(request)
    found = rows.project_lines(actor.authority_id)
    lines = [
        (
            *line[:8],
            "" if year is None else year_name(year),
            "" if quarter in (None, Quarter.WHOLE_YEAR) else str(quarter),
            words or "",
            date_typed or "",
        )
        for *line, year, quarter, words, date_typed in found
    ]
    return downloads.xlsx_response("projects", COLUMNS, lines)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Ask what is known of a new project; told, open it."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> str:
        return terms.project_href(open_project(actor=actor, facts=forms.project_of(given)).reference)

    label = _("Open a project")
    form, back = forms.project_form(members(actor.authority_id), new=True), reverse("projects:projects")
    return answered(request, Asked(label, form, label, perform, back, crumbs=(terms.projects_crumb(),)))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def take_over(request: HttpRequest) -> HttpResponse:
    """Ask for a table; handed in, take its projects over."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> Done:
        many = import_projects(actor=actor, content=given["file"].read())
        return Done(_("%(many)s projects were taken over.") % {"many": many})

    label, back = _("Take projects over from a table"), reverse("projects:projects")
    lead = _("Columns: %(columns)s.") % {"columns": ", ".join(COLUMNS)}
    return answered(request, Asked(label, forms.IMPORT, label, perform, back, None, (terms.projects_crumb(),), lead))


@require_safe
@permission_required(Permission.PLAN_EDIT)
def in_plans(request: HttpRequest) -> HttpResponse:
    """Show the projects of confirmed tables of plans that are no records here yet."""
    found = planned(actor_of(request).authority_id)
    lines = tuple(
        (
            Cell(one.said.title, href=_take_href(one)),
            Cell(one.service),
            Cell(one.plan, href=reverse("service-plan:table", args=[one.table])),
            Cell(str(len(one.said.milestones)), numeric=True),
            Cell(one.known, href=terms.project_href(one.known) if one.known else ""),
        )
        for one in found
    )
    headings = (_("Project"), _("Service"), _("Plan"), _("Milestones"), _("Here under this title"))
    table = PlainTable(_("Projects in plans"), headings, lines, _("No project of a plan waits to be taken over."))
    page = RecordPage(
        title=_("Projects in plans"),
        caption=_("Tables that were confirmed"),
        crumbs=(terms.projects_crumb(),),
        sections=(Section(_("To be taken over"), table=table),),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLAN_EDIT)
def take(request: HttpRequest, table: str, place: int) -> HttpResponse:
    """Ask whether a project of a plan is taken over, or is one that is here; told, do it. Place 0 is a whole table."""
    actor = actor_of(request)
    row = place - 1 if place else None
    one = next((each for each in planned(actor.authority_id) if (each.table, each.row) == (table, row)), None)
    if one is None:
        raise Http404

    def perform(given: Mapping[str, Any]) -> str:
        same = one.known if given.get("same") == "known" else ""
        return terms.project_href(take_from_plan(actor=actor, table=table, row=row, project=same).reference)

    lead = "\n".join([one.said.outcome, *(f"{each.label}: {each.words}" for each in one.said.milestones)]).strip()
    form = Form(forms.same_project(one.known)) if one.known else Form()
    label, back = _("Take it over"), reverse("projects:planned")
    crumbs = (terms.projects_crumb(), terms.Crumb(_("Projects in plans"), back))
    return answered(request, Asked(one.said.title, form, label, perform, back, {"same": "known"}, crumbs, lead))


def _take_href(one: Planned) -> str:
    return reverse("projects:take", args=[one.table, 0 if one.row is None else one.row + 1])
