"""On which notice an application will be, and why it is not on an earlier one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pollwright.law.notices import NoticeDates
from pollwright.law.sources import COMMISSION_ENGLAND, RPA_1983, Source
from pollwright.law.workings import Working

DETERMINED_IN_TIME: Final = Source(RPA_1983, "ss 13A and 13B", "REG-331")
RECEIVED_IN_TIME: Final = Source(COMMISSION_ENGLAND, "Election notices of alteration", "REG-331")
ANONYMOUS_IN_TIME: Final = Source(COMMISSION_ENGLAND, "Election notices of alteration", "REG-173")


@dataclass(frozen=True, slots=True)
class Missed:
    """A notice that can't carry the application, and every reason why."""

    notice: NoticeDates
    reasons: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """The first notice that can carry the application (None: none of those offered), and those that came too soon."""

    notice: NoticeDates | None
    missed: tuple[Missed, ...]
    workings: tuple[Working, ...]


def which_notice(
    received_on: date, earliest_determination: date, notices: Iterable[NoticeDates], *, anonymous: bool = False
) -> Placement:
    """Return the first of `notices` that an application can be on, with why each earlier one was missed.

    `received_on` is the legal day of receipt in London, whenever it is processed. `earliest_determination` is from
    `listing.listing`, or the day on which the application was in fact determined.
    """
    missed: list[Missed] = []
    for notice in sorted(notices, key=lambda each: (each.published_on, each.kind)):
        reasons = _too_late(received_on, earliest_determination, notice, anonymous=anonymous)
        if not reasons:
            return Placement(notice, tuple(missed), _in_time(received_on, earliest_determination, notice))
        missed.append(Missed(notice, reasons))
    return Placement(None, tuple(missed), ())


def _too_late(received_on: date, earliest: date, notice: NoticeDates, *, anonymous: bool) -> tuple[Working, ...]:
    """Return why `notice` can't carry the application, or nothing where it can."""
    last_received = notice.determined_by if anonymous else notice.received_by
    reasons: list[Working] = []
    if received_on > last_received:
        source = ANONYMOUS_IN_TIME if anonymous else RECEIVED_IN_TIME
        reasons.append(Working("It was received after the last day for this notice", last_received, source))
    if earliest > notice.determined_by:
        reasons.append(
            Working(
                "It could not be determined by the cut-off of this notice", notice.determined_by, DETERMINED_IN_TIME
            )
        )
    return tuple(reasons)


def _in_time(received_on: date, earliest: date, notice: NoticeDates) -> tuple[Working, ...]:
    return (
        Working("Received", received_on, RECEIVED_IN_TIME),
        Working("Can be determined from", earliest, DETERMINED_IN_TIME),
        Working("Must be determined by", notice.determined_by, DETERMINED_IN_TIME),
        Working("Takes effect", notice.published_on, notice.source),
    )
