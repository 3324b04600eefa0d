"""Acts on the parts of a project: milestones, tasks and actions, meetings of its board with papers, lessons.

Each part has a version of its own, so that two people can work on one project; whoever comes second to a part is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.elections.queries.lessons import lessons_of_poll
from pollwright.files.store import keep
from pollwright.projects import events
from pollwright.projects.kinds_of_files import PAPER
from pollwright.projects.models import BoardMeeting, BoardPaper, Lesson, Milestone, Project, ProjectAction
from pollwright.projects.operations.keeping import (
    MILESTONES,
    BadProject,
    MilestoneSaid,
    ProjectChanged,
    ProjectOver,
    milestone_values,
    project_in_hand,
)
from pollwright.projects.states import MilestoneState
from pollwright.refusals import NotFound, Refused

ACTIONS, MEETINGS, LESSONS = "PJT", "PJB", "PJL"
Part = TypeVar("Part", bound=Model)


class NoLessons(Refused):
    """There is nothing to carry over."""

    code = "projects.R010"
    problem = "{source} has no open lesson that project {reference} does not have already."
    remedy = "Check the reference: that of a project, or of a poll."


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A milestone with who sees to it, how it stands, and what shows that it was reached; `owner` is a handle."""

    said: MilestoneSaid
    owner: str = ""
    state: str = MilestoneState.NOT_STARTED
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """A task or action; `owner` is a handle, `owner_text` as typed, `meeting` the reference of one of its board."""

    title: str
    owner: str = ""
    owner_text: str = ""
    due_on: date | None = None
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting of a board."""

    held_on: date
    present: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """A lesson; `settled` once what was to be done about it is done, and it is no longer carried on."""

    heading: str
    text: str = ""
    settled: bool = False


Facts = MilestoneFacts | ActionFacts | MeetingFacts | LessonFacts


@operation(Permission.PLAN_EDIT)
def add_part(*, actor: Actor, reference: str, facts: Facts) -> Model:
    """Add a milestone, a task or action, a meeting or a lesson to the project of that reference.

    :raises ProjectOver: where it is closed. :raises BadProject: where something can't be so.
    """
    project = project_in_hand(actor, reference)
    model, series, part = _about(facts)
    row = model(
        authority_id=actor.authority_id,
        project=project,
        reference=next_reference(actor.authority_id, series),
        **_values(actor, project, facts),
    )
    row.save(force_insert=True)
    record(events.PartKept(part, row.reference, reference), actor=actor, subjects=[project])
    return row


@operation(Permission.PLAN_EDIT)
def change_part(*, actor: Actor, reference: str, version: int, facts: Facts) -> Model:
    """Change a part, by its own reference.

    :raises ProjectChanged: where another officer was first. :raises ProjectOver: where its project is closed.
    """
    model, _series, part = _about(facts)
    row = _in_hand(actor, model, reference, version)
    for name, value in _values(actor, row.project, facts).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    record(events.PartAltered(part, reference, row.project.reference), actor=actor, subjects=[row.project])
    return row


@operation(Permission.PLAN_EDIT)
def finish_action(*, actor: Actor, reference: str, version: int, on: date) -> ProjectAction:
    """Note that a task or an action is done.

    :raises ProjectChanged: where another officer was first, or it is done.
    """
    action = _in_hand(actor, ProjectAction, reference, version)
    if action.done_on is not None:
        raise ProjectChanged(reference=reference)
    action.done_on, action.done_by, action.version = on, actor.name, action.version + 1
    action.save(update_fields=["done_on", "done_by", "version"])
    record(events.ActionDone(reference, action.project.reference), actor=actor, subjects=[action.project])
    return action


@operation(Permission.PLAN_EDIT)
def add_paper(
    *, actor: Actor, reference: str, version: int, title: str, name: str, media_type: str, content: bytes
) -> BoardPaper:
    """Put a paper before the meeting of that reference."""
    meeting = _in_hand(actor, BoardMeeting, reference, version)
    stored = keep(actor=actor, source=content, name=name, media_type=media_type, kind=PAPER.name)
    paper = BoardPaper.objects.create(
        authority_id=actor.authority_id, meeting=meeting, file=stored, title=title.strip()[:200] or stored.name
    )
    meeting.version += 1
    meeting.save(update_fields=["version"])
    happening = events.PaperAdded(reference, meeting.project.reference, stored.sha256)
    record(happening, actor=actor, subjects=[meeting.project])
    return paper


@operation(Permission.PLAN_EDIT)
def carry_lessons(*, actor: Actor, reference: str, source: str) -> int:
    """Carry the open lessons of another project, or those of a poll, over to a project; return how many.

    :raises NoLessons: where there is none that it does not have.
    """
    project = project_in_hand(actor, reference)
    here = set(
        Lesson.objects.filter(authority=actor.authority_id, project=project).values_list("carried_from", flat=True)
    )
    found = [one for one in _lessons_of(actor.authority_id, source) if one[0] not in here]
    if not found or source == reference:
        raise NoLessons(source=source, reference=reference)
    Lesson.objects.bulk_create(
        Lesson(
            authority_id=actor.authority_id,
            project=project,
            reference=fresh,
            carried_from=old,
            heading=heading,
            text=text,
        )
        for fresh, (old, heading, text) in zip(
            next_references(actor.authority_id, LESSONS, len(found)), found, strict=True
        )
    )
    record(events.LessonsCarried(reference, source, len(found)), actor=actor, subjects=[project])
    return len(found)


def _lessons_of(authority_id: int, source: str) -> list[tuple[str, str, str]]:
    held = Lesson.objects.filter(authority=authority_id, project__reference=source, settled=False).order_by("pk")
    return list(held.values_list("reference", "heading", "text")) or lessons_of_poll(authority_id, source)


def _about(facts: Facts) -> tuple[Any, str, str]:
    """Return the table of a part, its series of references, and what it is called."""
    if isinstance(facts, MilestoneFacts):
        return Milestone, MILESTONES, "milestone"
    if isinstance(facts, ActionFacts):
        return ProjectAction, ACTIONS, "action" if facts.meeting else "task"
    if isinstance(facts, MeetingFacts):
        return BoardMeeting, MEETINGS, "meeting"
    return Lesson, LESSONS, "lesson"


def _values(actor: Actor, project: Project, facts: Facts) -> dict[str, Any]:
    if isinstance(facts, MilestoneFacts):
        return milestone_values(facts.said) | {
            "owner_id": member_id(actor.authority_id, facts.owner),
            "state": MilestoneState(facts.state).value,
            "evidence": facts.evidence.strip()[:1000],
        }
    if isinstance(facts, ActionFacts):
        return {
            "title": _said(facts.title, 500),
            "owner_id": member_id(actor.authority_id, facts.owner),
            "owner_text": facts.owner_text.strip()[:150],
            "due_on": facts.due_on,
            "meeting": _meeting(actor, project, facts.meeting),
        }
    if isinstance(facts, MeetingFacts):
        return {"held_on": facts.held_on, "present": facts.present.strip()[:1000], "notes": facts.notes.strip()}
    return {"heading": _said(facts.heading, 200), "text": facts.text.strip(), "settled": facts.settled}


def _said(text: str, longest: int) -> str:
    if not text.strip():
        raise BadProject(why="Nothing is said.")
    return text.strip()[:longest]


def _meeting(actor: Actor, project: Project, reference: str) -> BoardMeeting | None:
    if not reference:
        return None
    held = BoardMeeting.objects.filter(authority=actor.authority_id, project=project, reference=reference).first()
    if held is None:
        raise NotFound(kind="meeting", reference=reference)
    return held


def _in_hand(actor: Actor, model: Any, reference: str, version: int) -> Any:
    row = (
        model.objects.select_for_update(of=("self",))
        .select_related("project")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if row is None:
        raise NotFound(kind="part of a project", reference=reference)
    if row.version != version:
        raise ProjectChanged(reference=reference)
    if row.project.closed_on is not None:
        raise ProjectOver(reference=row.project.reference)
    return row
