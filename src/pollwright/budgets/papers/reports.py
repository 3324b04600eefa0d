"""The budget report, as PDF and as a Word file with the same words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pollwright.authorities.models import Authority
from pollwright.budgets.queries.figures import HeadingFigures
from pollwright.budgets.states import Payer, Pot, Remedy
from pollwright.budgets.sums import Sums, total
from pollwright.documents.blocks import Block, Column, Heading, Paragraph, Side, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.typesetting import render
from pollwright.documents.word import paper_document
from pollwright.law.notices import LONDON
from pollwright.pages.wording import money

OFFICER = "Head of Electoral Services"
COLUMNS = (
    Column("Heading", 5),
    Column("Original", 3, Side.RIGHT),
    Column("Latest", 3, Side.RIGHT),
    Column("Actual", 3, Side.RIGHT),
    Column("Ordered", 3, Side.RIGHT),
    Column("Available", 3, Side.RIGHT),
    Column("Forecast", 3, Side.RIGHT),
    Column("Variance", 3, Side.RIGHT),
    Column("Explanation", 6),
)
BY_PAYER = (
    Column("Paid by", 3),
    *(Column(heading, 1, Side.RIGHT) for heading in ("Latest", "Actual", "Forecast")),
)
VIREMENTS = (
    Column("Virement", 1), Column("From", 2), Column("To", 2), Column("Amount", 1, Side.RIGHT), Column("Reason", 3),
    Column("Approved by", 2),
)  # fmt: skip
POTS = {Pot.CORE: "Core service", Pot.MAJOR: "Major polls", Pot.MINOR: "Minor polls"}
PAYERS = {
    Payer.COUNCIL: "This council",
    Payer.CONSOLIDATED_FUND: "Consolidated Fund",
    Payer.COMBINED_AUTHORITY: "Combined authority",
    Payer.PARISH: "Parish or town council",
    Payer.PLANNING_GRANT: "Neighbourhood planning grant",
    Payer.BID_PROPOSER: "Proposer of a business improvement district",
    Payer.OTHER_COUNCIL: "Another council",
}
REMEDIES = {
    Remedy.MANAGED: "To be managed by the service.",
    Remedy.SUPPLEMENTARY: "A supplementary estimate is asked for.",
    Remedy.VIREMENT: "A virement is asked for.",
}
RULE = (
    "Costs stand above nought and income below it. Latest is the original budget with what was carried forward, moved and"
    " agreed besides. A variance is the forecast less the latest estimate: above nought is adverse."
)


def lines_of(found: Sequence[HeadingFigures]) -> list[list[str]]:
    """Return a line for each heading under its pot, each pot's total, and the total of all."""
    lines: list[list[str]] = []
    for pot, name in POTS.items():
        inside = [one for one in found if one.pot == pot]
        if inside:
            lines += [_line(one.title, one.sums, _why(one)) for one in inside]
            lines.append(_line(f"{name}: total", total(one.sums for one in inside), ""))
    lines.append(_line("Net cost of service", total(one.sums for one in found), ""))
    return lines


def paper_of(
    authority_id: int,
    reference: str,
    title: str,
    parts: tuple[Sequence[Sequence[str]], Sequence[Sequence[str]], Sequence[Sequence[str]]],
    made_at: datetime,
) -> tuple[bytes, bytes]:
    """Return a report as PDF and as a Word file.

    :param parts: the lines of headings, of payers, and of virements.
    """
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    headings, payers, virements = parts
    blocks: list[Block] = [
        _table(COLUMNS, headings, "Budget by heading"),
        Paragraph(RULE),
        Heading("By who pays in the end"),
        _table(BY_PAYER, payers, "Budget by who pays"),
    ]
    if virements:
        blocks += [Heading("Virements"), _table(VIREMENTS, virements, "Virements")]
    version = Version(Language.ENGLISH, title, "Electoral services", tuple(blocks))
    imprint = Imprint(name, OFFICER, reference, made_at.astimezone(LONDON).date())
    paper = BlockPaper(imprint, (version,), flipped=True, points=9)
    return render(paper), paper_document(paper, made_at)


def by_payer(found: Sequence[HeadingFigures]) -> list[list[str]]:
    """Return a line for each who pays, with what is theirs."""
    lines = []
    for payer, name in PAYERS.items():
        inside = [one.sums for one in found if one.payer == payer]
        if inside:
            of = total(inside)
            lines.append([name, money(of.latest), money(of.actual), money(of.forecast)])
    return lines


def titled(service: str, year: str, on: date) -> str:
    """Return what a report is called."""
    return f"{service}: budget {year} as at {on:%-d %B %Y}"


def _table(columns: tuple[Column, ...], lines: Sequence[Sequence[str]], name: str) -> Table:
    return Table(columns, tuple(tuple(line) for line in lines), name)


def _line(name: str, of: Sums, why: str) -> list[str]:
    amounts = (of.original, of.latest, of.actual, of.committed, of.available, of.forecast, of.variance)
    return [name, *(money(amount) for amount in amounts), why]


def _why(one: HeadingFigures) -> str:
    parts = [one.explanation, REMEDIES[Remedy(one.remedy)] if one.remedy else "", one.forecast_reason]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
