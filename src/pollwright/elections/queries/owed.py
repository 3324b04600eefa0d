"""Days of polls for the calendar of the year: steps, tasks, and polls that are or were held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from pollwright.elections.models import Poll, PollStep, ProjectTask
from pollwright.elections.queries.timetables import OPEN_RANGES
from pollwright.elections.states import ENDED
from pollwright.law.periods import months_after

LONGEST_AFTER_MONTHS = 7
"""How long after a poll something may still follow from it."""


@dataclass(frozen=True, slots=True)
class DatedPart:
    """A task of a poll: `reference` and `poll` name the poll, `name` and `title` the task."""

    reference: str
    poll: str
    name: str
    title: str
    on: date
    owner: str = ""
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class DatedPolls:
    """What falls on one day for every poll of the same polling day: a step of their timetables, or the polls themselves.

    :param reference: of the first of the polls, by reference; `poll` is its title.
    :param polls: how many they are.
    :param still_open: for how many of them it is not done.
    :param name: the step, or the kind of the polls.
    :param on: the last lawful day of the step, or polling day.
    :param owner: who has the task of the step, where it is one person for all of them.
    :param done_on: when it was done for the last of them; None until it is done for all.
    """

    reference: str
    poll: str
    polls: int
    still_open: int
    name: str
    title: str
    on: date
    polling_day: date
    owner: str = ""
    source: str = ""
    begins: date | None = None
    done_on: date | None = None


def dated_steps(authority_id: int, *, first: date, last: date) -> list[DatedPolls]:
    """Return the steps of live polls whose last lawful day lies between two days, both counted, soonest first."""
    tasks = ProjectTask.objects.filter(authority=authority_id, poll=OuterRef("poll"), step=OuterRef("step"))
    held = (
        PollStep.objects.filter(authority=authority_id, poll__rehearsal=False)
        .exclude(poll__state__in=ENDED)
        .exclude(step__in=OPEN_RANGES)
        .annotate(last=Coalesce("latest", "on", "earliest"), task_of=Subquery(tasks.values("owner__name")[:1]))
        .filter(last__gte=first, last__lte=last)
        .values("last", "poll__day", "step", "title", "source", "earliest")
        .annotate(
            reference=Min("poll__reference"),
            poll_title=Min("poll__title"),
            polls=Count("pk"),
            still_open=Count("pk", filter=Q(done_at__isnull=True)),
            done=Max("done_at"),
            owner=Min("task_of"),
            owner_too=Max("task_of"),
        )
        .order_by("last", "reference", "step")
    )
    return [
        DatedPolls(
            row["reference"],
            row["poll_title"],
            row["polls"],
            row["still_open"],
            row["step"],
            row["title"],
            row["last"],
            row["poll__day"],
            owner=(row["owner"] or "") if row["owner"] == row["owner_too"] else "",
            source=row["source"],
            begins=row["earliest"],
            done_on=None if row["still_open"] else timezone.localtime(row["done"]).date(),
        )
        for row in held
    ]


def dated_tasks(authority_id: int, *, first: date, last: date) -> list[DatedPart]:
    """Return the tasks that are due between two days, both counted, and those still open from before, soonest first.

    A task that was made from a step and is due with it is told by the step.
    """
    due = OuterRef("due_on")
    with_step = (
        PollStep.objects.filter(authority=authority_id, poll=OuterRef("poll"), step=OuterRef("step"))
        .exclude(step__in=OPEN_RANGES)
        .filter(Q(on=due) | Q(latest=due) | Q(earliest=due))
    )
    held = (
        ProjectTask.objects.filter(authority=authority_id, poll__rehearsal=False, due_on__lte=last)
        .filter(Q(done_at__isnull=True) | Q(due_on__gte=first))
        .exclude(poll__state__in=ENDED)
        .exclude(Exists(with_step))
        .order_by("due_on", "pk")
    )
    fields = ("poll__reference", "poll__title", "reference", "title", "due_on", "owner__name", "done_at")
    return [
        DatedPart(
            poll, name, task, title, on, owner or "", done_on=timezone.localtime(done_at).date() if done_at else None
        )
        for poll, name, task, title, on, owner, done_at in held.values_list(*fields)
    ]


def polls_held(authority_id: int, *, first: date, last: date) -> list[DatedPolls]:
    """Return the live polls from which something may follow between two days, those of one day and kind together."""
    held = (
        Poll.objects.filter(
            authority=authority_id,
            rehearsal=False,
            day__gte=months_after(first, -LONGEST_AFTER_MONTHS),
            day__lte=last + timedelta(days=1),
        )
        .exclude(state__in=ENDED)
        .values("day", "kind")
        .annotate(reference=Min("reference"), poll_title=Min("title"), polls=Count("pk"))
        .order_by("day", "reference")
    )
    return [
        DatedPolls(
            row["reference"],
            row["poll_title"],
            row["polls"],
            row["polls"],
            row["kind"],
            row["poll_title"],
            row["day"],
            row["day"],
        )
        for row in held
    ]
