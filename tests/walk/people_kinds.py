"""Makers of a staff file and what stands beside it, in the world's authority."""

from pollwright.people.models import Appraisal, Development, Employee, HoursEntry, SinglePoint, Skill
from pollwright.service_plan.models import Plan, PlanBlock, PlanRow
from tests.fixtures.people import TODAY
from tests.walk import plan_kinds
from tests.walk.kinds import made, once
from tests.walk.world import World

COLUMNS = ["Succession Planning for this post", "Risks", "Knowledge", "Impact", "Future options"]


def staff_file(world: World) -> str:
    facts = {"name": "Wendy Walker", "weekly_minutes": 2220, "started_on": TODAY}
    found: Employee = made(world, Employee, reference="EMP0000001", **facts)
    if not found.hours.filter(authority=world.authority).exists():
        once(world, Appraisal, employee=found, due_on=TODAY)
        once(world, Development, employee=found, on=TODAY, kind="course", title="Walk", minutes=60)
        once(world, HoursEntry, employee=found, on=TODAY, kind="earned", minutes=60, state="asked", entered_by="Walk")
    return found.reference


def skill(world: World) -> str:
    return str(made(world, Skill, reference="SKL0000001", name="Certificate", kind="qualification").reference)


def point(world: World) -> str:
    facts = {"title": "Elections Officer", "succession": "Trained for it"}
    return str(made(world, SinglePoint, reference="SPF0000001", **facts).reference)


def plan_with_point(world: World) -> str:
    reference = plan_kinds.paragraph(world)
    plan = Plan.objects.get(authority=world.authority, reference="PLN0000001")
    paragraph = PlanBlock.objects.get(authority=world.authority, reference=reference)
    facts = {"plan": plan, "section": paragraph.section}
    made(
        world, PlanBlock, reference="PLB0000011", position=12, kind="paragraph",
        text="Job title of SPOF: Elections Officer", **facts,
    )  # fmt: skip
    kind = {"kind": "table", "table_kind": "single-points", "heads": 1}
    block = made(world, PlanBlock, reference="PLB0000012", position=13, **kind, **facts)
    for position, cells in enumerate((COLUMNS, ["", "", "", "", ""])):
        once(world, PlanRow, block=block, position=position, cells=cells, facts=[])
    return plan.reference
