"""Withdrawal of candidates, and nomination in more than one ward (N-18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pollwright.law.nominations.delivery import in_time
from pollwright.law.sources import Source
from pollwright.law.timetables.instruments import LOCAL_RULES_2006
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Timetable
from pollwright.law.workings import NO, YES, Answer, Working
from pollwright.messages import Message, plain

WITHDRAWAL: Final = Source(LOCAL_RULES_2006, "Sch 2, withdrawal of candidates", "N-18")
ONE_WARD: Final = Source(LOCAL_RULES_2006, "Sch 2, nomination in more than one electoral area", "N-18", confirmed=False)
ONE_WARD_ONLY: Final = frozenset({Kind.LOCAL, Kind.PARISH})
"""Polls of councillors, at which nobody stands in more than one ward; at others nobody is deemed to have withdrawn."""


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One person's nomination in one ward of an authority, and whether it was withdrawn in time."""

    person: str
    ward: str
    withdrawn: bool


def check_withdrawal(signed: bool, witnesses: int, received_at: datetime, timetable: Timetable) -> Answer:
    """Return whether a notice of withdrawal has effect; if it has, it can't be undone."""
    timely = in_time(received_at, timetable, Step.WITHDRAWALS_CLOSE)
    tests = (("Signed by the candidate", signed), ("Attested by one witness", witnesses >= 1))
    return Answer(
        timely.holds and signed and witnesses >= 1,
        (
            *(
                Working(
                    Message("{says}: {holds}", says=plain(says), holds=YES if holds else NO), None, WITHDRAWAL, holds
                )
                for says, holds in tests
            ),
            *timely.workings,
        ),
    )


def deemed_withdrawn(candidacies: Iterable[Candidacy]) -> tuple[tuple[Candidacy, ...], Working]:
    """Return the candidacies that fall because their person stands in more than one ward of the same authority.

    Whoever has not withdrawn from all but one by the last moment is deemed to have withdrawn from all.

    :param candidacies: those validly nominated in the wards of one authority, after withdrawals closed.
    """
    standing = [one for one in candidacies if not one.withdrawn]
    wards: dict[str, set[str]] = {}
    for one in standing:
        wards.setdefault(one.person, set()).add(one.ward)
    fallen = tuple(one for one in standing if len(wards[one.person]) > 1)
    says = Message(
        "Nominations that fall, of people still standing in more than one ward when withdrawals closed: {fallen}",
        fallen=len(fallen),
    )
    return fallen, Working(says, None, ONE_WARD)
