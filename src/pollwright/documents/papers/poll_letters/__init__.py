"""Letters of polls: to staff who are appointed, to electors whose station changed, to candidates.

Each is a typed description that makes an `OfficerLetter`, so that it can be set as PDF or written as a Word file for an
officer to edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.notices.facts import Moment, PollFacts, moment
from pollwright.documents.papers.officer_letter import LetterText, OfficerLetter
from pollwright.documents.wording import clock, long_date, named, pounds, say

ANSWER_AT = "You can answer at {address}. Give this address to nobody else."
STILL_OWED = "I still need something from you for your work at the poll below."
NOT_NEEDED = "You are not needed for the poll below. Please do not come."
THANKS = "Thank you for being ready to help."
SHOW_RIGHT_TO_WORK = "Please show me a document of your right to work in the United Kingdom before the poll."
COME_TO_TRAINING = "Please come to training before the poll."
SIGN_DECLARATION = "Please sign the declaration that you help no candidate or party."
NOT_LEAVE = "You may not leave the polling station between the opening and the close of the poll."
DAY_OF_WORK = "Day of work"
TO_STAFF = (
    DAY_OF_WORK,
    STILL_OWED,
    NOT_NEEDED,
    THANKS,
    SHOW_RIGHT_TO_WORK,
    COME_TO_TRAINING,
    SIGN_DECLARATION,
    NOT_LEAVE,
)
"""Sentences of letters to staff that only some of them have."""


class Addressee(NamedTuple):
    """Whom a letter is to: the name in its salutation, and the lines of the address block, name first."""

    name: str
    lines: tuple[str, ...]


class Office(NamedTuple):
    """Who writes: lines of address and telephone under the authority's name, and the name of who signs ("" for none)."""

    lines: tuple[str, ...]
    signatory: str


class PayLine(NamedTuple):
    """A part of the pay: what for, and pence."""

    what: str
    pence: int


@dataclass(frozen=True, slots=True)
class AppointmentLetter:
    """Offers an appointment for a poll, or confirms it (S-05).

    :param role: such as "Poll clerk"; `place`: station or hall with address.
    :param starts: with `ends`, the hours that must be worked.
    :param pay: the parts of the fee; their sum is stated. Empty: the letter says nothing of pay.
    :param training: when and where; "" where there is none.
    :param answer_by: last day to accept or decline; None where the appointment is confirmed.
    :param answer_at: address of the page on which it is answered; "" where there is none.
    :param duties: further sentences, of the texts that papers have in each language.
    :param worked_on: the day of the work, where it is not that of the poll.
    """

    imprint: Imprint
    office: Office
    to: Addressee
    poll: PollFacts
    role: str
    place: str
    starts: time
    ends: time
    pay: tuple[PayLine, ...]
    training: str
    answer_by: date | None
    answer_at: str = ""
    duties: tuple[str, ...] = ()
    worked_on: date | None = None

    def letter(self) -> OfficerLetter:
        """Return the letter."""
        return _letter(self.imprint, self.office, self.to, self._text)

    def _text(self, said: Language) -> LetterText:
        opening = (
            "I offer you appointment as {role} for the poll below."
            if self.answer_by
            else "You are appointed as {role} for the poll below."
        )
        facts = [
            (say(said, "Poll"), self.poll.title_in(said)),
            (say(said, "Day of the poll"), self.poll.day(said)),
            *_day_of_work(said, self.worked_on),
            (say(said, "Role"), named(said, self.role)),
            (say(said, "Place"), self.place),
            (say(said, "Hours of work"), f"{clock(self.starts)} – {clock(self.ends)}"),
            *((named(said, line.what), pounds(line.pence)) for line in self.pay),
        ]
        if self.pay:
            facts.append((say(said, "Total fee"), pounds(sum(line.pence for line in self.pay))))
        if self.training:
            facts.append((say(said, "Training"), self.training))
        asked = "Please accept or decline by {day}."
        secrecy = "You must keep the secrecy of the poll, and take no part in the campaign of a candidate or party."
        paragraphs = (
            say(said, opening, role=named(said, self.role)),
            *((say(said, asked, day=long_date(said, self.answer_by)),) if self.answer_by else ()),
            *((say(said, ANSWER_AT, address=self.answer_at),) if self.answer_at else ()),
            say(said, secrecy),
            *(say(said, duty) for duty in self.duties),
        )
        return _text(
            said, self.to, say(said, "Appointment for the poll on {day}", day=self.poll.day(said)), paragraphs, facts
        )


@dataclass(frozen=True, slots=True)
class StaffLetter:
    """Tells somebody with a place at a poll something else than that they have it: what is owed, or that it is over.

    :param opening: a sentence of the catalogue; `paragraphs`, also of it, and `reason`, in the officer's words, follow it.
    :param answer_at: the address of the page on which it is answered; "" where there is none.
    :param answer_by: last day to accept or decline; None where nothing is to be answered.
    :param training: the briefing at which they have a place; "" where there is none.
    :param worked_on: the day of the work, where it is not that of the poll.
    """

    imprint: Imprint
    office: Office
    to: Addressee
    poll: PollFacts
    role: str
    place: str
    opening: str
    paragraphs: tuple[str, ...]
    answer_by: date | None = None
    training: str = ""
    worked_on: date | None = None
    reason: str = ""
    answer_at: str = ""

    def letter(self) -> OfficerLetter:
        """Return the letter."""
        return _letter(self.imprint, self.office, self.to, self._text)

    def _text(self, said: Language) -> LetterText:
        facts = [
            (say(said, "Poll"), self.poll.title_in(said)),
            (say(said, "Day of the poll"), self.poll.day(said)),
            *_day_of_work(said, self.worked_on),
            (say(said, "Role"), named(said, self.role)),
            (say(said, "Place"), self.place),
        ]
        if self.training:
            facts.append((say(said, "Training"), self.training))
        asked = "Please accept or decline by {day}."
        paragraphs = (
            say(said, self.opening),
            *((say(said, asked, day=long_date(said, self.answer_by)),) if self.answer_by else ()),
            *((named(said, self.reason),) if self.reason else ()),
            *(say(said, each) for each in self.paragraphs),
            *((say(said, ANSWER_AT, address=self.answer_at),) if self.answer_at else ()),
        )
        subject = say(said, "Your work at the poll on {day}", day=self.poll.day(said))
        return _text(said, self.to, subject, paragraphs, facts)


def _day_of_work(said: Language, worked_on: date | None) -> Iterable[tuple[str, str]]:
    return ((say(said, DAY_OF_WORK), long_date(said, worked_on)),) if worked_on else ()


@dataclass(frozen=True, slots=True)
class ChangedStationLetter:
    """Tells an elector that the polling station is not the one on the poll card (K-10).

    :param elector: district and number; `formerly` and `now`: station number, place and address.
    :param identity: the reader must bring photo identification.
    :param postal: the vote is cast by post, so that nobody comes to the station for it.
    :param proxy_for: whose proxy the reader is; blank where it is the elector.
    """

    imprint: Imprint
    office: Office
    to: Addressee
    poll: PollFacts
    elector: str
    formerly: str
    now: str
    reason: str
    identity: bool
    postal: bool = False
    proxy_for: str = ""

    def letter(self) -> OfficerLetter:
        """Return the letter."""
        return _letter(self.imprint, self.office, self.to, self._text)

    def _text(self, said: Language) -> LetterText:
        facts = [
            (say(said, "Day of the poll"), f"{self.poll.day(said)}, {self.poll.hours(said)}"),
            (say(said, "Number on register"), self.elector),
            (say(said, "Your polling station is now"), self.now),
            (say(said, "It is no longer"), self.formerly),
        ]
        changed = "Your polling station for the poll below has changed. The reason is: {reason}"
        going = "Please go to the new polling station. Your poll card is still valid in every other way."
        by_post = (
            "Your vote is cast by post, so nobody needs to go to the polling station for it."
            " If the postal vote is handed in at the station, please take it to the new one."
        )
        paragraphs = [
            say(said, changed, reason=named(said, self.reason)),
            say(said, by_post if self.postal else going),
        ]
        if self.proxy_for:
            as_proxy = "You vote there as proxy for {elector}."
            paragraphs.insert(1, say(said, as_proxy, elector=named(said, self.proxy_for)))
        if self.identity and not self.postal:
            paragraphs.append(say(said, "You will be asked for photo identification."))
        return _text(said, self.to, say(said, "Your polling station has changed"), tuple(paragraphs), facts)


class Outcome(StrEnum):
    """What was decided about a nomination."""

    VALID = "valid"
    INVALID = "invalid"
    WITHDRAWN = "withdrawn"


OUTCOMES = {
    Outcome.VALID: "Your nomination has been held to be valid.",
    Outcome.INVALID: "Your nomination has been held to be invalid. The reason is: {reason}",
    Outcome.WITHDRAWN: "Your withdrawal has been received in time and accepted.",
}


@dataclass(frozen=True, slots=True)
class CandidateLetter:
    """Tells a candidate what was decided about the nomination, and what follows.

    :param reason: the lawful ground for holding it invalid; "" otherwise.
    :param dates: what the candidate must do by when, and what happens when.
    :raises ValueError: where an invalid nomination has no reason, or another one has.
    """

    imprint: Imprint
    office: Office
    to: Addressee
    poll: PollFacts
    outcome: Outcome
    decided_on: date
    reason: str
    dates: tuple[Moment, ...]

    def __post_init__(self) -> None:
        if (self.outcome is Outcome.INVALID) != bool(self.reason):
            raise ValueError("An invalid nomination, and no other, has a reason.")

    def letter(self) -> OfficerLetter:
        """Return the letter."""
        return _letter(self.imprint, self.office, self.to, self._text)

    def _text(self, said: Language) -> LetterText:
        facts = [
            (say(said, "Poll"), self.poll.title_in(said)),
            (say(said, "Decided on"), long_date(said, self.decided_on)),
            *((named(said, when.what), moment(said, when)) for when in self.dates),
        ]
        paragraphs = (say(said, OUTCOMES[self.outcome], reason=named(said, self.reason)),)
        return _text(said, self.to, say(said, "Your nomination"), paragraphs, facts)


def _letter(imprint: Imprint, office: Office, to: Addressee, text: Callable[[Language], LetterText]) -> OfficerLetter:
    versions = tuple(text(language) for language in imprint.languages)
    return OfficerLetter(imprint, office.lines, to.lines, versions, office.signatory)


def _text(
    said: Language, to: Addressee, subject: str, paragraphs: tuple[str, ...], facts: list[tuple[str, str]]
) -> LetterText:
    return LetterText(
        language=said,
        subject=subject,
        salutation=say(said, "Dear {name}", name=to.name),
        paragraphs=paragraphs,
        facts=tuple(facts),
        closing=say(said, "Yours sincerely"),
        enclosures=(),
    )
