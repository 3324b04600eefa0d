"""Keeping to a timetable: steps done, counted anew, or moved (handbook T-07, T-18, T-21)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import F

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.events.timetables import StepDone, StepNotDone, StepsShifted, TimetableRecounted
from pollwright.elections.models import Combination, Contest, Poll, PollStep, ProjectTask
from pollwright.elections.operations.calling import steps_of, tell_apart
from pollwright.elections.operations.changing import PollChanged, poll_in_hand, save_poll
from pollwright.elections.operations.leaving import leave_others
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.elections.queries.counting import NotAPollingDay, counted, holidays_of, mark_of
from pollwright.elections.queries.timetables import stays
from pollwright.elections.states import ENDED, Others
from pollwright.law.poll_ids import parse_poll_id
from pollwright.law.timetables.changes import MOVED, NEW_HOLIDAY
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Dated
from pollwright.refusals import NotFound, Refused

_WHEN = ("title", "on", "by", "earliest", "latest", "working_days", "source")


class NotYet(Refused):
    """What is still to come can't be done already."""

    code = "elections.R017"
    problem = "The step can't have been done on {day}, which is still to come."
    remedy = "Enter the day and time at which it was done."


class NothingToMove(Refused):
    """No step is left on or after the day."""

    code = "elections.R018"
    problem = "No step of poll {reference} is left from {day} on."
    remedy = "Choose an earlier day."


class CombinedPollMoves(Refused):
    """A poll that is taken together with others can't go to another day without saying what becomes of them (C-01)."""

    code = "elections.R026"
    problem = "Poll {reference} is taken together with other polls of its day: {others}."
    remedy = "Say whether they move with it, or stay on their day and this poll leaves them."


@operation(Permission.POLLS_MANAGE)
def mark_step(*, actor: Actor, reference: str, step: str, done_at: datetime, evidence: str, at: datetime) -> PollStep:
    """Note that a step of a timetable was done, when, and where that can be seen.

    :raises NotYet: where the moment is still to come.
    """
    poll, found = _step_in_hand(actor, reference, step)
    if done_at > at:
        raise NotYet(day=done_at.date())
    found.done_at, found.done_by, found.evidence = done_at, actor.name, evidence
    found.save(update_fields=["done_at", "done_by", "evidence"])
    record(StepDone(reference, found.title, done_at.date()), actor=actor, subjects=[poll], basis=found.source)
    return found


@operation(Permission.POLLS_MANAGE)
def unmark_step(*, actor: Actor, reference: str, step: str, reason: str) -> PollStep:
    """Take back that a step was done."""
    poll, found = _step_in_hand(actor, reference, step)
    found.done_at, found.done_by, found.evidence = None, "", ""
    found.save(update_fields=["done_at", "done_by", "evidence"])
    record(StepNotDone(reference, found.title), actor=actor, subjects=[poll], reason=reason)
    return found


@operation(Permission.POLLS_MANAGE)
def accept_recount(*, actor: Actor, reference: str, version: int, reason: str) -> Poll:
    """Count a timetable anew with the bank holidays in use, and take what comes out as the timetable (T-07).

    Steps that are done, or were moved by hand, stay as they are.

    :raises PollChanged: where another officer was first, or the poll will not be held.
    """
    poll = poll_in_hand(actor, reference, version)
    if poll.state in ENDED:
        raise PollChanged(reference=reference)
    table = holidays_of(actor.authority_id)
    now = counted(
        actor.authority_id,
        Kind(poll.kind),
        poll.day,
        by_election=poll.by_election,
        trigger=poll.trigger_on,
        table=table,
    )
    before = days_of(poll)
    changed = _recounted(poll, now.steps)
    tasks_follow(poll, before)
    poll.calendar, poll.rules = mark_of(table), now.rules
    save_poll(poll, "calendar", "rules")
    record(
        TimetableRecounted(reference, changed),
        actor=actor,
        subjects=[poll],
        reason=reason,
        basis=NEW_HOLIDAY.describe(),
    )
    return poll


@operation(Permission.POLLS_MANAGE)
def shift_steps(
    *, actor: Actor, reference: str, version: int, since: date, days: int, reason: str, others: Others | None = None
) -> Poll:
    """Move the steps that are left from a day on by calendar days, the poll with them (T-21).

    :param others: what becomes of the polls that it is taken together with, where polling day moves.
    :raises NothingToMove: where none is left.
    :raises NotAPollingDay: where the poll would come to a weekend.
    :raises CombinedPollMoves: where polling day moves and nobody said what becomes of the polls taken together with it.
    """
    poll = poll_in_hand(actor, reference, version)
    left = _left(poll, since)
    if not left or poll.state in ENDED:
        raise NothingToMove(reference=reference, day=since)
    shared = _shared(poll) if any(row.step == Step.POLL for row in left) else []
    if shared and others is None:
        raise CombinedPollMoves(reference=reference, others=len(shared))
    moving = [poll, *shared] if others is Others.MOVE else [poll]
    for one in moving:
        _shift(actor, one, left if one is poll else _left(one, since), days, reason)
    if others is Others.MOVE and poll.combination_id is not None:
        Combination.objects.filter(pk=poll.combination_id).update(day=poll.day, version=F("version") + 1)
    elif shared:
        leave_others(actor, poll, on=since)
    told = tuple(one.pk for one in moving)
    changed_underneath(actor, Change(What.POLL, "steps of the timetable were moved", polls=told))
    return poll


def _left(poll: Poll, since: date) -> list[PollStep]:
    """Return the steps of a poll that are not done and due from a day on."""
    return [row for row in PollStep.objects.filter(poll=poll, done_at__isnull=True) if _due(row) >= since]


def _shared(poll: Poll) -> list[Poll]:
    """Return the polls that a poll is taken together with and that are still to be held, locked."""
    if poll.combination_id is None:
        return []
    held = Poll.objects.select_for_update().filter(combination=poll.combination_id).exclude(pk=poll.pk)
    return list(held.exclude(state__in=ENDED).order_by("reference"))


def _shift(actor: Actor, poll: Poll, left: Sequence[PollStep], days: int, reason: str) -> None:
    """Move steps of one poll by calendar days, its tasks and where it is one of them polling day with them."""
    moved = timedelta(days=days)
    if any(row.step == Step.POLL for row in left):
        _move_poll(poll, poll.day + moved)
    for row in left:
        row.on, row.earliest, row.latest = (day and day + moved for day in (row.on, row.earliest, row.latest))
        row.moved_reason = reason[:300]
    before = days_of(poll)
    PollStep.objects.bulk_update(left, ["on", "earliest", "latest", "moved_reason"])
    tasks_follow(poll, before)
    save_poll(poll, "day")
    event = StepsShifted(poll.reference, len(left), days)
    record(event, actor=actor, subjects=[poll], reason=reason, basis=MOVED.describe())


def _step_in_hand(actor: Actor, reference: str, step: str) -> tuple[Poll, PollStep]:
    poll = Poll.objects.filter(authority=actor.authority_id, reference=reference).first()
    found = PollStep.objects.select_for_update().filter(poll=poll, step=step).first() if poll else None
    if poll is None or found is None:
        raise NotFound(kind="poll", reference=reference)
    return poll, found


def _recounted(poll: Poll, steps: Iterable[Dated]) -> int:
    """Bring the kept steps of a poll to those that were counted, and return how many changed."""
    kept = {row.step: row for row in PollStep.objects.select_for_update().filter(poll=poll)}
    fresh = {row.step: row for row in steps_of(poll, steps)}
    new = [row for step, row in fresh.items() if step not in kept]
    gone = [row for step, row in kept.items() if step not in fresh and not stays(row)]
    changed = [
        row
        for step, row in kept.items()
        if step in fresh and not stays(row) and any(getattr(row, name) != getattr(fresh[step], name) for name in _WHEN)
    ]
    for row in changed:
        for name in _WHEN:
            setattr(row, name, getattr(fresh[row.step], name))
    PollStep.objects.bulk_create(new)
    PollStep.objects.bulk_update(changed, _WHEN)
    PollStep.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return len(new) + len(gone) + len(changed)


def days_of(poll: Poll) -> dict[str, date]:
    """Return the day under which each step of a poll stands."""
    return {row.step: _due(row) for row in PollStep.objects.filter(poll=poll)}


def tasks_follow(poll: Poll, before: Mapping[str, date]) -> None:
    """Move open tasks of the project with the steps that they were made from; those that were given other days stay.

    :param before: the day of each step before it was moved.
    """
    now = days_of(poll)
    tasks = ProjectTask.objects.select_for_update().filter(poll=poll, done_at__isnull=True, step__in=list(before))
    moved = [task for task in tasks if task.due_on == before[task.step] != now.get(task.step, task.due_on)]
    for task in moved:
        days = now[task.step] - task.due_on
        task.due_on, task.remind_on = now[task.step], task.remind_on and task.remind_on + days
        task.version += 1
    ProjectTask.objects.bulk_update(moved, ["due_on", "remind_on", "version"])


def _move_poll(poll: Poll, day: date) -> None:
    """Move polling day, and with it the open identifiers of the contests.

    :raises NotAPollingDay: where the day is on a weekend.
    """
    if day.weekday() > 4:
        raise NotAPollingDay(day=day)
    poll.day = day
    contests = list(Contest.objects.select_for_update().filter(poll=poll))
    for contest in contests:
        if contest.ballot_id:
            contest.ballot_id = str(replace(parse_poll_id(contest.ballot_id), on=day))
        contest.version += 1
    tell_apart(poll, [contest for contest in contests if contest.ballot_id])
    Contest.objects.bulk_update(contests, ["ballot_id", "version"])


def _due(row: PollStep) -> date:
    due = row.on or row.latest or row.earliest
    if due is None:
        raise ValueError(f"the step {row.step} has no day")
    return due
