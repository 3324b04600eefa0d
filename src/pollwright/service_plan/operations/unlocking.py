"""What finance says of a table that was taken for one of budgets."""

from __future__ import annotations

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.plan_kinds import TableKind
from pollwright.refusals import NotFound
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.models import PlanBlock
from pollwright.service_plan.operations.editing import table_in_hand


@operation(Permission.FINANCE_ENTER)
def unlock_table(*, actor: Actor, table: str, version: int, reason: str) -> PlanBlock:
    """Say that a table is none of budgets; whoever writes the plan then confirms what it is.

    :raises TableChanged: where it was changed since `version`. :raises NotADraft: where the plan is being approved.
    """
    block = table_in_hand(actor, table, version)
    if block.table_kind != TableKind.BUDGETS:
        raise NotFound(kind="budget", reference=table)
    block.table_kind, block.confirmed_at, block.confirmed_by = TableKind.OTHER, None, ""
    block.version += 1
    block.save()
    happening = events.TableUnlocked(block.plan.reference, table)
    record(happening, actor=actor, subjects=[block.plan, block], reason=reason)
    return block
