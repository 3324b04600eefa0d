"""The dates of this room for the calendar of the year: milestones, tasks and actions, and meetings of boards."""

from __future__ import annotations

from collections.abc import Iterator

from pollwright.acting import Permission
from pollwright.messages import Message
from pollwright.owing import Owed, Sort, Wanted, told
from pollwright.projects.queries.rows import meetings_ahead, milestones, open_actions
from pollwright.projects.states import MilestoneState

MILESTONE = "Milestone of project {reference}"
ACTION = "Action of the board of project {reference}"
TASK = "Task of project {reference}"
MEETING = "Board of project {reference}"


@told("project", Permission.PLAN_VIEW)
def projects(wanted: Wanted) -> Iterator[Owed]:
    """Tell what is not done of the projects that are not closed: overdue for as long as it is open (MM-G04)."""
    for one in milestones(wanted.authority_id):
        if one.last is not None and one.last <= wanted.last and one.state != MilestoneState.DONE:
            begins = one.first if one.first != one.last else None
            yield Owed(
                f"project.{one.reference}.{one.last}",
                one.last,
                Message(MILESTONE, reference=one.project),
                Sort.PROJECT,
                about=f"{one.project_title}: {one.words}",
                owner=one.seen_to_by,
                begins=begins,
                page=("projects:project", one.project),
            )
    for action in open_actions(wanted.authority_id):
        if action.due_on is not None and action.due_on <= wanted.last:
            yield Owed(
                f"project.{action.reference}.{action.due_on}",
                action.due_on,
                Message(ACTION if action.meeting else TASK, reference=action.project),
                Sort.PROJECT,
                about=f"{action.project_title}: {action.title}",
                owner=action.owned_by,
                page=("projects:project", action.project),
            )


@told("board", Permission.PLAN_VIEW)
def boards(wanted: Wanted) -> Iterator[Owed]:
    """Tell the meetings of project boards."""
    for reference, project, title, manager, day in meetings_ahead(wanted.authority_id, wanted.first, wanted.last):
        yield Owed(
            f"board.{reference}.{day}",
            day,
            Message(MEETING, reference=project),
            Sort.PROJECT,
            about=title,
            owner=manager,
            done_on=day if day < wanted.on else None,
            page=("projects:project", project),
        )
