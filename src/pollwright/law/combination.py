"""Polls of one day taken together: which must be, may be or can't be, who leads, who pays (C-01 to C-13).

Polls of one day in one area coincide; they are combined where one set of stations, staff and postal packs serves them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import COMBINATION_REGULATIONS_2004, COMMISSION_GLA
from pollwright.law.sources import (
    COUNCIL_TAX_REFERENDUM_REGULATIONS_2012,
    GOVERNANCE_REFERENDUM_REGULATIONS_2012,
    NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012,
    RPA_1983,
    RPA_1985,
    Source,
)
from pollwright.law.timetables.instruments import (
    COMBINED_AUTHORITIES_ORDER_2017,
    GOVERNMENT_OF_WALES_ACT_2006,
    PARISH_POLLS_RULES_1987,
    PARISH_RULES_2006,
    PCC_ORDER_2012,
)
from pollwright.law.timetables.kinds import Kind
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message, plain

GENERAL_ELECTION: Final = Source(RPA_1985, "s 15", "C-02")
PERMITTED: Final = Source(RPA_1985, "s 15", "C-03")
COSTS: Final = Source(RPA_1985, "s 15", "C-05")
LEAD: Final = Source(COMBINATION_REGULATIONS_2004, "reg 4", "C-06")
LEAD_LATER: Final = Source(COMBINATION_REGULATIONS_2004, "reg 4", "C-06", confirmed=False)
FUNCTIONS: Final = Source(COMBINATION_REGULATIONS_2004, "reg 5", "C-07", confirmed=False)
COLOURS: Final = Source(COMMISSION_GLA, "Ballot paper design", "C-12", confirmed=False)
SAME_DAY: Final = Source("Law Commission, Combination of polls", "", "C-01")


ONE_REGISTER: Final = Source("Parliamentary Voting System and Constituencies Act 2011", "Sch 5 para 27", "C-10")
MERGED_LISTS: Final = Source("Parliamentary Voting System and Constituencies Act 2011", "Sch 5 paras 9 and 10", "C-11")
SITUATION: Final = Source(PARISH_RULES_2006, "Sch 3, notice of situation of polling stations", "C-13")


class Together(StrEnum):
    """Whether two polls are taken together."""

    COMPULSORY = "compulsory"
    PERMITTED = "permitted"
    FORBIDDEN = "forbidden"
    SEPARATE = "separate"


class CombinedFunction(StrEnum):
    """What the lead officer does for all polls taken together (C-07)."""

    STATIONS = "providing-stations"
    STAFF = "appointing-presiding-officers-and-clerks"
    EQUIPMENT = "equipment-and-notices-of-stations"
    SECRECY = "notification-of-secrecy"
    VERIFICATION = "verification-and-separation"
    PACKETS = "packets"
    POSTAL = "issue-and-receipt-of-postal-papers"


class SituationSays(StrEnum):
    """What the notice of the situation of polling stations adds where polls are taken together (C-13)."""

    TOGETHER = "polls-are-taken-together"
    OTHER_AREAS = "areas-of-the-other-polls"
    IN_PART = "taken-together-in-part-of-the-area-only"


class OwnFunction(StrEnum):
    """What each poll's officer does alone, however polls are combined (C-07)."""

    NOMINATIONS = "nominations"
    AGENTS = "agents"
    STATEMENT = "statement-of-persons-nominated"
    PAPER = "content-of-the-ballot-paper"
    RESULT = "result"


OPTIONAL_FUNCTIONS: Final = frozenset({CombinedFunction.POSTAL})


@dataclass(frozen=True, slots=True)
class CombinedPoll:
    """A poll of a day, as far as combining needs it.

    `ordinary` says that it is an ordinary (general) election rather than one to a single vacancy; `county` that a local
    poll is of a county. `areas` are the atomic areas (polling districts) in which it is held.
    """

    reference: str
    kind: Kind
    on: date
    areas: frozenset[str]
    ordinary: bool = True
    county: bool = False


@dataclass(frozen=True, slots=True)
class PairRow:
    """The rule for two kinds of poll; where `ordinary` is given, it is for those of `second` that are (not) ordinary."""

    first: frozenset[Kind]
    second: frozenset[Kind]
    together: Together
    says: str
    source: Source
    first_ordinary: bool | None = None
    second_ordinary: bool | None = None

    def holds_for(self, one: CombinedPoll, other: CombinedPoll) -> bool:
        """Return whether it is the rule for two polls, in this order."""
        return (
            one.kind in self.first
            and other.kind in self.second
            and self.first_ordinary in (None, one.ordinary)
            and self.second_ordinary in (None, other.ordinary)
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """What the law has for two polls, with why. `related`: they share an area."""

    together: Together
    related: bool
    workings: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class PaperColour:
    """The colours of one poll's papers."""

    poll: str
    ordinary: str
    tendered: str


_ANY: Final = frozenset(Kind)
_COUNCILS: Final = frozenset({Kind.LOCAL, Kind.PARISH, Kind.MAYORAL})
_ALONE: Final = frozenset({Kind.BID, Kind.RECALL})
_UNDER_36: Final = Source(RPA_1983, "s 36", "C-04", confirmed=False)


def _compulsory(kind: Kind, source: Source) -> PairRow:
    """Return the rule of an instrument that has a poll of its own combined with any related poll of the day."""
    others = _ANY - _ALONE - {Kind.PARISH_POLL}
    says = "Its own rules have it taken together with other polls of the day in the same area"
    return PairRow(frozenset({kind}), others, Together.COMPULSORY, says, source)


MATRIX: Final = (
    PairRow(
        frozenset({Kind.PARISH_POLL}),
        _ANY,
        Together.FORBIDDEN,
        "A parish poll is never taken together with another poll",
        Source(PARISH_POLLS_RULES_1987, "", "C-04"),
    ),
    PairRow(
        frozenset({Kind.SENEDD}),
        frozenset({Kind.UK_PARLIAMENT}),
        Together.FORBIDDEN,
        "An ordinary general election of the Senedd may not even be on the day of a UK general election",
        Source(GOVERNMENT_OF_WALES_ACT_2006, "s 3", "C-04"),
        first_ordinary=True,
        second_ordinary=True,
    ),
    PairRow(
        _ALONE,
        _ANY,
        Together.SEPARATE,
        "It has no polling day of its own at stations, so there is nothing to combine",
        Source(RPA_1985, "s 15", confirmed=False),
    ),
    PairRow(
        frozenset({Kind.UK_PARLIAMENT}),
        frozenset({Kind.LOCAL}),
        Together.COMPULSORY,
        "A UK general election and ordinary local elections of one day are taken together",
        GENERAL_ELECTION,
        first_ordinary=True,
        second_ordinary=True,
    ),
    PairRow(
        _COUNCILS,
        _COUNCILS,
        Together.COMPULSORY,
        "Polls of councils and local mayors of one day in one area are taken together",
        _UNDER_36,
    ),
    _compulsory(
        Kind.COMBINED_AUTHORITY_MAYORAL, Source(COMBINED_AUTHORITIES_ORDER_2017, "art 4", "C-04", confirmed=False)
    ),
    _compulsory(Kind.PCC, Source(PCC_ORDER_2012, "", "C-04", confirmed=False)),
    _compulsory(
        Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM,
        Source(NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "", "C-04", confirmed=False),
    ),
    _compulsory(
        Kind.GOVERNANCE_REFERENDUM, Source(GOVERNANCE_REFERENDUM_REGULATIONS_2012, "", "C-04", confirmed=False)
    ),
    _compulsory(
        Kind.COUNCIL_TAX_REFERENDUM, Source(COUNCIL_TAX_REFERENDUM_REGULATIONS_2012, "", "C-04", confirmed=False)
    ),
)
"""The first row that holds for two polls, in either order, is the law; where none does, combining is permitted."""

LEAD_ORDER: Final[tuple[tuple[str, Source], ...]] = (
    ("UK Parliamentary election", LEAD),
    ("Greater London Authority election", LEAD),
    ("county election", LEAD),
    ("other principal area election", LEAD),
    ("combined authority mayoral election", LEAD_LATER),
    ("police and crime commissioner election", LEAD_LATER),
    ("local mayoral election", LEAD),
    ("parish election", LEAD_LATER),
    ("referendum", LEAD_LATER),
    ("other poll", LEAD_LATER),
)
"""Whose officer leads, first to last. By-elections come after every ordinary election."""

_RANKS: Final[dict[Kind, str]] = {
    Kind.UK_PARLIAMENT: "UK Parliamentary election",
    Kind.GLA: "Greater London Authority election",
    Kind.LOCAL: "other principal area election",
    Kind.COMBINED_AUTHORITY_MAYORAL: "combined authority mayoral election",
    Kind.PCC: "police and crime commissioner election",
    Kind.MAYORAL: "local mayoral election",
    Kind.PARISH: "parish election",
    Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM: "referendum",
    Kind.GOVERNANCE_REFERENDUM: "referendum",
    Kind.COUNCIL_TAX_REFERENDUM: "referendum",
}
USUAL_COLOURS: Final[dict[str, tuple[str, str]]] = {
    "london-mayor": ("pink", "pale green"),
    "london-constituency": ("yellow", "pale purple"),
    "london-wide": ("orange", "pale blue"),
    "senedd": ("white", "pink"),
}
"""Colours of ordinary and of tendered papers seen in directions. The law fixes none."""


def pair(one: CombinedPoll, other: CombinedPoll) -> Pair:
    """Return whether two polls are taken together."""
    related = bool(one.areas & other.areas)
    row = next((row for row in MATRIX if row.holds_for(one, other) or row.holds_for(other, one)), None)
    if one.on != other.on:
        return Pair(Together.SEPARATE, related, (Working("The polls are on different days", None, SAME_DAY),))
    if row is not None and row.together is Together.FORBIDDEN:
        return Pair(Together.FORBIDDEN, related, (Working(row.says, one.on, row.source),))
    if not related:
        return Pair(Together.SEPARATE, related, (Working("The polls share no area", None, SAME_DAY),))
    if row is not None:
        return Pair(row.together, related, (Working(row.says, one.on, row.source),))
    says = "Polls in related areas on one day may be taken together if each returning officer agrees"
    return Pair(Together.PERMITTED, related, (Working(says, one.on, PERMITTED),))


def order_of_lead(polls: Sequence[CombinedPoll]) -> tuple[tuple[CombinedPoll, ...], tuple[Working, ...]]:
    """Return polls taken together with the one whose officer leads first.

    It is a default: the officers may record another lead that they agreed.
    """
    codes = [code for code, _ in LEAD_ORDER]
    ranked = sorted(polls, key=lambda poll: (not poll.ordinary, codes.index(_rank(poll)), poll.reference))
    sources = dict(LEAD_ORDER)
    return tuple(ranked), tuple(
        Working(Message("{place}: {rank}", place=place, rank=plain(_rank(poll))), None, sources[_rank(poll)])
        for place, poll in enumerate(ranked, start=1)
    )


def functions_of_lead(*, with_postal: bool) -> tuple[CombinedFunction, ...]:
    """Return what the lead officer does for all.

    :param with_postal: the officers agreed that postal papers of all polls go out and come back together.
    """
    return tuple(each for each in CombinedFunction if with_postal or each not in OPTIONAL_FUNCTIONS)


def shared_cost(pence: int, polls: Sequence[str]) -> dict[str, int]:
    """Return each poll's share of a cost that is not of one poll alone: equal shares, to the penny (C-05).

    Pennies that are left over go one each to the first polls, so that the shares always add up.

    :param polls: references, the lead's first.
    :raises ValueError: where there are no polls to share it.
    """
    if not polls:
        raise ValueError("A cost is shared between polls")
    share, left = divmod(pence, len(polls))
    return {poll: share + (place < left) for place, poll in enumerate(polls)}


def cost_of_each(shared_pence: int, own_pence: Mapping[str, int], polls: Sequence[str]) -> dict[str, int]:
    """Return what each poll costs: its equal share of what is shared, and all that is its own."""
    shares = shared_cost(shared_pence, polls)
    return {poll: share + own_pence.get(poll, 0) for poll, share in shares.items()}


def one_mark_serves(given: Collection[str], polls: Collection[str]) -> Answer:
    """Return whether one mark on a register that serves all polls tells what a voter was given (C-10).

    :param given: the polls whose papers were given together; where it is not all, the mark says which.
    :param polls: the polls at which this voter may vote.
    """
    says = "One mark where the papers of every poll were given; otherwise a mark that says which"
    return Answer(set(given) == set(polls), (Working(says, None, ONE_REGISTER),))


def may_merge_number_lists(*, postal: bool, issued_together: bool) -> Answer:
    """Return whether polls may have one corresponding number list (C-11).

    At stations the lead officer chooses; for postal papers it needs them to go out together.
    """
    says = "One list for postal papers issued together, and at stations where the lead officer chooses"
    return Answer(issued_together or not postal, (Working(says, None, MERGED_LISTS),))


def situation_notice_says(one: CombinedPoll, together_with: Sequence[CombinedPoll]) -> tuple[SituationSays, ...]:
    """Return what the notice of one poll's stations adds about the polls taken together with it (C-13)."""
    if not together_with:
        return ()
    in_part = any(not one.areas <= other.areas for other in together_with)
    return (SituationSays.TOGETHER, SituationSays.OTHER_AREAS, *((SituationSays.IN_PART,) if in_part else ()))


def colours_that_clash(papers: Sequence[PaperColour]) -> tuple[tuple[str, str], ...]:
    """Return every two papers of polls taken together that look alike, by poll.

    Papers of different polls differ in colour, and a poll's tendered papers from its others; a poll beside itself in the
    answer is one whose tendered papers do not.
    """
    same = [(one.poll, one.poll) for one in papers if _plain(one.ordinary) == _plain(one.tendered)]
    between = [
        (one.poll, other.poll)
        for place, one in enumerate(papers)
        for other in papers[place + 1 :]
        if _plain(one.ordinary) == _plain(other.ordinary)
    ]
    return (*same, *between)


def _rank(poll: CombinedPoll) -> str:
    return "county election" if poll.kind is Kind.LOCAL and poll.county else _RANKS.get(poll.kind, "other poll")


def _plain(colour: str) -> str:
    return " ".join(colour.casefold().split())
