"""What officers add to the figures: a forecast of their own, and why a variance is what it is."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.budgets import events
from pollwright.budgets.models import BudgetHeading
from pollwright.budgets.operations.holding import BelowNought, heading_in_hand, keep
from pollwright.budgets.queries.figures import figures_of
from pollwright.budgets.states import BudgetState, Remedy, Sort
from pollwright.pages.wording import money
from pollwright.refusals import Refused

_AGREED = (BudgetState.AGREED,)


class NothingToExplain(Refused):
    """There is no variance."""

    code = "budgets.R050"
    problem = "Heading {heading} is expected to end at its latest estimate."
    remedy = "There is nothing to explain."


@operation(Permission.BUDGETS_EDIT)
def set_forecast(*, actor: Actor, reference: str, version: int, pence: int | None, reason: str) -> BudgetHeading:
    """Put an officer's forecast, with its reason, in place of the one that is worked out; None gives it up (MM-E06).

    :param pence: at or above nought, also of income.
    """
    held = heading_in_hand(actor, reference, version, states=_AGREED)
    if pence is not None and pence < 0:
        raise BelowNought
    signed = -pence if pence is not None and held.sort == Sort.INCOME else pence
    changes = keep(held, forecast=signed, forecast_reason="" if signed is None else reason)
    happening = events.ForecastSet(held.budget.reference, reference)
    record(happening, actor=actor, subjects=[held.budget, held], changes=changes, reason=reason)
    return held


@operation(Permission.BUDGETS_EDIT)
def explain_variance(
    *, actor: Actor, reference: str, version: int, explanation: str, remedy: Remedy, on: date
) -> BudgetHeading:
    """Explain the variance of a heading as it is now, and say what is done about it (MM-E07).

    It is asked for again once the variance has moved on by as much as asks for an explanation.

    :raises NothingToExplain: where there is none.
    """
    held = heading_in_hand(actor, reference, version, states=_AGREED)
    found = figures_of(actor.authority_id, [held.budget_id], on=on)
    variance = next(one.sums.variance for one in found if one.id == held.pk)
    if variance == 0:
        raise NothingToExplain(heading=reference)
    keep(held, explanation=explanation, remedy=remedy, explained=variance, explained_by=actor.name)
    happening = events.VarianceExplained(held.budget.reference, reference, money(variance))
    record(happening, actor=actor, subjects=[held.budget, held], reason=explanation)
    return held
