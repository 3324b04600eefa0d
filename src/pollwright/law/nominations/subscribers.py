"""Whether a nomination paper is subscribed as the law requires (N-05 to N-11).

Only so many signatures as are needed count, in the order in which they stand, and one bad one among them spoils the
paper, whatever follows. The electors are those of the register in force on the last day for publishing the notice of
election, whenever the notice was in fact published.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.ages import ADULT, birthday
from pollwright.law.guidance import COMMISSION_LOCAL, COMMISSION_LOCAL_CANDIDATES, COMMISSION_PCC_CANDIDATES
from pollwright.law.nominations.papers import Needed
from pollwright.law.numbering import folded
from pollwright.law.sources import Source
from pollwright.law.timetables.instruments import COMBINED_AUTHORITIES_ORDER_2017, LOCAL_RULES_2006
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Timetable
from pollwright.law.workings import Working
from pollwright.messages import Message, plain

_REQUIREMENTS: Final = "Nomination form: subscriber requirements"
ANONYMOUS: Final = Source(COMMISSION_PCC_CANDIDATES, "Signatures of subscribers", "N-05")
AGE: Final = Source(COMMISSION_LOCAL, _REQUIREMENTS, "N-06")
NUMBER: Final = Source(COMMISSION_LOCAL, _REQUIREMENTS, "N-07")
REGISTER: Final = Source(COMMISSION_LOCAL_CANDIDATES, "Nomination form", "N-08")
FIRST_COUNT: Final = Source(COMMISSION_LOCAL, _REQUIREMENTS, "N-09")
TOO_MANY: Final = Source(LOCAL_RULES_2006, "Sch 2, subscription of nomination papers", "N-10", confirmed=False)
DELIVERED_COUNTS: Final = Source(COMMISSION_LOCAL, _REQUIREMENTS, "N-10")
STANDING_NO_MORE: Final = Source(LOCAL_RULES_2006, "Sch 2, subscription of nomination papers", confirmed=False)
EACH_AREA: Final = Source(COMBINED_AUTHORITIES_ORDER_2017, "Sch 1 r 8", "5.1")

_PARTS_OF_A_NUMBER: Final = re.compile(r"([A-Z]+)|([0-9]+)|(/)")


class Finding(StrEnum):
    """What became of one signature."""

    COUNTS = "counts"
    NOT_NEEDED = "not-needed"
    NO_NUMBER = "no-number"
    NOT_ON_REGISTER = "not-on-register"
    OUTSIDE_AREA = "outside-area"
    ANONYMOUS = "anonymous"
    UNDER_AGE = "under-age"
    SIGNED_TWICE = "signed-twice"
    TOO_MANY_PAPERS = "too-many-papers"


RULE_OF: Final[dict[Finding, tuple[str, Source]]] = {
    Finding.COUNTS: ("The signature is that of an elector who may subscribe", REGISTER),
    Finding.NOT_NEEDED: ("Stands after the signatures that are needed, so it is left out of account", FIRST_COUNT),
    Finding.NO_NUMBER: ("No elector number stands beside the signature", NUMBER),
    Finding.NOT_ON_REGISTER: ("The number is on no register of the day that decides", REGISTER),
    Finding.OUTSIDE_AREA: ("The elector is not registered in the area of this election", REGISTER),
    Finding.ANONYMOUS: ("An anonymous elector can't subscribe", ANONYMOUS),
    Finding.UNDER_AGE: ("The elector is not of voting age by polling day", AGE),
    Finding.SIGNED_TWICE: ("The elector has already signed this paper", FIRST_COUNT),
    Finding.TOO_MANY_PAPERS: (
        "The elector has subscribed as many papers, delivered before, as there are seats",
        TOO_MANY,
    ),
}
"""What each finding says, and the rule that it rests on."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as it stands on a paper: the elector number beside it and the name printed with it."""

    number: str
    printed_name: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """An entry of the register that decides, as far as subscribing needs it.

    `elector` tells the person apart from all others. `in_area` says that the entry gives a vote in the area of this
    election; `area` names the constituent council or borough, where signatures are needed from each. `attains_on` is
    the 18th birthday where the register prints it.
    """

    elector: str
    name: str = ""
    in_area: bool = True
    area: str = ""
    anonymous: bool = False
    attains_on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperBefore:
    """A paper for the same election delivered before: the electors whose signatures were taken into account.

    It counts even if it was held invalid. `gone_before` says that its candidate died or withdrew before the paper that
    is being checked was delivered.
    """

    electors: frozenset[str]
    gone_before: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of the signature at a place (1 is the proposer's).

    `name_differs` is a doubt, not a fault: the name printed is not the one registered under that number.
    """

    place: int
    finding: Finding
    working: Working
    elector: str = ""
    area: str = ""
    name_differs: bool = False


@dataclass(frozen=True, slots=True)
class Subscribed:
    """Whether a paper is subscribed as required; every signature's verdict; and the electors that now count."""

    holds: bool
    verdicts: tuple[Verdict, ...]
    workings: tuple[Working, ...]

    @property
    def electors(self) -> frozenset[str]:
        """The electors whose signatures on this paper were taken into account, for papers delivered after it."""
        return frozenset(one.elector for one in self.verdicts if one.elector)


def register_that_decides(timetable: Timetable) -> Working:
    """Return the day whose register subscribers are checked against, however early the notice was published (N-08).

    The register is the one in force at the end of that day, with any update published by then.
    """
    last = timetable.step(Step.NOTICE_OF_ELECTION).last
    return Working("Register in force on the last day for publishing the notice of election", last, REGISTER)


def check_subscribers(
    signatures: Sequence[Signature],
    snapshot: Mapping[str, Registered],
    needed: Needed,
    vacancies: int,
    delivered_before: Sequence[PaperBefore],
    poll: date,
    *,
    voting_age: int = ADULT,
    areas: Sequence[str] = (),
) -> Subscribed:
    """Return whether a paper is subscribed as required.

    :param signatures: in the order in which they stand on the paper, proposer and seconder first.
    :param snapshot: the register that decides, by elector number as `number_key` gives it.
    :param vacancies: seats to be filled in the area; nobody subscribes more papers than that.
    :param delivered_before: the papers for this election delivered earlier, in any order.
    :param areas: the constituent areas from each of which signatures are needed, where the rules ask for that.
    """
    papers_signed = Counter(
        elector for paper in delivered_before if not paper.gone_before for elector in paper.electors
    )
    seen: set[str] = set()
    verdicts = []
    for place, signature in enumerate(signatures, start=1):
        if place > needed.number:
            verdicts.append(_verdict(place, Finding.NOT_NEEDED, None, signature))
            continue
        entry = snapshot.get(number_key(signature.number))
        finding = _finding(signature, entry, poll, voting_age)
        if entry is not None and finding is Finding.COUNTS:
            if entry.elector in seen:
                finding = Finding.SIGNED_TWICE
            elif papers_signed[entry.elector] >= vacancies:
                finding = Finding.TOO_MANY_PAPERS
        if entry is not None:
            seen.add(entry.elector)
        verdicts.append(_verdict(place, finding, entry, signature))
    return _subscribed(tuple(verdicts), needed, areas)


def number_key(number: str) -> str:
    """Return an elector number as numbers are compared: capitals and digits, no noughts before a number.

    ``ab 0123/1``, ``AB-123/1`` and ``AB123/1`` are one number; ``WD1-45`` (in district WD1) and ``WD-1/45`` are two.
    """
    key = ""
    for letters, digits, mark in _PARTS_OF_A_NUMBER.findall(number.upper()):
        joined = bool(digits) and key[-1:].isdigit()
        key += letters or mark or ("-" if joined else "") + (digits.lstrip("0") or "0")
    return key.rstrip("/")


def _finding(signature: Signature, entry: Registered | None, poll: date, voting_age: int) -> Finding:
    if entry is None:
        return Finding.NOT_ON_REGISTER if number_key(signature.number) else Finding.NO_NUMBER
    if not entry.in_area:
        return Finding.OUTSIDE_AREA
    if entry.anonymous:
        return Finding.ANONYMOUS
    if entry.attains_on is not None and birthday(entry.attains_on, voting_age - ADULT) > poll:
        return Finding.UNDER_AGE
    return Finding.COUNTS


def _verdict(place: int, finding: Finding, entry: Registered | None, signature: Signature) -> Verdict:
    says, source = RULE_OF[finding]
    differs = entry is not None and bool(signature.printed_name) and not _same_name(signature.printed_name, entry.name)
    working = Working(Message("Signature {place}: {says}", place=place, says=plain(says)), None, source)
    if entry is None:
        return Verdict(place, finding, working)
    return Verdict(place, finding, working, entry.elector, entry.area, differs)


def _same_name(printed: str, registered: str) -> bool:
    """Return whether two names share their last word, or every word of the shorter is in the longer."""
    first, second = folded(printed).split(), folded(registered).split()
    return bool(set(first) <= set(second) or set(second) <= set(first))


def _subscribed(verdicts: tuple[Verdict, ...], needed: Needed, areas: Sequence[str]) -> Subscribed:
    counting = [one for one in verdicts if one.finding is Finding.COUNTS]
    enough = len(counting) == needed.number
    workings = [
        Working(
            Message(
                "Only the first {number} signatures count, and all must hold; those that hold: {counting}",
                number=needed.number,
                counting=len(counting),
            ),
            None,
            needed.source if enough else FIRST_COUNT,
        )
    ]
    per_area = Counter(one.area for one in counting)
    short = [area for area in areas if needed.each_area and per_area[area] < needed.each_area]
    if needed.each_area and areas:
        workings.append(
            Working(
                Message(
                    "At least {each_area} come from each of the {areas} areas; areas with too few: {short}",
                    each_area=needed.each_area,
                    areas=len(areas),
                    short=len(short),
                ),
                None,
                EACH_AREA,
            )
        )
    workings += [one.working for one in verdicts if one.finding not in (Finding.COUNTS, Finding.NOT_NEEDED)]
    return Subscribed(enough and not short, verdicts, tuple(workings))
