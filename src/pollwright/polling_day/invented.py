"""The invented day of a station in a rehearsal: turnout by the hour, the account of its papers, its box.

The same words to begin from give the same day, station by station, so that a rehearsal can be held again and its figures
compared. Every voter gets a paper of each contest of their district, so what is invented adds up as a real day does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from fractions import Fraction
from math import floor
from random import Random
from typing import Final

BUSY: Final = (6, 9, 8, 6, 5, 6, 7, 6, 5, 6, 8, 10, 9, 6, 3)
"""How many of a hundred voters come in each hour of a day, as it usually goes: before work, at midday and after work."""
STRAYS: Final = 20
"""By how many parts of a hundred the turnout of a station may lie above or below that of all."""
SPOILT_IN: Final = 150
"""Of how many papers one is spoilt, on the whole."""
WAY_IN: Final = (15, 115)
"""The fewest and the most minutes from the close of the poll to the receipt of a box."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a day is invented from.

    :param seed: any words; the same give the same day.
    :param percent: turnout among those who may vote in person.
    """

    seed: str
    percent: int


@dataclass(frozen=True, slots=True)
class Part:
    """Electors of a district who vote at the station in person, and the contests that they vote in."""

    in_person: int
    contests: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A station as the day begins. `papers` and `tendered` are how many of each contest it was entrusted with."""

    key: str
    parts: tuple[Part, ...]
    papers: Mapping[int, int]
    tendered: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The account of a station's papers of a contest; what was entrusted is what was issued, spoilt and left over."""

    contest: int
    entrusted: int
    issued: int
    spoilt: int
    unused: int
    tendered: int


@dataclass(frozen=True, slots=True)
class StationDay:
    """A station's day.

    :param turnout: voters so far, by each hour.
    :param minutes: from the close of the poll to the receipt of the box.
    """

    turnout: tuple[tuple[time, int], ...]
    sheets: tuple[Sheet, ...]
    minutes: int
    seals: str
    bags: int
    postal_packs: int


def invent(place: Place, wanted: Wanted, hours: Sequence[time]) -> StationDay:
    """Return an invented day of a station.

    :param hours: by which it tells its turnout, the last being the close.
    """
    chance = Random(f"{wanted.seed}/{place.key}")  # noqa: S311 (it invents, it guards nothing)
    share = Fraction(wanted.percent * (100 + chance.randint(-STRAYS, STRAYS)), 10_000)
    voters = _with_papers(place, _shared(place, min(share, Fraction(1))))
    return StationDay(
        turnout=tuple(zip(hours, _by_hours(sum(voters), len(hours)), strict=True)),
        sheets=tuple(_sheet(place, contest, voters, chance) for contest in sorted(place.papers)),
        minutes=chance.randint(*WAY_IN),
        seals=", ".join(f"{number:06d}" for number in sorted(chance.sample(range(1, 1_000_000), 2))),
        bags=chance.randint(2, 4),
        postal_packs=chance.randint(0, 1),
    )


def _shared(place: Place, share: Fraction) -> list[int]:
    """Return how many of each part vote: whole numbers that add up to the share of all, rounded."""
    exact = [part.in_person * share for part in place.parts]
    whole = [floor(each) for each in exact]
    over = floor(sum(exact) + Fraction(1, 2)) - sum(whole)
    for at in sorted(range(len(exact)), key=lambda at: whole[at] - exact[at])[:over]:
        whole[at] += 1
    return whole


def _with_papers(place: Place, voters: list[int]) -> list[int]:
    """Return the voters of each part as far as there are papers for them: nobody votes when they have run out."""
    found = list(voters)
    for contest, papers in sorted(place.papers.items()):
        over = _issued(place, contest, found) - papers
        for at, part in enumerate(place.parts):
            if over > 0 and contest in part.contests:
                fewer = min(over, found[at])
                found[at] -= fewer
                over -= fewer
    return found


def _issued(place: Place, contest: int, voters: Sequence[int]) -> int:
    return sum(many for part, many in zip(place.parts, voters, strict=True) if contest in part.contests)


def _by_hours(voters: int, hours: int) -> list[int]:
    """Return how many have voted by each hour; never fewer than before, all of them by the last."""
    busy = [BUSY[at * len(BUSY) // hours] for at in range(hours)]
    return [voters * sum(busy[: at + 1]) // sum(busy) for at in range(hours)]


def _sheet(place: Place, contest: int, voters: Sequence[int], chance: Random) -> Sheet:
    entrusted, issued = place.papers[contest], _issued(place, contest, voters)
    often = 2 * issued * chance.random() / SPOILT_IN + chance.random() / 4
    spoilt = min(entrusted - issued, floor(often))
    tendered = min(place.tendered.get(contest, 0), int(chance.random() * 10 < 1))
    return Sheet(contest, entrusted, issued, spoilt, entrusted - issued - spoilt, tendered)
