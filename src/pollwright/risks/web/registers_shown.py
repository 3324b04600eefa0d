"""How a register is shown: its facts, its warnings, its risks, and the picture of its matrix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.pages import wording
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.risks.queries.matrix import MatrixCell, matrix_of
from pollwright.risks.queries.records import RegisterRecord
from pollwright.risks.queries.rows import RiskRow
from pollwright.risks.schemes import FILLS, SCHEMES, Scheme
from pollwright.risks.states import RiskState, SchemeKind, SubjectKind
from pollwright.risks.web import terms

PLAIN = "#f2f5f4"
LEFT, TOP, WIDE, HIGH = 120, 10, 120, 58


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell of the picture and of its table."""

    x: int
    y: int
    fill: str
    printed: str
    said: str

    @property
    def text(self) -> str:
        """The cell in the table."""
        return ": ".join(part for part in (self.printed, self.said) if part)


@dataclass(frozen=True, slots=True)
class MatrixShown:
    """The matrix as a picture, and as a table that says the same. Lengths are those of the view box."""

    title: str
    width: int
    height: int
    impacts: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, str, tuple[CellShown, ...]], ...]


def matrix_shown(found: RegisterRecord) -> MatrixShown:
    """Return the matrix of a register as it is drawn."""
    scheme = Scheme(found.scheme)
    held, matrix = SCHEMES[scheme], matrix_of(scheme, found.risks)
    rows = tuple(
        (
            TOP + HIGH * down,
            held.likelihoods[down].label,
            tuple(_cell(cell, across, down) for across, cell in enumerate(cells)),
        )
        for down, (_likelihood, cells) in enumerate(matrix.rows)
    )
    impacts = tuple((LEFT + WIDE * across, step.label) for across, step in enumerate(held.impacts))
    return MatrixShown(
        _("Risk matrix: likelihood from the top, impact from the left"),
        LEFT + WIDE * len(impacts) + 10,
        TOP + HIGH * len(rows) + 40,
        impacts,
        rows,
    )


def facts(found: RegisterRecord) -> tuple[SummaryRow, ...]:
    """Return what is known of a register."""
    rows = [
        SummaryRow(_("Scheme"), str(SchemeKind(found.scheme).label)),
        SummaryRow(
            _("Kept for"),
            " ".join(part for part in (str(SubjectKind(found.subject_kind).label), found.subject_reference) if part),
            href=terms.page_of(found.subject_kind, found.subject_reference),
        ),
        SummaryRow(_("Service"), found.service or _("Not said")),
        SummaryRow(_("Period"), found.period or _("Not said")),
    ]
    if found.guidance:
        rows.append(SummaryRow(_("Risk strategy and guidance"), found.guidance, href=found.guidance))
    if found.closed_on:
        rows.append(SummaryRow(_("Closed"), wording.day(found.closed_on)))
    if found.succeeded_by:
        rows.append(SummaryRow(_("Moved to"), found.succeeded_by, href=terms.register_href(found.succeeded_by)))
    return tuple(rows)


def figures(found: RegisterRecord, on: date) -> tuple[Figure, ...]:
    """Return the numbers that matter."""
    here = [risk for risk in found.risks if risk.state != RiskState.CLOSED]
    late = sum(risk.next_review_on is not None and risk.next_review_on < on for risk in here)
    waiting = sum(risk.state == RiskState.PROPOSED for risk in here)
    return (
        Figure(_("Open risks"), wording.number(len(here))),
        Figure(_("Reviews overdue"), wording.number(late), alarm=late > 0),
        *((Figure(_("Scores to be decided"), wording.number(waiting), alarm=True),) if waiting else ()),
    )


def notes(found: RegisterRecord, on: date) -> tuple[str, ...]:
    """Return what somebody should look at. None of it blocks anything."""
    if found.succeeded_by:
        return (_("This register was moved to the other scheme, and is only read."),)
    here = [risk for risk in found.risks if risk.state != RiskState.CLOSED]
    unowned = sum(not risk.owned_by for risk in here)
    unscored = sum(not risk.likelihood for risk in here)
    said = []
    if unowned:
        words = ngettext("%(many)s risk has no owner.", "%(many)s risks have no owner.", unowned)
        said.append(words % {"many": wording.number(unowned)})
    if unscored:
        words = ngettext(
            "%(many)s risk is not scored, so it stands in no cell.",
            "%(many)s risks are not scored, so they stand in no cell.",
            unscored,
        )
        said.append(words % {"many": wording.number(unscored)})
    return tuple(said)


def sections(found: RegisterRecord) -> tuple[Section, ...]:
    """Return the risks of a register, and its scales."""
    held = SCHEMES[Scheme(found.scheme)]
    headings = (_("Ref"), _("Risk"), _("Score"), _("Owner"), _("Next review"), _("State"))
    table = PlainTable(_("Risks"), headings, tuple(_row(risk) for risk in found.risks), _("No risk is recorded."))
    scales = PlainTable(
        _("Scales"),
        (_("Scale"), _("Mark"), _("Meaning")),
        tuple(
            (Cell(scale), Cell(step.mark), Cell(" ".join(part for part in (step.word, step.band) if part)))
            for scale, steps in ((_("Likelihood"), held.likelihoods), (_("Impact"), tuple(reversed(held.impacts))))
            for step in steps
        ),
    )
    return (Section(_("Risks"), table=table), Section(_("Scales"), table=scales))


def _row(risk: RiskRow) -> tuple[Cell, ...]:
    return (
        Cell(risk.ref or risk.reference),
        Cell(risk.title, href=terms.risk_href(risk.reference)),
        Cell(tag=terms.score_tag(risk.likelihood, risk.impact, risk.score, risk.level)),
        Cell(risk.owned_by or _("Nobody")),
        Cell(wording.short_day(risk.next_review_on)),
        Cell(tag=terms.state_tag(risk.state)),
    )


def _cell(cell: MatrixCell, across: int, down: int) -> CellShown:
    fill = FILLS[cell.level] if cell.level else PLAIN
    return CellShown(LEFT + WIDE * across, TOP + HIGH * down, fill, cell.printed, cell.said)
