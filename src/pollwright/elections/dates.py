"""The dates of this room for the calendar of the year: steps of polls, tasks of projects, and what follows a poll."""

from __future__ import annotations

from collections.abc import Iterator

from pollwright.acting import Permission
from pollwright.elections.queries.owed import DatedPolls, dated_steps, dated_tasks, polls_held
from pollwright.law.timetables.kinds import Kind
from pollwright.law.year import duties_after
from pollwright.messages import Message, plain
from pollwright.owing import Owed, Sort, Wanted, told

ONE = "{what}: poll {reference}"
MANY = "{what}: {polls} polls of {day}"
TASK = "Task {task} of poll {reference}"


@told("step", Permission.POLLS_VIEW, alarmed=True)
def steps(wanted: Wanted) -> Iterator[Owed]:
    """Tell the steps of polls that are to be held, each at its last lawful day, once for all polls of one polling day.

    Where polls are many the key counts them: one that joins makes it another date, so that nothing said of the others
    is taken to be said of it.
    """
    for one in dated_steps(wanted.authority_id, first=wanted.first, last=wanted.last):
        yield Owed(
            f"step.{_named(one)}.{one.name}",
            one.on,
            _said(one, one.title),
            Sort.POLL,
            about=_about(one),
            statutory=True,
            source=one.source,
            owner=one.owner,
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
                    f"poll.{_named(one)}.{duty.code}",
                    duty.on,
                    _said(one, duty.what),
                    Sort(duty.subject.value),
                    about=_about(one),
                    statutory=duty.statutory,
                    source=duty.source.describe(),
                    begins=duty.begins,
                    page=("elections:poll", one.reference),
                )


def _named(held: DatedPolls) -> str:
    """Return the polls as part of a key."""
    return held.reference if held.polls == 1 else f"{held.reference}.of-{held.polls}"


def _said(held: DatedPolls, what: str) -> Message:
    """Return what is due for the polls."""
    if held.polls == 1:
        return Message(ONE, what=plain(what), reference=held.reference)
    return Message(MANY, what=plain(what), polls=held.polls, day=held.polling_day)


def _about(held: DatedPolls) -> str:
    """Return which poll it is, or for how many it is still open once it is done for some."""
    if held.polls == 1:
        return held.poll
    if held.still_open in (0, held.polls):
        return ""
    return Message("Still open for {polls} of them", polls=held.still_open)
