"""Projects, their work and their milestones as plain rows, for lists, for plans and for the calendar of the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.projects.models import BoardMeeting, Milestone, Project, ProjectAction
from pollwright.projects.states import MilestoneState


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in a list. `open_actions` are its tasks and actions that are not done."""

    id: int
    reference: str
    title: str
    service: str
    manager: str | None
    manager_text: str
    sponsor: str | None
    sponsor_text: str
    capacity: str
    outcome: str
    start_typed: str
    end_typed: str
    end_first: date | None
    status: str
    closed_on: date | None
    open_actions: int
    next_on: date | None

    @property
    def managed_by(self) -> str:
        """Who leads it, a person or as typed; blank where nobody does."""
        return self.manager or self.manager_text

    @property
    def sponsored_by(self) -> str:
        """Who answers for it."""
        return self.sponsor or self.sponsor_text


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone with its project; the quarter is 0 for a whole year."""

    id: int
    reference: str
    project: str
    project_title: str
    manager: str | None
    manager_text: str
    year: int
    quarter: int
    words: str
    date_typed: str
    first: date | None
    last: date | None
    owner: str | None
    state: str
    evidence: str
    version: int

    @property
    def seen_to_by(self) -> str:
        """Whoever sees to it: its owner, else who leads the project."""
        return self.owner or self.manager or self.manager_text

    def late(self, on: date) -> bool:
        """Return whether it was to be reached before a day and was not (MM-G04)."""
        return self.last is not None and self.last < on and self.state != MilestoneState.DONE


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A task of a project, or an action of its board; `meeting` is blank of a task."""

    id: int
    reference: str
    title: str
    owner: str | None
    owner_text: str
    due_on: date | None
    done_on: date | None
    project: str
    project_title: str
    meeting: str | None
    version: int

    @property
    def owned_by(self) -> str:
        """Who does it: a person, or as typed."""
        return self.owner or self.owner_text


_PROJECT = (
    "pk", "reference", "title", "service__name", "manager__name", "manager_text", "sponsor__name", "sponsor_text",
    "capacity", "outcome", "start_typed", "end_typed", "end_first", "status", "closed_on", "open_actions", "next_on",
)  # fmt: skip
_MILESTONE = (
    "pk", "reference", "project__reference", "project__title", "project__manager__name", "project__manager_text", "year",
    "quarter", "words", "date_typed", "first", "last", "owner__name", "state", "evidence", "version",
)  # fmt: skip
_ACTION = (
    "pk", "reference", "title", "owner__name", "owner_text", "due_on", "done_on", "project__reference",
    "project__title", "meeting__reference", "version",
)  # fmt: skip


def projects(authority_id: int, asked: TableRequest, *, on: date) -> Page[ProjectRow]:
    """Return a page of projects; closed ones only where they are asked for."""
    words = ("title", "outcome", "reference", "service__name", "manager__name", "manager_text", "sponsor__name")
    held = Project.objects.filter(authority=authority_id).filter(every_word(asked.search, (*words, "sponsor_text")))
    if (closed := asked.filters.get("closed")) is not None:
        held = held.filter(closed_on__isnull=not closed)
    if states := asked.filters.get("status"):
        held = held.filter(status__in=list(states))
    if look := asked.filters.get("look"):
        held = held.filter(_LOOKS[look](on)).distinct()
    rows = keyset_queryset(_counted(held), asked.order, asked.cursor).values_list(*_PROJECT)[: asked.size + 1]
    return Page.gather(asked, [ProjectRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def actions(authority_id: int, asked: TableRequest, *, on: date) -> Page[ActionRow]:
    """Return a page of the tasks and actions of all projects that are not closed."""
    words = ("title", "reference", "project__title", "project__reference", "owner__name", "owner_text")
    held = ProjectAction.objects.filter(authority=authority_id, project__closed_on__isnull=True)
    held = held.filter(every_word(asked.search, words))
    if (done := asked.filters.get("done")) is not None:
        held = held.filter(done_on__isnull=not done)
    if asked.filters.get("overdue"):
        held = held.filter(done_on__isnull=True, due_on__lt=on)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_ACTION)[: asked.size + 1]
    return Page.gather(asked, [ActionRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def projects_of(authority_id: int, service_id: int) -> list[ProjectRow]:
    """Return the projects of a service that are not closed, by reference."""
    return rows_of(Project.objects.filter(authority=authority_id, service=service_id, closed_on__isnull=True))


def rows_of(held: QuerySet[Project]) -> list[ProjectRow]:
    """Return some projects as rows, by reference."""
    return [ProjectRow(*row) for row in _counted(held).order_by("pk").values_list(*_PROJECT)]


def milestones(authority_id: int, project_ids: list[int] | None = None) -> list[MilestoneRow]:
    """Return the milestones of some projects, or of all that are not closed, by year and quarter."""
    held = Milestone.objects.filter(authority=authority_id)
    held = held.filter(project__closed_on__isnull=True) if project_ids is None else held.filter(project__in=project_ids)
    return [MilestoneRow(*row) for row in held.order_by("project", "year", "quarter", "pk").values_list(*_MILESTONE)]


def actions_of(authority_id: int, project_id: int) -> list[ActionRow]:
    """Return the tasks and actions of a project, what is due first, first."""
    held = ProjectAction.objects.filter(authority=authority_id, project=project_id).order_by("due_on", "pk")
    return [ActionRow(*row) for row in held.values_list(*_ACTION)]


def open_actions(authority_id: int) -> list[ActionRow]:
    """Return what is not done of the projects that are not closed and has a day."""
    held = ProjectAction.objects.filter(
        authority=authority_id, project__closed_on__isnull=True, done_on__isnull=True, due_on__isnull=False
    )
    return [ActionRow(*row) for row in held.order_by("pk").values_list(*_ACTION)]


def meetings_ahead(authority_id: int, first: date, last: date) -> list[tuple[str, str, str, str, date]]:
    """Return the meetings of boards in a stretch of days: reference, project, its title, its manager, and the day."""
    held = BoardMeeting.objects.filter(
        authority=authority_id, project__closed_on__isnull=True, held_on__gte=first, held_on__lte=last
    ).order_by("pk")
    fields = ("reference", "project__reference", "project__title", "project__manager__name", "held_on")
    return [(one, project, title, name or "", day) for one, project, title, name, day in held.values_list(*fields)]


def _counted(held: QuerySet[Project]) -> QuerySet[Project]:
    undone = Q(actions__done_on__isnull=True, actions__isnull=False)
    ahead = ~Q(milestones__state=MilestoneState.DONE)
    return held.annotate(
        open_actions=Count("actions", filter=undone, distinct=True), next_on=Min("milestones__last", filter=ahead)
    )


def _overdue(on: date) -> Q:
    milestones_late = Q(milestones__last__lt=on) & ~Q(milestones__state=MilestoneState.DONE)
    return milestones_late | Q(actions__due_on__lt=on, actions__done_on__isnull=True)


_LOOKS = {
    "overdue": _overdue,
    "unmanaged": lambda _on: Q(manager__isnull=True, manager_text=""),
    "unsponsored": lambda _on: Q(sponsor__isnull=True, sponsor_text=""),
}


def project_lines(authority_id: int) -> list[tuple]:
    """Return the projects that are not closed with a line for each milestone, as a table of them has its columns."""
    held = Project.objects.filter(authority=authority_id, closed_on__isnull=True)
    manager, sponsor = Coalesce("manager__name", "manager_text"), Coalesce("sponsor__name", "sponsor_text")
    fields = ("service__name", "title", "outcome", "led_by", "answered_by", "capacity", "start_typed", "end_typed")
    of = ("milestones__year", "milestones__quarter", "milestones__words", "milestones__date_typed")
    order = ("service__name", "title", "pk", "milestones__year", "milestones__quarter", "milestones__pk")
    return list(held.annotate(led_by=manager, answered_by=sponsor).order_by(*order).values_list(*fields, *of))
