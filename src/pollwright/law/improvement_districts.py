"""Ballots on business improvement districts: who has papers, and when a ballot passes (E-20 to E-24)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.nations import Nation
from pollwright.law.sources import Source
from pollwright.law.timetables.instruments import BID_INSTRUMENTS
from pollwright.law.workings import Answer, Working

_ENGLAND: Final = BID_INSTRUMENTS[Nation.ENGLAND]
DUAL_MAJORITY: Final = Source("Local Government Act 2003", "s 50", "E-20", confirmed=False)
ONE_EACH: Final = Source(_ENGLAND, "Sch 2 para 10", "E-21")
BALLOT_DAY: Final = Source(_ENGLAND, "Sch 2", "E-22", confirmed=False)
PROPOSER: Final = Source(_ENGLAND, "reg 3", "E-23", confirmed=False)
LEAST_AFTER_SENDING: Final = 28
LEAST_AFTER_NOTICE: Final = 42
MOST_AFTER_NOTICE: Final = 90
PROPOSER_NOTICE: Final = 84


@dataclass(frozen=True, slots=True)
class Entitlement:
    """A ratepayer's vote for one hereditament, with its rateable value in whole pounds."""

    ratepayer: str
    hereditament: str
    rateable_value: int


@dataclass(frozen=True, slots=True)
class BallotResult:
    """The valid votes on a ballot: how many each way, and the rateable value of the hereditaments that they are for."""

    votes_for: int
    votes_against: int
    value_for: int
    value_against: int


def papers_twice(entitlements: Iterable[Entitlement]) -> tuple[tuple[str, str], ...]:
    """Return each ratepayer and hereditament that stands more than once: each has one paper (E-21)."""
    counted = Counter((one.ratepayer, one.hereditament) for one in entitlements)
    return tuple(sorted(pair for pair, times in counted.items() if times > 1))


def passes(result: BallotResult) -> Answer:
    """Return whether a ballot is carried: by number of votes and by rateable value, both of the votes cast (E-20)."""
    by_number = result.votes_for > result.votes_against
    by_value = result.value_for > result.value_against
    return Answer(
        by_number and by_value,
        (
            Working(f"By number: {result.votes_for} for, {result.votes_against} against", None, DUAL_MAJORITY),
            Working(f"By value: £{result.value_for:,} for, £{result.value_against:,} against", None, DUAL_MAJORITY),
        ),
    )


def check_ballot_day(ballot_day: date, notice_on: date, last_sent_on: date, calendar: Calendar) -> Answer:
    """Return whether a ballot day is lawful, given when its notice was published and its last papers were sent."""
    earliest_by_notice = notice_on + timedelta(days=LEAST_AFTER_NOTICE)
    earliest_by_papers = last_sent_on + timedelta(days=LEAST_AFTER_SENDING)
    latest = notice_on + timedelta(days=MOST_AFTER_NOTICE)
    tests = (
        ("A working day", calendar.is_working_day(ballot_day), ballot_day),
        (f"{LEAST_AFTER_NOTICE} days or more after the notice", ballot_day >= earliest_by_notice, earliest_by_notice),
        (
            f"{LEAST_AFTER_SENDING} days or more after the last papers",
            ballot_day >= earliest_by_papers,
            earliest_by_papers,
        ),
        (f"{MOST_AFTER_NOTICE} days or fewer after the notice", ballot_day <= latest, latest),
    )
    return Answer(
        all(holds for _, holds, _ in tests),
        tuple(Working(f"{says}: {'yes' if holds else 'no'}", on, BALLOT_DAY) for says, holds, on in tests),
    )


def proposer_gave_notice(notified_on: date, asked_on: date) -> Answer:
    """Return whether a proposer gave the authority notice long enough before asking for the ballot (E-23)."""
    first = notified_on + timedelta(days=PROPOSER_NOTICE)
    says = f"The ballot is asked for {PROPOSER_NOTICE} days or more after notice of the intention"
    return Answer(asked_on >= first, (Working(says, first, PROPOSER),))
