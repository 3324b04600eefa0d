"""What the notices of polls state: the poll, places, days, people. All of it is data that the rooms fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar, NamedTuple, Protocol

from pollwright.documents.blocks import Column, Side, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.wording import clock, long_date, named, say


class Notice(Protocol):
    """A notice: a frozen dataclass with these and its own fields.

    `kind` names it in data, such as `notice_of_election`; `published_by` is the line that says who printed and published
    it, with an address.
    """

    kind: ClassVar[str]

    @property
    def imprint(self) -> Imprint:
        """The frame of the notice."""
        ...

    @property
    def poll(self) -> PollFacts:
        """The poll that it is about."""
        ...

    @property
    def published_by(self) -> str:
        """Who printed and published it."""
        ...

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        ...


@dataclass(frozen=True, slots=True)
class PollFacts:
    """The poll that a paper is about.

    :param id: its identifier in open data, such as "local.sample.abbey.2027-05-06".
    :param title: its name as the papers print it, such as "Election of councillors for the Abbey ward".
    :param on: the day of the poll; None where there is none yet.
    :param title_cy, area_cy: both in Welsh, as the officer entered them; "" where nobody did.
    """

    id: str
    title: str
    area: str
    on: date | None
    opens: time = time(7)
    closes: time = time(22)
    title_cy: str = ""
    area_cy: str = ""

    def title_in(self, language: Language) -> str:
        """Return what it is called in a language."""
        return named(language, self.title, self.title_cy)

    def area_in(self, language: Language) -> str:
        """Return the name of its area in a language."""
        return named(language, self.area, self.area_cy)

    def day(self, language: Language) -> str:
        """Return the day of the poll written out, or "" where there is none."""
        return long_date(language, self.on) if self.on else ""

    def hours(self, language: Language) -> str:
        """Return the hours of the poll written out."""
        return say(language, "{opens} to {closes}", opens=clock(self.opens), closes=clock(self.closes))


def told(imprint: Imprint, language: Language, words: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the words in one language, of those in each language of an imprint."""
    return words[imprint.languages.index(language)]


def refuse_untold(imprint: Imprint, words: tuple[tuple[str, ...], ...]) -> None:
    """Refuse words that are not there in each language of an imprint.

    :raises ValueError: where a language has none.
    """
    if len(words) != len(imprint.languages) or not all(words):
        raise ValueError("What a form says is there in each language of the imprint.")


class Moment(NamedTuple):
    """A deadline: what for, the day, and the time on it (None where the whole day serves)."""

    what: str
    on: date
    at: time | None = None


class SeatLine(NamedTuple):
    """An area of the poll and the number of people to be elected there."""

    area: str
    seats: int


class Station(NamedTuple):
    """A polling station: its number, where it is, and who votes there ("AB1 to AB3", "CD 1 to 1,204")."""

    number: str
    place: str
    voters: str


class NominatedPerson(NamedTuple):
    """A person as the statement of persons nominated shows them.

    :param name: surname first, as the ballot paper will show it.
    :param address: home address, or the relevant area where the candidate asked for that (N-20, N-23).
    :param subscribers: proposer, seconder and others, as far as the rules have them printed.
    :param no_longer: why the person no longer stands nominated; "" for one who does.
    :param membership: the statement of party membership that the Welsh rules ask for; "" elsewhere.
    """

    name: str
    address: str
    description: str
    subscribers: str = ""
    no_longer: str = ""
    membership: str = ""


class AgentLine(NamedTuple):
    """An agent: for which candidate, who, at what office, and for a sub-agent in which part of the area."""

    candidate: str
    agent: str
    office: str
    part: str = ""


def moment(language: Language, when: Moment) -> str:
    """Return the day of a deadline, with its time."""
    day = long_date(language, when.on)
    return day if when.at is None else f"{clock(when.at)}, {day}"


def people_table(
    language: Language, people: tuple[NominatedPerson, ...], *, subscribers: bool, reasons: bool, caption: str
) -> Table:
    """Return candidates as a table; columns that no candidate has anything in are left out.

    :param subscribers: print who subscribed the nomination.
    :param reasons: print why a person no longer stands nominated.
    """
    wanted = [
        (Column(say(language, "Name of candidate"), 4), "name"),
        (Column(say(language, "Address"), 4), "address"),
        (Column(say(language, "Description"), 3), "description"),
    ]
    if subscribers and any(person.subscribers for person in people):
        wanted.append((Column(say(language, "Proposer, seconder and other subscribers"), 4), "subscribers"))
    if any(person.membership for person in people):
        wanted.append((Column(say(language, "Statement of party membership"), 3), "membership"))
    if reasons:
        wanted.append((Column(say(language, "Reason why no longer nominated"), 2), "no_longer"))
    rows = tuple(tuple(getattr(person, name) for _, name in wanted) for person in people)
    return Table(tuple(column for column, _ in wanted), rows, caption)


def stations_table(language: Language, stations: tuple[Station, ...]) -> Table:
    """Return where the stations are and who votes at each."""
    columns = (
        Column(say(language, "Station"), 0, Side.RIGHT),
        Column(say(language, "Situation of polling station"), 3),
        Column(say(language, "Description of persons entitled to vote there"), 3),
    )
    return Table(columns, tuple(stations))
