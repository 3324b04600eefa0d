"""Calling polls in tests: a council's wards, and a poll in them."""

from datetime import date
from typing import Any

from pollwright.acting import Actor
from pollwright.elections.models import Poll
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.states import SeatsOf
from pollwright.law.timetables.kinds import Kind
from tests.fixtures.ledger import Ledger

ORDINARY_DAY = date(2027, 5, 6)
CALLED_ON = date(2026, 11, 23)


def asked(kind: Kind = Kind.LOCAL, day: date = ORDINARY_DAY, **given: Any) -> PollAsked:
    """Return a poll of Quantock as it is asked for."""
    facts: dict[str, Any] = {"body": "Quantock", "seats_of": SeatsOf.WHOLE} | given
    return PollAsked(kind, day=day, **facts)


def call(actor: Actor, ledger: Ledger, *, wards: int = 1, seats: int = 2, **given: Any) -> Poll:
    """Call an election in new wards, named Ward 1 and so on."""
    areas = [ledger.area(name=f"Ward {number}") for number in range(1, wards + 1)]
    contests = [ContestAsked(f"ward.{area.code}", seats) for area in areas]
    return call_poll(actor=actor, asked=asked(**given), contests=contests, on=CALLED_ON)
