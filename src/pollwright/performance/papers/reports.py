"""The return to the Management Board and the committee report, as PDF and as a Word file with the same words."""

from __future__ import annotations

from collections.abc import Sequence
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
from pollwright.performance.states import ActualState

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
RULE = (
    "Green: the target is reached. Amber: short of it by no more than the tolerance of the indicator, 5 points where it"
    " has none of its own, 1 point for a target of 100%. Red: further short of it. Text targets are not rated."
)


def lines_of(rows: Sequence[IndicatorRow], period: Period) -> list[list[str]]:
    """Return a line for each indicator: its figure of the quarter, else of the year before the quarter's end."""
    return [_line(row, _figure(row, period)) for row in rows]


def paper_of(
    authority_id: int,
    reference: str,
    title: str,
    lines: Sequence[Sequence[str]],
    late: Sequence[Late],
    made_at: datetime,
) -> tuple[bytes, bytes]:
    """Return a report as PDF and as a Word file."""
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    blocks: list[Block] = [
        Table(COLUMNS, tuple(tuple(line) for line in lines), "Performance indicators"),
        Paragraph(RULE),
    ]
    if late:
        said = tuple(f"{one.code or one.reference} {one.title}: {one.period.label}" for one in late)
        blocks += [Heading("Figures that are late"), Items(said)]
    version = Version(Language.ENGLISH, title, "Electoral services", tuple(blocks))
    imprint = Imprint(name, OFFICER, reference, made_at.astimezone(LONDON).date())
    paper = BlockPaper(imprint, (version,), flipped=True, points=9)
    return render(paper), paper_document(paper, made_at)


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
