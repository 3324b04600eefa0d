"""Which letter the register gives a person: the facts on one side, the dated rules on the other (REG-100 to 131).

Nobody types a letter. Where nationality is recorded it alone decides; where it is not, the letter inherited from
another system is evidence, and counts for no more than it can be (REG-130, and `inherited_marker_exception`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pollwright.law.citizenship import Citizenship, Status, greatest_status
from pollwright.law.facts import Category, Detention, Facts, ResidenceRight
from pollwright.law.markers import Letter, Marker, UnreadableMarker, letters_on, parse_marker
from pollwright.law.nations import Nation
from pollwright.law.polls import Register
from pollwright.law.sources import (
    COMMISSION_CANVASS,
    COMMISSION_ENGLAND,
    COMMISSION_POLLING_STATIONS,
    EU_FRANCHISE_REGULATIONS_1995,
    OVERSEAS_REGULATIONS_2023,
    RPA_1983,
    SCOTTISH_FRANCHISE_ACT_2020,
    SENEDD_ACT_2020,
    Source,
)
from pollwright.messages import Message


@dataclass(frozen=True, slots=True)
class Step:
    """One test in a decision: the rule, the fact it met, whether it holds, and where the rule stands."""

    rule: str
    fact: str
    holds: bool
    source: Source


@dataclass(frozen=True, slots=True)
class LetterFound:
    """The letter of franchise of a person (None: no entitlement to any register) and the tests that led to it."""

    letter: Letter | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ForeignRule:
    """The letter of a foreign citizen who holds one of some rights, in a nation, over a time."""

    nation: Nation
    letter: Letter
    citizenships: frozenset[Citizenship]
    rights: frozenset[ResidenceRight]
    in_force_from: date
    in_force_until: date | None
    says: str
    source: Source


_EU_CHANGE = date(2024, 5, 7)
_EU_VOTE = date(1996, 1, 1)
_EU = frozenset({Citizenship.TREATY_EU, Citizenship.OTHER_EU})
_TREATY = frozenset({Citizenship.TREATY_EU})
_FOREIGN = frozenset({*_EU, Citizenship.OTHER})
_OTHER = frozenset({Citizenship.OTHER})
_FULL = frozenset({Citizenship.BRITISH, Citizenship.IRISH, Citizenship.COMMONWEALTH})
_ANY = frozenset(ResidenceRight)
_LEAVE = _ANY - {ResidenceRight.NO_LEAVE}
"""Leave of any kind, or none needed. What is not stated is taken on the declaration in the application."""
_RETAINED = frozenset({ResidenceRight.PRE_2021})

_TREATY_SOURCE = Source(RPA_1983, "s 203(1) and Sch 6A", "REG-120")
_RETAINED_SOURCE = Source(RPA_1983, "s 203B", "REG-120")
_OLD_EU_SOURCE = Source(EU_FRANCHISE_REGULATIONS_1995, "Sch 2 para 19", "REG-101")
_WELSH_EU = Source(COMMISSION_POLLING_STATIONS, "register markers", "REG-124", confirmed=False)
_WELSH_FOREIGN = Source(SENEDD_ACT_2020, "Part 3", "REG-124", confirmed=False)
_SCOTTISH_FOREIGN = Source(SCOTTISH_FRANCHISE_ACT_2020, "s 1", "REG-124", confirmed=False)
_COMMONWEALTH_LEAVE = Source(RPA_1983, "s 4(6)", "REG-102", confirmed=False)
_OVERSEAS = Source(OVERSEAS_REGULATIONS_2023, "", "REG-160")
_PEER = Source(COMMISSION_CANVASS, "Format of the revised register", "REG-101")
_PRISONER = Source(RPA_1983, "s 3", "REG-104")
_INHERITED = Source(COMMISSION_POLLING_STATIONS, "register markers", "REG-130")
_NOT_ENGLISH = Source(COMMISSION_ENGLAND, "Inclusion of changes to register markers on NoA", "REG-122")
_NO_RIGHTS = Source(RPA_1983, "ss 2 and 4", "REG-101")

_TREATY_SAYS = "Citizen of a state with a voting treaty, with leave or needing none"
_RETAINED_SAYS = "Citizen of the EU lawfully resident since before the end of 31 December 2020"
_TESTED = (Nation.ENGLAND, Nation.WALES)

FOREIGN_RULES: Final = (
    *(
        rule
        for nation in _TESTED
        for rule in (
            ForeignRule(nation, Letter.B, _TREATY, _LEAVE, _EU_CHANGE, None, _TREATY_SAYS, _TREATY_SOURCE),
            ForeignRule(nation, Letter.B, _EU, _RETAINED, _EU_CHANGE, None, _RETAINED_SAYS, _RETAINED_SOURCE),
            ForeignRule(nation, Letter.G, _EU, _ANY, _EU_VOTE, _EU_CHANGE, "Citizen of the EU", _OLD_EU_SOURCE),
        )
    ),
    ForeignRule(
        Nation.WALES, Letter.G, _EU, _ANY, _EU_CHANGE, None, "Citizen of the EU, for devolved polls only", _WELSH_EU
    ),
    ForeignRule(
        Nation.WALES,
        Letter.M,
        _OTHER,
        _LEAVE,
        date(2020, 6, 1),
        None,
        "Foreign citizen with leave or needing none",
        _WELSH_FOREIGN,
    ),
    ForeignRule(Nation.SCOTLAND, Letter.G, _EU, _ANY, _EU_VOTE, date(2020, 8, 3), "Citizen of the EU", _OLD_EU_SOURCE),
    ForeignRule(
        Nation.SCOTLAND,
        Letter.M,
        _FOREIGN,
        _LEAVE,
        date(2020, 8, 3),
        None,
        "Foreign citizen with leave or needing none",
        _SCOTTISH_FOREIGN,
    ),
)
"""The first rule that fits is the law: a better right stands above a lesser."""


def letter_of(facts: Facts, nation: Nation, on: date) -> LetterFound:
    """Return the letter of franchise of a person in `nation` on a day, with the tests that led to it.

    :raises UnknownNationality: where a nationality is not a country's code.
    """
    status = greatest_status(facts.nationalities, on)
    if status is None:
        found = _inherited(facts, nation, on)
    elif facts.category is Category.OVERSEAS:
        found = _overseas(facts, status)
    elif status.citizenship in _FULL:
        found = _full(facts, status)
    else:
        found = _foreign(facts, status, nation, on)
    return _after_sentence(facts, nation, on, found)


def _overseas(facts: Facts, status: Status) -> LetterFound:
    british = status.citizenship in (Citizenship.BRITISH, Citizenship.IRISH)
    steps = [
        Step("An overseas elector is a British (or eligible Irish) citizen", _named(status), british, _OVERSEAS),
    ]
    if facts.is_peer:
        steps.append(
            Step("A peer has no vote from abroad since European elections ended", "Can sit in the Lords", False, _PEER)
        )
    return LetterFound(Letter.F if all(step.holds for step in steps) else None, tuple(steps))


def _full(facts: Facts, status: Status) -> LetterFound:
    steps = [Step("British, Irish or Commonwealth citizen", _named(status), True, status.source)]
    if status.citizenship is Citizenship.COMMONWEALTH:
        has_leave = facts.residence_right in _LEAVE
        steps.append(
            Step(
                "A Commonwealth citizen has, or does not need, leave to be here",
                _right(facts.residence_right),
                has_leave,
                _COMMONWEALTH_LEAVE,
            )
        )
        if not has_leave:
            return LetterFound(None, tuple(steps))
    if facts.is_peer:
        steps.append(Step("A peer is marked L, for local polls only", "Can sit in the Lords", True, _PEER))
        return LetterFound(Letter.L, tuple(steps))
    return LetterFound(Letter.NONE, tuple(steps))


def _foreign(facts: Facts, status: Status, nation: Nation, on: date) -> LetterFound:
    fact = Message("{nationality}; {right}", nationality=_named(status), right=_right(facts.residence_right))
    for rule in FOREIGN_RULES:
        if (
            rule.nation is nation
            and status.citizenship in rule.citizenships
            and facts.residence_right in rule.rights
            and rule.in_force_from <= on
            and (rule.in_force_until is None or on < rule.in_force_until)
        ):
            return LetterFound(rule.letter, (Step(rule.says, fact, True, rule.source),))
    return LetterFound(
        None, (Step("A citizenship and right of residence that give a vote here", fact, False, _NO_RIGHTS),)
    )


def _inherited(facts: Facts, nation: Nation, on: date) -> LetterFound:
    rule = "No nationality is recorded, so the marker of the former register is evidence"
    if facts.inherited_marker is None:
        return LetterFound(None, (Step(rule, "No marker inherited", False, _INHERITED),))
    exception = inherited_marker_exception(facts.inherited_marker, nation, on)
    if exception is not None:
        return LetterFound(None, (Step(rule, exception.says, False, exception.source),))
    letter = parse_marker(facts.inherited_marker).letter
    if facts.category is Category.OVERSEAS and letter is Letter.NONE:
        letter = Letter.F
    elif facts.is_peer and letter is Letter.NONE:
        letter = Letter.L
    return LetterFound(
        letter, (Step(rule, Message("Marker inherited: {letter}", letter=letter or Message("none")), True, _INHERITED),)
    )


def _after_sentence(facts: Facts, nation: Nation, on: date, found: LetterFound) -> LetterFound:
    """Return the letter after any sentence being served: none, but for short sentences in Scotland."""
    if facts.detention is Detention.NONE or found.letter is None:
        return found
    short = facts.detention is Detention.CONVICTED_TO_12_MONTHS
    keeps = short and nation is Nation.SCOTLAND and Letter.M in letters_on(Register.LOCAL, nation, on)
    says = "A convicted prisoner has no vote, save in Scotland on 12 months or less, for local polls"
    step = Step(says, "Serving 12 months or less" if short else "Serving more than 12 months", keeps, _PRISONER)
    keeps_letter = keeps and found.letter is not Letter.F
    return LetterFound(Letter.M if keeps_letter else None, (*found.steps, step))


def _named(status: Status) -> str:
    return Message("Nationality {country} ({citizenship})", country=status.country, citizenship=status.citizenship)


def _right(right: ResidenceRight) -> str:
    return (
        Message("right of residence {right}", right=right)
        if right
        else Message("right of residence not stated; declared in the application")
    )


@dataclass(frozen=True, slots=True)
class InheritedException:
    """Why a marker that another system printed can't be right here, for the queue of exceptions."""

    marker: str
    says: str
    source: Source


_EXTINCT: Final = {
    Letter.B: "B marks a citizen of the EU who passed the test of 2024, which is not in force here",
    Letter.E: "E marked overseas peers for European elections, which ended in 2020",
    Letter.G: "G marks EU citizens under the old test, which ended here with the eligibility review",
    Letter.K: "K marked EU citizens for European elections, which ended in 2020: it is now B or G",
    Letter.M: "M marks foreign citizens, who have no vote in this nation",
    Letter.U: "U is a historic marker of EU citizens in Scotland",
}


def inherited_marker_exception(marker: str | Marker, nation: Nation, on: date) -> InheritedException | None:
    """Return why an inherited marker can't stand in `nation` on a day, or None where it can.

    A letter can stand where some poll of the nation lets it vote that day, so G, K, E and U are exceptions in England
    since 7 May 2024.
    """
    try:
        found = parse_marker(marker) if isinstance(marker, str) else marker
    except UnreadableMarker as unreadable:
        return InheritedException(str(marker), str(unreadable), _INHERITED)
    live = letters_on(Register.LOCAL, nation, on) | letters_on(Register.PARLIAMENTARY, nation, on)
    if found.letter in live:
        return None
    source = _NOT_ENGLISH if nation is Nation.ENGLAND else _INHERITED
    says = _EXTINCT.get(found.letter, "This marker was not in use here on that day")
    return InheritedException(found.text, says, source)
