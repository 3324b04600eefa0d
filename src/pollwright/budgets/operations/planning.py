"""Taking live figures over into the budget table of a plan, by whoever may enter budgets."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.budgets import events
from pollwright.budgets.queries.plans import PlanRowProposed, plan_rows
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.models import PlanBlock
from pollwright.service_plan.operations.editing import enter_budget


class NothingNew(Refused):
    """The plan says what the budgets say."""

    code = "budgets.R090"
    problem = "Nothing would change: the plan says what the budgets say, or no budget of its years is agreed."
    remedy = "Have the budgets of its years agreed first."


@operation(Permission.FINANCE_ENTER)
def take_into_plan(*, actor: Actor, reference: str, position: int, version: int, on: date) -> PlanRowProposed:
    """Enter the net latest estimates in a row of the budget table of that reference, one for each year that has them.

    :param version: of the row, as it was seen; the plan's own rule tells who comes second.
    :raises NothingNew: where nothing would change.
    """
    service = PlanBlock.objects.filter(authority=actor.authority_id, reference=reference)
    owner = service.values_list("plan__service_id", flat=True).first()
    rows = plan_rows(actor.authority_id, owner, on=on) if owner is not None else []
    found = next((one for one in rows if (one.table, one.position) == (reference, position)), None)
    if found is None:
        raise NotFound(kind="row of table", reference=f"{reference} {position + 1}")
    if not found.differs:
        raise NothingNew
    amounts = [one.proposed for one in found.cells]
    enter_budget(actor=actor, table=reference, position=position, version=version, amounts=amounts)
    years = sum(1 for one in found.cells if one.pence is not None)
    record(events.PlanTakenOver(reference, years), actor=actor, subjects=list(service))
    return found
