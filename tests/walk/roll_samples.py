"""What each address of rolls is tried with, and what each operation on one is given."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pollwright.elections.models import Contest, Poll
from pollwright.printing.models import PrintOrder, PrintPacket
from pollwright.rolls.models import Roll, RollCard, RollPapers, RollVoter
from tests.walk import printing_kinds
from tests.walk.kinds import MOMENT, made
from tests.walk.poll_kinds import held, once
from tests.walk.sampling import Sample, by_reference
from tests.walk.world import World


def contest(world: World) -> str:
    return str(the_contest(world, 1, {}).reference)


def the_contest(world: World, number: int, frozen: dict[str, Any]) -> Contest:
    facts: dict[str, Any] = {"kind": "bid", "nation": "england", "title": "Ballot", "body": "Walk", "body_slug": "walk"}
    facts |= {"seats_of": "other", "day": date(2027, 5, 6), "voting_system": "FPTP", "rules": "walk"}
    poll = once(world, Poll, f"PL000007{number}", **facts)
    asks = {"name": "Quay", "slug": "quay", "question": "Are you in favour?"}
    found: Contest = once(world, Contest, f"CT000007{number}", poll=poll, **asks)
    if held(world, Roll, contest=found) is None:
        roll = made(world, Roll, contest=found, last_number=1, **frozen)
        made(world, RollVoter, roll=roll, number=1, voter="Walk Ltd", hereditament="1 Quay", key="k", rateable_value=1)
    return found


def order(world: World) -> str:
    """Return an order of papers for the one vote of a frozen roll."""
    frozen = {"state": "frozen", "votes": 1, "value": 1, "frozen_at": MOMENT, "file": printing_kinds.file(world, b"x")}
    of = the_contest(world, 2, frozen)
    proof = printing_kinds.the_document(world, "DN0000072", "ballot_paper", poll=of.poll, contest=of, state="approved")
    facts: dict[str, Any] = {"contest": of, "proof": proof, "digest": "0" * 64, "book": 50, "electors": 1, "total": 1}
    facts |= {"tendered_total": 0, "prepared_by": "Walk", "prepared_at": MOMENT}
    facts |= {"pdf": printing_kinds.file(world, b"%PDF"), "xlsx": printing_kinds.file(world, b"PK")}
    found = once(world, PrintOrder, "PR0000072", **facts)
    if held(world, PrintPacket, order=found) is None:
        run = {"station": 0, "place": "Postal issue", "series": "postal", "prefix": "P", "first": 1, "last": 1}
        made(world, PrintPacket, order=found, books=0, **run)
    return str(found.reference)


def papers(world: World) -> str:
    """Return papers of a roll in which one business votes at a station."""
    facts: dict[str, Any] = {"kind": "neighbourhood-planning-referendum", "nation": "england", "title": "Plan"}
    facts |= {"body": "Walk", "body_slug": "walk", "seats_of": "other", "day": date(2027, 5, 6)}
    facts |= {"voting_system": "two-answers", "rules": "walk"}
    poll = once(world, Poll, "PL0000073", **facts)
    contest = once(world, Contest, "CT0000073", poll=poll, name="Quay", slug="quay", question="Should they?")
    found = held(world, RollPapers, reference="RB0000073")
    if found is None:
        stored = printing_kinds.file(world, b"x")
        frozen = {"state": "frozen", "votes": 1, "value": 1, "frozen_at": MOMENT, "file": stored}
        roll = made(world, Roll, contest=contest, last_number=1, **frozen)
        voter = {"voter": "Walk Ltd", "contact": "Jo", "hereditament": "1 Quay", "votes_by": "person", "station": 1}
        one = made(world, RollVoter, roll=roll, number=1, key="k", **voter)
        sums: dict[str, Any] = {"votes": 1, "in_person": 1, "by_post": 0, "cards": 1, "frozen_at": MOMENT}
        sums |= {"cards_file": stored, "registers_file": stored, "prepared_by": "Walk", "prepared_at": MOMENT}
        found = made(world, RollPapers, reference="RB0000073", roll=roll, **sums)
        made(world, RollCard, papers=found, voter=one, card="9" * 16, station=1, shows="s")
    return str(found.reference)


def vote(world: World) -> dict[str, Any]:
    return {"reference": contest(world), "number": 1}


SAMPLES: dict[str, Sample] = {
    "rolls:roll": by_reference(contest),
    "rolls:take": by_reference(contest),
    "rolls:add": by_reference(contest),
    "rolls:freeze": by_reference(contest),
    "rolls:open": by_reference(contest),
    "rolls:file": by_reference(contest),
    "rolls:remove": by_reference(contest),
    "rolls:vote": vote,
    "rolls:allot": by_reference(contest),
    "rolls:invent": by_reference(contest),
    "rolls:papers": by_reference(contest),
    "rolls:papers-new": by_reference(contest),
    "rolls:papers-one": by_reference(papers),
    "rolls:papers-release": by_reference(papers),
    "rolls:papers-looked-at": by_reference(papers),
    "rolls:papers-file": lambda world: {"reference": papers(world), "part": "cards"},
    "rolls:papers-act": lambda world: {"reference": papers(world), "name": "count"},
    "rolls:vote-act": lambda world: vote(world) | {"name": "correct"},
    "printing:order-issue": by_reference(order),
}

RECORDS: dict[str, Callable[[World], Any]] = {
    "rolls.add_vote": contest,
    "rolls.correct_vote": contest,
    "rolls.freeze_roll": contest,
    "rolls.open_roll_again": contest,
    "rolls.put_back_vote": contest,
    "rolls.remove_votes": contest,
    "rolls.take_over_roll": contest,
    "rolls.allot_votes": contest,
    "rolls.invent_roll": contest,
    "rolls.prepare_papers": contest,
    "rolls.enter_card_count": papers,
    "rolls.hand_out_card_list": papers,
    "rolls.hand_out_papers": papers,
    "rolls.release_papers": papers,
    "rolls.withdraw_papers": papers,
}

GIVE_FILES = {"rolls:file", "rolls:papers-file", "rolls:papers-looked-at"}
"""Pages of rolls that answer with a file."""
