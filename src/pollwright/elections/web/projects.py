"""The pages of the project of a poll: its parts, changing them, and the list of all tasks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment, today
from pollwright.elections.operations import projects as operations
from pollwright.elections.queries import projects as queries
from pollwright.elections.queries.polls import PollFacts, poll_facts
from pollwright.elections.queries.project_plans import versions_of
from pollwright.elections.web import projects_shown as shown
from pollwright.elections.web.polls import GET_OR_POST, LIST, RECORD, poll_crumb, polls_crumb, version_of
from pollwright.pages.forms import Form, HiddenField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Figure, ListPage, RecordPage, Section
from pollwright.pages.wording import number
from pollwright.risks.queries.rows import RiskRow, register_reference, risks_of
from pollwright.risks.states import SubjectKind


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def tasks(request: HttpRequest) -> HttpResponseBase:
    """Show the tasks of all polls."""
    actor = actor_of(request)
    whose = queries.Whose(actor.person_id, today(actor.authority_id))
    listing = Listing(
        shown.tasks_table(),
        lambda asked: queries.tasks(actor.authority_id, asked, whose),
        lambda asked: queries.every_task(actor.authority_id, asked, whose),
        name="tasks",
        caption=_("Tasks"),
        empty=_("No task was found."),
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Tasks"), crumbs=(polls_crumb(),)))


@require_GET
@permission_required(Permission.POLLS_VIEW)
def project(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the project of a poll: tasks, risks, budget, count plan and lessons."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    on, held = today(actor.authority_id), queries.tasks_of(actor.authority_id, facts.id)
    overdue = sum(task.done_at is None and task.due_on < on for task in held)
    may = actor.may(Permission.PROJECT_EDIT)
    risks = _risks(actor, facts)
    page = RecordPage(
        title=_("Project"),
        caption=facts.title,
        crumbs=(polls_crumb(), poll_crumb(facts)),
        acts=_acts(reference, made=bool(held)) if may else (),
        figures=(
            Figure(_("Tasks done"), f"{sum(task.done_at is not None for task in held)} / {len(held)}"),
            Figure(_("Overdue"), number(overdue), alarm=overdue > 0),
            Figure(_("Open risks"), number(sum(risk.state != "closed" for risk in risks))),
        ),
        sections=_sections(actor, facts, held, risks, linked=may),
        warning=_("This is a rehearsal. Nothing in it has legal effect.") if facts.rehearsal else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PROJECT_EDIT)
def make(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether the project of a poll is made; confirmed, make it."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)

    def perform(_given: Mapping[str, Any]) -> None:
        operations.make_project(actor=actor, reference=reference)

    return answered(
        request,
        Asked(
            title=_("Make the project"),
            form=Form(),
            submit=_("Make the project"),
            perform=perform,
            back=reverse("elections:project", args=[reference]),
            caption=facts.title,
            lead=_("Tasks are made from the timetable; lessons of the last poll of the kind are carried over."),
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PROJECT_EDIT)
def add(request: HttpRequest, reference: str, part: str) -> HttpResponse:
    """Ask for a new task, budget line or note; told, add it."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    form = _form(actor, part)

    def perform(given: Mapping[str, Any]) -> None:
        operations.add_part(actor=actor, reference=reference, part=part, values=shown.values_of(part, given))

    back = reverse("elections:project", args=[reference])
    title = str(shown.ADD[part])
    return answered(request, Asked(title, form, title, perform, back, caption=facts.title))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PROJECT_EDIT)
def change(request: HttpRequest, part: str, reference: str) -> HttpResponse:
    """Ask what changes in a part of a project; told, change it."""
    actor = actor_of(request)
    form = _form(actor, part)
    facts = queries.part_facts(actor.authority_id, part, reference)

    def perform(given: Mapping[str, Any]) -> None:
        operations.change_part(
            actor=actor,
            reference=reference,
            part=part,
            version=version_of(given["version"]),
            values=shown.values_of(part, given),
        )

    back = reverse("elections:project", args=[facts["poll__reference"]])
    typed, title = shown.typed_of(part, facts), str(shown.CHANGE[part])
    return answered(request, Asked(title, form, title, perform, back, typed=typed, caption=facts["poll__title"]))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PROJECT_EDIT)
def give(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask who is to do which open tasks of a poll; told, give them to that person."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    held = [task for task in queries.tasks_of(actor.authority_id, facts.id) if task.done_at is None]

    def perform(given: Mapping[str, Any]) -> Done:
        many = operations.give_tasks(actor=actor, reference=reference, owner=given["owner"], tasks=given["tasks"])
        return Done(_("Tasks given: %(many)s.") % {"many": number(many)})

    typed = {"tasks": [task.reference for task in held if not task.owner]}
    title = _("Give tasks to somebody")
    asked = Asked(
        title, shown.give_form(held, members(actor.authority_id)), title, perform,
        reverse("elections:project", args=[reference]), typed=typed, caption=facts.title,
        crumbs=(polls_crumb(), poll_crumb(facts)),
    )  # fmt: skip
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PROJECT_EDIT)
def finish(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether a task is done; confirmed, note it."""
    actor = actor_of(request)
    facts = queries.part_facts(actor.authority_id, "task", reference)

    def perform(given: Mapping[str, Any]) -> None:
        operations.finish_task(
            actor=actor, reference=reference, version=version_of(given["version"]), at=moment(actor.authority_id)
        )

    back = reverse("elections:project", args=[facts["poll__reference"]])
    asked = Asked(
        facts["title"], Form(HiddenField("version")), _("Mark as done"), perform, back,
        typed={"version": facts["version"]}, caption=facts["poll__title"],
    )  # fmt: skip
    return answered(request, asked)


def _form(actor: Actor, part: str) -> Form:
    if part not in shown.ADD:
        raise Http404
    return shown.part_form(part, members(actor.authority_id))


def _acts(reference: str, *, made: bool) -> tuple[NavItem, ...]:
    adding = tuple(
        NavItem(str(label), reverse("elections:project-add", args=[reference, part]))
        for part, label in shown.ADD.items()
    )
    giving = NavItem(_("Give tasks to somebody"), reverse("elections:project-give", args=[reference]))
    planning = NavItem(_("Make the project plan"), reverse("elections:project-plan", args=[reference]))
    return (
        (planning, giving, *adding)
        if made
        else (NavItem(_("Make the project"), reverse("elections:project-make", args=[reference])),)
    )


def _risks(actor: Actor, facts: PollFacts) -> list[RiskRow]:
    register = register_reference(actor.authority_id, SubjectKind.POLL, facts.id)
    return risks_of(actor.authority_id, register) if register else []


def _sections(
    actor: Actor, facts: PollFacts, held: list[queries.TaskRow], risks: list[RiskRow], *, linked: bool
) -> tuple[Section, ...]:
    parts = {part: queries.parts_of(actor.authority_id, facts.id, part) for part in ("budget", "note")}
    register = risks[0].register if risks and actor.may(Permission.RISKS_VIEW) else ""
    href = reverse("risks:register", args=[register]) if register else ""
    registers = (NavItem(_("Risk register of the poll"), href),) if register else ()
    files = (
        NavItem(_("Tasks as a list, to search and download"), f"{reverse('elections:tasks')}?search={facts.reference}"),
    )
    plans = Section(_("Project plan"), table=shown.plan_table(versions_of(actor.authority_id, facts.id, None)))
    return (
        plans,
        Section(_("Tasks"), table=shown.task_table(held, linked=linked), links=files),
        Section(_("Risks"), table=shown.risk_table(risks, linked=bool(register)), links=registers),
        Section(_("Budget"), table=shown.budget_table(parts["budget"], linked=linked)),
        Section(_("Count plan"), table=shown.note_table(parts["note"], "count_plan", linked=linked)),
        Section(_("Lessons learned"), table=shown.note_table(parts["note"], "lesson", linked=linked)),
    )
