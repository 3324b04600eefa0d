"""Virements: asked for by one person, approved by another, within limits; the total stays the same (MM-E08)."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.budgets import events
from pollwright.budgets.models import BudgetHeading, Virement
from pollwright.budgets.operations.finance import moved
from pollwright.budgets.operations.holding import (
    VIREMENTS,
    BelowNought,
    BudgetChanged,
    budget_in_hand,
    heading_in_hand,
)
from pollwright.budgets.queries.figures import figures_of, limits_on
from pollwright.budgets.states import BudgetState, ChangeKind, Payer, Sort, VirementState
from pollwright.budgets.sums import Approval
from pollwright.pages.wording import money
from pollwright.refusals import NotFound, Refused

_AGREED = (BudgetState.AGREED,)


class NotBetweenThese(Refused):
    """A virement is between two costs of one budget that the same money pays for."""

    code = "budgets.R030"
    problem = "A virement is between two costs of one budget, and not between national and local money."
    remedy = (
        "Choose two headings of costs in the same budget that both are, or both are not, paid by the Consolidated Fund."
    )


class NotFree(Refused):
    """What is spent or ordered can't be moved."""

    code = "budgets.R031"
    problem = "Heading {heading} has {free} that are neither spent nor ordered."
    remedy = "Move no more than that."


class NotSecondPerson(Refused):
    """Whoever asked can't approve."""

    code = "budgets.R032"
    problem = "You asked for this virement, so you can't be the second person."
    remedy = "Ask a colleague who may approve it."


class PaperMissing(Refused):
    """The amount needs somebody higher."""

    code = "budgets.R033"
    problem = "An amount like this needs the approval of {whom}."
    remedy = "Say in which paper they gave it."
    words = frozenset({"whom"})


class DecidedAlready(Refused):
    """The virement was decided."""

    code = "budgets.R034"
    problem = "Virement {reference} was decided already."
    remedy = "Open the budget to see how. To undo it, ask for one the other way."


WHOM = {Approval.DIRECTOR: "the director and finance", Approval.COMMITTEE: "the committee"}


@operation(Permission.BUDGETS_EDIT)
def ask_virement(*, actor: Actor, source: str, target: str, pence: int, reason: str, on: date) -> Virement:
    """Ask to move money from one heading to another of the same budget.

    :raises NotBetweenThese: where that may not be. :raises NotFree: where the heading has not so much left.
    """
    giving = heading_in_hand(actor, source, None, states=_AGREED)
    getting = heading_in_hand(actor, target, None, states=_AGREED)
    if pence <= 0:
        raise BelowNought
    _refuse_between(giving, getting)
    _refuse_unless_free(actor, giving, pence, on)
    made = Virement.objects.create(
        authority_id=actor.authority_id,
        budget=giving.budget,
        reference=next_reference(actor.authority_id, VIREMENTS),
        source=giving,
        target=getting,
        pence=pence,
        reason=reason,
        asked_on=on,
        asked_by=actor.name,
        asked_by_id=actor.person_id,
    )
    happening = events.VirementAsked(made.reference, source, target, money(pence))
    record(happening, actor=actor, subjects=[giving.budget, giving, getting], reason=reason)
    return made


@operation(Permission.FINANCE_ENTER)
def approve_virement(*, actor: Actor, reference: str, version: int, paper: str, on: date) -> Virement:
    """Approve a virement, as the second person; both headings change by the same amount.

    :param paper: where the director or the committee approved it, for an amount above the limit.
    :raises NotSecondPerson: where the actor asked for it. :raises PaperMissing: where the amount needs somebody higher.
    :raises NotFree: where the heading has not so much left any more.
    """
    held = _in_hand(actor, reference, version)
    approval = limits_on(actor.authority_id, on=on).approval(held.pence)
    if approval in WHOM and not paper.strip():
        raise PaperMissing(whom=WHOM[approval])
    giving = heading_in_hand(actor, held.source.reference, None, states=_AGREED)
    getting = heading_in_hand(actor, held.target.reference, None, states=_AGREED)
    _refuse_between(giving, getting)
    _refuse_unless_free(actor, giving, held.pence, on)
    for heading, pence in ((giving, -held.pence), (getting, held.pence)):
        moved(actor, heading, pence, ChangeKind.VIREMENT, held.reason, on, minute=paper, virement=held)
    _decide(held, VirementState.APPROVED, actor, on, authority_for=paper)
    happening = events.VirementApproved(reference, money(held.pence))
    record(happening, actor=actor, subjects=[held.budget, giving, getting], basis=paper)
    return held


@operation(Permission.FINANCE_ENTER)
def refuse_virement(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> Virement:
    """Refuse a virement, as the second person, with the reason."""
    held = _in_hand(actor, reference, version)
    _decide(held, VirementState.REFUSED, actor, on, refusal=reason)
    record(events.VirementRefused(reference), actor=actor, subjects=[held.budget], reason=reason)
    return held


def _in_hand(actor: Actor, reference: str, version: int) -> Virement:
    found = Virement.objects.filter(authority=actor.authority_id, reference=reference)
    budget = found.values_list("budget__reference", flat=True).first()
    if budget is None:
        raise NotFound(kind="virement", reference=reference)
    budget_in_hand(actor, budget, states=_AGREED)
    held = found.select_related("budget", "source", "target").select_for_update(of=("self",)).get()
    if held.state != VirementState.ASKED:
        raise DecidedAlready(reference=reference)
    if held.version != version:
        raise BudgetChanged(reference=reference)
    if held.asked_by_id is not None and held.asked_by_id == actor.person_id:
        raise NotSecondPerson
    return held


def _decide(held: Virement, state: VirementState, actor: Actor, on: date, **said: str) -> None:
    held.state, held.decided_on, held.decided_by = state, on, actor.name
    held.authority_for, held.refusal = said.get("authority_for", ""), said.get("refusal", "")
    held.version += 1
    held.save()


def _refuse_between(giving: BudgetHeading, getting: BudgetHeading) -> None:
    national = {one.payer == Payer.CONSOLIDATED_FUND for one in (giving, getting)}
    costs = {one.sort for one in (giving, getting)} == {Sort.COST}
    if giving.budget_id != getting.budget_id or giving.pk == getting.pk or len(national) > 1 or not costs:
        raise NotBetweenThese


def _refuse_unless_free(actor: Actor, giving: BudgetHeading, pence: int, on: date) -> None:
    found = figures_of(actor.authority_id, [giving.budget_id], on=on)
    free = next(one.sums.available for one in found if one.id == giving.pk)
    if pence > free:
        raise NotFree(heading=giving.reference, free=money(max(0, free)))
