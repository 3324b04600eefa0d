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
from pollwright.law.workings import NO, YES, Answer, Working
from pollwright.messages import Message, plain

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
            Working(
                Message(
                    "By number: {votes_for} for, {votes_against} against",
                    votes_for=result.votes_for,
                    votes_against=result.votes_against,
                ),
                None,
                DUAL_MAJORITY,
            ),
            Working(
                Message(
                    "By value: £{value_for:,} for, £{value_against:,} against",
                    value_for=result.value_for,
                    value_against=result.value_against,
                ),
                None,
                DUAL_MAJORITY,
            ),
        ),
    )


def check_ballot_day(ballot_day: date, notice_on: date, last_sent_on: date, calendar: Calendar) -> Answer:
    """Return whether a ballot day is lawful, given when its notice was published and its last papers were sent."""
    earliest_by_notice = notice_on + timedelta(days=LEAST_AFTER_NOTICE)
    earliest_by_papers = last_sent_on + timedelta(days=LEAST_AFTER_SENDING)
    latest = notice_on + timedelta(days=MOST_AFTER_NOTICE)
    tests = (
        ("A working day", calendar.is_working_day(ballot_day), ballot_day),
        (
            Message("{least_after_notice} days or more after the notice", least_after_notice=LEAST_AFTER_NOTICE),
            ballot_day >= earliest_by_notice,
            earliest_by_notice,
        ),
        (
            Message(
                "{least_after_sending} days or more after the last papers", least_after_sending=LEAST_AFTER_SENDING
            ),
            ballot_day >= earliest_by_papers,
            earliest_by_papers,
        ),
        (
            Message("{most_after_notice} days or fewer after the notice", most_after_notice=MOST_AFTER_NOTICE),
            ballot_day <= latest,
            latest,
        ),
    )
    return Answer(
        all(holds for _, holds, _ in tests),
        tuple(
            Working(Message("{says}: {holds}", says=plain(says), holds=YES if holds else NO), on, BALLOT_DAY)
            for says, holds, on in tests
        ),
    )


def proposer_gave_notice(notified_on: date, asked_on: date) -> Answer:
    """Return whether a proposer gave the authority notice long enough before asking for the ballot (E-23)."""
    first = notified_on + timedelta(days=PROPOSER_NOTICE)
    says = Message(
        "The ballot is asked for {proposer_notice} days or more after notice of the intention",
        proposer_notice=PROPOSER_NOTICE,
    )
    return Answer(asked_on >= first, (Working(says, first, PROPOSER),))
