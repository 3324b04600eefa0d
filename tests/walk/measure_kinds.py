"""Makers of one record of each kind of risks and indicators, in the world's authority."""

from pollwright.risks.models import Risk, RiskMeasure, RiskRegister
from tests.walk.poll_kinds import once
from tests.walk.world import World


def register(world: World) -> str:
    return str(once(world, RiskRegister, "RR0000001", title="Walk", scheme="numeric").reference)


def risk(world: World) -> str:
    of = RiskRegister.objects.get(authority=world.authority, reference=register(world))
    return str(once(world, Risk, "RK0000001", register=of, title="Walk").reference)


def measure(world: World) -> str:
    of = Risk.objects.get(authority=world.authority, reference=risk(world))
    return str(once(world, RiskMeasure, "RM0000001", risk=of, kind="action", text="Walk").reference)
