"""The roll of a rehearsal: as many invented votes as the roll has that is rehearsed, so that nobody real is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import count, cycle, islice, product

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.models import Contest
from pollwright.elections.queries.cards_stations import stations_for
from pollwright.elections.queries.electorate_target import target_of
from pollwright.law.voters_rolls import RollRule, votes_at_a_station
from pollwright.refusals import Refused
from pollwright.rolls import events
from pollwright.rolls.models import RollVoter
from pollwright.rolls.operations.entering import open_roll
from pollwright.rolls.operations.votes import VoteFacts, key_of
from pollwright.rolls.queries.rolls import contest_of
from pollwright.rolls.states import VotesBy

WHAT = ("Anchor", "Bridge", "Corner", "Dockside", "Eastgate", "Ferry", "Granary", "Harbour")
SORTS = ("Books", "Bakery", "Cycles", "Dental Care", "Fabrics", "Kitchens")
STREETS = ("Quay Street", "Rope Walk", "Customs Lane", "Wharf Road")
"""Of what invented traders and their addresses are made."""
USUAL = len(WHAT) * len(SORTS)
IN_PERSON = 3
"""Each third invented business votes in person, where there are stations."""


class NoRehearsal(Refused):
    """Votes are invented for rehearsals only."""

    code = "rolls.R030"
    problem = "The poll of {contest} is no rehearsal, or votes stand on its roll already."
    remedy = "Take over the billing authority's table; in a rehearsal, remove what stands on the roll first."


@operation(Permission.ROLLS_KEEP)
def invent_roll(*, actor: Actor, reference: str) -> int:
    """Fill the empty roll of a rehearsal with invented votes and return how many: as many as the roll has that it copies.

    Each third business votes in person, at the stations of the adopted scheme in turn; without a scheme all vote by post.

    :raises NoRehearsal: where the poll is held in earnest, or votes stand on the roll.
    :raises RollIsFrozen: where the roll is frozen.
    """
    contest, rule = contest_of(actor.authority_id, reference)
    if not contest.poll.rehearsal:
        raise NoRehearsal(contest=reference)
    roll = open_roll(actor, contest)
    if RollVoter.objects.filter(roll=roll, removed_at__isnull=True).exists():
        raise NoRehearsal(contest=reference)
    many = _rehearsed(contest) or USUAL
    made = [
        RollVoter(
            authority_id=actor.authority_id, roll=roll, number=number, key=key_of(rule, facts), **asdict(facts)
        )
        for number, facts in enumerate(islice(_invented(actor, contest, rule), many), start=roll.last_number + 1)
    ]  # fmt: skip
    RollVoter.objects.bulk_create(made)
    roll.last_number += many
    roll.version += 1
    roll.save(update_fields=["last_number", "version"])
    record(events.RollInvented(reference, many), actor=actor, subjects=[roll, contest], basis=rule.source.describe())
    return many


def traders() -> Iterator[tuple[str, str, int]]:
    """Yield invented traders without end: name, address and rateable value. Nobody of them exists."""
    named = ((what, sort, turn) for turn in count() for what, sort in product(WHAT, SORTS))
    for number, (what, sort, turn) in enumerate(named, start=1):
        name = f"{what} {sort} Ltd" if not turn else f"{what} {sort} {turn + 1} Ltd"
        yield name, f"{number} {STREETS[number % len(STREETS)]}", 4000 + 730 * number


def _invented(actor: Actor, contest: Contest, rule: RollRule) -> Iterator[VoteFacts]:
    scheme = stations_for(actor.authority_id, target_of(actor.authority_id, contest.poll.reference).poll_ids)
    known = sorted({int(one.number) for one in scheme.ranges}) if scheme is not None and scheme.adopted else []
    stations = cycle(known if votes_at_a_station(rule) else [])
    for place, (name, address, value) in enumerate(traders()):
        station = next(stations, None) if place % IN_PERSON == 0 else None
        by = VotesBy.POST if station is None else VotesBy.PERSON
        contact = f"Invented voter {place + 1}"
        yield VoteFacts(name, address, contact, rateable_value=value, votes_by=by.value, station=station)


def _rehearsed(contest: Contest) -> int:
    """Return how many votes stand on the roll of the poll that is rehearsed."""
    of = RollVoter.objects.filter(roll__contest__poll=contest.poll.rehearsal_of_id, removed_at__isnull=True)
    return of.filter(roll__contest__area__isnull=True, roll__contest__name=contest.name).count()
