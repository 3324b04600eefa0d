"""Polls whose voters are on no register of electors: who has a vote, how many, and when their roll closes.

In a ballot on a business improvement district each non-domestic ratepayer who would pay the levy has a paper for each
hereditament (Local Government Act 2003 s 52; SI 2004/2443 reg 8 and Sch 2 paras 3 and 10; E-21), and all vote by post. In
the referendum of the businesses of a neighbourhood each non-domestic ratepayer on the business voting register has one
vote, however many hereditaments it has, which a named voter casts by post or in person (Localism Act 2011 Sch 10; SI
2012/2031 reg 17 and Sch 6, put in by SI 2013/798; E-27). Named voters who vote in person are allotted to stations and
have a poll card; those who vote by post have none (Sch 7 rr 43 and 45).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.improvement_districts import Entitlement, papers_twice
from pollwright.law.nations import Nation
from pollwright.law.notices import LONDON
from pollwright.law.sources import NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, Source
from pollwright.law.timetables.instruments import BID_INSTRUMENTS
from pollwright.law.timetables.kinds import Kind


class RollKind(StrEnum):
    """What sort of roll a poll has."""

    RATEPAYERS = "ratepayers"
    BUSINESSES = "businesses"


@dataclass(frozen=True, slots=True)
class RollRule:
    """What the law says of a roll.

    :cvar each_property: a voter has a vote for each hereditament, not one for all of them.
    :cvar valued: votes are counted by rateable value too, so that each must have its value (E-20).
    :cvar by_post_only: nobody votes in person.
    :cvar closes_before: working days before the poll on which registration closes at 5pm; None where entitlement is a
        matter of record on a day.
    """

    kind: RollKind
    each_property: bool
    valued: bool
    by_post_only: bool
    closes_before: int | None
    source: Source


CLOSES_AT: Final = time(17)
REGISTER: Final = Source(NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "Sch 6 paras 5 and 15", "E-27")
CLOSING: Final = Source(NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "Sch 6 para 11(1)", "E-27", confirmed=False)
"""5pm on the eleventh day before; that the days are working days, as in the rest of that timetable, is yet to be read."""
CARDS: Final = Source(NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "Sch 7 r 45(1) and (2)", "E-27")
"""A card for each named voter who chose to vote in person, sent to the address of the voters list."""
ALLOTTED: Final = Source(NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "Sch 7 r 43(1)", "E-27")
MARKED_COPIES: Final = Source(
    NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "Sch 6 paras 18 and 19", "E-27", confirmed=False
)
"""The voters list and the marked register for stations; that their columns are those printed here is yet to be read."""
BUSINESSES: Final = RollRule(RollKind.BUSINESSES, False, False, False, 11, REGISTER)


def roll_rule(kind: Kind, nation: Nation, *, own_area: bool) -> RollRule | None:
    """Return what the law says of the roll of a contest; None where electors of the register vote in it.

    :param own_area: the contest has an area of ours, whose electors vote.
    """
    if own_area:
        return None
    if kind is Kind.BID:
        source = Source(BID_INSTRUMENTS[nation], "Sch 2 paras 3(b) and 10", "E-21")
        return RollRule(RollKind.RATEPAYERS, True, True, True, None, source)
    return BUSINESSES if kind is Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM else None


def vote_key(rule: RollRule, voter: str, hereditament: str) -> tuple[str, str]:
    """Return what two lines of a roll may not share: voter and hereditament, or the voter alone."""
    return _plain(voter), _plain(hereditament) if rule.each_property else ""


def votes_twice(rule: RollRule, lines: Iterable[tuple[str, str, int]]) -> tuple[tuple[str, str], ...]:
    """Return each vote that stands on a roll more than once.

    :param lines: voter, hereditament and rateable value.
    """
    return papers_twice(Entitlement(*vote_key(rule, voter, place), value) for voter, place, value in lines)


def votes_at_a_station(rule: RollRule) -> bool:
    """Return whether somebody on a roll may vote in person, so that there are poll cards and registers of stations."""
    return not rule.by_post_only


def has_card(rule: RollRule, *, in_person: bool) -> bool:
    """Return whether a voter of a roll is sent a poll card: only somebody who votes in person (see `CARDS`)."""
    return votes_at_a_station(rule) and in_person


def closes_at(rule: RollRule, poll: date, calendar: Calendar) -> datetime | None:
    """Return when registration closes; None where nobody need register."""
    if rule.closes_before is None:
        return None
    return datetime.combine(calendar.working_days_before(poll, rule.closes_before), CLOSES_AT, tzinfo=LONDON)


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace(",", " ").split())
