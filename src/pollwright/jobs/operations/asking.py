"""Asking for long work: the row and its job in the transaction of the operation that asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from pollwright.acting import Actor
from pollwright.audit.operations import running
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.jobs.events import WorkAsked
from pollwright.jobs.models import Work
from pollwright.jobs.states import LIVE
from pollwright.refusals import Refused

PERFORM = "pollwright.perform_work"
QUEUE = "work"
SERIES = "W"


class AlreadyUnderWay(Refused):
    """Live work holds the lock: never twice at once."""

    code = "jobs.R001"
    problem = "This is already being worked on ({reference})."
    remedy = "Wait until that work has ended, or cancel it, then ask again. Where no worker runs, start one."

    def __init__(self, *, reference: str, same: bool = False) -> None:
        """Say which work it is, and whether it is the very same that was asked for."""
        super().__init__(reference=reference)
        self.reference, self.same = reference, same


def ask_for_work(
    *,
    actor: Actor,
    kind: str,
    lock: str,
    title: str,
    parameters: Mapping[str, Any] | None = None,
    background: bool = True,
) -> Work:
    """Ask for long work in the actor's authority; must be called inside an operation, which checks the permission.

    The job is deferred in the same transaction: without the commit there is neither row nor job.

    :param kind: the name under which a handler is registered with `jobs.registry.work`.
    :param lock: what may not be worked on twice at once in this authority, such as `register.publish`.
    :param title: for lists of work, such as "Import of the register"; never personal data.
    :param parameters: JSON values for the handler: references and file tokens, never personal data.
    :param background: False where the caller performs the work itself at once (the command line).
    :raises AlreadyUnderWay: where live work of this authority holds the lock.
    """
    running()
    try:
        with transaction.atomic():
            work = Work.objects.create(
                authority_id=actor.authority_id,
                reference=next_reference(actor.authority_id, SERIES),
                kind=kind,
                lock=lock,
                title=title,
                parameters=dict(parameters or {}),
                requested_by=_asker(actor),
            )
    except IntegrityError as taken:
        if "never_twice_at_once" not in str(taken):
            raise
        raise _under_way(actor.authority_id, lock, kind, dict(parameters or {})) from None
    record(WorkAsked(work.reference, kind, title), actor=actor, subjects=[work])
    if background:
        defer(actor.authority_id, work.reference)
    return work


def defer(authority_id: int, reference: str) -> None:
    """Put the job of waiting work into the queue, in the open transaction. It holds identifiers and nothing else."""
    app.configure_task(PERFORM, queue=QUEUE).defer(authority_id=authority_id, reference=reference)


def _asker(actor: Actor) -> dict[str, Any]:
    return {
        "person_id": actor.person_id,
        "name": actor.name,
        "role": actor.role,
        "capacity": actor.capacity,
        "request_id": str(actor.request_id),
    }


def _under_way(authority_id: int, lock: str, kind: str, parameters: dict[str, Any]) -> AlreadyUnderWay:
    holder = Work.objects.filter(authority=authority_id, lock=lock, state__in=LIVE).first()
    if holder is None:
        return AlreadyUnderWay(reference="just ended")
    return AlreadyUnderWay(reference=holder.reference, same=(holder.kind, holder.parameters) == (kind, parameters))
