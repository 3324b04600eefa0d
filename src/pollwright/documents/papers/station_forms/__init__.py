"""What a presiding officer fills in: the ballot paper account and the lists of the day (handbook 4 and 7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pollwright.documents.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    Paragraph,
    Side,
    Signatures,
    Table,
    Version,
)
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.papers.number_ranges import ends, refuse_overlap
from pollwright.documents.wording import say
from pollwright.law.ballot_papers.numbers import NumberRange

PRESIDING_OFFICER = "Presiding officer"
LINES = (
    "Ordinary papers entrusted (all ranges above)",
    "Issued later in the day (ranges written in above)",
    "Unused",
    "Spoilt and replaced",
    "To be found in the ballot box: 1 + 2 − 3 − 4",
    "Tendered papers entrusted",
    "Tendered papers unused",
    "Tendered papers spoilt",
    "Tendered papers used: 6 − 7 − 8 (never in the ballot box)",
)
"""The lines of a ballot paper account, from the first (B-39)."""


class StationFacts(NamedTuple):
    """The station: number, place with its address, and the polling districts that vote there."""

    number: str
    place: str
    districts: str


@dataclass(frozen=True, slots=True)
class BallotPaperAccount:
    """The account of the ballot papers of one poll at one station, to be filled in at the close of poll (B-39).

    :param entrusted: ranges given to the presiding officer; more are written in by hand when more are issued (B-10).
    :param tendered: range of tendered papers; None where there are none.
    :param total: stated number of ordinary papers entrusted.
    :raises DoesNotReconcile: where that is not the sum of the ranges.
    :raises ValueError: where a number is in two ranges.
    """

    imprint: Imprint
    poll: PollFacts
    station: StationFacts
    entrusted: tuple[NumberRange, ...]
    tendered: NumberRange | None
    total: int

    def __post_init__(self) -> None:
        refuse_overlap([*self.entrusted, *([self.tendered] if self.tendered else [])])
        reconcile("Ballot papers entrusted", stated=self.total, printed=sum(each.papers for each in self.entrusted))

    def paper(self) -> BlockPaper:
        """Return the account as a paper."""
        return station_paper(self.imprint, "Ballot paper account", self.poll, self.station, self._blocks)

    def _blocks(self, said: Language) -> tuple[Block, ...]:
        columns = (
            Column(say(said, "From"), 2),
            Column(say(said, "To"), 2),
            Column(say(said, "Number of papers"), 2, Side.RIGHT),
            Column(say(said, "Received (time, initials)"), 3),
        )
        given = tuple((*ends(each), f"{each.papers:,}", "") for each in self.entrusted)
        tendered = self.tendered.papers if self.tendered else 0
        stated = {"1": f"{self.total:,}", "6": f"{tendered:,}"}
        lines = tuple(
            (number, say(said, line), stated.get(number, ""), "")
            for number, line in zip(map(str, range(1, 10)), LINES, strict=True)
        )
        account = (
            Column(say(said, "Line"), 0, Side.RIGHT),
            Column(say(said, "Papers"), 5),
            Column(say(said, "Entrusted"), 2, Side.RIGHT),
            Column(say(said, "Count"), 2),
        )
        return (
            Table(columns, given, say(said, "Ordinary ballot papers"), blank=3, row_height=7),
            *self._tendered(said),
            Heading(say(said, "Account at the close of poll")),
            Table(account, lines, row_height=8),
            Signatures((say(said, PRESIDING_OFFICER),)),
        )

    def _tendered(self, said: Language) -> tuple[Block, ...]:
        if self.tendered is None:
            return ()
        first, last = ends(self.tendered)
        return (Facts(((say(said, "Tendered ballot papers"), f"{first} – {last}"),)),)


class FormKind(StrEnum):
    """A list that a presiding officer keeps on the day."""

    TENDERED = "tendered"
    MARKED = "marked"
    COMPANIONS = "companions"
    REFUSALS = "refusals"
    EVALUATION = "evaluation"
    POSTAL_HANDED_IN = "postal_handed_in"


class _Form(NamedTuple):
    title: str
    advice: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[str, ...]


FORMS = {
    FormKind.TENDERED: _Form(
        "Tendered votes list",
        (
            "Enter each person who is given a tendered ballot paper. The paper goes into the envelope, never into the box.",
        ),
        (Column("Name of voter", 4), Column("Elector number", 2), Column("Proxy for (name and number)", 4)),
        (),
    ),
    FormKind.MARKED: _Form(
        "Votes marked by the presiding officer",
        (
            "Enter each voter for whom you marked a ballot paper, with the reason: D disability, R unable to read.",
            "The totals make the statement that goes with this list.",
        ),
        (Column("Name of voter", 4), Column("Elector number", 2), Column("Reason (D or R)", 2)),
        ("Total: disability (D)", "Total: unable to read (R)"),
    ),
    FormKind.COMPANIONS: _Form(
        "Voters with disabilities assisted by companions",
        ("A companion is 18 or over and makes the declaration before the voter is given a ballot paper.",),
        (
            Column("Name of voter", 3),
            Column("Elector number", 2),
            Column("Name of companion", 3),
            Column("Address of companion", 4),
        ),
        (),
    ),
    FormKind.REFUSALS: _Form(
        "Ballot paper refusal list",
        (
            "Enter a voter only where a ballot paper was refused because (1) the picture is not a good likeness, (2) the "
            "document is believed to be forged, or (3) the questions were not answered satisfactorily.",
            "A voter without an accepted document is not entered here. If a ballot paper is issued later, say so.",
            "This list is shown to nobody but the voter or proxy it is about, or by order of a court.",
        ),
        (
            Column("Name of voter", 4),
            Column("Elector number", 2),
            Column("Proxy for", 3),
            Column("Reason (1, 2, 3)", 1),
            Column("Issued later (time)", 2),
        ),
        (),
    ),
    FormKind.EVALUATION: _Form(
        "Voter identification evaluation form",
        ("Count through the day. The form holds numbers only, never a name.",),
        (Column("What is counted", 5), Column("Tally", 5), Column("Total", 1, Side.RIGHT)),
        (
            "Voter Authority Certificates used",
            "Anonymous Elector's Documents used",
            "Documents checked in private",
            "Voters turned away without an accepted document",
            "Of those, voters who came back and voted",
            "A greeter was on duty (yes or no)",
        ),
    ),
    FormKind.POSTAL_HANDED_IN: _Form(
        "Postal votes handed in",
        (
            "Each person hands in a completed form. Packs without one, or more than the law allows, are rejected with a reason.",
        ),
        (
            Column("Time", 1),
            Column("Packs handed in", 2),
            Column("Accepted", 2),
            Column("Rejected", 2),
            Column("Reason", 4),
        ),
        (),
    ),
}
"""Heads of the forms, what a presiding officer must know, and lines that are there already."""


@dataclass(frozen=True, slots=True)
class StationForm:
    """One of the lists, empty, for one station. `lines`: empty lines to write in."""

    imprint: Imprint
    poll: PollFacts
    station: StationFacts
    kind: FormKind
    lines: int = 13

    def paper(self) -> BlockPaper:
        """Return the form as a paper."""
        return station_paper(self.imprint, FORMS[self.kind].title, self.poll, self.station, self._blocks)

    def _blocks(self, said: Language) -> tuple[Block, ...]:
        form = FORMS[self.kind]
        columns = tuple(column._replace(heading=say(said, column.heading)) for column in form.columns)
        given = tuple((say(said, row), *("",) * (len(columns) - 1)) for row in form.rows)
        empties = Table(columns, (), blank=self.lines, row_height=8)
        return (
            *(Paragraph(say(said, advice)) for advice in form.advice),
            *(() if self.kind is FormKind.EVALUATION else (empties,)),
            *((Table(columns, given, row_height=8),) if given else ()),
            Signatures((say(said, PRESIDING_OFFICER),)),
        )


def station_paper(
    imprint: Imprint,
    title: str,
    poll: PollFacts,
    station: StationFacts,
    blocks: Callable[[Language], tuple[Block, ...]],
) -> BlockPaper:
    """Return a paper headed with poll, day and station, in each language of the imprint.

    :param blocks: returns what follows the head in a language.
    """
    return BlockPaper(imprint, tuple(_version(said, title, poll, station, blocks(said)) for said in imprint.languages))


def _version(said: Language, title: str, poll: PollFacts, station: StationFacts, blocks: tuple[Block, ...]) -> Version:
    facts = Facts(
        (
            (say(said, "Polling station"), f"{station.number}: {station.place}"),
            (say(said, "Polling districts"), station.districts),
            (say(said, "Day of the poll"), poll.day(said)),
        )
    )
    return Version(said, say(said, title), poll.title_in(said), (facts, *blocks))
