"""Budgets and headings in hand: locked, of the version that the officer saw, and open for what is to be done."""

from __future__ import annotations

from pollwright.acting import Actor
from pollwright.budgets.models import Budget, BudgetHeading
from pollwright.budgets.states import BudgetState
from pollwright.pages.wording import money
from pollwright.refusals import NotFound, Refused

BUDGETS, HEADINGS, ORDERS, EXTRACTS, VIREMENTS, REPORTS = "BUD", "BH", "BO", "BX", "BV", "BR"
"""The series of references of this room."""
MONEY = frozenset({"bid", "forecast", "original"})
"""Fields that hold pence."""


class BudgetChanged(Refused):
    """Another officer changed it."""

    code = "budgets.R001"
    problem = "{reference} was changed by somebody else since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class YearClosed(Refused):
    """The year is closed."""

    code = "budgets.R002"
    problem = "Budget {reference} is closed with its year."
    remedy = "What is still to be put right belongs to the next year."


class NotAgreed(Refused):
    """The budget is a draft."""

    code = "budgets.R003"
    problem = "Budget {reference} is a draft: nothing can be ordered, moved or spent under it."
    remedy = "Ask finance to enter its amounts and to confirm it once Council has agreed it."


class AgreedAlready(Refused):
    """The original budget stays as Council agreed it."""

    code = "budgets.R004"
    problem = "Budget {reference} was agreed, so its original amounts stay as they are."
    remedy = "Change the latest estimate, with its reason."


class BelowNought(Refused):
    """An amount is below nought, or is nothing."""

    code = "budgets.R005"
    problem = "The amount must be above nought."
    remedy = "Enter it in pounds and pence, without a minus: income is told by the heading."


def budget_in_hand(actor: Actor, reference: str, *, states: tuple[BudgetState, ...]) -> Budget:
    """Return a budget, locked, that is in one of `states`.

    :raises NotFound: where the authority has none of that reference.
    :raises YearClosed: where its year is closed. :raises NotAgreed: where it is a draft and must not be.
    :raises AgreedAlready: where it was agreed and must not be.
    """
    held = Budget.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="budget", reference=reference)
    if held.state not in states:
        if held.state == BudgetState.CLOSED:
            raise YearClosed(reference=reference)
        raise NotAgreed(reference=reference) if held.state == BudgetState.DRAFT else AgreedAlready(reference=reference)
    return held


def seen(held: Budget, version: int) -> Budget:
    """Return a budget that nobody changed since `version`.

    :raises BudgetChanged: where somebody did.
    """
    if held.version != version:
        raise BudgetChanged(reference=held.reference)
    return held


def heading_in_hand(
    actor: Actor, reference: str, version: int | None, *, states: tuple[BudgetState, ...]
) -> BudgetHeading:
    """Return a heading whose budget is in one of `states`, both locked.

    :param version: as it was seen; None where any will do.
    :raises NotFound: where the authority has none of that reference. :raises BudgetChanged: where it was changed since.
    """
    found = BudgetHeading.objects.filter(authority=actor.authority_id, reference=reference)
    budget = found.values_list("budget__reference", flat=True).first()
    if budget is None:
        raise NotFound(kind="heading", reference=reference)
    owner = budget_in_hand(actor, budget, states=states)
    held = BudgetHeading.objects.select_for_update().get(authority=actor.authority_id, reference=reference)
    if version is not None and held.version != version:
        raise BudgetChanged(reference=reference)
    held.budget = owner
    return held


def keep(held: Budget | BudgetHeading, **values: object) -> dict[str, tuple[object, object]]:
    """Save values with the next version, and return what changed, money as the trail writes it."""
    changes = {
        name: (_written(name, getattr(held, name)), _written(name, value))
        for name, value in values.items()
        if getattr(held, name) != value
    }
    for name, value in values.items():
        setattr(held, name, value)
    held.version += 1
    held.save()
    return changes


def _written(name: str, value: object) -> object:
    return money(value) if name in MONEY and isinstance(value, int) else value
