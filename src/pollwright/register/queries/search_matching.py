"""Where the words of a search stand in what an elector is found by, and which of two electors is meant more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA


class Place(StrEnum):
    """Where a search matched. The order is that in which officers mean it."""

    NAME = "n"
    FORMER_NAME = "f"
    ADDRESS = "a"
    FORMER_ADDRESS = "o"
    EMAIL = "e"
    PHONE = "p"
    NUMBER = "number"
    REFERENCE = "reference"
    PROPERTY = "property"


ORDER = tuple(Place)
WRITTEN_OUT = frozenset({Place.FORMER_NAME, Place.FORMER_ADDRESS})
"""Places whose text is shown with the result, since the result itself shows what is so now."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where an elector matched: the places, and the former names or addresses among them as they are filed."""

    places: tuple[Place, ...]
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An elector who may be meant, with the lines that they are found by (see `ElectorSearch`)."""

    elector_id: int
    text: str

    @property
    def lines(self) -> list[tuple[Place, str]]:
        """The lines, each with its place, in order of place."""
        found = [(Place(line[0]), line[2:]) for line in self.text.split("\n") if line[1:2] == ":"]
        return sorted(found, key=lambda line: ORDER.index(line[0]))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate that holds every word, and why. A lesser `score` is meant more."""

    elector_id: int
    score: tuple[float, ...]
    match: Match


Spellings = Mapping[str, Mapping[str, int]]
"""Each word that was typed, with the words it may stand for and the slips between them (itself: nought)."""


def rank(candidates: Iterable[Candidate], words: Spellings) -> list[Ranked]:
    """Return the candidates that match every word, the likeliest first."""
    matched = (_matched(candidate, words) for candidate in candidates)
    return sorted((one for one in matched if one is not None), key=lambda one: (one.score, one.elector_id))


def distance(word: str, other: str) -> int:
    """Return how many slips of a finger (a letter too many, missing, wrong or swapped) lie between two words."""
    return int(OSA.distance(word, other))


def slips_allowed(word: str) -> int:
    """Return how many slips a word of this length may have and still be taken for another."""
    return 1 if len(word) <= 5 else 2


def _matched(candidate: Candidate, words: Spellings) -> Ranked | None:
    """Cover the words by as few lines as are needed, names before addresses; None where some word is in none."""
    lines = [(place, text, _costs(text, words)) for place, text in candidate.lines]
    if not lines:
        return None
    most = max(lines, key=lambda line: len(line[2]))
    left, places, formerly, cost = set(words), [], [], 0.0
    for line in (most, *lines):
        place, text, costs = line
        here = left & costs.keys()
        if here:
            left -= here
            cost += sum(costs[word] for word in here)
            places.append(place)
            formerly += [text] if place in WRITTEN_OUT else []
    if left:
        return None
    match = Match(tuple(sorted(set(places), key=ORDER.index)), tuple(formerly))
    return Ranked(candidate.elector_id, (_depth(match), cost, _away_from_start(lines)), match)


def _costs(text: str, words: Spellings) -> dict[str, float]:
    """Return how far each word is from what a line holds, for the words that it holds."""
    parts = text.split()
    costs = {}
    for typed, spellings in words.items():
        found = [slips + away for word, slips in spellings.items() if (away := _away(word, text, parts)) is not None]
        if found:
            costs[typed] = min(found)
    return costs


def _away(word: str, text: str, parts: Sequence[str]) -> float | None:
    """Return 0 for a whole word, 0.3 for the beginning of one, 0.8 inside one, None where it is not there."""
    if word not in text:
        return None
    if word in parts:
        return 0.0
    if any(part.startswith(word) for part in parts):
        return 0.3
    return 0.8 if len(word) >= 3 else None


def _depth(match: Match) -> float:
    return float(max(ORDER.index(place) for place in match.places))


def _away_from_start(lines: Sequence[tuple[Place, str, dict[str, float]]]) -> float:
    """Return 0 where the name begins with a word that was typed, so that surnames come before forenames."""
    name = next((line for line in lines if line[0] is Place.NAME), None)
    if name is None:
        return 2.0
    return 0.0 if any(name[1].startswith(word) for word in name[2]) else 1.0
