"""What is packed for a station or the postal issue, and the refusal where it can't be worked out."""

from __future__ import annotations

from dataclasses import dataclass

from pollwright.elections.models import Contest
from pollwright.law.ballot_papers.numbers import NumberRange
from pollwright.printing.papers.wanted import NotReady
from pollwright.printing.states import Kind

STATION, POSTAL, TENDERED_PREFIX = "BPS", "P", "T"
SHEET = "SS"
"""Before the numbers of the signing sheets of a recall petition."""
POSTAL_PLACE = "Postal issue"


@dataclass(frozen=True, slots=True)
class MadePacket:
    """What is packed for a station, or with number 0 for the postal issue; `books` is 0 of loose papers."""

    station: int
    place: str
    ordinary: NumberRange
    books: int
    tendered: NumberRange | None


def not_ready(contest: Contest, missing: str) -> NotReady:
    """Return the refusal that says what is missing for an order."""
    return NotReady(document=str(Kind.BALLOT_PAPER.label), reference=contest.reference, missing=missing)
