"""When an entry may be deleted, and when a review must come first (REG-252 to REG-256)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.listing import HearingDates, hearing_range
from pollwright.law.sources import COMMISSION_ENGLAND, COMMISSION_SCOTLAND, COMMISSION_WALES, REGULATIONS_2001, Source
from pollwright.law.workings import Working
from pollwright.messages import Message, joined


class Shows(StrEnum):
    """What a source says of an elector."""

    DEATH = "death"
    ALLOWED_ELSEWHERE = "allowed-elsewhere"
    NOT_RESIDENT = "not-resident"
    NOT_ENTITLED = "not-entitled"


class Origin(StrEnum):
    """Where information about an elector came from. Two pieces from one origin are one source."""

    DIGITAL_SERVICE = "digital-service"
    OTHER_REGISTRATION_OFFICER = "other-registration-officer"
    DEATH_CERTIFICATE = "death-certificate"
    REGISTRAR = "registrar"
    CLOSE_RELATIVE = "close-relative"
    CARE_HOME_MANAGER = "care-home-manager"
    CANVASS_RESPONSE = "canvass-response"
    CANVASS_SILENCE = "canvass-silence"
    COUNCIL_TAX = "council-tax"
    COUNCIL_RECORDS = "council-records"
    CONTRACTOR_RECORDS = "contractor-records"
    UNDELIVERED_POST = "undelivered-post"
    RESIDENT = "resident"
    ELECTOR = "elector"
    LANDLORD = "landlord"
    OTHER = "other"


class Ground(StrEnum):
    """Why an entry may be deleted without a review."""

    DEATH = "death"
    ELSEWHERE = "elsewhere"
    TWO_SOURCES = "two-sources"


class Outcome(StrEnum):
    """What the sources allow."""

    MAY_DELETE = "may-delete"
    TO_BE_JUDGED = "to-be-judged"
    NEEDS_REVIEW = "needs-review"
    NO_GROUND = "no-ground"


@dataclass(frozen=True, slots=True)
class DeletionSource:
    """One piece of information. `particulars` says that the prescribed details and penalty statement are there."""

    origin: Origin
    shows: Shows
    particulars: bool = False


@dataclass(frozen=True, slots=True)
class DeletionDecision:
    """What the sources allow, on which ground, and why."""

    outcome: Outcome
    ground: Ground | None
    workings: tuple[Working, ...]


WITHOUT_REVIEW: Final = Source(REGULATIONS_2001, "reg 31C", "REG-252")
DEATH: Final = Source(COMMISSION_ENGLAND, "Deletions supported by evidence that an elector has died", "REG-252")
TWO_SOURCES: Final = Source(COMMISSION_SCOTLAND, "Deletions supported by information from two sources", "REG-253")
SILENCE: Final = Source(REGULATIONS_2001, "reg 31C", "REG-254")
REVIEW: Final = Source(REGULATIONS_2001, "regs 31D to 31F", "REG-255")

_DEATH_ORIGINS = frozenset(
    {
        Origin.DEATH_CERTIFICATE,
        Origin.REGISTRAR,
        Origin.CANVASS_RESPONSE,
        Origin.COUNCIL_TAX,
        Origin.COUNCIL_RECORDS,
        Origin.CONTRACTOR_RECORDS,
    }
)
_DEATH_WITH_PARTICULARS = frozenset({Origin.CLOSE_RELATIVE, Origin.CARE_HOME_MANAGER})
_ELSEWHERE_ORIGINS = frozenset({Origin.DIGITAL_SERVICE, Origin.OTHER_REGISTRATION_OFFICER})
_WEAK_ORIGINS = frozenset({Origin.UNDELIVERED_POST, Origin.RESIDENT, Origin.OTHER})
"""Not robust enough for two of them alone to settle the matter: the officer has to judge."""
_ENOUGH = 2


def deletion_ground(sources: Collection[DeletionSource]) -> DeletionDecision:
    """Return whether the sources let an entry be deleted without a review, and why.

    Death needs one source, an application allowed elsewhere one report, and anything else two independent sources.
    Silence is no source. Even with two, the officer must be satisfied; the act of deleting records that.
    """
    for ground, found in ((Ground.DEATH, _death(sources)), (Ground.ELSEWHERE, _elsewhere(sources))):
        if found is not None:
            return DeletionDecision(Outcome.MAY_DELETE, ground, (found,))
    speaking = {source.origin for source in sources if source.origin is not Origin.CANVASS_SILENCE}
    silence = (
        (Working("No answer to the canvass is no ground and no source", None, SILENCE),)
        if any(source.origin is Origin.CANVASS_SILENCE for source in sources)
        else ()
    )
    if len(speaking) >= _ENOUGH:
        return _two_sources(speaking, silence)
    if speaking:
        says = "One source does not suffice: find a second, or review the entry"
        return DeletionDecision(Outcome.NEEDS_REVIEW, None, (*silence, Working(says, None, REVIEW)))
    return DeletionDecision(Outcome.NO_GROUND, None, (*silence, Working("There is no source", None, WITHOUT_REVIEW)))


def _death(sources: Collection[DeletionSource]) -> Working | None:
    for source in sources:
        if source.shows is not Shows.DEATH:
            continue
        if source.origin in _DEATH_ORIGINS:
            return Working(Message("Died: one source suffices ({origin})", origin=source.origin), None, DEATH)
        if source.origin in _DEATH_WITH_PARTICULARS and source.particulars:
            return Working(
                Message("Died: stated with the prescribed particulars ({origin})", origin=source.origin), None, DEATH
            )
    return None


def _elsewhere(sources: Collection[DeletionSource]) -> Working | None:
    for source in sources:
        if source.shows is Shows.ALLOWED_ELSEWHERE and source.origin in _ELSEWHERE_ORIGINS:
            return Working("An application was allowed elsewhere, and says this address was left", None, WITHOUT_REVIEW)
    return None


def _two_sources(origins: Collection[Origin], silence: tuple[Working, ...]) -> DeletionDecision:
    named = joined(", ", (Message("{origin}", origin=origin) for origin in sorted(origins)))
    workings = (*silence, Working(Message("Independent sources: {named}", named=named), None, TWO_SOURCES))
    if set(origins) <= _WEAK_ORIGINS:
        says = "The sources may not be independent or robust: judge whether they satisfy you"
        return DeletionDecision(Outcome.TO_BE_JUDGED, Ground.TWO_SOURCES, (*workings, Working(says, None, TWO_SOURCES)))
    return DeletionDecision(Outcome.MAY_DELETE, Ground.TWO_SOURCES, workings)


class ReviewType(StrEnum):
    """How entitlement is reviewed."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """What a type of review asks of the elector and how many calendar days they have (none: a hearing is fixed)."""

    review_type: ReviewType
    says: str
    days: int | None
    source: Source


REVIEWS: Final = {
    ReviewType.A: ReviewRule(
        ReviewType.A,
        "States the officer's opinion and grounds; the elector may require a hearing",
        14,
        Source(REGULATIONS_2001, "reg 31D", "REG-255", confirmed=False),
    ),
    ReviewType.B: ReviewRule(
        ReviewType.B,
        "Asks for evidence; without a satisfactory answer a type A review follows",
        28,
        Source(COMMISSION_WALES, "Type B review", "REG-255"),
    ),
    ReviewType.C: ReviewRule(
        ReviewType.C,
        "Goes straight to a hearing",
        None,
        Source(COMMISSION_ENGLAND, "Type C review", "REG-255"),
    ),
}


@dataclass(frozen=True, slots=True)
class ReviewDates:
    """Until when the elector may answer a review, or between which days its hearing is held."""

    answer_until: date | None
    hearing: HearingDates | None
    rule: ReviewRule


def review_dates(review_type: ReviewType, notice_on: date, calendar: Calendar) -> ReviewDates:
    """Return the days that follow from the notice of a review; a last day that does not count moves to the next."""
    rule = REVIEWS[review_type]
    if rule.days is None:
        return ReviewDates(None, hearing_range(notice_on, calendar), rule)
    return ReviewDates(calendar.working_day_on_or_after(notice_on + timedelta(days=rule.days)), None, rule)
