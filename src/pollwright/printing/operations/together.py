"""What is done with the documents and the orders of all polls that are taken together, in one act for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import groupby

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_references
from pollwright.elections.models import Combination, Poll
from pollwright.elections.states import ENDED
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.printing.events.together import AllAsked, AllPrepared, OrdersOfAllReleased
from pollwright.printing.models import Document, PrintOrder
from pollwright.printing.operations.deciding import (
    DocumentChanged,
    approve_of_poll,
    mark_of_set,
    publish_of_poll,
)
from pollwright.printing.operations.documents import (
    SERIES,
    NothingToPrepare,
    Prepared,
    record_documents,
)
from pollwright.printing.operations.orders import release_order
from pollwright.printing.queries.grounds import ground_of
from pollwright.printing.queries.needs import ready_for
from pollwright.printing.queries.together import orders_waiting
from pollwright.printing.states import Kind, OrderState, State
from pollwright.refusals import NotFound

WORK = "printing.prepare-together"


@operation(Permission.PAPERS_PREPARE)
def ask_to_prepare_together(*, actor: Actor, reference: str, kind: Kind, on: date, background: bool = True) -> Work:
    """Ask that a document be made of every poll and contest of a combination that asks for it and has none yet.

    :param reference: of the combination.
    :raises NothingToPrepare: where nothing asks for it.
    """
    combination, polls = _together(actor, reference)
    made = set(
        Document.objects.filter(poll__in=polls, kind=kind)
        .exclude(state__in=(State.VOID, State.WITHDRAWN))
        .values_list("poll__reference", "contest__reference")
    )
    wanted: dict[str, list[str]] = {}
    for poll in polls:
        ground = ground_of(actor.authority_id, poll.reference, on=on)
        ready = ready_for(ground, kind) if kind in ground.rows else []
        if missing := [one for one in ready if (poll.reference, one or None) not in made]:
            wanted[poll.reference] = missing
    count = sum(len(each) for each in wanted.values())
    if not count:
        raise NothingToPrepare(poll=reference)
    names = iter(next_references(actor.authority_id, SERIES, count))
    record(AllAsked(reference, kind.value, count, len(wanted)), actor=actor, subjects=[combination])
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"printing.together.{reference}.{kind}",
        title=f"Prepare documents of combination {reference}",
        parameters={
            "reference": reference,
            "kind": kind.value,
            "documents": {poll: {one: next(names) for one in contests} for poll, contests in wanted.items()},
        },
        background=background,
    )


@operation(Permission.PAPERS_PREPARE)
def record_together(
    *,
    actor: Actor,
    reference: str,
    prepared: Mapping[str, Prepared],
    at: datetime,
    conclude: Callable[[int], object] | None = None,
) -> int:
    """Make prepared documents of a combination's polls ones that can be looked at; return how many.

    :param conclude: called last with their number, to end the work in the same transaction.
    :raises PreparedTwice: where versions were added to one of the polls meanwhile; nothing is kept then.
    """
    combination, _polls = _together(actor, reference)
    made = sum(len(record_documents(actor=actor, poll=poll, prepared=one, at=at)) for poll, one in prepared.items())
    record(AllPrepared(reference, made, len(prepared)), actor=actor, subjects=[combination])
    if conclude is not None:
        conclude(made)
    return made


@operation(Permission.PAPERS_APPROVE)
def approve_together(*, actor: Actor, reference: str, kind: Kind, seen: str, at: datetime) -> int:
    """Approve every checked document of a kind of all polls of a combination, prepared by others; return how many.

    :param seen: the mark of the set that the officer looked at.
    :raises DocumentChanged: where the set is another one now.
    :raises SamePersonApproves: where the actor prepared one of them; nothing is approved then.
    """
    found = _set_in_hand(actor, reference, kind, State.PROOFED, seen)
    for each in found:
        approve_of_poll(actor, each, at)
    return sum(len(each) for each in found)


@operation(Permission.PAPERS_APPROVE)
def publish_together(*, actor: Actor, reference: str, kind: Kind, seen: str, late_reason: str, at: datetime) -> int:
    """Publish every approved document of a kind of all polls of a combination; return how many.

    :raises DocumentChanged: where the set is another one now.
    """
    found = _set_in_hand(actor, reference, kind, State.APPROVED, seen)
    for each in found:
        publish_of_poll(actor, each, late_reason, at)
    return sum(len(each) for each in found)


@operation(Permission.PAPERS_APPROVE)
def release_together(*, actor: Actor, reference: str, seen: str, on: date, at: datetime) -> int:
    """Release every order of a combination that waits to the printer, as the second person; return how many.

    :param seen: the mark of the orders that the officer looked at.
    :raises DocumentChanged: where they are others now.
    :raises SamePersonReleasesOrder: where the actor prepared one of them; nothing is released then.
    """
    combination, _polls = _together(actor, reference)
    waiting = orders_waiting(actor.authority_id, reference)
    held = PrintOrder.objects.select_for_update().filter(authority=actor.authority_id, state=OrderState.PREPARED)
    list(held.filter(reference__in=[one for one, _version in waiting]).order_by("pk").values_list("pk"))
    if not waiting or mark_of_set(waiting) != seen:
        raise DocumentChanged(reference=reference, state=str(OrderState.PREPARED.label).lower())
    for one, version in waiting:
        release_order(actor=actor, reference=one, version=version, on=on, at=at)
    record(OrdersOfAllReleased(reference, len(waiting)), actor=actor, subjects=[combination])
    return len(waiting)


def _together(actor: Actor, reference: str) -> tuple[Combination, list[Poll]]:
    combination = Combination.objects.filter(authority=actor.authority_id, reference=reference).first()
    polls = list(Poll.objects.filter(combination=combination).exclude(state__in=ENDED).order_by("reference"))
    if combination is None or not polls:
        raise NotFound(kind="combination", reference=reference)
    return combination, polls


def _set_in_hand(actor: Actor, reference: str, kind: Kind, state: State, seen: str) -> list[list[Document]]:
    """Return the documents of a kind in a state, locked, by poll."""
    _combination, polls = _together(actor, reference)
    held = Document.objects.select_related("poll", "contest", "amends").select_for_update(of=("self",))
    documents = list(held.filter(poll__in=polls, kind=kind, state=state).order_by("poll", "pk"))
    if not documents or mark_of_set((one.reference, one.version) for one in documents) != seen:
        raise DocumentChanged(reference=reference, state=str(state.label).lower())
    return [list(rows) for _poll, rows in groupby(documents, key=lambda one: one.poll_id)]
