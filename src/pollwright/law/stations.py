"""Polling stations: size and staff, what each must have, accepted identification, reviews (B-20 to B-30, G-03)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.conduct.at_the_poll import identification_needed
from pollwright.law.guidance import (
    COMMISSION_DISABLED_VOTERS,
    COMMISSION_PARLIAMENTARY,
    COMMISSION_REVIEWS,
)
from pollwright.law.nations import Nation
from pollwright.law.sources import ELECTIONS_ACT_2022, VOTER_IDENTIFICATION_REGULATIONS_2022, Source
from pollwright.law.timetables.electors import IDENTIFICATION_FROM
from pollwright.law.timetables.instruments import LOCAL_RULES_2006
from pollwright.law.timetables.kinds import Kind
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message

_STAFFING: Final = "Recommended minimum staffing levels for polling stations"
STAFFING_2023: Final = Source(COMMISSION_PARLIAMENTARY, _STAFFING, "B-20")
STAFFING_BEFORE: Final = Source(COMMISSION_PARLIAMENTARY, _STAFFING, "B-20", confirmed=False)
REVIEW: Final = Source(COMMISSION_REVIEWS, "compulsory review period", "G-03")
SITUATION: Final = Source(COMMISSION_PARLIAMENTARY, "Notice of situation of polling stations", "K-10", confirmed=False)
FIRST_REVIEW: Final = 2013
REVIEW_EVERY: Final = 5
COMPANION_AGE: Final = 18


class SplitFault(StrEnum):
    """What is wrong where a polling district is split between stations by elector number (G-01)."""

    GAP = "numbers-with-no-station"
    OVERLAP = "numbers-with-two-stations"
    OUTSIDE = "numbers-outside-the-district"


class ChangeDuty(StrEnum):
    """What is done when a station is changed (T-18a, K-10)."""

    AMENDED_NOTICE = "amended-notice-of-situation"
    TELL_AGENTS = "copy-to-election-agents"
    LETTERS = "letter-to-every-elector-affected"
    SIGN_AT_OLD_PLACE = "notice-at-the-old-place"
    UPDATE_EXPORTS = "station-finder-and-exports"


@dataclass(frozen=True, slots=True)
class NumberPart:
    """The elector numbers of a district, both ends included, that vote at a station."""

    station: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class StaffingRow:
    """Staff for a station with up to so many electors voting in person, in guidance for polls from a day."""

    polls_from: date
    up_to: int
    presiding_officers: int
    poll_clerks: int
    source: Source


@dataclass(frozen=True, slots=True)
class Staffing:
    """The least staff that guidance has for a station, and whether it has no more electors than guidance allows."""

    presiding_officers: int
    poll_clerks: int
    within_guidance: bool
    most_electors: int
    workings: tuple[Working, ...]


_NOVEMBER_2023: Final = date(2023, 11, 1)
STAFFING: Final = (
    StaffingRow(date.min, 1_000, 1, 1, STAFFING_BEFORE),
    StaffingRow(date.min, 1_500, 1, 2, STAFFING_BEFORE),
    StaffingRow(date.min, 2_500, 1, 3, STAFFING_BEFORE),
    StaffingRow(_NOVEMBER_2023, 1_250, 1, 2, STAFFING_2023),
    StaffingRow(_NOVEMBER_2023, 2_250, 1, 3, STAFFING_2023),
)


class Place(StrEnum):
    """Where at a station something stands."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    EVERY_BOOTH = "every-booth"
    DESK = "desk"


class Duty(StrEnum):
    """How far something is required."""

    MUST = "must"
    REASONABLE = "such-as-is-reasonable"


@dataclass(frozen=True, slots=True)
class Item:
    """Equipment, a notice or a document of a station.

    `with_identification`: only where voters show photographic identification. `number` is the least, of each booth where
    it stands in every booth.
    """

    code: str
    says: str
    place: Place
    duty: Duty
    source: Source
    number: int = 1
    polls_from: date = date.min
    with_identification: bool = False


_RULES: Final = Source(LOCAL_RULES_2006, "equipment of polling stations", "B-23")
_NOTICES: Final = Source(COMMISSION_PARLIAMENTARY, "Information for voters", "B-23")
_EQUAL: Final = Source(COMMISSION_DISABLED_VOTERS, "Providing equipment", "B-23")
_REASONABLE: Final = Source(ELECTIONS_ACT_2022, "s 9", "B-24", confirmed=False)
_PRIVATE: Final = Source(VOTER_IDENTIFICATION_REGULATIONS_2022, "", "B-25")

ITEMS: Final = (
    Item("ballot-box", "Ballot box that can be sealed", Place.INSIDE, Duty.MUST, _RULES),
    Item("ballot-papers", "Ballot papers of the station's own ranges", Place.DESK, Duty.MUST, _RULES),
    Item("tendered-papers", "Tendered ballot papers, in a sealed envelope", Place.DESK, Duty.MUST, _RULES),
    Item("marking", "Something to mark papers with", Place.EVERY_BOOTH, Duty.MUST, _RULES),
    Item("register", "Register of electors and lists of absent voters", Place.DESK, Duty.MUST, _RULES),
    Item("number-list", "The station's part of the corresponding number list", Place.DESK, Duty.MUST, _RULES),
    Item("guidance-outside", "Notice of guidance for voters", Place.OUTSIDE, Duty.MUST, _NOTICES),
    Item("guidance-inside", "Notice of guidance for voters", Place.INSIDE, Duty.MUST, _NOTICES),
    Item("instructions", "Notice of instructions", Place.EVERY_BOOTH, Duty.MUST, _NOTICES),
    Item("large-print", "Large-print ballot paper, displayed", Place.INSIDE, Duty.MUST, _EQUAL),
    Item("enlarged-copy", "Enlarged copy of the ballot paper to hold", Place.DESK, Duty.MUST, _EQUAL),
    Item(
        "identification-notice",
        "Large notice of photographic identification",
        Place.INSIDE,
        Duty.MUST,
        _NOTICES,
        polls_from=IDENTIFICATION_FROM,
        with_identification=True,
    ),
    Item(
        "refusal-list",
        "Ballot paper refusal list",
        Place.DESK,
        Duty.MUST,
        Source(COMMISSION_PARLIAMENTARY, "Ballot paper refusal list", "B-23"),
        polls_from=IDENTIFICATION_FROM,
        with_identification=True,
    ),
    Item(
        "private-area",
        "Private area to look at identification",
        Place.INSIDE,
        Duty.MUST,
        _PRIVATE,
        polls_from=IDENTIFICATION_FROM,
        with_identification=True,
    ),
    Item(
        "mirror",
        "Mirror for those who uncover their face",
        Place.INSIDE,
        Duty.MUST,
        _PRIVATE,
        polls_from=IDENTIFICATION_FROM,
        with_identification=True,
    ),
    *(
        Item(code, says, place, Duty.REASONABLE, _REASONABLE, polls_from=IDENTIFICATION_FROM)
        for code, says, place in (
            ("tactile-device", "Tactile voting device", Place.DESK),
            ("magnifier", "Magnifier", Place.DESK),
            ("low-booth", "Booth for people in wheelchairs", Place.INSIDE),
            ("seats", "Seats", Place.INSIDE),
            ("pencil-grips", "Pencil grips", Place.DESK),
            ("ramp", "Ramp, where there are steps", Place.OUTSIDE),
            ("lighting", "Lighting good enough to read by", Place.INSIDE),
        )
    ),
)

ACCEPTED_LIST: Final = Source(VOTER_IDENTIFICATION_REGULATIONS_2022, "accepted documents", "B-29")


@dataclass(frozen=True, slots=True)
class AcceptedDocument:
    """A document that shows who a voter is, for polls from a day. Out of date counts while the likeness holds."""

    code: str
    says: str
    polls_from: date = IDENTIFICATION_FROM
    source: Source = ACCEPTED_LIST
    anonymous_only: bool = False


ACCEPTED: Final = (
    *(
        AcceptedDocument(code, says)
        for code, says in (
            (
                "passport",
                "Passport of the UK, Channel Islands, Isle of Man, a British Overseas Territory, an EEA or Commonwealth country",
            ),
            ("driving-licence", "Driving licence of the UK, Channel Islands, Isle of Man or an EEA country"),
            ("blue-badge", "Blue Badge"),
            ("immigration-document", "Biometric immigration document"),
            ("pass-card", "Identity card with the PASS mark"),
            ("mod-90", "Ministry of Defence form 90 (defence identity card)"),
            ("eea-card", "National identity card of an EEA country"),
            ("older-bus-pass", "Older person's bus pass"),
            ("disabled-bus-pass", "Disabled person's bus pass"),
            ("oyster-60", "Oyster 60+ card"),
            ("freedom-pass", "Freedom Pass"),
            ("scottish-card", "Scottish National Entitlement Card"),
            ("welsh-concessionary", "Welsh concessionary travel card"),
            ("ni-smartpass", "Northern Ireland SmartPass"),
            ("ni-electoral-card", "Electoral identity card of Northern Ireland"),
            ("vac", "Voter Authority Certificate, also a temporary one"),
        )
    ),
    AcceptedDocument("veteran-card", "HM Armed Forces Veteran Card", date(2025, 5, 1)),
    AcceptedDocument("aed", "Anonymous Elector's Document, with the poll card of the same number", anonymous_only=True),
)


def staffing(in_person: int, poll: date) -> Staffing:
    """Return the staff that guidance has for a station.

    :param in_person: electors who may vote there in person: postal voters are left out.
    """
    since = max(row.polls_from for row in STAFFING if row.polls_from <= poll)
    rows = sorted((row for row in STAFFING if row.polls_from == since), key=lambda row: row.up_to)
    most = rows[-1].up_to
    row = next((row for row in rows if in_person <= row.up_to), rows[-1])
    says = Message(
        "Electors in person {in_person}: presiding officers {presiding_officers}, poll clerks {poll_clerks}",
        in_person=in_person,
        presiding_officers=row.presiding_officers,
        poll_clerks=row.poll_clerks,
    )
    limit = Message(
        "Guidance has at most {most} electors at a station, postal voters left out; reasons are recorded for more",
        most=most,
    )
    return Staffing(
        row.presiding_officers,
        row.poll_clerks,
        in_person <= most,
        most,
        (Working(says, None, row.source), Working(limit, None, row.source)),
    )


def items_needed(kind: Kind, nation: Nation, poll: date, *, by_election: bool = False) -> tuple[Item, ...]:
    """Return what a station has at a poll, in the order of the packing list."""
    identified = identification_needed(kind, nation, poll, by_election=by_election).holds
    return tuple(item for item in ITEMS if item.polls_from <= poll and (identified or not item.with_identification))


def accepted_documents(poll: date, *, anonymous: bool = False) -> tuple[AcceptedDocument, ...]:
    """Return the documents by which a voter can show who they are at a poll where that is asked.

    :param anonymous: an anonymous elector shows the Anonymous Elector's Document and nothing else.
    """
    return tuple(one for one in ACCEPTED if one.polls_from <= poll and one.anonymous_only is anonymous)


def may_be_companion(age: int) -> Answer:
    """Return whether somebody is old enough to be a disabled voter's companion (B-24)."""
    source = Source(COMMISSION_DISABLED_VOTERS, "Companions", "B-24")
    return Answer(
        age >= COMPANION_AGE,
        (Working(Message("A companion is {companion_age} or over", companion_age=COMPANION_AGE), None, source),),
    )


def review_window(on: date) -> tuple[date, date]:
    """Return the compulsory review window that a day lies in, else the next one.

    It is sixteen months from 1 October of every fifth year after 2013 (G-03).
    """
    year = FIRST_REVIEW
    while on > date(year + 2, 1, 31):
        year += REVIEW_EVERY
    return date(year, 10, 1), date(year + 2, 1, 31)


def review_in_window(notice_on: date, results_on: date) -> Answer:
    """Return whether a compulsory review, from its notice to its published results, lies in one window."""
    first, last = review_window(notice_on)
    return Answer(
        first <= notice_on <= results_on <= last,
        (Working("The window begins", first, REVIEW), Working("The window ends", last, REVIEW)),
    )


def split_faults(parts: Iterable[NumberPart], first: int, last: int) -> tuple[tuple[SplitFault, int, int], ...]:
    """Return the runs of numbers at fault where a district is split between stations; none where each has one station.

    :param first: the lowest elector number of the district, `last` the highest.
    """
    found: list[tuple[SplitFault, int, int]] = []
    covered = first - 1
    for part in sorted(parts, key=lambda one: (one.first, one.last)):
        if part.first < first or part.last > last:
            found.append((SplitFault.OUTSIDE, part.first, part.last))
        if part.first > covered + 1:
            found.append((SplitFault.GAP, covered + 1, part.first - 1))
        elif part.first <= covered and part.last >= first:
            found.append((SplitFault.OVERLAP, max(part.first, first), min(part.last, covered)))
        covered = max(covered, part.last)
    if covered < last:
        found.append((SplitFault.GAP, covered + 1, last))
    return tuple(found)


def duties_on_change(*, notice_published: bool, cards_sent: bool) -> tuple[ChangeDuty, ...]:
    """Return what is done when a station is changed: nothing more than the scheme before its notice is published."""
    after_notice = (ChangeDuty.AMENDED_NOTICE, ChangeDuty.TELL_AGENTS, ChangeDuty.SIGN_AT_OLD_PLACE)
    return (
        *(after_notice if notice_published else ()),
        *((ChangeDuty.LETTERS,) if cards_sent else ()),
        ChangeDuty.UPDATE_EXPORTS,
    )
