"""Taking tasks, actions, meetings of boards and lessons of projects over from tables: all rows of a table or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.models import ProjectNote
from pollwright.formats.small_tables import RowFault, TableIn, day_in, take_rows, yes_or_no
from pollwright.projects.events import PartsImported
from pollwright.projects.models import BoardMeeting, Lesson, Project, ProjectAction
from pollwright.projects.operations.parts import (
    ActionFacts,
    LessonFacts,
    MeetingFacts,
    add_part,
    change_part,
    finish_action,
)
from pollwright.refusals import NotFound, Refused

Cells = Mapping[str, str]
Take = Callable[[Actor, Cells, date], bool]


class PartsUnreadable(Refused):
    """The file is no such table, or a row of it has a fault."""

    code = "projects.R031"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the file of the list shows the columns."
    words = frozenset({"fault"})


@operation(Permission.PLAN_EDIT)
def import_parts(*, actor: Actor, table: str, content: bytes, on: date) -> int:
    """Add the tasks and actions, the meetings, or the lessons of a table to their projects, and return how many rows did something.

    A row with a reference changes what it names; a column that is left out stays as it is.

    :raises PartsUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    held = TABLES.get(table)
    if held is None:
        raise NotFound(kind="table", reference=table)
    many = take_rows(content, held.needed, lambda cells: held.take(actor, cells, on), PartsUnreadable)
    record(PartsImported(table, many, hashlib.sha256(content).hexdigest()), actor=actor, subjects=[])
    return many


def _action(actor: Actor, cells: Cells, on: date) -> bool:
    done = day_in(cells.get("done", ""), "done")
    if done is not None and done > on:
        raise RowFault("the day on which it was done is still to come")
    facts = ActionFacts(
        _text(cells["what"], 500), owner_text=_text(cells.get("owner", ""), 150),
        due_on=day_in(cells.get("due", ""), "the day by which it is due"),
    )  # fmt: skip
    reference = cells.get("reference", "")
    if reference:
        return _action_changed(actor, reference, cells, facts, done)
    project = _project(actor, cells["project"])
    same = ProjectAction.objects.filter(authority=actor.authority_id, project__reference=project, title=facts.title)
    if same.filter(due_on=facts.due_on).exists():
        return False
    add_part(actor=actor, reference=project, facts=facts)
    if done is not None:
        made = same.latest("pk")
        finish_action(actor=actor, reference=made.reference, version=made.version, on=done)
    return True


def _action_changed(actor: Actor, reference: str, cells: Cells, facts: ActionFacts, done: date | None) -> bool:
    held = ProjectAction.objects.filter(authority=actor.authority_id, reference=reference)
    there = held.select_related("owner", "meeting").first()
    if there is None:
        raise RowFault("no task or action has that reference")
    stands = ActionFacts(
        there.title, str(there.owner.handle) if there.owner else "", there.owner_text, there.due_on,
        there.meeting.reference if there.meeting else "",
    )  # fmt: skip
    same_owner = "owner" not in cells or (there.owner is not None and facts.owner_text == there.owner.name)
    wanted = ActionFacts(
        facts.title,
        stands.owner if same_owner else "",
        stands.owner_text if same_owner else facts.owner_text,
        facts.due_on if "due" in cells else stands.due_on,
        stands.meeting,
    )
    version = there.version
    if wanted != stands:
        change_part(actor=actor, reference=reference, version=version, facts=wanted)
        version += 1
    if done is not None and there.done_on is None:
        finish_action(actor=actor, reference=reference, version=version, on=done)
        return True
    return wanted != stands


def _meeting(actor: Actor, cells: Cells, _on: date) -> bool:
    """Take a meeting over. Papers are files, and are put with it on its page."""
    held_on = day_in(cells["day"], "the day")
    if held_on is None:
        raise RowFault("the day is missing")
    facts = MeetingFacts(held_on, _text(cells.get("present", ""), 1000), cells.get("notes", ""))
    reference = cells.get("reference", "")
    held = BoardMeeting.objects.filter(authority=actor.authority_id)
    if not reference:
        project = _project(actor, cells["project"])
        if held.filter(project__reference=project, held_on=held_on).exists():
            return False
        add_part(actor=actor, reference=project, facts=facts)
        return True
    there = held.filter(reference=reference).first()
    if there is None:
        raise RowFault("no meeting has that reference")
    stands = MeetingFacts(there.held_on, there.present, there.notes)
    wanted = MeetingFacts(
        held_on,
        facts.present if "present" in cells else stands.present,
        facts.notes if "notes" in cells else stands.notes,
    )
    if wanted == stands:
        return False
    change_part(actor=actor, reference=reference, version=there.version, facts=wanted)
    return True


def _lesson(actor: Actor, cells: Cells, _on: date) -> bool:
    facts = LessonFacts(
        _text(cells["lesson"], 200),
        cells.get("what_is_done_about_it", ""),
        bool(yes_or_no(cells.get("settled", ""), "settled")),
    )
    if not facts.heading:
        raise RowFault("the lesson is missing")
    reference = cells.get("reference", "")
    held = Lesson.objects.filter(authority=actor.authority_id)
    if not reference:
        project = _project(actor, cells["project_or_poll"])
        if held.filter(project__reference=project, heading=facts.heading).exists():
            return False
        add_part(actor=actor, reference=project, facts=facts)
        return True
    there = held.filter(reference=reference).first()
    if there is None:
        if not ProjectNote.objects.filter(authority=actor.authority_id, reference=reference).exists():
            raise RowFault("no lesson has that reference")
        return False
    stands = LessonFacts(there.heading, there.text, there.settled)
    wanted = LessonFacts(
        facts.heading,
        facts.text if "what_is_done_about_it" in cells else stands.text,
        facts.settled if "settled" in cells else stands.settled,
    )
    if wanted == stands:
        return False
    change_part(actor=actor, reference=reference, version=there.version, facts=wanted)
    return True


def _project(actor: Actor, typed: str) -> str:
    """Return the reference of the project in hand that a cell names by its reference or its title."""
    held = Project.objects.filter(authority=actor.authority_id, closed_on__isnull=True)
    for name in ("reference", "title__iexact"):
        found = list(held.filter(**{name: typed}).values_list("reference", flat=True)[:2]) if typed else []
        if len(found) == 1:
            return found[0]
    raise RowFault("no project in hand, or more than one, has that reference or title")


def _text(typed: str, longest: int) -> str:
    if len(typed) > longest:
        raise RowFault(f"a text is longer than {longest} characters")
    return typed


TABLES: dict[str, TableIn[Take]] = {
    "actions": TableIn(("reference", "project", "what", "owner", "due", "done"), ("project", "what"), _action),
    "meetings": TableIn(("reference", "project", "day", "present", "notes"), ("project", "day"), _meeting),
    "lessons": TableIn(
        ("reference", "project_or_poll", "lesson", "what_is_done_about_it", "settled"),
        ("project_or_poll", "lesson"),
        _lesson,
    ),
}
"""The tables that can be handed in. Lessons of polls are kept with the poll: in a table they stay as they are."""
