"""How long papers are received at a poll, for the nomination-day board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pollwright.elections.models import Contest
from pollwright.nominations.queries.contests import NobodyNominated, law_of


@dataclass(frozen=True, slots=True)
class Board:
    """The last moment for papers, None at a poll where nobody is nominated; and the whole minutes that are left."""

    closes: datetime | None
    minutes_left: int


def board_of(authority_id: int, poll_id: int, now: datetime) -> Board:
    """Return how long papers are received at a poll."""
    held = Contest.objects.select_related("poll").filter(authority=authority_id, poll=poll_id)
    first = held.order_by("pk").first()
    if first is None:
        return Board(None, 0)
    try:
        closes = law_of(first).window().last
    except NobodyNominated:
        return Board(None, 0)
    return Board(closes, int((closes - now).total_seconds() // 60))
