"""Which papers a candidate delivers, how many electors subscribe them, and the deposit (handbook 5.1)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from pollwright.law.guidance import (
    COMMISSION_COMBINED_CANDIDATES,
    COMMISSION_GLA,
    COMMISSION_LOCAL,
    COMMISSION_LOCAL_CANDIDATES,
    COMMISSION_PARISH_CANDIDATES,
    COMMISSION_PARLIAMENTARY_CANDIDATES,
    COMMISSION_PCC_CANDIDATES,
    ELECTIONS_RULES,
)
from pollwright.law.nations import Nation
from pollwright.law.reach import BRITAIN, Reach, row_for
from pollwright.law.sources import Source
from pollwright.law.timetables.instruments import (
    COMBINED_AUTHORITIES_ORDER_2017,
    GLA_RULES_2007,
    MAYORAL_REGULATIONS_2007,
    PCC_ORDER_2012,
    SCOTTISH_LOCAL_ORDER_2011,
    SCOTTISH_PARLIAMENT_ORDER_2015,
    SENEDD_ORDER_2025,
    WELSH_COMMUNITY_RULES_2021,
    WELSH_LOCAL_RULES_2021,
)
from pollwright.law.timetables.kinds import ENGLAND, ENGLAND_AND_WALES, SCOTLAND, WALES, Kind
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message, joined, plain

DEPOSIT_SHARE: Final = Fraction(1, 20)
"""A deposit is returned for more than this share of the valid votes; for exactly this share it is lost."""


TWO_SUBSCRIBERS_FROM: Final = date(2021, 5, 6)
"""First polls of English councillors with two subscribers; until then there were ten."""


class Paper(StrEnum):
    """Something that is delivered to stand."""

    NOMINATION = "nomination"
    HOME_ADDRESS = "home-address"
    CONSENT = "consent"
    DEPOSIT = "deposit"
    CERTIFICATE = "certificate-of-authorisation"
    EMBLEM_REQUEST = "emblem-request"
    AGENT = "agent"


class Bearer(StrEnum):
    """Who may deliver nomination papers."""

    ANYONE = "anyone"
    CANDIDATE = "candidate"
    SUBSCRIBER = "proposer-or-seconder"
    AGENT = "notified-agent"


BEARERS_SAY: Final[dict[Bearer, str]] = {
    Bearer.ANYONE: "anyone",
    Bearer.CANDIDATE: "the candidate",
    Bearer.SUBSCRIBER: "the proposer or seconder",
    Bearer.AGENT: "the agent who was notified",
}


@dataclass(frozen=True, slots=True)
class Subscription:
    """How many electors subscribe a nomination paper.

    `number` is the least in all. Where `per_area` is given, so many must come from each of the areas that make up the
    authority, and `per_area_total` times their number is needed where that is more than `number`.
    """

    number: int
    source: Source
    per_area: int = 0
    per_area_total: int = 0


@dataclass(frozen=True, slots=True)
class Needed:
    """How many signatures one paper needs: in all, and from each constituent area."""

    number: int
    each_area: int
    source: Source


@dataclass(frozen=True, slots=True)
class NominationRules:
    """What standing at a kind of poll takes; for the Greater London Authority, what standing for Mayor of London takes.

    `deposit_pence` is 0 where there is no deposit. The papers named here are those without which nobody stands;
    `BY_HAND` says which of them can't come by post.
    """

    reach: Reach
    papers: tuple[Paper, ...]
    subscription: Subscription
    deposit_pence: int
    deposit_source: Source
    bearers: tuple[Bearer, ...]
    bearers_source: Source


BY_HAND: Final = frozenset({Paper.NOMINATION, Paper.HOME_ADDRESS, Paper.CONSENT})
BY_HAND_SOURCE: Final = Source(COMMISSION_LOCAL_CANDIDATES, "nomination pack", "N-01")

_THREE: Final = (Paper.NOMINATION, Paper.HOME_ADDRESS, Paper.CONSENT)
_FOUR: Final = (*_THREE, Paper.DEPOSIT)
_NO_DEPOSIT: Final = Source(COMMISSION_LOCAL_CANDIDATES, "nomination papers", "5.1")
_ANYONE: Final = (Bearer.ANYONE,)
_CONCERNED: Final = (Bearer.CANDIDATE, Bearer.SUBSCRIBER, Bearer.AGENT)
_ANYONE_SOURCE: Final = Source(COMMISSION_LOCAL_CANDIDATES, "delivering nomination papers", "N-02", confirmed=False)


def _councillors(reach: Reach, subscribers: int, cited: str, *, confirmed: bool = True) -> NominationRules:
    source = Source(cited, "Nomination form: subscriber requirements", "5.1", confirmed)
    return NominationRules(reach, _THREE, Subscription(subscribers, source), 0, _NO_DEPOSIT, _ANYONE, _ANYONE_SOURCE)


RULES: Final = (
    _councillors(Reach((Kind.LOCAL,), ENGLAND, polls_from=TWO_SUBSCRIBERS_FROM), 2, COMMISSION_LOCAL),
    _councillors(
        Reach((Kind.LOCAL,), ENGLAND, polls_before=TWO_SUBSCRIBERS_FROM), 10, COMMISSION_LOCAL, confirmed=False
    ),
    _councillors(Reach((Kind.PARISH,), ENGLAND), 2, COMMISSION_PARISH_CANDIDATES),
    _councillors(Reach((Kind.LOCAL,), WALES), 2, WELSH_LOCAL_RULES_2021, confirmed=False),
    _councillors(Reach((Kind.PARISH,), WALES), 2, WELSH_COMMUNITY_RULES_2021, confirmed=False),
    NominationRules(
        Reach((Kind.MAYORAL,), ENGLAND_AND_WALES),
        _FOUR,
        Subscription(30, Source(COMMISSION_LOCAL, "Nomination form: subscriber requirements", "5.1")),
        500_00,
        Source(MAYORAL_REGULATIONS_2007, "deposit", "5.1", confirmed=False),
        _ANYONE,
        _ANYONE_SOURCE,
    ),
    NominationRules(
        Reach((Kind.COMBINED_AUTHORITY_MAYORAL,), ENGLAND),
        _FOUR,
        Subscription(100, Source(COMBINED_AUTHORITIES_ORDER_2017, "Sch 1 r 8", "5.1"), per_area=10, per_area_total=10),
        5_000_00,
        Source(COMMISSION_COMBINED_CANDIDATES, "deposit", "5.1"),
        _ANYONE,
        _ANYONE_SOURCE,
    ),
    NominationRules(
        Reach((Kind.PCC,), ENGLAND_AND_WALES),
        _FOUR,
        Subscription(100, Source(COMMISSION_PCC_CANDIDATES, "Signatures of subscribers", "5.1")),
        5_000_00,
        Source(PCC_ORDER_2012, "deposit", "5.1", confirmed=False),
        _CONCERNED,
        Source(PCC_ORDER_2012, "delivery of nomination papers", "N-02"),
    ),
    NominationRules(
        Reach((Kind.UK_PARLIAMENT,), BRITAIN),
        _FOUR,
        Subscription(10, Source(ELECTIONS_RULES, "r 7", "5.1", confirmed=False)),
        500_00,
        Source(COMMISSION_PARLIAMENTARY_CANDIDATES, "Deposit", "5.1"),
        _CONCERNED,
        Source(ELECTIONS_RULES, "r 6", "N-02"),
    ),
    NominationRules(
        Reach((Kind.GLA,), ENGLAND),
        _FOUR,
        Subscription(66, Source(GLA_RULES_2007, "subscription", "5.1", confirmed=False), per_area=2, per_area_total=2),
        10_000_00,
        Source(COMMISSION_GLA, "Deposit of candidates for Mayor of London", "5.1"),
        _ANYONE,
        _ANYONE_SOURCE,
    ),
    NominationRules(
        Reach((Kind.SENEDD,), WALES),
        (Paper.NOMINATION, Paper.HOME_ADDRESS, Paper.CONSENT, Paper.DEPOSIT),
        Subscription(0, Source(SENEDD_ORDER_2025, "nomination", "5.1", confirmed=False)),
        500_00,
        Source(SENEDD_ORDER_2025, "deposit", "5.1", confirmed=False),
        _CONCERNED,
        Source(SENEDD_ORDER_2025, "delivery of nomination papers", "N-02", confirmed=False),
    ),
    NominationRules(
        Reach((Kind.SCOTTISH_PARLIAMENT,), SCOTLAND),
        (Paper.NOMINATION, Paper.CONSENT, Paper.DEPOSIT),
        Subscription(0, Source(SCOTTISH_PARLIAMENT_ORDER_2015, "nomination", "5.1", confirmed=False)),
        500_00,
        Source(SCOTTISH_PARLIAMENT_ORDER_2015, "deposit", "5.1", confirmed=False),
        _CONCERNED,
        Source(SCOTTISH_PARLIAMENT_ORDER_2015, "delivery of nomination papers", "N-02", confirmed=False),
    ),
    NominationRules(
        Reach((Kind.LOCAL,), SCOTLAND),
        (Paper.NOMINATION,),
        Subscription(0, Source(SCOTTISH_LOCAL_ORDER_2011, "nomination", "5.1", confirmed=False)),
        0,
        Source(SCOTTISH_LOCAL_ORDER_2011, "nomination", "5.1", confirmed=False),
        _ANYONE,
        Source(SCOTTISH_LOCAL_ORDER_2011, "delivery of nomination papers", "N-02", confirmed=False),
    ),
)


def nomination_rules(kind: Kind, nation: Nation, poll: date) -> NominationRules:
    """Return what standing at a poll takes.

    :raises NotCovered: where nobody is nominated at such a poll (a referendum, a ballot), or its rules are not held.
    """
    return row_for(RULES, kind, nation, poll, "nomination rule")


def signatures_needed(rules: NominationRules, areas: int = 1) -> Needed:
    """Return how many signatures a paper needs.

    :param areas: the number of areas that the authority is made of (constituent councils, boroughs), 1 for a poll whose
        subscribers may come from anywhere in its area.
    """
    asked = rules.subscription
    return Needed(max(asked.number, asked.per_area_total * areas), asked.per_area, asked.source)


def papers_missing(
    delivered: Collection[Paper], rules: NominationRules, *, party_description: bool
) -> tuple[Paper, ...]:
    """Return the papers without which the candidate does not stand nominated, in the order of the pack.

    :param party_description: the nomination gives a party's name or description, which a certificate must authorise.
    """
    needed = (*rules.papers, Paper.CERTIFICATE) if party_description else rules.papers
    return tuple(paper for paper in needed if paper not in delivered)


def may_come_by_post(paper: Paper) -> Answer:
    """Return whether a paper may be posted; those with original signatures are delivered by hand (N-01)."""
    return Answer(
        paper not in BY_HAND,
        (Working("Papers with original signatures are delivered by hand", None, BY_HAND_SOURCE),),
    )


def may_bear(bearer: Bearer, rules: NominationRules) -> Answer:
    """Return whether someone may deliver nomination papers at a poll (N-02)."""
    allowed = Bearer.ANYONE in rules.bearers or bearer in rules.bearers
    return Answer(
        allowed,
        (
            Working(
                Message(
                    "May be delivered by {bearers}", bearers=_or(plain(BEARERS_SAY[each]) for each in rules.bearers)
                ),
                None,
                rules.bearers_source,
            ),
        ),
    )


def deposit_returned(votes: int, valid_votes: int, rules: NominationRules) -> Answer:
    """Return whether a candidate's deposit is returned.

    :param valid_votes: all valid votes for all candidates; where voters have a second choice, first choices only.
    """
    least = DEPOSIT_SHARE * valid_votes
    says = Message(
        "Returned for more than 5% of the valid votes, that is for more than {least:g} of {valid_votes}",
        least=float(least),
        valid_votes=valid_votes,
    )
    return Answer(rules.deposit_pence > 0 and votes > least, (Working(says, None, rules.deposit_source),))


def _or(choices: Iterable[str]) -> str:
    """Return choices in words: one, or all but the last parted by commas."""
    *first, last = choices
    return Message("{first} or {last}", first=joined(", ", first), last=last) if first else last
