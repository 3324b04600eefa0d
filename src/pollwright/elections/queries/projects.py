"""Projects of polls: their parts, the list of all tasks, and what is overdue."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from pollwright.elections.models import BudgetLine, PollStep, ProjectNote, ProjectTask
from pollwright.elections.queries.timetables import OPEN_RANGES
from pollwright.elections.states import ENDED
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step of a poll's timetable that is not done: the poll, the step, its last lawful day and time, and the rule."""

    poll: str
    poll_title: str
    title: str
    on: date
    by: time | None
    source: str


@dataclass(frozen=True, slots=True)
class Whose:
    """Who asks for tasks, and on which day."""

    person_id: int | None
    on: date


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task."""

    id: int
    reference: str
    title: str
    owner: str | None
    due_on: date
    remind_on: date | None
    done_at: datetime | None
    note: str
    poll: str
    poll_title: str


@dataclass(frozen=True, slots=True)
class Part:
    """One budget line or note: its reference and its cells by name."""

    reference: str
    values: dict[str, Any]


_TASK = (
    "pk", "reference", "title", "owner__name", "due_on", "remind_on", "done_at", "note", "poll__reference",
    "poll__title",
)  # fmt: skip
_MODELS = {"task": ProjectTask, "budget": BudgetLine, "note": ProjectNote}
_FIELDS = {
    "task": ("title", "owner__handle", "due_on", "remind_on", "note"),
    "budget": ("heading", "estimate", "actual", "shared"),
    "note": ("kind", "heading", "text"),
}


def tasks(authority_id: int, asked: TableRequest, whose: Whose) -> Page[TaskRow]:
    """Return a page of the tasks of all polls that are to be held."""
    held = _tasks(authority_id, asked, whose)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_TASK)[: asked.size + 1]
    return Page.gather(asked, [TaskRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def every_task(authority_id: int, asked: TableRequest, whose: Whose) -> Iterator[TaskRow]:
    """Yield all tasks of a list, in its order."""
    rows = keyset_queryset(_tasks(authority_id, asked, whose), asked.order, None).values_list(*_TASK)
    yield from (TaskRow(*row) for row in rows.iterator())


def tasks_of(authority_id: int, poll_id: int) -> list[TaskRow]:
    """Return the tasks of a poll, the next first."""
    rows = ProjectTask.objects.filter(authority=authority_id, poll=poll_id).order_by("due_on", "pk")
    return [TaskRow(*row) for row in rows.values_list(*_TASK)]


def parts_of(authority_id: int, poll_id: int, part: str) -> list[Part]:
    """Return the budget lines or notes of a poll, in the order in which they were made."""
    held = _MODELS[part].objects.filter(authority=authority_id, poll=poll_id).order_by("pk")  # type: ignore[attr-defined]
    return [Part(row.pop("reference"), row) for row in held.values("reference", *_FIELDS[part])]


def part_facts(authority_id: int, part: str, reference: str) -> dict[str, Any]:
    """Return one part of a project: its values, version, and poll.

    :raises NotFound: where the authority has none of that reference.
    """
    held = _MODELS[part].objects.filter(authority=authority_id, reference=reference)  # type: ignore[attr-defined]
    row = held.values("version", "poll__reference", "poll__title", *_FIELDS[part]).first()
    if row is None:
        raise NotFound(kind="project", reference=reference)
    return dict(row)


def tasks_due(authority_id: int, person_id: int | None, *, on: date) -> tuple[int, int]:
    """Return how many tasks of a person are overdue, and of how many others the reminder has come."""
    if person_id is None:
        return 0, 0
    overdue, reached = Q(due_on__lt=on), Q(due_on__gte=on, remind_on__lte=on)
    found = _open(authority_id).filter(owner=person_id)
    counts = found.aggregate(overdue=Count("pk", filter=overdue), reached=Count("pk", filter=reached))
    return counts["overdue"], counts["reached"]


def late_steps(authority_id: int, *, on: date) -> list[tuple[str, str, int]]:
    """Return the live polls that have steps late on a day: reference, title and how many, by polling day."""
    late = (
        PollStep.objects.filter(authority=authority_id, done_at__isnull=True, poll__rehearsal=False)
        .exclude(poll__state__in=ENDED)
        .exclude(step__in=OPEN_RANGES)
        .annotate(last=Coalesce("latest", "on", "earliest"))
        .filter(last__lt=on, poll__day__gte=on)
    )
    counts: dict[tuple[str, str], int] = {}
    for reference, title in late.order_by("poll__day", "poll__reference").values_list("poll__reference", "poll__title"):
        counts[reference, title] = counts.get((reference, title), 0) + 1
    return [(reference, title, many) for (reference, title), many in counts.items()]


def next_steps(authority_id: int, *, on: date, many: int) -> list[NextStep]:
    """Return the steps of live polls that are next, each at its last lawful day, soonest first."""
    ahead = (
        PollStep.objects.filter(authority=authority_id, done_at__isnull=True, poll__rehearsal=False)
        .exclude(poll__state__in=ENDED)
        .exclude(step__in=OPEN_RANGES)
        .annotate(last=Coalesce("latest", "on", "earliest"))
        .filter(last__gte=on)
        .order_by("last", "by", "poll__reference", "pk")
    )
    fields = ("poll__reference", "poll__title", "title", "last", "by", "source")
    return [NextStep(*row) for row in ahead.values_list(*fields)[:many]]


@dataclass(frozen=True, slots=True)
class ProjectCounts:
    """How far the project of a poll is."""

    poll: str
    title: str
    tasks: int
    done: int
    overdue: int


def projects_of(authority_id: int, poll_ids: Collection[int], *, on: date) -> list[ProjectCounts]:
    """Return how far the projects of some polls are, by poll; a poll without a project is left out."""
    held = ProjectTask.objects.filter(authority=authority_id, poll__in=poll_ids).values(
        "poll__reference", "poll__title"
    )
    counts = held.annotate(
        many=Count("pk"),
        done=Count("pk", filter=Q(done_at__isnull=False)),
        overdue=Count("pk", filter=Q(done_at__isnull=True, due_on__lt=on)),
    )
    names = ("poll__reference", "poll__title", "many", "done", "overdue")
    return [ProjectCounts(*row) for row in counts.order_by("poll__reference").values_list(*names)]


def _open(authority_id: int) -> QuerySet[ProjectTask]:
    held = ProjectTask.objects.filter(authority=authority_id, done_at__isnull=True, poll__rehearsal=False)
    return held.exclude(poll__state__in=ENDED)


def _tasks(authority_id: int, asked: TableRequest, whose: Whose) -> QuerySet[ProjectTask]:
    held = ProjectTask.objects.filter(authority=authority_id).exclude(poll__state__in=ENDED)
    if asked.search:
        held = held.filter(
            Q(title__icontains=asked.search)
            | Q(poll__title__icontains=asked.search)
            | Q(poll__reference__iexact=asked.search)
            | Q(owner__name__icontains=asked.search)
        )
    if (done := asked.filters.get("done")) is not None:
        held = held.filter(done_at__isnull=not done)
    if (mine := asked.filters.get("mine")) is not None:
        held = held.filter(owner=whose.person_id) if mine else held.exclude(owner=whose.person_id)
    if (reached := asked.filters.get("reached")) is not None:
        due = Q(remind_on__lte=whose.on, done_at__isnull=True)
        held = held.filter(due) if reached else held.exclude(due)
    return held
