"""Makers of one record of each kind of polls, in the world's authority."""

from datetime import date

from pollwright.elections.models import Combination, Contest, Poll, PollStep, ProjectTask, Vacancy
from tests.fixtures.arranging import arranged
from tests.walk.kinds import made
from tests.walk.world import World


def poll(world: World) -> str:
    facts = {"kind": "local", "nation": "england", "title": "Walk", "body": "Walk", "body_slug": "walk"}
    facts |= {"seats_of": "whole", "day": date(2027, 5, 6), "voting_system": "FPTP", "rules": "walk"}
    found = made(world, Poll, reference="PL0000001", **facts)
    made(world, PollStep, poll=found, step="notice_of_election", title="Notice", on=date(2027, 3, 31), source="Walk")
    return str(found.reference)


def contest(world: World) -> str:
    of = Poll.objects.get(authority=world.authority, reference=poll(world))
    return str(made(world, Contest, poll=of, reference="CT0000001", name="Walk", slug="walk").reference)


def vacancy(world: World) -> str:
    facts = {"kind": "local", "body": "Walk", "body_slug": "walk", "area": world.ledger.area(), "seat": "1"}
    facts |= {"cause": "DEATH", "arose_on": date(2026, 11, 2), "ordinary_on": date(2029, 5, 3)}
    return str(made(world, Vacancy, reference="VC0000001", **facts).reference)


def combination(world: World) -> str:
    of = Poll.objects.get(authority=world.authority, reference=poll(world))
    held = made(world, Combination, reference="CB0000001", day=of.day, lead=of)
    with arranged():
        Poll.objects.filter(pk=of.pk).update(combination=held)
    return str(held.reference)


def task(world: World) -> str:
    of = Poll.objects.get(authority=world.authority, reference=poll(world))
    return str(made(world, ProjectTask, poll=of, reference="TK0000001", title="Walk", due_on=of.day).reference)
