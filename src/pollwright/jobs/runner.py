"""Performing long work: one attempt, from its beginning to its end."""

from __future__ import annotations

import contextlib
import logging
import traceback
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_scopes import scope

from pollwright.access.actors import actor_for, seats
from pollwright.access.models import Person
from pollwright.acting import Actor, Capacity, Channel, system
from pollwright.authorities.models import Authority
from pollwright.jobs.context import Cancelled, Interrupted, OnProgress, WorkContext
from pollwright.jobs.line import Line, LineLost, open_line
from pollwright.jobs.models import Work
from pollwright.jobs.operations import life
from pollwright.jobs.operations.asking import AlreadyUnderWay
from pollwright.jobs.queries.works import WorkFacts, work_of
from pollwright.jobs.registry import kind_of
from pollwright.jobs.stalled import put_back_stalled
from pollwright.jobs.states import WorkState
from pollwright.refusals import Refused

log = logging.getLogger(__name__)


class WorkBroke(Exception):
    """The handler raised what it should not: a fault of ours. The work has ended as failed."""


class AskerGone(Refused):
    """Who asked for the work may not act in the authority any more."""

    code = "jobs.R006"
    problem = "The person who asked for this work no longer has a role in the authority."
    remedy = "Somebody who has one must ask for it again."


def perform(authority_id: int, reference: str, *, on_progress: OnProgress | None = None) -> WorkFacts:
    """Perform waiting work now, in this process, and return how it stands afterwards.

    Where another process has the work, or it has ended, nothing is done and its state is returned: so the same job may
    come twice, and the command line and a worker may reach for the same work.

    :param on_progress: called with step, done and total each time the handler says how far it is.
    :raises WorkBroke: where the handler had a fault; the work has ended as failed.
    """
    with scope(authority=authority_id):
        work = Work.objects.filter(authority=authority_id, reference=reference).first()
        line = open_line(work) if work is not None else None
        if work is None or line is None:
            return work_of(authority_id, reference)
        with contextlib.closing(line):
            _attempt(work, line, on_progress)
        return work_of(authority_id, reference)


def perform_asked(authority_id: int, ask: Callable[[], Work], *, on_progress: OnProgress | None = None) -> WorkFacts:
    """Ask for work and perform it in this process, as commands do, or go on with the same where an earlier one died.

    :param ask: asks by an operation, and returns the work.
    :raises AlreadyUnderWay: where other work, or the same in another living process, holds its lock.
    """
    put_back_stalled()
    try:
        reference = ask().reference
    except AlreadyUnderWay as held:
        if not held.same or work_of(authority_id, held.reference).state is not WorkState.WAITING:
            raise
        reference = held.reference
    return perform(authority_id, reference, on_progress=on_progress)


def _attempt(work: Work, line: Line, on_progress: OnProgress | None) -> None:
    keeper = _system(work.authority_id)
    try:
        begun = life.begin_work(actor=keeper, reference=work.reference)
    except life.NotWaiting:
        return
    held: dict[str, Any] = {"actor": keeper, "reference": begun.reference, "attempt": begun.attempts}
    kept: dict[str, Any] = {}
    try:
        context = WorkContext(
            begun.reference, begun.attempts, _asker(begun), begun.parameters, line, on_progress, kept=kept
        )
        outcome = kind_of(begun.kind).handler(context)
        if not context.concluded:
            life.finish_work(**held, outcome=context.whole(outcome))
    except (Refused, Cancelled, Interrupted) as end:
        _end_otherwise(held, end, kept)
    except KeyboardInterrupt:
        life.stop_work(**held, outcome=kept)
        raise
    except (OperationalError, InterfaceError, LineLost):
        log.warning("work %s lost the database and will be put back", begun.reference)
        raise
    except Exception as fault:
        life.fail_work(**held, fault=type(fault).__name__, outcome=kept)
        raise WorkBroke(f"work {begun.reference} failed: {type(fault).__name__}") from fault


def _end_otherwise(held: dict[str, Any], end: Refused | Cancelled | Interrupted, outcome: Mapping[str, Any]) -> None:
    """End an attempt that was refused, cancelled, interrupted or taken over."""
    if isinstance(end, life.Superseded):
        log.warning("work %s was taken over from attempt %s", held["reference"], held["attempt"])
    elif isinstance(end, Refused):
        life.refuse_work(**held, refusal=end, outcome=outcome)
    elif isinstance(end, Cancelled):
        life.stop_work(**held, outcome=outcome)
    else:
        life.put_back_work(**held, cause="worker stopped", limited=False)


def _asker(work: Work) -> Actor:
    """Return who asked for the work, with the role they hold today and the capacity they asked in.

    :raises AskerGone: where they hold none.
    """
    asked = work.requested_by
    capacity = Capacity(asked["capacity"])
    if asked["person_id"] is None and capacity is Capacity.SYSTEM:
        return _system(work.authority_id)
    today = timezone.localdate()
    held = [seat for seat in seats(asked["person_id"], on=today) if seat.authority_id == work.authority_id]
    person = Person.objects.filter(pk=asked["person_id"], is_active=True).first()
    if person is None or not held:
        raise AskerGone
    request_id = uuid.UUID(asked["request_id"])
    actor = actor_for(person, held[0], on=today, channel=Channel.JOB, request_id=request_id)
    return replace(actor, capacity=capacity)


def _system(authority_id: int) -> Actor:
    code = Authority.objects.values_list("code", flat=True).get(pk=authority_id)
    return system(authority_id, code)


def frames_of(fault: BaseException | None) -> str:
    """Return where a fault and its causes happened, without their messages, which may hold personal data."""
    lines: list[str] = []
    while fault is not None:
        lines.append(type(fault).__name__)
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(fault.__traceback__)
        ]
        fault = fault.__cause__
    return "\n".join(lines)
