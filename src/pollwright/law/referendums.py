"""The first interim notice of a referendum, which has no close of nominations to hang it on."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.nations import NotCovered
from pollwright.law.polls import PollType
from pollwright.law.sources import (
    COUNCIL_TAX_REFERENDUM_REGULATIONS_2012,
    GOVERNANCE_REFERENDUM_REGULATIONS_2014,
    NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012,
    Source,
)


@dataclass(frozen=True, slots=True)
class FirstInterim:
    """How many working days before a referendum its first interim notice is published."""

    poll_type: PollType
    working_days: int
    source: Source


FIRST_INTERIMS: Final = (
    FirstInterim(
        PollType.GOVERNANCE_REFERENDUM, 19, Source(GOVERNANCE_REFERENDUM_REGULATIONS_2014, "reg 10", "REG-333")
    ),
    FirstInterim(
        PollType.COUNCIL_TAX_REFERENDUM,
        19,
        Source(COUNCIL_TAX_REFERENDUM_REGULATIONS_2012, "Sch 4", "REG-333", confirmed=False),
    ),
    FirstInterim(
        PollType.NEIGHBOURHOOD_REFERENDUM,
        24,
        Source(NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "Sch 4"),
    ),
)


def first_interim_on(poll: date, poll_type: PollType, calendar: Calendar) -> date:
    """Return the day of the first interim notice of a referendum.

    :raises NotCovered: where `poll_type` is not a referendum with a rule here.
    """
    for rule in FIRST_INTERIMS:
        if rule.poll_type is poll_type:
            return calendar.working_days_before(poll, rule.working_days)
    raise NotCovered("Only referendums count their first interim notice back from the poll")
