"""Makers of a service plan and its parts, in the world's authority."""

from datetime import datetime
from typing import Any

from pollwright.service_plan.models import (
    Contract,
    Plan,
    PlanBlock,
    PlanLink,
    PlanRow,
    PlanSection,
    PlanVersion,
    Post,
    Service,
    SupplierNote,
)
from tests.walk.kinds import made, once
from tests.walk.world import World

MOMENT = datetime.fromisoformat("2026-11-16T10:00:00+00:00")


def service(world: World) -> Service:
    found: Service = made(world, Service, reference="SVC0000001", name="Elections")
    return found


def plan(world: World) -> str:
    facts = {"title": ["ELECTIONS SERVICE PLAN"], "first_year": 2026, "origin": "imported", "made_at": MOMENT}
    found: Plan = made(world, Plan, reference="PLN0000001", service=service(world), **facts)
    section = once(world, PlanSection, plan=found, position=0, level=2, number="2.3", title="Contracts")
    facts = {"plan": found, "section": section, "position": 0, "kind": "table", "table_kind": "contracts", "heads": 1}
    block = made(world, PlanBlock, reference="PLB0000001", **facts)
    facts = {"kind": "text", "value": "", "said": "Printing", "warning": ""}
    once(world, PlanRow, block=block, position=0, cells=["Title of Agreement", "End Date"], facts=[facts, facts])
    once(world, PlanRow, block=block, position=1, cells=["Printing", "31/12/27"], facts=[facts, facts])
    return found.reference


def table(world: World) -> str:
    plan(world)
    return "PLB0000001"


def budget_table(world: World) -> str:
    of = Plan.objects.get(authority=world.authority, reference=plan(world))
    section = PlanSection.objects.get(authority=world.authority, plan=of)
    facts = {"plan": of, "section": section, "position": 5, "kind": "table", "table_kind": "budgets", "heads": 1}
    block = made(world, PlanBlock, reference="PLB0000009", **facts)
    facts = {"kind": "text", "value": "", "said": "", "warning": ""}
    once(world, PlanRow, block=block, position=0, cells=["", "2026/27"], facts=[facts, facts])
    once(world, PlanRow, block=block, position=1, cells=["Net cost", "1"], facts=[facts, facts])
    return str(block.reference)


def contract(world: World) -> str:
    found = Plan.objects.get(authority=world.authority, reference=plan(world))
    return str(made(world, Contract, reference="CON0000001", plan=found, title="Printing").reference)


def issue(world: World) -> str:
    of = Contract.objects.get(authority=world.authority, reference=contract(world))
    facts = {"kind": "issue", "happened_on": MOMENT.date(), "text": "Late", "said_by": "Walk"}
    return str(made(world, SupplierNote, reference="SPN0000001", contract=of, **facts).reference)


def settling(world: World) -> dict[str, Any]:
    return {"reference": contract(world), "note": issue(world)}


def post(world: World) -> str:
    content = {"title": [], "sections": []}
    facts = {"title": "Elections Officer", "content": content, "made_at": MOMENT}
    return str(made(world, Post, reference="POS0000001", **facts).reference)


def paragraph(world: World) -> str:
    plan(world)
    facts = {"plan": Plan.objects.get(authority=world.authority, reference="PLN0000001"), "position": 1}
    facts |= {"section": PlanSection.objects.get(authority=world.authority, position=0), "kind": "paragraph"}
    return str(made(world, PlanBlock, reference="PLB0000002", text="See the register.", **facts).reference)


def row(world: World) -> dict[str, Any]:
    return {"reference": table(world), "position": 1}


def budget_row(world: World) -> dict[str, Any]:
    return {"reference": budget_table(world), "position": 1}


def link(world: World) -> int:
    return int(once(world, PlanLink, label="See the register").pk)


def version(world: World) -> PlanVersion:
    found = Plan.objects.get(authority=world.authority, reference=plan(world))
    facts = {"made_on": MOMENT.date(), "made_by": "Walk", "reason": "First", "published_at": MOMENT}
    content = {"title": ["ELECTIONS SERVICE PLAN"], "sections": []}
    return PlanVersion.objects.filter(authority=world.authority, plan=found).first() or once(
        world, PlanVersion, plan=found, number="1.0", content=content, files={}, **facts
    )
