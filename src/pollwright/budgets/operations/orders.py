"""Orders under headings: raised, receipted, cancelled; taken over from the office's orders and the hire of venues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.budgets import events
from pollwright.budgets.models import BudgetHeading, Commitment
from pollwright.budgets.operations.holding import (
    ORDERS,
    BelowNought,
    BudgetChanged,
    budget_in_hand,
    heading_in_hand,
    keep,
)
from pollwright.budgets.queries.proposals import proposal
from pollwright.budgets.states import BudgetState, OrderSource, OrderState, Sort
from pollwright.pages.wording import money
from pollwright.refusals import NotFound, Refused

_AGREED = (BudgetState.AGREED,)


class NotUnderIncome(Refused):
    """Nothing is ordered under income."""

    code = "budgets.R040"
    problem = "Heading {heading} is income."
    remedy = "Choose a heading of costs."


class OrderOver(Refused):
    """The order is receipted or cancelled."""

    code = "budgets.R041"
    problem = "Order {reference} is receipted or cancelled."
    remedy = "Open it to see how it stands. For what comes besides, note another order."


class TakenOver(Refused):
    """The order stands under a heading."""

    code = "budgets.R042"
    problem = "{origin} was taken over already, or there is nothing to take over any more."
    remedy = "Open the orders of the budget to see under which heading it stands."


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What is known of an order; `number` is that of the ledger."""

    title: str
    pence: int
    raised_on: date
    number: str = ""
    supplier: str = ""


@operation(Permission.BUDGETS_EDIT)
def raise_order(*, actor: Actor, reference: str, facts: OrderFacts) -> Commitment:
    """Note an order under the heading of that reference.

    :raises NotUnderIncome: where the heading is income. :raises BelowNought: where the amount is not above nought.
    """
    return _raise(actor, _costs(actor, reference), facts, OrderSource.HAND, "")


@operation(Permission.BUDGETS_EDIT)
def take_order(*, actor: Actor, reference: str, source: OrderSource, origin: str, number: str = "") -> Commitment:
    """Take over an order of the office or the hire of a venue, as it stands now, under the heading of that reference.

    :param origin: its own reference. :raises TakenOver: where somebody took it over before, or it is no proposal.
    """
    heading = _costs(actor, reference)
    found = proposal(actor.authority_id, source, origin)
    if found is None:
        raise TakenOver(origin=origin)
    facts = OrderFacts(found.title, found.pence, found.on, number, found.supplier)
    return _raise(actor, heading, facts, source, origin)


@operation(Permission.BUDGETS_EDIT)
def receipt_order(*, actor: Actor, reference: str, version: int, pence: int, on: date) -> Commitment:
    """Note that what was ordered came, at what it costs in the end.

    :raises OrderOver: where it is receipted or cancelled.
    """
    held = _in_hand(actor, reference, version)
    if pence < 0:
        raise BelowNought
    _end(held, OrderState.RECEIPTED, on, received=pence)
    record(events.OrderReceipted(reference, money(pence)), actor=actor, subjects=[held.heading.budget, held.heading])
    return held


@operation(Permission.BUDGETS_EDIT)
def cancel_order(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> Commitment:
    """Cancel an order, with the reason; its money is free again.

    :raises OrderOver: where it is receipted or cancelled.
    """
    held = _in_hand(actor, reference, version)
    _end(held, OrderState.CANCELLED, on, reason=reason)
    subjects = [held.heading.budget, held.heading]
    record(events.OrderCancelled(reference), actor=actor, subjects=subjects, reason=reason)
    return held


def _costs(actor: Actor, reference: str) -> BudgetHeading:
    heading = heading_in_hand(actor, reference, None, states=_AGREED)
    if heading.sort != Sort.COST:
        raise NotUnderIncome(heading=reference)
    return heading


def _raise(actor: Actor, heading: BudgetHeading, facts: OrderFacts, source: OrderSource, origin: str) -> Commitment:
    if facts.pence <= 0:
        raise BelowNought
    made = Commitment.objects.create(
        authority_id=actor.authority_id, heading=heading, reference=next_reference(actor.authority_id, ORDERS),
        title=facts.title, supplier=facts.supplier, number=facts.number, ordered=facts.pence,
        raised_on=facts.raised_on, source=source, origin=origin,
    )  # fmt: skip
    keep(heading)
    happening = events.OrderRaised(made.reference, heading.reference, money(facts.pence))
    record(happening, actor=actor, subjects=[heading.budget, heading])
    return made


def _in_hand(actor: Actor, reference: str, version: int) -> Commitment:
    found = Commitment.objects.filter(authority=actor.authority_id, reference=reference)
    budget = found.values_list("heading__budget__reference", flat=True).first()
    if budget is None:
        raise NotFound(kind="order", reference=reference)
    budget_in_hand(actor, budget, states=_AGREED)
    held = found.select_related("heading__budget").select_for_update(of=("self",)).get()
    if held.version != version:
        raise BudgetChanged(reference=reference)
    if held.state != OrderState.RAISED:
        raise OrderOver(reference=reference)
    return held


def _end(held: Commitment, state: OrderState, on: date, *, received: int | None = None, reason: str = "") -> None:
    held.state, held.ended_on, held.received, held.reason = state, on, received, reason
    held.version += 1
    held.save()
