"""Makers of one record of each kind of nominations, in the world's authority; what is there already is taken."""

from datetime import date
from typing import Any

from pollwright.elections.models import Contest, Poll
from pollwright.nominations.models import (
    Agent,
    Appointment,
    Candidate,
    CandidateHome,
    Deposit,
    Invitation,
    NominationPaper,
    Statement,
)
from tests.walk.kinds import MOMENT, made
from tests.walk.world import World


def of_nominations(world: World, model: Any, reference: str, **facts: Any) -> Any:
    found = model.objects.filter(authority=world.authority, reference=reference).first()
    return found or made(world, model, reference=reference, **facts)


def the_contest(world: World) -> Contest:
    facts: dict[str, Any] = {
        "kind": "local",
        "nation": "england",
        "title": "Nominations",
        "body": "Walk",
        "body_slug": "walk",
    }
    facts |= {"seats_of": "whole", "day": date(2027, 5, 6), "voting_system": "FPTP", "rules": "walk"}
    of = of_nominations(world, Poll, "PL0000009", **facts)
    found: Contest = of_nominations(world, Contest, "CT0000009", poll=of, name="Nominations", slug="nominations")
    return found


def poll(world: World) -> str:
    return str(the_contest(world).poll.reference)


def contest(world: World) -> str:
    return str(the_contest(world).reference)


def candidate(world: World) -> str:
    found = of_nominations(
        world, Candidate, "CA0000009", contest=the_contest(world), surname="Example", forenames="Kim Toni"
    )
    if not CandidateHome.objects.filter(candidate=found).exists():
        made(world, CandidateHome, candidate=found, address="12 Sample Terrace", published=True)
    return str(found.reference)


def paper(world: World) -> str:
    of = Candidate.objects.get(authority=world.authority, reference=candidate(world))
    return str(of_nominations(world, NominationPaper, "NP0000009", candidate=of).reference)


def statement(world: World) -> str:
    body = {"ballot_id": "walk", "poll": "Nominations", "area": "Walk", "day": "2027-05-06", "seats": 1, "people": []}
    facts: dict[str, Any] = {"contest": the_contest(world), "body": body, "sha256": "0" * 64, "prepared_by": "Walk"}
    return str(of_nominations(world, Statement, "SN0000009", prepared_at=MOMENT, **facts).reference)


def appointment(world: World) -> str:
    of = the_contest(world).poll
    return str(of_nominations(world, Appointment, "AP0000009", poll=of, at=MOMENT, who="Walk").reference)


def delivered(world: World) -> str:
    of = Candidate.objects.get(authority=world.authority, reference=candidate(world))
    facts: dict[str, Any] = {"candidate": of, "state": "delivered", "delivered_at": MOMENT, "papers": ["nomination"]}
    return str(of_nominations(world, NominationPaper, "NP0000008", **facts).reference)


def deposit(world: World) -> str:
    of = NominationPaper.objects.get(authority=world.authority, reference=delivered(world))
    return str(of_nominations(world, Deposit, "DP0000009", paper=of, pence=50000, received_at=MOMENT).reference)


def agent(world: World) -> str:
    of = Candidate.objects.get(authority=world.authority, reference=candidate(world))
    facts: dict[str, Any] = {"candidate": of, "kind": "polling-agent", "name": "An Agent", "address": "1 Row"}
    return str(of_nominations(world, Agent, "AG0000009", received_at=MOMENT, **facts).reference)


def invitation(world: World) -> str:
    facts: dict[str, Any] = {"contest": the_contest(world), "name": "Kim Example", "invited_as": "candidate"}
    facts |= {"token_sha256": "0" * 64, "made_at": MOMENT, "expires_at": MOMENT}
    return str(of_nominations(world, Invitation, "IN0000009", **facts).reference)
