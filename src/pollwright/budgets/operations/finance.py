"""What finance alone does: entering the original budget, confirming it, changing the latest estimate, closing the year."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.budgets import events
from pollwright.budgets.models import Budget, BudgetHeading, EstimateChange, LedgerExtract, LedgerRow, Virement
from pollwright.budgets.operations.holding import BelowNought, budget_in_hand, heading_in_hand, keep, seen
from pollwright.budgets.queries.figures import figures_of, unexplained
from pollwright.budgets.states import BudgetState, ChangeKind, ExtractState, Sort, VirementState
from pollwright.budgets.sums import total
from pollwright.pages.wording import money
from pollwright.refusals import Refused


class AmountsMissing(Refused):
    """A budget is confirmed as a whole."""

    code = "budgets.R020"
    problem = "{many} headings of budget {reference} have no amount, or it has no heading."
    remedy = "Enter the original budget of every heading first; nought is an amount."


class BelowTheOther(Refused):
    """A cost can't fall below nought, nor income rise above it."""

    code = "budgets.R021"
    problem = "The latest estimate of the heading would be {left}, on the other side of nought."
    remedy = "Check the amount, and whether it is to be taken away or added."


class VirementsOnly(Refused):
    """A virement has two headings."""

    code = "budgets.R022"
    problem = "A virement has a heading that gives and one that gets, and a second person who approves it."
    remedy = "Ask for it on the page of the budget."


class NotYetOver(Refused):
    """The year goes on."""

    code = "budgets.R023"
    problem = "The financial year goes on until {last}."
    remedy = "Close the budget after that day."


class LooseEnds(Refused):
    """Something of the year is open."""

    code = "budgets.R024"
    problem = "{rows} rows of the ledger have codes of no heading, {extracts} extracts are read and not taken over, {virements} virements wait, {variances} variances are not explained."
    remedy = "Settle each of them first."


@operation(Permission.FINANCE_ENTER)
def enter_original(*, actor: Actor, reference: str, version: int, pence: int) -> BudgetHeading:
    """Enter the original budget of a heading of a draft, at or above nought, also of income.

    :raises BelowNought: where it is below nought. :raises AgreedAlready: where the budget was agreed.
    """
    held = heading_in_hand(actor, reference, version, states=(BudgetState.DRAFT,))
    if pence < 0:
        raise BelowNought
    signed = -pence if held.sort == Sort.INCOME else pence
    changes = keep(held, original=signed, entered_by=actor.name)
    happening = events.OriginalEntered(held.budget.reference, reference, money(signed))
    record(happening, actor=actor, subjects=[held.budget, held], changes=changes)
    return held


@operation(Permission.FINANCE_ENTER)
def agree_budget(*, actor: Actor, reference: str, version: int, minute: str, on: date) -> Budget:
    """Confirm a budget as Council agreed it; from then on its original amounts stay.

    :param on: when Council agreed it. :raises AmountsMissing: where a heading has no amount.
    """
    held = seen(budget_in_hand(actor, reference, states=(BudgetState.DRAFT,)), version)
    amounts = list(BudgetHeading.objects.filter(budget=held).values_list("original", flat=True))
    if not amounts or None in amounts:
        raise AmountsMissing(reference=reference, many=amounts.count(None))
    keep(held, state=BudgetState.AGREED, minute=minute, agreed_on=on, agreed_by=actor.name)
    whole = sum(amount for amount in amounts if amount is not None)
    record(events.BudgetAgreed(reference, money(whole)), actor=actor, subjects=[held], basis=minute)
    return held


@operation(Permission.FINANCE_ENTER)
def change_estimate(
    *, actor: Actor, reference: str, version: int, kind: ChangeKind, pence: int, reason: str, minute: str, on: date
) -> EstimateChange:
    """Change the latest estimate of a heading by what was carried forward, agreed besides, or is put right.

    :param pence: above nought makes the budget of a cost, or the income expected, larger.
    :raises VirementsOnly: where it is a virement. :raises BelowTheOther: where a cost would fall below nought.
    """
    held = heading_in_hand(actor, reference, version, states=(BudgetState.AGREED,))
    if kind == ChangeKind.VIREMENT:
        raise VirementsOnly
    if pence == 0:
        raise BelowNought
    made = moved(actor, held, -pence if held.sort == Sort.INCOME else pence, kind, reason, on, minute=minute)
    happening = events.EstimateChanged(held.budget.reference, reference, money(made.pence), ChangeKind(kind).value)
    record(happening, actor=actor, subjects=[held.budget, held], reason=reason, basis=minute)
    return made


@operation(Permission.FINANCE_ENTER)
def close_budget(*, actor: Actor, reference: str, version: int, on: date) -> Budget:
    """Close a budget with its year; nothing in it changes after that.

    :raises NotYetOver: where the year goes on. :raises LooseEnds: where something of it is open.
    """
    held = seen(budget_in_hand(actor, reference, states=(BudgetState.AGREED,)), version)
    last = date(held.year + 1, 3, 31)
    if on <= last:
        raise NotYetOver(last=last)
    found = figures_of(actor.authority_id, [held.pk], on=on)
    ends = {
        "rows": LedgerRow.objects.filter(budget=held, counted=True, heading=None).count(),
        "extracts": LedgerExtract.objects.filter(budget=held, state=ExtractState.READ).count(),
        "virements": Virement.objects.filter(budget=held, state=VirementState.ASKED).count(),
        "variances": len(unexplained(actor.authority_id, found, on=on)),
    }
    if any(ends.values()):
        raise LooseEnds(**ends)
    keep(held, state=BudgetState.CLOSED, closed_on=on, closed_by=actor.name)
    spent = total(one.sums for one in found).actual
    record(events.BudgetClosed(reference, money(spent)), actor=actor, subjects=[held])
    return held


def moved(
    actor: Actor,
    held: BudgetHeading,
    pence: int,
    kind: ChangeKind,
    reason: str,
    on: date,
    *,
    minute: str = "",
    virement: Virement | None = None,
) -> EstimateChange:
    """Add to the latest estimate of a heading in hand; must be called inside an operation.

    :raises BelowTheOther: where it would come to stand on the other side of nought.
    """
    changes = EstimateChange.objects.filter(heading=held).values_list("pence", flat=True)
    left = (held.original or 0) + sum(changes) + pence
    if (left < 0) if held.sort == Sort.COST else (left > 0):
        raise BelowTheOther(left=money(left))
    made = EstimateChange.objects.create(
        authority_id=actor.authority_id, heading=held, kind=kind, pence=pence, decided_on=on, reason=reason,
        minute=minute, virement=virement, made_by=actor.name,
    )  # fmt: skip
    keep(held)
    return made
