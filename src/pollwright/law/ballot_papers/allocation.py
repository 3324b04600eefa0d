"""How many ballot papers are printed and how they are shared out among stations (B-09 to B-12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from pollwright.law.ballot_papers.numbers import NumberRange, Series
from pollwright.law.guidance import COMMISSION_PARLIAMENTARY, TRADE_PRACTICE
from pollwright.law.sources import Source
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message

QUANTITY: Final = Source(COMMISSION_PARLIAMENTARY, "Print quantities", "B-09")
ALLOCATION: Final = Source(COMMISSION_PARLIAMENTARY, "Allocation of ballot papers", "B-09")
CONSECUTIVE: Final = Source(COMMISSION_PARLIAMENTARY, "Allocation of ballot papers", "B-10")
BOOKS: Final = Source(TRADE_PRACTICE, "books of papers", "B-10", confirmed=False)
TENDERED: Final = Source(TRADE_PRACTICE, "tendered ballot papers", "B-11", confirmed=False)
BOOK_SIZES: Final = (25, 50, 100)


@dataclass(frozen=True, slots=True)
class StationElectors:
    """How many may vote in person at a station."""

    station: str
    in_person: int


@dataclass(frozen=True, slots=True)
class TenderedPolicy:
    """How many tendered papers a station has: a share of its electors, between a least and a most. Local policy."""

    share: Fraction = Fraction(2, 100)
    least: int = 5
    most: int = 20


USUAL_TENDERED: Final = TenderedPolicy()


@dataclass(frozen=True, slots=True)
class Allocated:
    """The papers of one station."""

    station: str
    in_person: int
    books: int
    papers: NumberRange


def print_quantity(eligible: int) -> tuple[int, Working]:
    """Return how many papers to print in all for a poll: one for every elector who may vote in it."""
    return eligible, Working(
        Message("Print for all {eligible} electors who may vote", eligible=eligible), None, QUANTITY
    )


def may_allocate(share: Fraction, last_turnout: Fraction | None) -> Answer:
    """Return whether stations may be given papers for a share of their electors.

    All of them is always right; less needs a risk assessment and is never under the turnout of the last like poll.

    :param last_turnout: of the last comparable poll, None where it is not known.
    """
    if share >= 1:
        return Answer(True, (Working("A paper for everybody who may vote in person", None, ALLOCATION),))
    says = "Fewer papers than electors: not fewer than the last comparable turnout, with a reserve at hand"
    return Answer(last_turnout is not None and share >= last_turnout, (Working(says, None, ALLOCATION),))


def allocate(
    stations: Sequence[StationElectors],
    *,
    poll: str,
    prefix: str,
    first: int,
    book: int,
    share: Fraction = Fraction(1),
    figures: int = 7,
) -> tuple[Allocated, ...]:
    """Return the papers of each station, in whole books, numbered on from one station to the next.

    :param first: the figure on the first paper.
    :param book: papers in a book.
    :param share: of the electors of each station for whom there are papers, rounded up to a book.
    :raises ValueError: where a book holds no paper or numbers would not begin at one or later.
    """
    if book < 1 or first < 1:
        raise ValueError("Books hold papers, and papers are numbered from one or later")
    found = []
    for one in stations:
        needed = ceil(Fraction(ceil(share * one.in_person), book))
        last = first + needed * book - 1
        if needed:
            run = NumberRange(poll, Series.STATION, prefix, first, last, one.station, figures)
            found.append(Allocated(one.station, one.in_person, needed, run))
        first = last + 1
    return tuple(found)


def tendered_quantity(in_person: int, policy: TenderedPolicy = USUAL_TENDERED) -> int:
    """Return how many tendered papers a station has."""
    return max(policy.least, min(policy.most, ceil(policy.share * in_person)))


def allocate_tendered(
    stations: Iterable[StationElectors],
    *,
    poll: str,
    prefix: str,
    first: int,
    policy: TenderedPolicy = USUAL_TENDERED,
    figures: int = 6,
) -> tuple[NumberRange, ...]:
    """Return the tendered papers of each station, numbered on from one station to the next in a series of their own."""
    found = []
    for one in stations:
        last = first + tendered_quantity(one.in_person, policy) - 1
        found.append(NumberRange(poll, Series.TENDERED, prefix, first, last, one.station, figures))
        first = last + 1
    return tuple(found)
