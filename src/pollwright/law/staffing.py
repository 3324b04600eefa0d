"""People who work for a poll: who is needed, who may not be appointed, and what must be shown first (S-01 to S-04)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from pollwright.law.ages import birthday
from pollwright.law.guidance import (
    COMMISSION_PARLIAMENTARY,
    ELECTIONS_RULES,
    TRADE_PRACTICE,
    WORKING_TIME_REGULATIONS_1998,
)
from pollwright.law.sources import Source
from pollwright.law.workings import Answer, Working

_STAFF: Final = "Appointing and training polling station staff"
APPOINTMENT: Final = Source(ELECTIONS_RULES, "appointment of presiding officers and clerks", "S-02", confirmed=False)
TRAINING: Final = Source(COMMISSION_PARLIAMENTARY, _STAFF, "S-04")
ELIGIBILITY: Final = Source(TRADE_PRACTICE, "eligibility of staff", "S-03", confirmed=False)
NUMBERS: Final = Source(TRADE_PRACTICE, "numbers of inspectors and reserves", "B-22", confirmed=False)
REST: Final = Source(WORKING_TIME_REGULATIONS_1998, "reg 10(1)", confirmed=False)
YOUNGEST: Final = 18
HOURS_OF_REST: Final = 11
STATIONS_OF_AN_INSPECTOR: Final = 12
RESERVE_PERCENT: Final = 5


class StaffRole(StrEnum):
    """What somebody does at a poll (S-01)."""

    PRESIDING_OFFICER = "presiding-officer"
    POLL_CLERK = "poll-clerk"
    INSPECTOR = "inspector"
    RESERVE = "reserve"
    POSTAL_VOTES = "postal-votes"
    COUNT_SUPERVISOR = "count-supervisor"
    COUNT_ASSISTANT = "count-assistant"
    COURIER = "courier"


AT_A_STATION: Final = (StaffRole.PRESIDING_OFFICER, StaffRole.POLL_CLERK)
"""Roles of which every station needs somebody."""


class Tie(StrEnum):
    """What ties somebody to a candidate."""

    CANDIDATE = "candidate"
    AGENT = "agent"
    SUBSCRIBER = "subscriber"


@dataclass(frozen=True, slots=True)
class TieRule:
    """What a tie means for an appointment: the law bars it, or the Returning Officer's practice does."""

    tie: Tie
    barred_by_law: bool
    says: str
    source: Source


TIES: Final = (
    TieRule(Tie.CANDIDATE, True, "A candidate can't be employed at the poll", APPOINTMENT),
    TieRule(
        Tie.AGENT, True, "Nobody employed by or for a candidate in or about the election is appointed", APPOINTMENT
    ),
    TieRule(Tie.SUBSCRIBER, False, "Who signed a nomination is seen as helping the candidate", ELIGIBILITY),
)


def tie_rule(tie: Tie) -> TieRule:
    """Return what a tie means."""
    return next(rule for rule in TIES if rule.tie is tie)


def old_enough(born_on: date, poll: date) -> Answer:
    """Return whether somebody is old enough to work at a station on the day of the poll (S-03)."""
    of_age = birthday(born_on, YOUNGEST)
    return Answer(of_age <= poll, (Working(f"Staff of polling stations are {YOUNGEST} or over", of_age, ELIGIBILITY),))


@dataclass(frozen=True, slots=True)
class Shift:
    """From when to when somebody works, by the clock on the wall."""

    starts: datetime
    ends: datetime

    @classmethod
    def on(cls, day: date, starts: time, ends: time) -> "Shift":
        """Return the shift that begins on a day; an end that is not after the start is of the next morning."""
        last = day if ends > starts else day + timedelta(days=1)
        return cls(datetime.combine(day, starts), datetime.combine(last, ends))

    @property
    def overnight(self) -> bool:
        """Whether it goes past midnight."""
        return self.ends.date() > self.starts.date()


def rested(one: Shift, other: Shift) -> Answer:
    """Return whether somebody who works through a night has their rest before they work again.

    A shift that ends on its own day is no night: whoever works at the poll may count on the next morning, as is usual.
    """
    first, then = sorted((one, other), key=lambda shift: shift.starts)
    rests_until = first.ends + timedelta(hours=HOURS_OF_REST)
    says = f"Whoever worked past midnight rests {HOURS_OF_REST} hours, here until {rests_until:%H:%M}"
    holds = not first.overnight or then.starts >= rests_until
    return Answer(holds, (Working(says, rests_until.date(), REST),))


def inspectors_needed(stations: int) -> int:
    """Return how many inspectors visit so many stations.

    >>> inspectors_needed(25)
    3
    """
    return -(-stations // STATIONS_OF_AN_INSPECTOR)


def reserves_needed(posts: int, percent: int = RESERVE_PERCENT) -> int:
    """Return how many people stand by for so many posts at stations, rounded up.

    >>> reserves_needed(41)
    3
    """
    return -(-posts * percent // 100)
