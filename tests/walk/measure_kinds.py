"""Makers of one record of each kind of risks and indicators, in the world's authority."""

from datetime import date
from typing import Any

from pollwright.performance.models import Actual, Indicator, IndicatorDefinition, PerformanceReport
from pollwright.register.models import Alteration
from pollwright.risks.models import Risk, RiskLink, RiskMeasure, RiskRegister
from tests.walk.kinds import MOMENT, made, stored
from tests.walk.poll_kinds import held, once
from tests.walk.world import World


def register(world: World) -> str:
    return str(once(world, RiskRegister, "RR0000001", title="Walk", scheme="numeric").reference)


def risk(world: World) -> str:
    of = RiskRegister.objects.get(authority=world.authority, reference=register(world))
    return str(once(world, Risk, "RK0000001", register=of, title="Walk").reference)


def link(world: World) -> dict[str, Any]:
    """A link of the risk with a project."""
    of = Risk.objects.get(authority=world.authority, reference=risk(world))
    if held(world, RiskLink, risk=of) is None:
        made(world, RiskLink, risk=of, kind="project", subject_reference="PJ0000001", title="Walk")
    return {"reference": of.reference, "kind": "project", "to": "PJ0000001"}


def indicator(world: World) -> str:
    made_of = once(world, Indicator, "PI0000001", code="ES02", title="Walk", computed="es02")
    if held(world, IndicatorDefinition, indicator=made_of) is None:
        made(world, IndicatorDefinition, indicator=made_of, number=1, meaning="Walk", valid_from=date(2026, 4, 1))
    return str(made_of.reference)


def period(world: World) -> dict[str, Any]:
    """A quarter of which the indicator has a figure."""
    found = {"reference": indicator(world), "year": 2026, "quarter": 1}
    of = Indicator.objects.get(authority=world.authority, reference=found["reference"])
    if held(world, Actual, indicator=of) is None:
        made(
            world, Actual, indicator=of, year=2026, quarter=1, text="1%", entered_by="Walk", entered_on=date(2026, 7, 1)
        )
    return found


def report(world: World) -> str:
    there = held(world, PerformanceReport, reference="PR0000001")
    facts = {"kind": "board", "year": 2026, "quarter": 1, "title": "Walk", "rows": [], "made_by": "Walk"}
    files = {name: stored(world, "performance-report") for name in ("pdf", "docx")} if there is None else {}
    return str((there or once(world, PerformanceReport, "PR0000001", made_at=MOMENT, **facts, **files)).reference)


def alteration(world: World) -> dict[str, int]:
    entry = world.ledger.entry()
    facts = {"kind": "delete", "reason": "death", "elector": entry.elector, "entry": entry, "determined_at": MOMENT}
    facts |= {"district_id": entry.district_id, "determined_on": MOMENT.date()}
    return {"number": made(world, Alteration, **facts).pk}


def measure(world: World) -> str:
    of = Risk.objects.get(authority=world.authority, reference=risk(world))
    return str(once(world, RiskMeasure, "RM0000001", risk=of, kind="action", text="Walk").reference)
