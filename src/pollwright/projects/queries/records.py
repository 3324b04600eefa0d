"""One project with all its parts, as its page and its papers show it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from pollwright.elections.queries.polls import polls_named
from pollwright.elections.queries.projects import TaskRow, tasks_of
from pollwright.projects.models import (
    BoardMeeting,
    BoardPaper,
    Lesson,
    LogEntry,
    Milestone,
    Project,
    ProjectAction,
    ProjectLink,
)
from pollwright.projects.queries.rows import ActionRow, MilestoneRow, actions_of, milestones
from pollwright.projects.states import LinkKind
from pollwright.refusals import NotFound
from pollwright.risks.queries.rows import RiskRow, register_reference, risks_linked_with, risks_of
from pollwright.risks.states import SubjectKind


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting of a board with its papers: title and token of the file."""

    reference: str
    held_on: date
    present: str
    notes: str
    version: int
    papers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry of the highlight log; `status` is blank where it says nothing of that."""

    said_on: date
    said_by: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson of a project."""

    reference: str
    heading: str
    text: str
    settled: bool
    carried_from: str
    version: int


@dataclass(frozen=True, slots=True)
class PollWork:
    """A poll that a project is linked with, and its tasks from its timetable."""

    reference: str
    title: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """One project. Handles say who is chosen in forms; `table` is the plan's table that it came from."""

    id: int
    reference: str
    version: int
    title: str
    service: str
    outcome: str
    manager: str
    manager_handle: str
    manager_text: str
    sponsor: str
    sponsor_handle: str
    sponsor_text: str
    capacity: str
    start_typed: str
    end_typed: str
    budget_pence: int | None
    status: str
    status_reason: str
    closed_on: date | None
    achieved: str
    plan: str
    table: str
    register: str
    milestones: tuple[MilestoneRow, ...]
    actions: tuple[ActionRow, ...]
    meetings: tuple[MeetingRow, ...]
    log: tuple[LogRow, ...]
    lessons: tuple[LessonRow, ...]
    objectives: tuple[str, ...]
    budget_lines: tuple[str, ...]
    polls: tuple[PollWork, ...]
    risks: tuple[RiskRow, ...]


def project_record(authority_id: int, reference: str) -> ProjectRecord:
    """Return one project with its parts.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Project.objects.select_related("service", "manager", "sponsor", "block__plan")
    one = held.filter(authority=authority_id, reference=reference).first()
    if one is None:
        raise NotFound(kind="project", reference=reference)
    of: dict[str, Any] = {"authority": authority_id, "project": one}
    links: dict[str, list[str]] = defaultdict(list)
    for kind, words in ProjectLink.objects.filter(**of).order_by("pk").values_list("kind", "words"):
        links[kind].append(words)
    register = register_reference(authority_id, SubjectKind.PROJECT, one.pk)
    fields = ("reference", "heading", "text", "settled", "carried_from", "version")
    return ProjectRecord(
        **_own(one),
        register=register,
        milestones=tuple(milestones(authority_id, [one.pk])),
        actions=tuple(actions_of(authority_id, one.pk)),
        meetings=tuple(_meetings(of)),
        log=tuple(
            LogRow(*row)
            for row in LogEntry.objects.filter(**of).order_by("-pk").values_list("said_on", "said_by", "status", "text")
        ),
        lessons=tuple(LessonRow(*row) for row in Lesson.objects.filter(**of).order_by("pk").values_list(*fields)),
        objectives=tuple(links[LinkKind.OBJECTIVE]),
        budget_lines=tuple(links[LinkKind.BUDGET]),
        polls=tuple(_polls(authority_id, links[LinkKind.POLL])),
        risks=tuple(_risks(authority_id, register, reference)),
    )


def project_titled(authority_id: int, reference: str, _words: str) -> str | None:
    """Return the title of a project, for a risk that is linked with it."""
    return Project.objects.filter(authority=authority_id, reference=reference).values_list("title", flat=True).first()


def part_of(authority_id: int, reference: str) -> tuple[str, int, dict[str, Any]]:
    """Return a part of a project by its own reference: its project's, its version, and its values by name.

    :raises NotFound: where the authority has none of that reference.
    """
    for series, (model, fields) in _PARTS.items():
        if reference.startswith(series):
            held = model.objects.filter(authority=authority_id, reference=reference)
            row = held.values("project__reference", "version", *fields).first()
            if row is not None:
                return str(row.pop("project__reference")), int(row.pop("version")), dict(row)
    raise NotFound(kind="part of a project", reference=reference)


_PARTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "PJM": (Milestone, ("year", "quarter", "words", "date_typed", "owner__handle", "state", "evidence")),
    "PJT": (ProjectAction, ("title", "owner__handle", "owner_text", "due_on", "done_on", "meeting__reference")),
    "PJB": (BoardMeeting, ("held_on", "present", "notes")),
    "PJL": (Lesson, ("heading", "text", "settled", "carried_from")),
}


def _own(one: Project) -> dict[str, Any]:
    names = (
        "reference", "version", "title", "outcome", "manager_text", "sponsor_text", "capacity", "start_typed",
        "end_typed", "budget_pence", "status", "status_reason", "closed_on", "achieved",
    )  # fmt: skip
    return {name: getattr(one, name) for name in names} | {
        "id": one.pk,
        "service": one.service.name,
        "manager": one.manager.name if one.manager else one.manager_text,
        "manager_handle": str(one.manager.handle) if one.manager else "",
        "sponsor": one.sponsor.name if one.sponsor else one.sponsor_text,
        "sponsor_handle": str(one.sponsor.handle) if one.sponsor else "",
        "plan": one.block.plan.reference if one.block else "",
        "table": one.block.reference if one.block else "",
    }


def _meetings(of: dict[str, Any]) -> list[MeetingRow]:
    papers: dict[int, list[tuple[str, str]]] = defaultdict(list)
    kept = BoardPaper.objects.filter(authority=of["authority"], meeting__project=of["project"]).order_by("pk")
    for meeting, title, token in kept.values_list("meeting", "title", "file__token"):
        papers[meeting].append((title, token))
    held = BoardMeeting.objects.filter(**of).order_by("-held_on", "-pk")
    fields = ("pk", "reference", "held_on", "present", "notes", "version")
    return [
        MeetingRow(reference, held_on, present, notes, version, tuple(papers[pk]))
        for pk, reference, held_on, present, notes, version in held.values_list(*fields)
    ]


def _polls(authority_id: int, references: list[str]) -> list[PollWork]:
    return [
        PollWork(reference, title, tuple(tasks_of(authority_id, pk)))
        for pk, reference, title in polls_named(authority_id, references)
    ]


def _risks(authority_id: int, register: str, reference: str) -> list[RiskRow]:
    own = risks_of(authority_id, register) if register else []
    known = {one.reference for one in own}
    linked = risks_linked_with(authority_id, SubjectKind.PROJECT, reference)
    return [*own, *(one for one in linked if one.reference not in known)]
