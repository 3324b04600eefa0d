"""The return to the Management Board and the committee report, as PDF and as a Word file with the same words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pollwright.authorities.models import Authority
from pollwright.documents.blocks import Block, Column, Heading, Items, Paragraph, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.typesetting import render
from pollwright.documents.word import paper_document
from pollwright.law.notices import LONDON
from pollwright.performance.queries.figures import Figure, IndicatorRow, Late
from pollwright.performance.rating import Direction, Period, Rating
from pollwright.performance.sections import Told
from pollwright.performance.states import ActualState, Implication, ReportKind

OFFICER = "Head of Electoral Services"
COLUMNS = (
    Column("Ref", 0),
    Column("Indicator", 4),
    Column("Period", 1),
    Column("Target", 1),
    Column("Actual", 1),
    Column("Rating", 1),
    Column("Since the last", 1),
    Column("Commentary", 3),
)
RATINGS = {Rating.GREEN: "Green", Rating.AMBER: "Amber", Rating.RED: "Red", Rating.GREY: "No data"}
DIRECTIONS = {Direction.BETTER: "Better", Direction.SAME: "The same", Direction.WORSE: "Worse", Direction.UNKNOWN: ""}
IMPLICATIONS = {
    Implication.FINANCIAL: "Financial implications",
    Implication.LEGAL: "Legal implications",
    Implication.EQUALITY: "Equality implications",
    Implication.STAFFING: "Staffing implications",
}
RULE = (
    "Green: the target is reached. Amber: short of it by no more than the tolerance of the indicator, 5 points where it"
    " has none of its own, 1 point for a target of 100%. Red: further short of it. Text targets are not rated."
)


def lines_of(rows: Sequence[IndicatorRow], period: Period) -> list[list[str]]:
    """Return a line for each indicator: its figure of the quarter, else of the year before the quarter's end."""
    return [_line(row, _figure(row, period)) for row in rows]


def late_of(late: Sequence[Late]) -> list[str]:
    """Return a line for each figure that is late."""
    return [f"{one.code or one.reference} {one.title}: {one.period.label}" for one in late]


@dataclass(frozen=True, slots=True)
class Words:
    """What an officer types into a report.

    :param recommendations: what the committee is asked to do, one each.
    :param implications: by the name of each (`Implication`); those not given are left out.
    :param background: the documents that the report relies on.
    """

    summary: str = ""
    recommendations: tuple[str, ...] = ()
    implications: Mapping[str, str] = field(default_factory=dict)
    background: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a report says."""

    reference: str
    title: str
    kind: ReportKind
    service: str
    words: Words
    lines: Sequence[Sequence[str]]
    late: Sequence[str]
    sections: Sequence[Told]


def paper_of(authority_id: int, content: Content, made_at: datetime) -> tuple[bytes, bytes]:
    """Return a report as PDF and as a Word file."""
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    version = Version(Language.ENGLISH, content.title, content.service or "Electoral services", _blocks(content))
    imprint = Imprint(name, OFFICER, content.reference, made_at.astimezone(LONDON).date())
    paper = BlockPaper(imprint, (version,), flipped=True, points=9)
    return render(paper), paper_document(paper, made_at)


def _blocks(content: Content) -> tuple[Block, ...]:
    """Return the report under the headings that reports to committees have, in their order; what is empty is left out.

    The background documents of a report to a committee are always listed, `None` where there are none (Local Government
    Act 1972 s.100D).
    """
    words = content.words
    blocks: list[Block] = []
    if words.summary:
        blocks += [Heading("Summary"), *_paragraphs(words.summary)]
    if words.recommendations:
        blocks += [Heading("Recommendations"), Items(words.recommendations, numbered=True)]
    table = Table(COLUMNS, tuple(tuple(line) for line in content.lines), "Performance indicators")
    blocks += [Heading("Performance indicators"), table, Paragraph(RULE)]
    if content.late:
        blocks += [Heading("Figures that are late"), Items(tuple(content.late))]
    for section in content.sections:
        blocks += _section(section)
    for one, heading in IMPLICATIONS.items():
        if text := words.implications.get(one):
            blocks += [Heading(heading), *_paragraphs(text)]
    if words.background or content.kind == ReportKind.COMMITTEE:
        listed = Items(words.background) if words.background else Paragraph("None")
        blocks += [Heading("Background documents"), listed]
    return tuple(blocks)


def _section(section: Told) -> Iterator[Block]:
    yield Heading(section.title)
    if not section.tables:
        yield Paragraph("None")
    for table in section.tables:
        yield Table(table.columns, table.rows, table.caption)
        yield from (Paragraph(note) for note in table.notes)


def _paragraphs(text: str) -> Iterator[Block]:
    return (Paragraph(line.strip()) for line in text.splitlines() if line.strip())


def _figure(row: IndicatorRow, period: Period) -> Figure | None:
    held = [one for one in row.figures if one.period.last <= period.last]
    of_quarter = [one for one in held if one.period == period]
    return (of_quarter or held or [None])[-1]  # type: ignore[list-item]


def _line(row: IndicatorRow, figure: Figure | None) -> list[str]:
    if figure is None:
        return [row.code, row.title, "", "", "", RATINGS[Rating.GREY], "", ""]
    notes = [figure.commentary]
    if figure.historic:
        notes.append(f"Historic, with source, not computed: {figure.source}.")
    elif figure.state != ActualState.SIGNED:
        notes.append("Not signed off.")
    return [
        row.code,
        row.title,
        figure.period.label,
        figure.target,
        figure.text,
        RATINGS[figure.rating],
        DIRECTIONS[figure.direction],
        "; ".join(note.rstrip(".") for note in notes if note),
    ]
