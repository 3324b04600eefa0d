"""What the pages and operations of budgets are tried with, in the world's authority."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pollwright.budgets.models import Budget, BudgetHeading, Commitment, LedgerCode, LedgerExtract, LedgerRow, Virement
from tests.walk import plan_kinds
from tests.walk.kinds import made, stored
from tests.walk.poll_kinds import held, once
from tests.walk.sampling import Sample, act_on, by_reference
from tests.walk.world import World

DAY = date(2026, 11, 16)


def budget(world: World) -> str:
    facts = {"year": 2026, "state": "agreed", "agreed_on": DAY, "agreed_by": "Walk"}
    return str(once(world, Budget, "BUD0000901", service=plan_kinds.service(world), **facts).reference)


def draft(world: World) -> str:
    return str(once(world, Budget, "BUD0000902", service=plan_kinds.service(world), year=2027).reference)


def heading(world: World, reference: str = "BH0000901") -> str:
    of = held(world, Budget, reference=budget(world))
    facts = {"title": "Printing", "position": int(reference[-1]), "original": 100_000}
    return str(once(world, BudgetHeading, reference, budget=of, **facts).reference)


def heading_of_draft(world: World) -> str:
    of = held(world, Budget, reference=draft(world))
    return str(once(world, BudgetHeading, "BH0000909", budget=of, title="Postage", position=1, bid=5_000).reference)


def order(world: World) -> str:
    of = held(world, BudgetHeading, reference=heading(world))
    return str(once(world, Commitment, "BO0000901", heading=of, title="Cards", ordered=100, raised_on=DAY).reference)


def virement(world: World) -> str:
    source, target = (held(world, BudgetHeading, reference=heading(world, name)) for name in ("BH0000901", "BH0000902"))
    facts = {"source": source, "target": target, "pence": 100, "reason": "Walk", "asked_on": DAY, "asked_by": "Walk"}
    return str(once(world, Virement, "BV0000901", budget=source.budget, **facts).reference)


def extract(world: World) -> str:
    of = held(world, BudgetHeading, reference=heading(world))
    facts = {"columns": {}, "rows": 1, "control": 100, "read_on": DAY, "read_by": "Walk", "sha256": "0" * 64}
    there = held(world, LedgerExtract, reference="BX0000901")
    if there is None:
        there = once(world, LedgerExtract, "BX0000901", budget=of.budget, file=stored(world, "ledger-extract"), **facts)
        row = {"number": 2, "key": "J1", "reference": "J1", "posted_on": DAY, "code": "4777", "pence": 100}
        made(world, LedgerRow, budget=of.budget, extract=there, counted=True, **row)
        made(world, LedgerCode, budget=of.budget, code="4100", heading=of)
    return str(there.reference)


def code(world: World) -> dict[str, Any]:
    extract(world)
    return {"reference": budget(world)}


def proposal(world: World) -> dict[str, Any]:
    return {"reference": budget(world), "source": "office", "origin": "ODR0000001"}


def plan_row(world: World) -> dict[str, Any]:
    return {"reference": budget(world), "table": plan_kinds.budget_table(world), "position": 1}


SAMPLES: dict[str, Sample] = {
    "budgets:assign": code,
    "budgets:budget": by_reference(budget),
    "budgets:budget-act": act_on(budget, "virement"),
    "budgets:extract": by_reference(extract),
    "budgets:extract-act": act_on(extract, "take"),
    "budgets:extract-new": by_reference(budget),
    "budgets:heading": by_reference(heading),
    "budgets:heading-act": act_on(heading, "explain"),
    "budgets:headings": by_reference(budget),
    "budgets:ledger": by_reference(budget),
    "budgets:order": by_reference(order),
    "budgets:order-act": act_on(order, "receipt"),
    "budgets:orders": by_reference(budget),
    "budgets:plan-take": plan_row,
    "budgets:plans": by_reference(budget),
    "budgets:proposals": by_reference(budget),
    "budgets:table-take": lambda world: {"reference": budget(world), "table": "orders"},
    "budgets:take-order": proposal,
    "budgets:virement": by_reference(virement),
    "budgets:virement-act": act_on(virement, "approve"),
    "budgets:changes": by_reference(budget),
    "budgets:changes-take": by_reference(budget),
    "budgets:virements": by_reference(budget),
    "service-plan:table-unlock": by_reference(plan_kinds.budget_table),
    "service-plan:contract": by_reference(plan_kinds.contract),
    "service-plan:contract-complete": by_reference(plan_kinds.contract),
    "service-plan:contract-act": act_on(plan_kinds.contract, "note"),
    "service-plan:supplier-issue": plan_kinds.settling,
}

RECORDS: dict[str, Callable[[World], Any]] = {
    "budgets.add_heading": budget,
    "budgets.agree_budget": draft,
    "budgets.approve_virement": virement,
    "budgets.assign_code": heading,
    "budgets.cancel_order": order,
    "budgets.change_estimate": heading,
    "budgets.change_heading": heading,
    "budgets.close_budget": budget,
    "budgets.enter_original": heading_of_draft,
    "budgets.explain_variance": heading,
    "budgets.import_changes": budget,
    "budgets.import_table": budget,
    "budgets.import_headings": draft,
    "budgets.make_report": budget,
    "budgets.raise_order": heading,
    "budgets.read_extract": budget,
    "budgets.receipt_order": order,
    "budgets.refuse_virement": virement,
    "budgets.set_forecast": heading,
    "budgets.take_extract": extract,
    "budgets.take_into_plan": plan_kinds.budget_table,
    "budgets.take_order": heading,
    "budgets.take_poll": draft,
    "budgets.withdraw_extract": extract,
}
