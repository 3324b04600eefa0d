"""Notices about those who stand: persons nominated, poll, uncontested election, agents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pollwright.documents.blocks import Block, Column, Facts, Heading, Paragraph, Table, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.notices.facts import (
    AgentLine,
    NominatedPerson,
    PollFacts,
    Station,
    people_table,
    stations_table,
)
from pollwright.documents.wording import named, say


@dataclass(frozen=True, slots=True)
class StatementOfPersonsNominated:
    """Who stands nominated, in the order of the ballot paper, and who no longer does (N-20, N-21).

    :param people: all of them, those no longer standing at the places that their names give them.
    :param standing: stated number of those who stand.
    :param stations: for a UK Parliamentary poll, whose statement is also the notice of poll; empty elsewhere.
    :raises DoesNotReconcile: where the stated number is not that of the lines.
    """

    kind: ClassVar[str] = "statement_of_persons_nominated"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    seats: int
    people: tuple[NominatedPerson, ...]
    standing: int
    stations: tuple[Station, ...] = ()

    def __post_init__(self) -> None:
        printed = sum(not person.no_longer for person in self.people)
        reconcile("Persons standing nominated", stated=self.standing, printed=printed)

    @property
    def with_poll(self) -> bool:
        """Whether the statement is also the notice of poll and of the situation of polling stations."""
        return bool(self.stations)

    def version(self, language: Language) -> Version:
        """Return the statement in one language."""
        title = say(language, "Statement of persons nominated")
        if self.with_poll:
            title = say(language, "Statement of persons nominated, notice of poll and situation of polling stations")
        blocks: list[Block] = [
            Paragraph(say(language, "The following persons have been nominated.")),
            people_table(language, self.people, subscribers=True, reasons=True, caption=""),
            Paragraph(
                say(
                    language,
                    "The persons against whose names nothing is entered in the last column stand validly nominated.",
                )
            ),
        ]
        if self.with_poll:
            blocks += [*_when(language, self.poll, self.seats), Heading(say(language, "Polling stations"))]
            blocks.append(stations_table(language, self.stations))
        return Version(language, title, self.poll.title_in(language), tuple(blocks))


@dataclass(frozen=True, slots=True)
class NoticeOfPoll:
    """A poll will be taken: day, hours, candidates in the order of the statement (handbook 4).

    :param total: stated number of candidates.
    :param stations: where the notice also gives the situation of the stations.
    :raises DoesNotReconcile: where the total is not that of the lines.
    :raises ValueError: where a candidate no longer stands, or there is no day.
    """

    kind: ClassVar[str] = "notice_of_poll"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    seats: int
    candidates: tuple[NominatedPerson, ...]
    total: int
    stations: tuple[Station, ...] = ()

    def __post_init__(self) -> None:
        reconcile("Candidates", stated=self.total, printed=len(self.candidates))
        if self.poll.on is None or any(candidate.no_longer for candidate in self.candidates):
            raise ValueError("A notice of poll has a day, and candidates who stand nominated.")

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        blocks: list[Block] = [
            *_when(language, self.poll, self.seats),
            people_table(language, self.candidates, subscribers=True, reasons=False, caption=""),
        ]
        if self.stations:
            blocks += [Heading(say(language, "Polling stations")), stations_table(language, self.stations)]
        return Version(language, say(language, "Notice of poll"), self.poll.title_in(language), tuple(blocks))


@dataclass(frozen=True, slots=True)
class UncontestedElection:
    """No poll is needed: these were elected (E-15, E-16).

    :param seats: seats there were; those not filled are stated.
    :param total: stated number of persons elected.
    :param what_follows: for unfilled seats, what the rules do next, in words.
    :raises DoesNotReconcile: where the total is not that of the lines.
    :raises ValueError: where more are elected than there are seats, or seats are left without what follows.
    """

    kind: ClassVar[str] = "uncontested_election"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    seats: int
    elected: tuple[NominatedPerson, ...]
    total: int
    what_follows: str = ""

    def __post_init__(self) -> None:
        reconcile("Persons elected", stated=self.total, printed=len(self.elected))
        if self.total > self.seats or (self.total < self.seats) != bool(self.what_follows):
            raise ValueError("No more are elected than there are seats; unfilled ones are stated with what follows.")

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        blocks: list[Block] = []
        if self.elected:
            blocks += [
                Paragraph(say(language, "The following persons have been elected without a contest.")),
                people_table(language, self.elected, subscribers=False, reasons=False, caption=""),
            ]
        left = self.seats - self.total
        if left:
            words = "Seats not filled: {number}. {what_follows}"
            blocks.append(
                Paragraph(say(language, words, number=str(left), what_follows=named(language, self.what_follows)), True)
            )
        return Version(language, say(language, "Uncontested election"), self.poll.title_in(language), tuple(blocks))


class Ending(StrEnum):
    """How a poll ended before its end (E-17 to E-19)."""

    COUNTERMANDED = "countermanded"
    ABANDONED = "abandoned"


ENDED = {
    Ending.COUNTERMANDED: ("Notice of countermand of poll", "The notice of poll is countermanded."),
    Ending.ABANDONED: ("Notice of abandonment of poll", "The poll is abandoned."),
}


@dataclass(frozen=True, slots=True)
class PollEnded:
    """A poll will not be held, or was stopped. `next_steps`: a new poll and its day, in words; may be empty."""

    kind: ClassVar[str] = "poll_ended"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    ending: Ending
    reason: str
    next_steps: str

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        title, words = ENDED[self.ending]
        blocks: list[Block] = [
            Paragraph(say(language, words), strong=True),
            Facts(
                (
                    (say(language, "Poll that was fixed for"), self.poll.day(language)),
                    (say(language, "Reason"), named(language, self.reason)),
                )
            ),
        ]
        if self.next_steps:
            blocks.append(Paragraph(named(language, self.next_steps)))
        return Version(language, say(language, title), self.poll.title_in(language), tuple(blocks))


@dataclass(frozen=True, slots=True)
class ElectionAgents:
    """The candidates' election agents and their offices (N-24), or with `sub_agents` their sub-agents (N-25).

    :param total: stated number of lines.
    :raises DoesNotReconcile: where that is not the number of lines.
    """

    kind: ClassVar[str] = "election_agents"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    agents: tuple[AgentLine, ...]
    total: int
    sub_agents: bool = False

    def __post_init__(self) -> None:
        reconcile("Agents", stated=self.total, printed=len(self.agents))

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        title = "Notice of appointment of sub-agents" if self.sub_agents else "Notice of appointment of election agents"
        whose = "Sub-agent" if self.sub_agents else "Election agent"
        columns = [
            Column(say(language, "Name of candidate"), 3),
            Column(say(language, whose), 3),
            Column(say(language, "Address of office"), 4),
        ]
        if self.sub_agents:
            columns.append(Column(say(language, "Part of the area"), 2))
        rows = tuple(tuple(line[: len(columns)]) for line in self.agents)
        table = Table(tuple(columns), rows)
        return Version(language, say(language, title), self.poll.title_in(language), (table,))


def _when(language: Language, poll: PollFacts, seats: int) -> tuple[Block, ...]:
    facts = (
        (say(language, "Day of the poll"), poll.day(language)),
        (say(language, "Hours of the poll"), poll.hours(language)),
        (say(language, "Number to be elected"), str(seats)),
    )
    return (Heading(say(language, "Poll")), Facts(facts))
