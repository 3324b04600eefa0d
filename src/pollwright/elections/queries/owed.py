"""Days of polls for the calendar of the year: steps, tasks, and polls that are or were held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
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
    """A step or a task of a poll, or the poll itself: `reference` and `poll` name the poll, `name` the part.

    :param name: the step, the task's reference, or the kind of the poll.
    """

    reference: str
    poll: str
    name: str
    title: str
    on: date
    owner: str = ""
    source: str = ""
    begins: date | None = None
    done_on: date | None = None


def dated_steps(authority_id: int, *, first: date, last: date) -> list[DatedPart]:
    """Return the steps of live polls whose last lawful day lies between two days, both counted, soonest first."""
    held = (
        PollStep.objects.filter(authority=authority_id, poll__rehearsal=False)
        .exclude(poll__state__in=ENDED)
        .exclude(step__in=OPEN_RANGES)
        .annotate(last=Coalesce("latest", "on", "earliest"))
        .filter(last__gte=first, last__lte=last)
        .order_by("last", "poll__reference", "pk")
    )
    fields = ("poll__reference", "poll__title", "step", "title", "last", "source", "earliest", "done_at")
    return [
        DatedPart(
            reference,
            poll,
            step,
            title,
            on,
            source=source,
            begins=begins,
            done_on=timezone.localtime(done_at).date() if done_at else None,
        )
        for reference, poll, step, title, on, source, begins, done_at in held.values_list(*fields)
    ]


def dated_tasks(authority_id: int, *, first: date, last: date) -> list[DatedPart]:
    """Return the tasks that are due between two days, both counted, and those still open from before, soonest first."""
    held = (
        ProjectTask.objects.filter(authority=authority_id, due_on__lte=last)
        .filter(Q(done_at__isnull=True) | Q(due_on__gte=first))
        .exclude(poll__state__in=ENDED)
        .order_by("due_on", "pk")
    )
    fields = ("poll__reference", "poll__title", "reference", "title", "due_on", "owner__name", "done_at")
    return [
        DatedPart(
            poll, name, task, title, on, owner or "", done_on=timezone.localtime(done_at).date() if done_at else None
        )
        for poll, name, task, title, on, owner, done_at in held.values_list(*fields)
    ]


def polls_held(authority_id: int, *, first: date, last: date) -> list[DatedPart]:
    """Return the live polls from which something may follow between two days, by polling day."""
    held = Poll.objects.filter(
        authority=authority_id,
        rehearsal=False,
        day__gte=months_after(first, -LONGEST_AFTER_MONTHS),
        day__lte=last + timedelta(days=1),
    )
    fields = ("reference", "title", "kind", "day")
    rows = held.exclude(state__in=ENDED).order_by("day", "reference").values_list(*fields)
    return [DatedPart(reference, title, kind, title, day) for reference, title, kind, day in rows]
