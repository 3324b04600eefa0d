"""A register as a paper: its risks in the fields of its scheme, its matrix with the references in the cells, its scales."""

from __future__ import annotations

from datetime import date

from pollwright.authorities.models import Authority
from pollwright.documents.blocks import Block, Column, Facts, Heading, Paragraph, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.typesetting import render
from pollwright.pages.wording import short_day, yes_no
from pollwright.risks.queries.matrix import Matrix, matrix_of
from pollwright.risks.queries.records import RegisterRecord
from pollwright.risks.queries.rows import RiskRow
from pollwright.risks.schemes import FILLS, SCHEMES, TITLES, Scheme

OFFICER = "Head of Electoral Services"


def as_pdf(authority_id: int, register: RegisterRecord, *, on: date) -> bytes:
    """Return a register as a tagged PDF."""
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    kicker = " ".join(part for part in (register.service, register.period) if part)
    version = Version(Language.ENGLISH, register.title, kicker, blocks_of(register))
    imprint = Imprint(name, OFFICER, register.reference, on, rehearsal=register.rehearsal)
    return render(BlockPaper(imprint, (version,), flipped=True, points=9))


def blocks_of(register: RegisterRecord) -> tuple[Block, ...]:
    """Return what a register says on paper."""
    scheme = Scheme(register.scheme)
    risks = _in_numbers(register.risks) if scheme is Scheme.NUMERIC else _in_classes(register.risks)
    return (
        risks if register.risks else Paragraph("None"),
        Heading("Risk matrix"),
        _matrix(matrix_of(scheme, register.risks)),
        Heading("Scales"),
        Facts(
            tuple((f"Likelihood {step.mark} {step.word}".strip(), step.band) for step in SCHEMES[scheme].likelihoods)
        ),
        Facts(tuple((f"Impact {step.mark}", step.word) for step in reversed(SCHEMES[scheme].impacts))),
    )


def _in_numbers(risks: tuple[RiskRow, ...]) -> Table:
    columns = (
        Column("Ref", 0),
        Column("Risk description", 4),
        Column("Owner", 2),
        Column("Residual likelihood score", 1),
        Column("Residual impact score", 1),
        Column("Residual risk score", 1),
        Column("Next review", 1),
    )
    rows = tuple(
        (
            risk.ref,
            risk.title,
            risk.owned_by,
            risk.likelihood,
            risk.impact,
            "" if risk.score is None else f"{risk.score} {risk.level}",
            short_day(risk.next_review_on),
        )
        for risk in risks
    )
    return Table(columns, rows, "Risks")


def _in_classes(risks: tuple[RiskRow, ...]) -> Table:
    columns = (
        Column("Risk ref", 0),
        Column("Risk", 5),
        *(Column(title, 3) for title in TITLES.values()),
        Column("Likelihood", 3),
        Column("Reason for assessment", 7),
        Column("Requires treatment", 3),
        Column("Last review", 3),
        Column("Next milestone", 3),
        Column("Next review", 3),
        Column("Date closed", 2),
    )
    rows = tuple(
        (
            risk.ref,
            risk.title,
            *(risk.impacts.get(category, "") for category in TITLES),
            risk.likelihood,
            risk.reason,
            yes_no(risk.treatment_required),
            short_day(risk.last_review_on),
            short_day(risk.next_milestone_on),
            short_day(risk.next_review_on),
            short_day(risk.closed_on) or risk.closed_text,
        )
        for risk in risks
    )
    return Table(columns, rows, "Risks")


def _matrix(matrix: Matrix) -> Table:
    columns = (Column("Likelihood", 1), *(Column(f"Impact {mark}", 1) for mark in matrix.impacts))
    rows = tuple(
        (likelihood, *(": ".join(part for part in (cell.printed, cell.said) if part) for cell in cells))
        for likelihood, cells in matrix.rows
    )
    fills = tuple(("", *(FILLS[cell.level] if cell.level else "" for cell in cells)) for _, cells in matrix.rows)
    caption = "References of open risks in the cell of their likelihood and worst impact"
    return Table(columns, rows, caption, fills=fills)
