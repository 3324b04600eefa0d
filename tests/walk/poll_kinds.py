"""Makers of one record of each kind of polls, in the world's authority; asked again, they give the same record."""

from datetime import date
from typing import Any

from pollwright.elections.models import Combination, Contest, Poll, PollStep, ProjectTask, Vacancy
from tests.fixtures.arranging import arranged
from tests.walk.kinds import made
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
