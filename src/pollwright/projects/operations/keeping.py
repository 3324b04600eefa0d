"""Acts on a project: opening, changing, logging how it stands, linking, closing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.elections.queries.polls import poll_facts
from pollwright.formats.plan_dates import Days, NoSuchDay, days_of, days_within
from pollwright.projects import events
from pollwright.projects.models import LogEntry, Milestone, Project, ProjectAction, ProjectLink
from pollwright.projects.states import LinkKind, Quarter, SponsorCapacity, Status
from pollwright.refusals import NotFound, Refused
from pollwright.risks.models import RiskRegister
from pollwright.risks.operations.registers import RegisterFacts, Subject, open_register
from pollwright.risks.states import SubjectKind
from pollwright.service_plan.operations.importing import service_named

PROJECTS, MILESTONES = "PRJ", "PJM"


class ProjectChanged(Refused):
    """Another officer changed it."""

    code = "projects.R001"
    problem = "{reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class ProjectOver(Refused):
    """A closed project is only read."""

    code = "projects.R002"
    problem = "Project {reference} is closed."
    remedy = "Open it again, with a reason, to change it."


class BadProject(Refused):
    """What was said of a project can't be so."""

    code = "projects.R003"
    problem = "This can't be so: {why}"
    remedy = "Check what you typed."
    words = frozenset({"why"})


class StillOpen(Refused):
    """A project is closed once nothing of it is left to do."""

    code = "projects.R004"
    problem = "Project {reference} can't be closed: {count} of its tasks and actions are not done."
    remedy = "Mark them as done, or change them, and close it then."


class LinkedAlready(Refused):
    """It is linked with that already."""

    code = "projects.R005"
    problem = "Project {reference} is linked with that already."
    remedy = "Open the project to see its links."


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What is known of a project; `manager` and `sponsor` are handles, their texts as typed."""

    title: str
    service: str
    outcome: str = ""
    manager: str = ""
    manager_text: str = ""
    sponsor: str = ""
    sponsor_text: str = ""
    capacity: str = SponsorCapacity.UNSAID
    start_typed: str = ""
    end_typed: str = ""
    budget_pence: int | None = None


@dataclass(frozen=True, slots=True)
class MilestoneSaid:
    """A milestone as it is typed: its financial year by the first, quarter, words, and its date where it has one."""

    year: int
    words: str
    quarter: int = Quarter.WHOLE_YEAR
    date_typed: str = ""


@operation(Permission.PLAN_EDIT)
def open_project(*, actor: Actor, facts: ProjectFacts, milestones: Sequence[MilestoneSaid] = ()) -> Project:
    """Open a project, perhaps with its milestones.

    :raises BadProject: where a title is missing, a date can't be, money is below nought, or it ends before it starts.
    """
    project = Project.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, PROJECTS),
        **_stored(actor, facts),
    )
    for one in milestones:
        Milestone.objects.create(
            authority_id=actor.authority_id,
            project=project,
            reference=next_reference(actor.authority_id, MILESTONES),
            **milestone_values(one),
        )
    record(events.ProjectOpened(project.reference, len(milestones)), actor=actor, subjects=[project])
    return project


@operation(Permission.PLAN_EDIT)
def change_project(*, actor: Actor, reference: str, version: int, facts: ProjectFacts, reason: str) -> Project:
    """Change the particulars of a project, with the reason.

    :raises ProjectChanged: where another officer was first. :raises BadProject: where something can't be so.
    """
    project = project_in_hand(actor, reference, version)
    wanted = _stored(actor, facts)
    changes = {
        name: (str(getattr(project, name) or ""), str(value or ""))
        for name, value in wanted.items()
        if getattr(project, name) != value
    }
    for name, value in wanted.items():
        setattr(project, name, value)
    _save(project)
    record(events.ProjectAltered(reference), actor=actor, subjects=[project], reason=reason, changes=changes)
    return project


@operation(Permission.PLAN_EDIT)
def log_highlight(
    *, actor: Actor, reference: str, version: int, text: str, on: date, status: Status | None = None
) -> LogEntry:
    """Log a highlight, and how the project stands now where that is said; the text is then its reason.

    :raises BadProject: where nothing is said.
    """
    project = project_in_hand(actor, reference, version)
    if not text.strip():
        raise BadProject(why="Nothing is said.")
    if status is not None:
        project.status, project.status_reason = status, text.strip()[:1000]
    entry = LogEntry.objects.create(
        authority_id=actor.authority_id,
        project=project,
        said_on=on,
        said_by=actor.name,
        status=status or "",
        text=text.strip()[:2000],
    )
    _save(project)
    record(
        events.HighlightLogged(reference, str(Status(project.status).label).lower()), actor=actor, subjects=[project]
    )
    return entry


@operation(Permission.PLAN_EDIT)
def link_project(*, actor: Actor, reference: str, version: int, kind: LinkKind, words: str) -> ProjectLink:
    """Link a project with a corporate objective or a line of a budget in its words, or with a poll by its reference.

    :raises NotFound: where there is no such poll. :raises LinkedAlready: where it is linked with that.
    """
    project = project_in_hand(actor, reference, version)
    said = " ".join(words.split())[:500]
    if not said:
        raise BadProject(why="Nothing is said.")
    if kind == LinkKind.POLL:
        said = poll_facts(actor.authority_id, said.upper()).reference
    if ProjectLink.objects.filter(authority=actor.authority_id, project=project, kind=kind, words=said).exists():
        raise LinkedAlready(reference=reference)
    link = ProjectLink.objects.create(authority_id=actor.authority_id, project=project, kind=kind, words=said)
    _save(project)
    record(events.ProjectLinked(reference, LinkKind(kind).value), actor=actor, subjects=[project])
    return link


@operation(Permission.PLAN_EDIT)
def open_risks(*, actor: Actor, reference: str, version: int) -> RiskRegister:
    """Open the risk register of a project.

    :raises SubjectHasRegister: where it has one that is open.
    """
    project = project_in_hand(actor, reference, version)
    subject = Subject(SubjectKind.PROJECT, project.pk, reference)
    facts = RegisterFacts(project.title[:200], service=project.service.name[:120])
    register = open_register(actor=actor, facts=facts, subject=subject)
    _save(project)
    record(events.ProjectLinked(reference, "risks"), actor=actor, subjects=[project])
    return register


@operation(Permission.PLAN_EDIT)
def close_project(*, actor: Actor, reference: str, version: int, achieved: str, on: date) -> Project:
    """Close a project, with what came of it; it is only read from then on.

    :raises StillOpen: where a task or an action is not done.
    """
    project = project_in_hand(actor, reference, version)
    count = ProjectAction.objects.filter(authority=actor.authority_id, project=project, done_on__isnull=True).count()
    if count:
        raise StillOpen(reference=reference, count=count)
    project.closed_on, project.achieved = on, achieved.strip()
    _save(project)
    record(events.ProjectClosed(reference), actor=actor, subjects=[project], reason=achieved.strip()[:1000])
    return project


@operation(Permission.PLAN_EDIT)
def reopen_project(*, actor: Actor, reference: str, version: int, reason: str) -> Project:
    """Open a closed project again, with the reason."""
    project = project_in_hand(actor, reference, version, closed=True)
    project.closed_on = None
    _save(project)
    record(events.ProjectReopened(reference), actor=actor, subjects=[project], reason=reason)
    return project


def project_in_hand(actor: Actor, reference: str, version: int | None = None, *, closed: bool = False) -> Project:
    """Return a project locked for an act, with its service.

    :param version: that the officer saw; None is not compared.
    :raises NotFound: where there is none. :raises ProjectChanged: where it was changed since.
    :raises ProjectOver: where it is closed and an open one is wanted.
    """
    held = Project.objects.select_for_update(of=("self",)).select_related("service")
    project = held.filter(authority=actor.authority_id, reference=reference).first()
    if project is None:
        raise NotFound(kind="project", reference=reference)
    if version is not None and project.version != version:
        raise ProjectChanged(reference=reference)
    if (project.closed_on is not None) != closed:
        raise ProjectOver(reference=reference) if not closed else ProjectChanged(reference=reference)
    return project


def milestone_values(said: MilestoneSaid) -> dict[str, Any]:
    """Return a milestone as it is stored; its days are those of its date, else those that its words name.

    :raises BadProject: where nothing is said, or the date can't be.
    """
    words = said.words.strip()[:1000]
    if not words:
        raise BadProject(why="A milestone says something.")
    if said.quarter not in Quarter.values or not 1990 <= said.year <= 2200:
        raise BadProject(why="There is no such year or quarter.")
    days = partial_days(said.date_typed) if said.date_typed.strip() else days_within(words)
    return {
        "year": said.year,
        "quarter": said.quarter,
        "words": words,
        "date_typed": said.date_typed.strip()[:60],
        "first": days.first if days else None,
        "last": days.last if days else None,
    }


def partial_days(typed: str) -> Days | None:
    """Return the days that a date as typed can mean, such as those of `March 2027`; None for no text.

    :raises BadProject: where it names no day.
    """
    if not typed.strip():
        return None
    try:
        found = days_of(typed)
    except NoSuchDay:
        raise BadProject(why="The calendar has no such day.") from None
    if found is None:
        raise BadProject(why="No date was understood; write 7 May 2027, May 2027 or 2027.")
    return found


def _stored(actor: Actor, facts: ProjectFacts) -> dict[str, Any]:
    if not facts.title.strip() or not facts.service.strip():
        raise BadProject(why="A project has a title and a service.")
    if (facts.budget_pence or 0) < 0:
        raise BadProject(why="Money is below nought.")
    start, end = partial_days(facts.start_typed), partial_days(facts.end_typed)
    if start and end and end.last < start.first:
        raise BadProject(why="It ends before it starts.")
    values = {name: value for name, value in asdict(facts).items() if name not in ("manager", "sponsor", "service")}
    return values | {
        "title": facts.title.strip()[:300],
        "service": service_named(actor, facts.service.strip()),
        "manager_id": member_id(actor.authority_id, facts.manager),
        "sponsor_id": member_id(actor.authority_id, facts.sponsor),
        "capacity": SponsorCapacity(facts.capacity).value,
        "start_first": start.first if start else None,
        "start_last": start.last if start else None,
        "end_first": end.first if end else None,
        "end_last": end.last if end else None,
    }


def _save(project: Project) -> None:
    project.version += 1
    project.save()
