"""The dates of this room for the calendar of the year: steps of polls, tasks of projects, and what follows a poll."""

from __future__ import annotations

from collections.abc import Iterator

from pollwright.acting import Permission
from pollwright.elections.queries.owed import dated_steps, dated_tasks, polls_held
from pollwright.law.timetables.kinds import Kind
from pollwright.law.year import duties_after
from pollwright.messages import Message, plain
from pollwright.owing import Owed, Sort, Wanted, told

STEP = "{step}: poll {reference}"
TASK = "Task {task} of poll {reference}"
AFTER = "{what}: poll {reference}"


@told("step", Permission.POLLS_VIEW, alarmed=True)
def steps(wanted: Wanted) -> Iterator[Owed]:
    """Tell the steps of polls that are to be held, each at its last lawful day."""
    for one in dated_steps(wanted.authority_id, first=wanted.first, last=wanted.last):
        yield Owed(
            f"step.{one.reference}.{one.name}",
            one.on,
            Message(STEP, step=plain(one.title), reference=one.reference),
            Sort.POLL,
            about=one.poll,
            statutory=True,
            source=one.source,
            begins=one.begins,
            done_on=one.done_on,
            page=("elections:timetable", one.reference),
        )


@told("task", Permission.POLLS_VIEW)
def tasks(wanted: Wanted) -> Iterator[Owed]:
    """Tell the tasks of polls' projects."""
    for one in dated_tasks(wanted.authority_id, first=wanted.first, last=wanted.last):
        yield Owed(
            f"task.{one.name}",
            one.on,
            Message(TASK, task=one.name, reference=one.reference),
            Sort.PROJECT,
            about=one.title,
            owner=one.owner,
            done_on=one.done_on,
            page=("elections:project", one.reference),
        )


@told("poll", Permission.POLLS_VIEW)
def after_polls(wanted: Wanted) -> Iterator[Owed]:
    """Tell what follows from polls that are or will be held: statements, returns, accounts (MM-P02, MM-P05, MM-A15)."""
    for one in polls_held(wanted.authority_id, first=wanted.first, last=wanted.last):
        for duty in duties_after(one.on, Kind(one.name), wanted.calendar):
            if wanted.first <= duty.on <= wanted.last:
                yield Owed(
                    f"poll.{one.reference}.{duty.code}",
                    duty.on,
                    Message(AFTER, what=plain(duty.what), reference=one.reference),
                    Sort(duty.subject.value),
                    about=one.poll,
                    statutory=duty.statutory,
                    source=duty.source.describe(),
                    begins=duty.begins,
                    page=("elections:poll", one.reference),
                )
