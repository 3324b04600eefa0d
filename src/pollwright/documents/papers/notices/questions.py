"""Notices of polls on a question: parish polls, referendums, ballots on business improvement districts, petitions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar, Protocol

from pollwright.documents.blocks import Block, Column, Facts, Heading, Items, Paragraph, Side, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.notices.facts import Moment, PollFacts, Station, moment, stations_table
from pollwright.documents.wording import clock, long_date, named, pounds, say


class Question(Protocol):
    """What a notice on a question asks."""

    @property
    def question(self) -> str:
        """The question in English."""
        ...

    @property
    def question_cy(self) -> str:
        """The question in Welsh, as the officer entered it; "" where nobody did."""
        ...

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers, in the order of the ballot paper."""
        ...


@dataclass(frozen=True, slots=True)
class NoticeOfPollOnQuestion:
    """A poll will be taken on a question (parish polls: SI 1987/1; referendums: the conduct rules of each).

    :param entitled: who may vote, in words.
    :param by_post: electors may vote by post or proxy; at a parish poll nobody may (E-14).
    :param stations: where the notice also gives the situation of the stations.
    :raises ValueError: where there is no day, or fewer than two answers.
    """

    kind: ClassVar[str] = "notice_of_poll_on_question"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    question: str
    answers: tuple[str, ...]
    entitled: str
    by_post: bool
    stations: tuple[Station, ...] = ()
    question_cy: str = ""

    def __post_init__(self) -> None:
        if self.poll.on is None or len(self.answers) < 2:
            raise ValueError("A poll on a question has a day and at least two answers.")

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        blocks: list[Block] = [
            Facts(
                (
                    (say(language, "Area"), self.poll.area_in(language)),
                    (say(language, "Day of the poll"), self.poll.day(language)),
                    (say(language, "Hours of the poll"), self.poll.hours(language)),
                    (say(language, "Who may vote"), named(language, self.entitled)),
                )
            ),
            *question_blocks(language, self),
        ]
        if not self.by_post:
            blocks.append(
                Paragraph(say(language, "Nobody may vote by post or by proxy. No poll cards are sent."), True)
            )
        if self.stations:
            blocks += [Heading(say(language, "Polling stations")), stations_table(language, self.stations)]
        return Version(language, say(language, "Notice of poll"), self.poll.title_in(language), tuple(blocks))


@dataclass(frozen=True, slots=True)
class NoticeOfBallot:
    """A ballot on a business improvement district will be held, by post (E-20 to E-24).

    :param papers_sent_by: last day on which ballot papers are sent.
    :param closes_at: when the ballot closes on its day.
    :param deadlines: proxies, and replacing papers that were spoilt or lost.
    :param inspect_at: where the arrangements of the district may be seen, a line each.
    :raises ValueError: where there is no day.
    """

    kind: ClassVar[str] = "notice_of_ballot"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    question: str
    answers: tuple[str, ...]
    papers_sent_by: date
    closes_at: time
    deadlines: tuple[Moment, ...]
    inspect_at: tuple[str, ...]
    question_cy: str = ""

    def __post_init__(self) -> None:
        if self.poll.on is None:
            raise ValueError("A ballot has a day.")

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        facts = (
            (say(language, "Business improvement district"), self.poll.area_in(language)),
            (say(language, "Day of the ballot"), self.poll.day(language)),
            (say(language, "Ballot papers must be received by"), clock(self.closes_at)),
            (say(language, "Ballot papers are sent by"), long_date(language, self.papers_sent_by)),
            (say(language, "Who may vote"), say(language, "Those liable for the levy, once for each property")),
        )
        passes = "It is carried by a majority of those voting who also hold most of the rateable value voted on."
        blocks: tuple[Block, ...] = (
            Paragraph(say(language, "The ballot is held by post. There are no polling stations."), strong=True),
            Facts(facts),
            *question_blocks(language, self),
            Paragraph(say(language, passes)),
            *_inspect_and_deadlines(language, self.inspect_at, self.deadlines),
        )
        return Version(language, say(language, "Notice of ballot"), self.poll.title_in(language), blocks)


@dataclass(frozen=True, slots=True)
class InformationStatement:
    """What a local planning authority tells of a neighbourhood planning referendum (SI 2012/2031 reg 4; T-15, T-16).

    :param electors: local government electors of the area at the start of the referendum period.
    :param expense_limit: pence that a campaigner may spend, worked out with that number.
    :param documents: the specified documents that may be seen with it, a line each.
    :raises ValueError: where electors or limit are missing.
    """

    kind: ClassVar[str] = "information_statement"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    question: str
    answers: tuple[str, ...]
    entitled: str
    electors: int
    expense_limit: int
    documents: tuple[str, ...]
    inspect_at: tuple[str, ...]
    deadlines: tuple[Moment, ...]
    question_cy: str = ""

    def __post_init__(self) -> None:
        if self.electors < 1 or self.expense_limit < 1:
            raise ValueError("An information statement has the number of electors and the limit of expenses.")

    def version(self, language: Language) -> Version:
        """Return the statement in one language."""
        conduct = "The referendum is conducted by procedures like those of an election of councillors."
        facts = (
            (say(language, "Referendum area"), self.poll.area_in(language)),
            (say(language, "Day of the referendum"), self.poll.day(language)),
            (say(language, "Hours of the poll"), self.poll.hours(language)),
            (say(language, "Who may vote"), named(language, self.entitled)),
            (say(language, "Limit of referendum expenses"), pounds(self.expense_limit)),
            (say(language, "Electors with whom the limit was worked out"), f"{self.electors:,}"),
        )
        blocks: tuple[Block, ...] = (
            Facts(facts),
            Paragraph(say(language, conduct)),
            *question_blocks(language, self),
            Heading(say(language, "Documents published with this statement")),
            Items(tuple(named(language, one) for one in self.documents)),
            *_inspect_and_deadlines(language, self.inspect_at, self.deadlines),
        )
        return Version(language, say(language, "Information statement"), self.poll.title_in(language), blocks)


@dataclass(frozen=True, slots=True)
class NoticeOfPetition:
    """A recall petition may be signed (Recall of MPs Act 2015; SI 2016/295).

    :param member: the Member of Parliament whose seat it is about.
    :param until: last day of signing.
    :param electors: registered electors of the constituency; `needed` of them must sign.
    :param places: where it may be signed, and by whom at each.
    :raises ValueError: where there is no first day, or the number needed is not a tenth of the electors.
    """

    kind: ClassVar[str] = "notice_of_petition"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    member: str
    until: date
    electors: int
    needed: int
    places: tuple[Station, ...]
    deadlines: tuple[Moment, ...]

    def __post_init__(self) -> None:
        if self.poll.on is None or not (self.needed - 1) * 10 < self.electors <= self.needed * 10:
            raise ValueError("A petition has a first day, and needs a tenth of the electors.")

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        loses = "If at least {needed} of {electors} registered electors sign it, the seat becomes vacant."
        facts = (
            (say(language, "Constituency"), self.poll.area_in(language)),
            (say(language, "Member of Parliament"), self.member),
            (say(language, "First day of signing"), self.poll.day(language)),
            (say(language, "Last day of signing"), long_date(language, self.until)),
        )
        blocks: tuple[Block, ...] = (
            Facts(facts),
            Paragraph(say(language, loses, needed=f"{self.needed:,}", electors=f"{self.electors:,}"), strong=True),
            Heading(say(language, "Places of signing")),
            self._places(language),
            Heading(say(language, "Deadlines for signers")),
            Facts(tuple((named(language, line.what), moment(language, line)) for line in self.deadlines)),
        )
        return Version(language, say(language, "Notice of petition"), self.poll.title_in(language), blocks)

    def _places(self, language: Language) -> Table:
        columns = (
            Column(say(language, "Number"), 0, Side.RIGHT),
            Column(say(language, "Place of signing"), 3),
            Column(say(language, "Who may sign there"), 3),
        )
        return Table(columns, tuple(self.places))


def question_blocks(language: Language, asks: Question) -> tuple[Block, ...]:
    """Return the question with its answers, as it will stand on the ballot paper."""
    return (
        Heading(say(language, "Question")),
        Paragraph(named(language, asks.question, asks.question_cy), strong=True),
        Items(tuple(named(language, answer) for answer in asks.answers)),
    )


def _inspect_and_deadlines(
    language: Language, inspect_at: tuple[str, ...], deadlines: tuple[Moment, ...]
) -> tuple[Block, ...]:
    return (
        Heading(say(language, "Where documents may be inspected")),
        Items(inspect_at),
        Heading(say(language, "Deadlines for voters")),
        Facts(tuple((named(language, line.what), moment(language, line)) for line in deadlines)),
    )
