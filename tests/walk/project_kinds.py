"""Makers of a project and its parts in the world's authority, and what their pages are tried with."""

from typing import Any

from pollwright.projects.models import BoardMeeting, Project, ProjectAction
from pollwright.service_plan.models import PlanBlock, PlanRow, PlanSection
from tests.fixtures.people import TODAY
from tests.walk import plan_kinds
from tests.walk.kinds import made, once
from tests.walk.sampling import Sample, act_on, by_reference
from tests.walk.world import World


def project(world: World) -> str:
    facts = {"service": plan_kinds.service(world), "title": "Walk"}
    return str(made(world, Project, reference="PRJ0000001", **facts).reference)


def _of(world: World) -> Project:
    return Project.objects.get(authority=world.authority, reference=project(world))


def action(world: World) -> str:
    return str(made(world, ProjectAction, reference="PJT0000001", project=_of(world), title="Write").reference)


def meeting(world: World) -> str:
    return str(made(world, BoardMeeting, reference="PJB0000001", project=_of(world), held_on=TODAY).reference)


def planned(world: World) -> dict[str, Any]:
    """A confirmed table of a plan with a project that waits to be taken over."""
    plan_kinds.plan(world)
    section = PlanSection.objects.get(authority=world.authority, position=0)
    facts = {"plan": section.plan, "section": section, "position": 3, "kind": "table", "table_kind": "project"}
    block = made(world, PlanBlock, reference="PLB0000003", confirmed_at=plan_kinds.MOMENT, **facts)
    for place, cells in enumerate((["Project details", ""], ["Project title", "Proposed outcome"], ["Count", "Swift"])):
        once(world, PlanRow, block=block, position=place, cells=cells)
    return {"table": block.reference, "place": 0}


def bound(world: World) -> str:
    """A table that shows the register of contracts."""
    plan_kinds.plan(world)
    section = PlanSection.objects.get(authority=world.authority, position=0)
    facts = {"plan": section.plan, "section": section, "position": 4, "kind": "table", "table_kind": "contracts"}
    facts |= {"confirmed_at": plan_kinds.MOMENT, "live": "contracts", "live_of": "whole", "heads": 1}
    block: PlanBlock = made(world, PlanBlock, reference="PLB0000004", **facts)
    once(world, PlanRow, block=block, position=0, cells=["Title of Agreement", "End Date"])
    return block.reference


def live(world: World) -> dict[str, Any]:
    return {"reference": plan_kinds.table(world), "source": "contracts", "of": "whole"}


SAMPLES: dict[str, Sample] = {
    "projects:action-done": by_reference(action),
    "projects:paper": by_reference(meeting),
    "projects:part": by_reference(action),
    "projects:project": by_reference(project),
    "projects:project-act": act_on(project, "change"),
    "projects:take": planned,
    "service-plan:table-live": live,
    "service-plan:table-typed": by_reference(bound),
}
RECORDS = {
    "projects.add_paper": meeting,
    "projects.add_part": project,
    "projects.carry_lessons": project,
    "projects.change_part": action,
    "projects.change_project": project,
    "projects.close_project": project,
    "projects.finish_action": action,
    "projects.link_project": project,
    "projects.log_highlight": project,
    "projects.open_risks": project,
    "projects.reopen_project": project,
}
