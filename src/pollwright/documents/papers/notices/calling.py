"""Notices that call a poll, or say that one may be asked for: vacancy, election, referendum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pollwright.documents.blocks import Block, Column, Facts, Heading, Items, Paragraph, Side, Table, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.notices.facts import Moment, PollFacts, SeatLine, moment
from pollwright.documents.papers.notices.questions import question_blocks
from pollwright.documents.wording import long_date, named, pounds, say


@dataclass(frozen=True, slots=True)
class NoticeOfVacancy:
    """A seat is vacant; an election may be asked for, or the seat waits for the ordinary election (E-07 to E-13).

    :param seat: the vacant seat, such as "a councillor for the Abbey ward of Nether Combe parish".
    :param reason: how it became vacant, in words.
    :param electors_needed: electors who must ask; 0 where nobody need, or the seat waits for the ordinary election.
    :param electors_of: the area that they must be electors of.
    :param requests_by: last day for the requests; None where there is none.
    :param next_ordinary: day of the next ordinary election, where the seat waits for it.
    :param poll_by: last day of the poll, where one is held although nobody asked (E-09).
    :param co_option: the council may fill a seat that waits by co-option.
    :raises ValueError: where not one of requests, an ordinary election and a poll is stated.
    """

    kind: ClassVar[str] = "notice_of_vacancy"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    seat: str
    reason: str
    electors_needed: int
    electors_of: str
    requests_to: tuple[str, ...]
    requests_by: date | None = None
    next_ordinary: date | None = None
    poll_by: date | None = None
    co_option: bool = False

    def __post_init__(self) -> None:
        ways = (self.electors_needed > 0, self.next_ordinary is not None, self.poll_by is not None)
        if sum(ways) != 1:
            raise ValueError("A notice of vacancy says who may ask for an election, or when one is held anyhow.")

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        blocks: tuple[Block, ...] = (
            Paragraph(say(language, "There is a vacancy in the office of {seat}.", seat=self.seat), strong=True),
            Paragraph(say(language, "The vacancy arose by {reason}.", reason=self.reason)),
            *self._what_follows(language),
        )
        return Version(language, say(language, "Notice of vacancy"), self.poll.area_in(language), blocks)

    def _what_follows(self, language: Language) -> tuple[Block, ...]:
        if self.next_ordinary is not None:
            words = "The vacancy will be filled at the ordinary election on {day}."
            if self.co_option:
                words = "The council may fill the vacancy by co-option. The next ordinary election is on {day}."
            return (Paragraph(say(language, words, day=long_date(language, self.next_ordinary))),)
        if self.poll_by is not None:
            words = "An election to fill the vacancy will be held by {day}. Nobody need ask for it."
            return (Paragraph(say(language, words, day=long_date(language, self.poll_by))),)
        asked = say(
            language,
            "An election to fill the vacancy will be held if {number} electors of {area} ask for it in writing.",
            number=str(self.electors_needed),
            area=self.electors_of,
        )
        facts = [(say(language, "Send requests to"), ", ".join(self.requests_to))]
        if self.requests_by is not None:
            facts.append((say(language, "Requests must be received by"), long_date(language, self.requests_by)))
        return (Paragraph(asked), Facts(tuple(facts)))


@dataclass(frozen=True, slots=True)
class NoticeOfElection:
    """An election is to be held (rules as to local elections, r 5; handbook 4).

    :param seats: the areas and the number to be elected in each, in the order they are printed.
    :param papers_from: where and when nomination papers may be obtained, a line each.
    :param deliver_to: the place that papers must be delivered to, to the room.
    :param deliver_hours: the days and hours of delivery, in words.
    :param nominations_close: last moment for delivery.
    :param deadlines: the others: registration, postal and proxy votes, identity documents.
    :param deposit: pence; 0 where there is none. `deposit_methods`: how it may be paid, a line each.
    :param total_seats: stated number of seats.
    :raises DoesNotReconcile: where that is not the sum of the areas.
    :raises ValueError: where a deposit is asked for without a way to pay it, or the reverse.
    """

    kind: ClassVar[str] = "notice_of_election"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    seats: tuple[SeatLine, ...]
    total_seats: int
    papers_from: tuple[str, ...]
    deliver_to: str
    deliver_hours: str
    nominations_close: Moment
    deadlines: tuple[Moment, ...]
    deposit: int = 0
    deposit_methods: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        reconcile("Seats", stated=self.total_seats, printed=sum(line.seats for line in self.seats))
        if bool(self.deposit) != bool(self.deposit_methods):
            raise ValueError("A deposit is stated together with the ways to pay it.")

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        contested = "If the election is contested, the poll will take place on {day}."
        blocks: tuple[Block, ...] = (
            self._seats(language),
            Heading(say(language, "Nominations")),
            Paragraph(say(language, "Nomination papers may be obtained from:")),
            Items(self.papers_from),
            Facts(
                (
                    (say(language, "Deliver nomination papers to"), self.deliver_to),
                    (say(language, "Days and hours of delivery"), self.deliver_hours),
                    (say(language, "Nominations close at"), moment(language, self.nominations_close)),
                )
            ),
            *self._deposit(language),
            Heading(say(language, "Poll")),
            Paragraph(say(language, contested, day=self.poll.day(language)), strong=True),
            Heading(say(language, "Deadlines for voters")),
            Facts(tuple((named(language, line.what), moment(language, line)) for line in self.deadlines)),
        )
        return Version(language, say(language, "Notice of election"), self.poll.title_in(language), blocks)

    def _seats(self, language: Language) -> Table:
        columns = (Column(say(language, "Area"), 3), Column(say(language, "Number to be elected"), 1, Side.RIGHT))
        return Table(columns, tuple((line.area, str(line.seats)) for line in self.seats))

    def _deposit(self, language: Language) -> tuple[Block, ...]:
        if not self.deposit:
            return ()
        words = "A deposit of {amount} must be paid before nominations close. It may be paid by:"
        return (Paragraph(say(language, words, amount=pounds(self.deposit))), Items(self.deposit_methods))


@dataclass(frozen=True, slots=True)
class NoticeOfReferendum:
    """A referendum is to be held (SI 2012/2031 reg 4; SI 2012/444; SI 2012/323).

    :param entitled: who may vote, in words.
    :param businesses: who votes in the referendum that the businesses of the area have besides; "" where there is none.
    :param expense_limit: pence that a campaigner may spend; 0 where the rules set none.
    :param inspect_at: where the documents and a map of the area may be seen, a line each.
    :raises ValueError: where there are fewer than two answers.
    """

    kind: ClassVar[str] = "notice_of_referendum"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    question: str
    answers: tuple[str, ...]
    entitled: str
    expense_limit: int
    inspect_at: tuple[str, ...]
    deadlines: tuple[Moment, ...]
    question_cy: str = ""
    businesses: str = ""

    def __post_init__(self) -> None:
        if len(self.answers) < 2:
            raise ValueError("A referendum has at least two answers.")

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        facts = [
            (say(language, "Referendum area"), self.poll.area_in(language)),
            (say(language, "Day of the referendum"), self.poll.day(language)),
            (say(language, "Hours of the poll"), self.poll.hours(language)),
            (say(language, "Who may vote"), named(language, self.entitled)),
        ]
        if self.businesses:
            words = "A second referendum, on a ballot paper of its own"
            facts.append((say(language, words), named(language, self.businesses)))
        if self.expense_limit:
            facts.append((say(language, "Limit of referendum expenses"), pounds(self.expense_limit)))
        blocks: tuple[Block, ...] = (
            Facts(tuple(facts)),
            *question_blocks(language, self),
            Heading(say(language, "Where documents may be inspected")),
            Items(self.inspect_at),
            Heading(say(language, "Deadlines for voters")),
            Facts(tuple((named(language, line.what), moment(language, line)) for line in self.deadlines)),
        )
        return Version(language, say(language, "Notice of referendum"), self.poll.title_in(language), blocks)
