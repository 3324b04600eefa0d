"""What befalls one piece of work: each step of its life is a short operation of its own.

An attempt is known by its number. Every step names the attempt that takes it and is refused where the work has gone on
to another attempt, so a worker that was thought dead and wakes up again can't end, or commit, what another now does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models.functions import Now

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation, running
from pollwright.audit.trail import Happening, record
from pollwright.jobs import events
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import defer
from pollwright.jobs.states import Act, WorkState, after
from pollwright.refusals import NotFound, Refused

MOST_ATTEMPTS = 3
GAVE_UP = "jobs.R004"


class NotWaiting(Refused):
    """The work is being done already, or has ended."""

    code = "jobs.R002"
    problem = "Work {reference} is not waiting to be done: it is {state}."
    remedy = "Open the work to see how it stands."


class Superseded(Refused):
    """Another attempt has taken the work over, or it has ended."""

    code = "jobs.R003"
    problem = "Work {reference} has been taken over or has ended, so this attempt changed nothing."
    remedy = "Open the work to see how it stands."


class AlreadyEnded(Refused):
    """There is nothing left to cancel."""

    code = "jobs.R005"
    problem = "Work {reference} has already ended."
    remedy = "Open the work to see its result."


@operation(Permission.JOBS_CANCEL, name="jobs.begin_work")
def begin_work(*, actor: Actor, reference: str) -> Work:
    """Begin an attempt at waiting work.

    :raises NotWaiting: where another worker has it, or it has ended.
    """
    work = _locked(actor, reference)
    if after(WorkState(work.state), Act.BEGIN) is None:
        raise NotWaiting(reference=reference, state=work.state)
    attempt = work.attempts + 1
    _change(
        work,
        state=WorkState.RUNNING,
        attempts=attempt,
        started_at=Now(),
        heartbeat_at=Now(),
        step="",
        done=0,
        total=0,
    )
    record(events.WorkBegun(reference, attempt), actor=actor, subjects=[work])
    return work


def conclude(*, actor: Actor, reference: str, attempt: int, outcome: Mapping[str, Any]) -> None:
    """End the work as done inside the operation that makes it count, so that it happens exactly once.

    :raises Superseded: where this attempt no longer has the work; the operation must not go on.
    """
    running()
    work = _held(actor, reference, attempt)
    _end(work, Act.FINISH, outcome)
    record(events.WorkDone(reference, attempt), actor=actor, subjects=[work])


@operation(Permission.JOBS_CANCEL, name="jobs.finish_work")
def finish_work(*, actor: Actor, reference: str, attempt: int, outcome: Mapping[str, Any]) -> None:
    """End the work as done, where its handler made nothing count by itself.

    :raises Superseded: where this attempt no longer has the work.
    """
    conclude(actor=actor, reference=reference, attempt=attempt, outcome=outcome)


@operation(Permission.JOBS_CANCEL, name="jobs.refuse_work")
def refuse_work(*, actor: Actor, reference: str, attempt: int, refusal: Refused, outcome: Mapping[str, Any]) -> None:
    """End the work with a refusal, which its page shows with the problem and the remedy."""
    work = _held(actor, reference, attempt)
    said = {"code": refusal.code, "problem": refusal.said, "remedy": refusal.advice}
    _end(work, Act.REFUSE, {**outcome, **said})
    record(events.WorkRefused(reference, refusal.code), actor=actor, subjects=[work])


@operation(Permission.JOBS_CANCEL, name="jobs.fail_work")
def fail_work(*, actor: Actor, reference: str, attempt: int, fault: str, outcome: Mapping[str, Any]) -> None:
    """End the work after a fault.

    :param fault: the kind of fault, never its message, which may hold personal data.
    """
    work = _held(actor, reference, attempt)
    _end(work, Act.FAIL, {**outcome, "fault": fault})
    record(events.WorkFailed(reference, fault), actor=actor, subjects=[work])


@operation(Permission.JOBS_CANCEL, name="jobs.stop_work")
def stop_work(*, actor: Actor, reference: str, attempt: int, outcome: Mapping[str, Any]) -> None:
    """End running work that heeded the wish to cancel it."""
    work = _held(actor, reference, attempt)
    _end(work, Act.CANCEL, outcome)
    record(events.WorkCancelled(reference), actor=actor, subjects=[work])


@operation(Permission.JOBS_CANCEL, name="jobs.cancel_work")
def cancel_work(*, actor: Actor, reference: str) -> WorkState:
    """Cancel waiting work at once; ask running work to stop at its next step, where it changes nothing.

    :returns: the state it has now; RUNNING means that it was asked to stop.
    :raises AlreadyEnded: where it has ended.
    """
    work = _locked(actor, reference)
    state = WorkState(work.state)
    if after(state, Act.CANCEL) is None:
        raise AlreadyEnded(reference=reference)
    happening: Happening
    if state is WorkState.WAITING:
        _end(work, Act.CANCEL, {})
        happening = events.WorkCancelled(reference)
    else:
        _change(work, cancel_asked=True)
        happening = events.WorkCancelAsked(reference)
    record(happening, actor=actor, subjects=[work])
    return WorkState(work.state)


@operation(Permission.JOBS_CANCEL, name="jobs.put_back_work")
def put_back_work(*, actor: Actor, reference: str, attempt: int, cause: str, limited: bool) -> WorkState:
    """Let work wait again, to run once more from the start: its worker stopped or died.

    :param limited: count this attempt: after three the work fails in place of waiting again.
    :returns: the state it has now.
    :raises Superseded: where another attempt has the work.
    """
    work = _held(actor, reference, attempt)
    happening: Happening
    if work.cancel_asked:
        _end(work, Act.CANCEL, {})
        happening = events.WorkCancelled(reference)
    elif limited and attempt >= MOST_ATTEMPTS:
        _end(work, Act.FAIL, {"code": GAVE_UP, "fault": "worker died"})
        happening = events.WorkFailed(reference, "worker died")
    else:
        _change(work, state=WorkState.WAITING, heartbeat_at=None, step="", done=0, total=0)
        defer(actor.authority_id, reference)
        happening = events.WorkPutBack(reference, attempt, cause)
    record(happening, actor=actor, subjects=[work])
    return WorkState(work.state)


def _locked(actor: Actor, reference: str) -> Work:
    work = Work.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if work is None:
        raise NotFound(kind="work", reference=reference)
    return work


def _held(actor: Actor, reference: str, attempt: int) -> Work:
    work = _locked(actor, reference)
    if work.state != WorkState.RUNNING or work.attempts != attempt:
        raise Superseded(reference=reference)
    return work


def _end(work: Work, act: Act, outcome: Mapping[str, Any]) -> None:
    state = after(WorkState(work.state), act)
    plain = json.loads(json.dumps(dict(outcome), cls=DjangoJSONEncoder))
    _change(work, state=state, outcome=plain, ended_at=Now(), heartbeat_at=None)


def _change(work: Work, **values: Any) -> None:
    for name, value in values.items():
        setattr(work, name, value)
    work.save(update_fields=list(values))
    work.refresh_from_db()
