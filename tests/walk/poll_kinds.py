"""Makers of one record of each kind of polls, in the world's authority; asked again, they give the same record."""

from datetime import date
from typing import Any

from pollwright.elections.models import (
    BoundaryFile,
    BoundaryPart,
    Combination,
    Contest,
    Poll,
    PollStep,
    ProjectTask,
    Vacancy,
)
from tests.fixtures.arranging import arranged
from tests.walk.kinds import MOMENT, TODAY, made, stored
from tests.walk.world import World


def poll(world: World) -> str:
    return str(the_poll(world).reference)


def the_poll(world: World) -> Poll:
    facts = {"kind": "local", "nation": "england", "title": "Walk", "body": "Walk", "body_slug": "walk"}
    facts |= {"seats_of": "whole", "day": date(2027, 5, 6), "voting_system": "FPTP", "rules": "walk"}
    found: Poll = once(world, Poll, "PL0000001", **facts)
    if held(world, PollStep, poll=found) is None:
        made(
            world, PollStep, poll=found, step="notice_of_election", title="Notice", on=date(2027, 3, 31), source="Walk"
        )
    return found


def contest(world: World) -> str:
    return str(once(world, Contest, "CT0000001", poll=the_poll(world), name="Walk", slug="walk").reference)


def vacancy(world: World) -> str:
    facts = {"kind": "local", "body": "Walk", "body_slug": "walk", "seat": "1"}
    facts |= {"cause": "DEATH", "arose_on": date(2026, 11, 2), "ordinary_on": date(2029, 5, 3)}
    return str(once(world, Vacancy, "VC0000001", area=world.ledger.area(), **facts).reference)


def combination(world: World) -> str:
    of = the_poll(world)
    found = once(world, Combination, "CB0000001", day=of.day, lead=of)
    with arranged():
        Poll.objects.filter(pk=of.pk).update(combination=found)
    return str(found.reference)


def task(world: World) -> str:
    of = the_poll(world)
    return str(once(world, ProjectTask, "TK0000001", poll=of, title="Walk", due_on=of.day).reference)


def once(world: World, model: Any, reference: str, **facts: Any) -> Any:
    """Return the world's record of a reference, made when it is first asked for."""
    return held(world, model, reference=reference) or made(world, model, reference=reference, **facts)


def held(world: World, model: Any, **which: Any) -> Any:
    """Return the world's record of a model, or None."""
    with arranged():
        return model.objects.filter(authority=world.authority, **which).first()


def boundary_part(world: World) -> str:
    """Return a part of a contest on another authority's register."""
    return str(_part(world, "AX0000901", "in").reference)


def boundary_part_out(world: World) -> str:
    """Return a part of a contest on our register."""
    return str(_part(world, "AX0000902", "out").reference)


def boundary_file(world: World) -> str:
    """Return a file that was received and is not agreed."""
    return _boundary_file(world, "AF0000901", _part(world, "AX0000901", "in"), "received")


def boundary_file_given(world: World) -> str:
    """Return a file of ours that was prepared."""
    return _boundary_file(world, "AF0000902", _part(world, "AX0000902", "out"), "prepared")


def _part(world: World, reference: str, side: str) -> Any:
    of = Contest.objects.get(authority=world.authority, reference=contest(world))
    other = {"other_code": f"E0700018{reference[-1]}", "other_name": "Mendip"}
    return once(world, BoundaryPart, reference, contest=of, side=side, **other)


def _boundary_file(world: World, reference: str, part: Any, state: str) -> str:
    count = {"district": "CA1", "marker": "", "section": "1-ordinary", "absent": "", "electors": 1}
    facts = {"part": part, "number": 1, "stage": "cards", "as_at": TODAY, "state": state, "electors": 1}
    facts |= {"counts": [count], "stated": [count], "sha256": "0" * 64, "made_by": "Walk", "made_at": MOMENT}
    facts |= {"difference": [{"district": "CA1", "before": 0, "added": 1, "removed": 0, "changed": 0, "after": 1}]}
    return str(once(world, BoundaryFile, reference, file=stored(world, "boundary"), **facts).reference)
