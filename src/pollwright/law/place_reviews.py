"""Reviews of polling districts and places: their steps, who may be heard, and who may ask the Commission to look again.

The council designates districts and places; the Returning Officer chooses the stations in them (G-02). The dates of the
compulsory window are in `pollwright.law.stations`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import COMMISSION_REVIEWS
from pollwright.law.periods import months_after
from pollwright.law.sources import RPA_1983, Source
from pollwright.law.stations import review_window
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message

REVIEW_REGULATIONS_2006: Final = (
    "Review of Polling Districts and Polling Places (Parliamentary Elections) Regulations 2006 (SI 2006/2965)"
)
NOTICE: Final = Source(RPA_1983, "Sch A1 para 1", "MM-N02", confirmed=False)
OFFICER_HEARD: Final = Source(RPA_1983, "Sch A1 paras 2 and 3", "G-05", confirmed=False)
OFFICER_PUBLISHED: Final = Source(REVIEW_REGULATIONS_2006, "reg 3", "G-05", confirmed=False)
ACCESS_HEARD: Final = Source(RPA_1983, "Sch A1 para 4", "MM-N02", confirmed=False)
REASONS: Final = Source(RPA_1983, "Sch A1 para 7", "MM-N02", confirmed=False)
RESULTS: Final = Source(REVIEW_REGULATIONS_2006, "reg 4", "G-05", confirmed=False)
WINDOW: Final = Source(COMMISSION_REVIEWS, "compulsory review period", "G-03")
APPEAL: Final = Source(RPA_1983, "s 18D", "MM-N04", confirmed=False)
OWN_DISTRICT: Final = Source(RPA_1983, "s 18A", "G-04", confirmed=False)
PLACE_INSIDE: Final = Source(RPA_1983, "s 18B", "G-04", confirmed=False)
OFFICER_DAYS: Final = 30
DIRECTED_MONTHS: Final = 2
APPELLANTS: Final = 30


class Appellant(StrEnum):
    """Who asks the Commission to look at a finished review (MM-N04)."""

    ELECTORS = "electors"
    HEARD_BEFORE = "heard-before"
    EXPERTISE = "expertise"
    OTHER = "other"


class Ground(StrEnum):
    """Why the Commission is asked."""

    NEEDS = "reasonable-needs"
    ACCESS = "disabled-access"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReviewDays:
    """The days of a review as they are planned or as they were; None where there is none yet."""

    notice: date
    consultation_ends: date
    proposals: date | None
    decision: date | None
    results: date


def days_in_order(days: ReviewDays) -> bool:
    """Return whether the steps of a review follow each other: nobody is heard after the council has decided."""
    order = [days.notice, days.consultation_ends, days.proposals, days.decision, days.results]
    known = [day for day in order if day is not None]
    return known == sorted(known) and days.notice < days.consultation_ends


def comments_published_by(received: date) -> date:
    """Return the last day on which the Returning Officer's comments are published, 30 days after their receipt."""
    return received + timedelta(days=OFFICER_DAYS)


def counts_as_compulsory(notice: date, results: date) -> Answer:
    """Return whether a review, from its notice to its results, lies in a compulsory window (G-03)."""
    first, last = review_window(notice)
    return Answer(
        first <= notice <= results <= last,
        (Working("The window begins", first, WINDOW), Working("The window ends", last, WINDOW)),
    )


def may_appeal(who: Appellant, ground: Ground, *, electors: int = 0) -> Answer:
    """Return whether the Commission may be asked: by whom, and on one of the two grounds."""
    enough = who is not Appellant.ELECTORS or electors >= APPELLANTS
    known = who is not Appellant.OTHER and ground is not Ground.OTHER
    by = Message(
        "At least {appellants} electors, somebody who was heard before, or somebody with expertise in access may ask",
        appellants=APPELLANTS,
    )
    on = "The review did not meet the reasonable needs of electors, or did not take enough account of disabled access"
    return Answer(enough and known, (Working(by, None, APPEAL), Working(on, None, APPEAL)))


def directed_by(direction: date) -> date:
    """Return the last day on which the council acts on a direction of the Commission."""
    return months_after(direction, DIRECTED_MONTHS)
