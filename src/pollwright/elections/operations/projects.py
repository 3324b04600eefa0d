"""The project of a poll: made from its timetable, and kept by those who do the work."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.elections.events.projects import ProjectAdded, ProjectChanged, ProjectMade, TaskDone, TasksGiven
from pollwright.elections.models import BudgetLine, Poll, PollStep, ProjectNote, ProjectTask
from pollwright.elections.operations.changing import PollChanged
from pollwright.elections.planning import BUDGET, COUNT_PLAN, REMINDED_BEFORE
from pollwright.elections.states import ENDED, NoteKind
from pollwright.refusals import NotFound, Refused
from pollwright.risks.operations.registers import open_for_poll, register_of
from pollwright.risks.states import SubjectKind
from pollwright.risks.topics import TOPICS

PARTS: dict[str, tuple[type[Model], str, str, frozenset[str]]] = {
    "task": (ProjectTask, "TK", "task", frozenset({"title", "owner", "due_on", "remind_on", "note"})),
    "budget": (BudgetLine, "BL", "budget line", frozenset({"heading", "estimate", "actual", "shared"})),
    "note": (ProjectNote, "NT", "note", frozenset({"kind", "heading", "text"})),
}
"""What a project has: its table, its series of references, its name, and what may be changed of it."""


class ProjectIsThere(Refused):
    """A poll has one project."""

    code = "elections.R040"
    problem = "Poll {reference} has a project already, or will not be held."
    remedy = "Open the project, and change it there."


@operation(Permission.PROJECT_EDIT)
def make_project(*, actor: Actor, reference: str) -> int:
    """Make the project of a poll: tasks from its timetable, a risk register with the statutory topics, and lessons of the last poll of its kind.

    :return: how many tasks there are.
    :raises ProjectIsThere: where it was made, or the poll will not be held.
    """
    poll = _poll(actor, reference)
    if poll.state in ENDED or ProjectTask.objects.filter(poll=poll).exists():
        raise ProjectIsThere(reference=reference)
    steps = PollStep.objects.filter(poll=poll).order_by("pk")
    tasks = [
        ProjectTask(step=step.step, title=step.title, due_on=_due(step), remind_on=_due(step) - REMINDER)
        for step in steps
    ]
    lessons = [
        ProjectNote(kind=NoteKind.LESSON, heading=one.heading, text=one.text, carried_from=one)
        for one in _lessons_before(poll)
    ]
    plan = [ProjectNote(kind=NoteKind.COUNT_PLAN, heading=heading) for heading in COUNT_PLAN]
    for name, rows in (
        ("task", tasks),
        ("budget", [BudgetLine(heading=heading, shared=shared) for heading, shared in BUDGET]),
        ("note", [*plan, *lessons]),
    ):
        _keep(actor, poll, name, rows)
    if register_of(actor.authority_id, SubjectKind.POLL, poll.pk) is None:
        open_for_poll(actor=actor, title=poll.title, poll_id=poll.pk, poll=reference, rehearsal=poll.rehearsal)
    record(ProjectMade(reference, len(tasks), len(TOPICS), len(lessons)), actor=actor, subjects=[poll])
    return len(tasks)


@operation(Permission.PROJECT_EDIT)
def add_part(*, actor: Actor, reference: str, part: str, values: Mapping[str, Any]) -> Model:
    """Add a task, a budget line or a note to the project of a poll."""
    poll = _poll(actor, reference)
    model, series, words, fields = PARTS[part]
    row = model(
        authority_id=actor.authority_id,
        poll=poll,
        reference=next_reference(actor.authority_id, series),
        **_values(actor, values, fields),
    )
    row.save(force_insert=True)
    record(ProjectAdded(words, row.reference, reference), actor=actor, subjects=[poll])  # type: ignore[attr-defined]
    return row


@operation(Permission.PROJECT_EDIT)
def change_part(*, actor: Actor, reference: str, part: str, version: int, values: Mapping[str, Any]) -> Model:
    """Change a task, a budget line or a note.

    :raises PollChanged: where another officer was first.
    """
    row = _part(actor, part, reference, version)
    fields = _values(actor, values, PARTS[part][3])
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    record(ProjectChanged(PARTS[part][2], reference, row.poll.reference), actor=actor, subjects=[row.poll])
    return row


@operation(Permission.PROJECT_EDIT)
def give_tasks(*, actor: Actor, reference: str, owner: str, tasks: Collection[str]) -> int:
    """Give open tasks of a poll to one person of the authority, and return how many.

    :param owner: the person's handle; `tasks`: references.
    :raises PollChanged: where one of them was done, or is none of the poll's.
    """
    poll = _poll(actor, reference)
    held = list(ProjectTask.objects.select_for_update().filter(poll=poll, reference__in=tasks, done_at__isnull=True))
    if not held or len(held) != len(set(tasks)):
        raise PollChanged(reference=reference)
    person = member_id(actor.authority_id, owner)
    for task in held:
        task.owner_id, task.version = person, task.version + 1
    ProjectTask.objects.bulk_update(held, ["owner", "version"])
    record(TasksGiven(reference, len(held)), actor=actor, subjects=[poll])
    return len(held)


@operation(Permission.PROJECT_EDIT)
def finish_task(*, actor: Actor, reference: str, version: int, at: datetime) -> ProjectTask:
    """Note that a task is done.

    :raises PollChanged: where another officer was first, or it is done.
    """
    task = _part(actor, "task", reference, version)
    if task.done_at is not None:
        raise PollChanged(reference=reference)
    task.done_at, task.done_by, task.version = at, actor.name, task.version + 1
    task.save(update_fields=["done_at", "done_by", "version"])
    record(TaskDone(reference, task.poll.reference), actor=actor, subjects=[task.poll])
    return task


def leave_task(actor: Actor, poll: Poll, title: str, due_on: date, note: str) -> ProjectTask:
    """Leave a task that follows from another act in the project of a poll; called inside that act's operation."""
    task = ProjectTask(title=title[:200], due_on=due_on, remind_on=due_on, note=note)
    _keep(actor, poll, "task", [task])
    record(ProjectAdded(PARTS["task"][2], task.reference, poll.reference), actor=actor, subjects=[poll])
    return task


REMINDER = timedelta(days=REMINDED_BEFORE)


def _poll(actor: Actor, reference: str) -> Poll:
    found = Poll.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="poll", reference=reference)
    return found


def _part(actor: Actor, part: str, reference: str, version: int) -> Any:
    model = PARTS[part][0]
    found: Any = (
        model.objects.select_for_update(of=("self",))  # type: ignore[attr-defined]
        .select_related("poll")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if found is None:
        raise NotFound(kind="project", reference=reference)
    if found.version != version:
        raise PollChanged(reference=reference)
    return found


def _keep(actor: Actor, poll: Poll, part: str, rows: list[Any]) -> None:
    model, series, _, _ = PARTS[part]
    for row, reference in zip(rows, next_references(actor.authority_id, series, len(rows)), strict=True):
        row.authority_id, row.poll, row.reference = actor.authority_id, poll, reference
    model.objects.bulk_create(rows)  # type: ignore[attr-defined]


def _values(actor: Actor, values: Mapping[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    """Return the values that may be set; an owner is named by their handle, and works in the authority.

    :raises NotFound: where there is no such person.
    """
    found = {name: value for name, value in values.items() if name in fields and name != "owner"}
    if "owner" in values and "owner" in fields:
        found["owner_id"] = member_id(actor.authority_id, values["owner"])
    return found


def _lessons_before(poll: Poll) -> list[ProjectNote]:
    """Return the lessons of the last live poll of the kind before this one."""
    held = ProjectNote.objects.filter(
        authority=poll.authority_id, kind=NoteKind.LESSON, poll__kind=poll.kind, poll__rehearsal=False,
        poll__day__lt=poll.day,
    )  # fmt: skip
    last = held.order_by("-poll__day", "-poll").values_list("poll", flat=True).first()
    return list(held.filter(poll=last).order_by("pk")) if last else []


def _due(step: PollStep) -> date:
    due = step.on or step.latest or step.earliest
    if due is None:
        raise ValueError(f"the step {step.step} has no day")
    return due
