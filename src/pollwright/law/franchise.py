"""Who may be registered, with which marker, and who may vote at which poll, each with its reasons.

One table decides (`markers.MATRIX`): a person's letter follows from the facts (`letters.letter_of`), the registers
follow from the letter, and the vote follows from the letter and the age on polling day. So the answer from facts and
the answer from the printed marker can't differ.

A letter does not depend on age, name or address: to work out a whole register, do it once for each distinct
combination of nationality, right, category and sentence.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pollwright.law.ages import ADULT, LEAP_DAY, attains_on, birthday, youngest_birth
from pollwright.law.citizenship import Citizenship, UnknownNationality, citizenship
from pollwright.law.facts import Category, Detention, Facts, ResidenceRight
from pollwright.law.letters import InheritedException, LetterFound, Step, inherited_marker_exception, letter_of
from pollwright.law.markers import (
    Letter,
    Marker,
    MatrixRow,
    UnreadableMarker,
    letters_on,
    matrix_row,
    parse_marker,
)
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.polls import PollType, Register
from pollwright.law.sources import COMMISSION_CANVASS, COMMISSION_ENGLAND, RPA_1983, Source
from pollwright.messages import Message, joined

__all__ = [
    "Category",
    "Citizenship",
    "Decision",
    "Detention",
    "Entitlement",
    "Facts",
    "InheritedException",
    "Letter",
    "Marked",
    "Marker",
    "Nation",
    "NotCovered",
    "PollType",
    "Register",
    "Registers",
    "ResidenceRight",
    "Step",
    "UnknownNationality",
    "UnreadableMarker",
    "citizenship",
    "inherited_marker_exception",
    "marker",
    "marker_allows",
    "may_vote",
    "parse_marker",
    "registers",
]

_REGISTERS: Final = Source(RPA_1983, "ss 2, 3 and 4", "REG-100")
_ANONYMOUS: Final = Source(RPA_1983, "s 9B", "REG-170", confirmed=False)
_STATED_AGE: Final = Source(COMMISSION_ENGLAND, "Incomplete applications", "REG-200")
_CHANGED: Final = Source(COMMISSION_CANVASS, "What does the revised register contain", "REG-140")


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Whether a person belongs on one register, with the tests."""

    register: Register
    entitled: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Registers:
    """Whether a person belongs on each register. A person may be on one, both or neither (REG-256)."""

    parliamentary: Entitlement
    local: Entitlement

    @property
    def any(self) -> bool:
        """Whether the person belongs on a register at all."""
        return self.parliamentary.entitled or self.local.entitled


@dataclass(frozen=True, slots=True)
class Marked:
    """The marker of an entry, None where the person may not be registered; and the tests."""

    marker: Marker | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a person may vote at a poll, with the tests in order; it is allowed where all of them hold."""

    allowed: bool
    steps: tuple[Step, ...]


def registers(facts: Facts, nation: Nation, on: date) -> Registers:
    """Return the registers that a person may be on, on an application whose relevant date is `on`.

    :raises UnknownNationality: where a nationality is not a country's code.
    :raises NotCovered: for Northern Ireland.
    """
    if nation is Nation.NORTHERN_IRELAND:
        raise NotCovered("Registration in Northern Ireland is not covered")
    return _registers(facts, nation, on, letter_of(facts, nation, on))


def marker(facts: Facts, nation: Nation, on: date) -> Marked:
    """Return the marker of a person's entry as the register of `on` prints it (handbook 1.5).

    :raises UnknownNationality: where a nationality is not a country's code.
    :raises NotCovered: for Northern Ireland.
    """
    if nation is Nation.NORTHERN_IRELAND:
        raise NotCovered("Registration in Northern Ireland is not covered")
    found = letter_of(facts, nation, on)
    both = _registers(facts, nation, on, found)
    chosen = both.parliamentary if both.parliamentary.entitled else both.local
    if found.letter is None or not chosen.entitled:
        return Marked(None, chosen.steps)
    steps = list(chosen.steps)
    if facts.anonymous:
        steps.append(Step("An anonymous entry shows N", "Anonymous", True, _ANONYMOUS))
    return Marked(Marker(found.letter, facts.anonymous, _attains(facts, on)), tuple(steps))


def may_vote(facts: Facts, poll_type: PollType, nation: Nation, poll_day: date) -> Decision:
    """Return whether a person of these facts may vote at a poll, given an entry in force for it (REG-140).

    :raises NotCovered: where there is no such poll in that nation or so long ago.
    :raises UnknownNationality: where a nationality is not a country's code.
    """
    row = matrix_row(poll_type, nation, poll_day)
    found = letter_of(facts, nation, poll_day)
    steps = list(found.steps)
    if found.letter is not None:
        steps += [_letter_step(found.letter, row), _age_step(facts, row, poll_day)]
    steps += _difference(facts, found)
    return Decision(found.letter is not None and all(step.holds for step in steps), tuple(steps))


def marker_allows(printed: str | Marker, poll_type: PollType, nation: Nation, on: date) -> Decision:
    """Return whether a printed marker lets its bearer vote at a poll, as the franchise matrix has it.

    Where the marker carries the day of the 18th birthday, the age on polling day is tested too.

    :raises NotCovered: where there is no such poll in that nation or so long ago.
    :raises UnreadableMarker: where the marker is not made of the register's letters.
    """
    row = matrix_row(poll_type, nation, on)
    found = parse_marker(printed) if isinstance(printed, str) else printed
    steps = [_letter_step(found.letter, row)]
    if found.attains_on is not None:
        steps.append(_age_step(Facts(attains_on=found.attains_on), row, on))
    return Decision(all(step.holds for step in steps), tuple(steps))


def _registers(facts: Facts, nation: Nation, on: date, found: LetterFound) -> Registers:
    return Registers(
        _entitlement(facts, nation, on, found, Register.PARLIAMENTARY),
        _entitlement(facts, nation, on, found, Register.LOCAL),
    )


def _entitlement(facts: Facts, nation: Nation, on: date, found: LetterFound, register: Register) -> Entitlement:
    steps = list(found.steps)
    if found.letter is not None:
        steps.append(
            Step(
                Message("The {register} register takes this franchise", register=register),
                _shown(found.letter),
                found.letter in letters_on(register, nation, on),
                _REGISTERS,
            )
        )
        steps.append(_registration_age(facts, nation, on, register))
    return Entitlement(register, found.letter is not None and all(step.holds for step in steps), tuple(steps))


def _registration_age(facts: Facts, nation: Nation, on: date, register: Register) -> Step:
    youngest = youngest_birth(register, nation, on)
    rule = Message(
        "Born on or before {born_by} (of age, or old enough to be registered beforehand)", born_by=youngest.born_by
    )
    if facts.date_of_birth is not None:
        return Step(rule, "Date of birth held", facts.date_of_birth <= youngest.born_by, youngest.source)
    if facts.attains_on is not None:
        in_time = facts.attains_on <= birthday(youngest.born_by, ADULT)
        return Step(rule, Message("Reaches 18 on {attains_on}", attains_on=facts.attains_on), in_time, youngest.source)
    return _stated_age(rule, facts)


def _age_step(facts: Facts, row: MatrixRow, poll_day: date) -> Step:
    rule = Message("Aged {minimum_age} or over on polling day", minimum_age=row.minimum_age)
    if facts.date_of_birth is not None:
        day = birthday(facts.date_of_birth, row.minimum_age)
        leap = (facts.date_of_birth.month, facts.date_of_birth.day) == (2, 29) and day.month == 3
        return Step(
            rule,
            Message("Reaches {minimum_age} on {day}", minimum_age=row.minimum_age, day=day),
            day <= poll_day,
            LEAP_DAY if leap else row.source,
        )
    if facts.attains_on is not None:
        day = birthday(facts.attains_on, row.minimum_age - ADULT)
        return Step(
            rule,
            Message("Reaches {minimum_age} on {day}", minimum_age=row.minimum_age, day=day),
            day <= poll_day,
            row.source,
        )
    return _stated_age(rule, facts)


def _stated_age(rule: str, facts: Facts) -> Step:
    said = "Stated to be under 18" if facts.stated_under_18 else "No date of birth held; not stated to be under 18"
    return Step(rule, said, not facts.stated_under_18, _STATED_AGE)


def _letter_step(letter: Letter, row: MatrixRow) -> Step:
    allowed = joined(", ", (_shown(each) for each in sorted(row.letters)))
    return Step(
        Message("This poll is open to: {allowed}", allowed=allowed), _shown(letter), letter in row.letters, row.source
    )


def _difference(facts: Facts, found: LetterFound) -> list[Step]:
    """Return a step that says so where an inherited marker differs from what recorded nationality gives."""
    if not facts.nationalities or facts.inherited_marker is None:
        return []
    worked_out = _shown(found.letter) if found.letter is not None else Message("no entitlement")
    said = Message(
        "Inherited “{marker}”; worked out: {worked_out}", marker=facts.inherited_marker, worked_out=worked_out
    )
    return [Step("Recorded nationality decides, whatever marker was inherited", said, True, _CHANGED)]


def _attains(facts: Facts, on: date) -> date | None:
    if facts.date_of_birth is not None:
        return attains_on(facts.date_of_birth, on)
    return facts.attains_on if facts.attains_on is not None and facts.attains_on > on else None


def _shown(letter: Letter) -> str:
    return Message("letter {letter}", letter=letter) if letter else Message("no letter")
