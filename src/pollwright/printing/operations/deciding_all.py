"""What the second person does with many documents or orders at once: asked in one act, done by the worker one by one.

What an officer saw on the page is what the worker is told, each with its version. Each poll's documents, and each order,
are decided in a short act of their own, in the officer's name and capacity and under the same rules as alone; what is
refused is listed with its reason, and the others go on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.models import Combination, Poll
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.printing.events.together import DecisionAsked, DocumentsLeft, ReleaseAsked
from pollwright.printing.models import Document, PrintOrder
from pollwright.printing.operations.deciding import (
    DocumentChanged,
    Left,
    SamePersonApproves,
    approve_of_poll,
    mark_of_set,
    publish_of_poll,
)
from pollwright.printing.operations.orders import SamePersonReleasesOrder
from pollwright.printing.queries.together import Waiting, documents_waiting, orders_waiting
from pollwright.printing.states import BEFORE, Decision, Kind, OrderState, State
from pollwright.refusals import NotFound

WORK = "printing.decide-documents"
WORK_TOGETHER = "printing.decide-together"
RELEASE = "printing.release-orders"
STEPS, RELEASE_STEPS = ("Documents",), ("Orders",)
TITLES = {Decision.APPROVE: "Approve documents of {of}", Decision.PUBLISH: "Publish documents of {of}"}
AFTER = {Decision.APPROVE: State.APPROVED, Decision.PUBLISH: State.PUBLISHED}


@operation(Permission.PAPERS_APPROVE)
def ask_to_decide(
    *,
    actor: Actor,
    reference: str,
    kind: Kind,
    decision: Decision,
    seen: str,
    late_reason: str = "",
    background: bool = True,
) -> Work:
    """Ask that every document of a kind that waits be approved, or published.

    :param reference: of a poll, or of polls taken together.
    :param seen: the mark of the set that the officer looked at, as `mark_of_set` gives it.
    :raises DocumentChanged: where the set is another one now.
    :raises SamePersonApproves: where the actor prepared all that wait for approval.
    """
    of = _poll_or_combination(actor, reference)
    state = BEFORE[decision]
    waiting = documents_waiting(actor.authority_id, reference, kind, state)
    if not waiting or _mark(waiting) != seen:
        raise DocumentChanged(reference=reference, state=str(state.label).lower())
    if decision is Decision.APPROVE and all(_own(actor, one) for one in waiting):
        raise SamePersonApproves(reference=waiting[0].reference)
    by_poll: dict[str, dict[str, int]] = defaultdict(dict)
    for one in waiting:
        by_poll[one.poll][one.reference] = one.version
    record(
        DecisionAsked(reference, kind.value, decision.value, len(waiting)),
        actor=actor,
        subjects=[of],
        reason=late_reason,
    )
    return ask_for_work(
        actor=actor,
        kind=WORK if isinstance(of, Poll) else WORK_TOGETHER,
        lock=f"printing.{decision}.{reference}.{kind}",
        title=TITLES[decision].format(of=reference),
        parameters={
            "reference": reference,
            "kind": kind.value,
            "decision": decision.value,
            "late_reason": late_reason,
            "documents": by_poll,
        },
        background=background,
    )


@operation(Permission.PAPERS_APPROVE)
def decide_of_poll(
    *,
    actor: Actor,
    reference: str,
    decision: Decision,
    documents: Mapping[str, int],
    late_reason: str,
    at: datetime,
) -> Left:
    """Approve or publish documents of one kind of a poll as they were looked at; return those refused, and why.

    :param documents: versions by reference.
    :raises NotFound: where the poll is not there.
    """
    poll = Poll.objects.filter(authority=actor.authority_id, reference=reference).first()
    if poll is None:
        raise NotFound(kind="poll", reference=reference)
    held = Document.objects.select_related("poll", "contest", "amends").select_for_update(of=("self",))
    found = list(held.filter(poll=poll, reference__in=documents).order_by("pk"))
    standing = [one for one in found if one.state == BEFORE[decision] and one.version == documents[one.reference]]
    left: Left = [
        (one.reference, DocumentChanged(reference=one.reference, state=str(State(one.state).label).lower()))
        for one in found
        if one not in standing
    ]
    there = {one.reference for one in found}
    left += [(name, NotFound(kind="document", reference=name)) for name in documents if name not in there]
    if standing and decision is Decision.APPROVE:
        left += approve_of_poll(actor, standing, at)
    elif standing:
        left += publish_of_poll(actor, standing, late_reason, at)
    if left:
        codes = ", ".join(sorted({refusal.code for _reference, refusal in left}))
        record(DocumentsLeft(reference, decision.value, len(left), codes), actor=actor, subjects=[poll])
    return left


def decided_before(actor: Actor, decision: Decision, documents: Mapping[str, int]) -> set[str]:
    """Return those of some documents that an earlier attempt at the same work decided: the actor's next versions."""
    by = "approved_by" if decision is Decision.APPROVE else "published_by"
    held = Document.objects.filter(authority=actor.authority_id, reference__in=documents, state=AFTER[decision])
    found = held.filter(**{by: actor.name}).values_list("reference", "version")
    return {reference for reference, version in found if version == documents[reference] + 1}


@operation(Permission.PAPERS_APPROVE)
def ask_to_release_orders(*, actor: Actor, reference: str, seen: str, background: bool = True) -> Work:
    """Ask that every order of polls taken together that waits be released to the printer.

    :param reference: of the combination.
    :param seen: the mark of the orders that the officer looked at.
    :raises DocumentChanged: where they are others now.
    :raises SamePersonReleasesOrder: where the actor prepared all of them.
    """
    of = _poll_or_combination(actor, reference)
    waiting = orders_waiting(actor.authority_id, reference)
    if not waiting or _mark(waiting) != seen:
        raise DocumentChanged(reference=reference, state=str(OrderState.PREPARED.label).lower())
    if all(_own(actor, one) for one in waiting):
        raise SamePersonReleasesOrder(reference=waiting[0].reference)
    record(ReleaseAsked(reference, len(waiting)), actor=actor, subjects=[of])
    return ask_for_work(
        actor=actor,
        kind=RELEASE,
        lock=f"printing.release.{reference}",
        title=f"Release orders of ballot papers of {reference}",
        parameters={"reference": reference, "orders": {one.reference: one.version for one in waiting}},
        background=background,
    )


def released_before(actor: Actor, orders: Mapping[str, int]) -> set[str]:
    """Return those of some orders that an earlier attempt at the same work released."""
    held = PrintOrder.objects.filter(authority=actor.authority_id, reference__in=orders, state=OrderState.RELEASED)
    found = held.filter(released_by=actor.name).values_list("reference", "version")
    return {reference for reference, version in found if version == orders[reference] + 1}


def _poll_or_combination(actor: Actor, reference: str) -> Poll | Combination:
    held = {"authority": actor.authority_id, "reference": reference}
    found = Poll.objects.filter(**held).first() or Combination.objects.filter(**held).first()
    if found is None:
        raise NotFound(kind="poll", reference=reference)
    return found


def _mark(waiting: list[Waiting]) -> str:
    return mark_of_set((one.reference, one.version) for one in waiting)


def _own(actor: Actor, one: Waiting) -> bool:
    return one.prepared_by is not None and one.prepared_by == actor.person_id
