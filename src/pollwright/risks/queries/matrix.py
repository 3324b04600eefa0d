"""The matrix of a register with the references of its open risks in the cells, and how its level moved over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pollwright.risks.queries.rows import RiskRow
from pollwright.risks.schemes import MATRIX, SCHEMES, Level, Scheme, plotted
from pollwright.risks.states import RiskState


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: what is printed in it, its level where the scheme has one, and the references in it."""

    printed: str
    level: Level | None
    references: tuple[str, ...]

    @property
    def said(self) -> str:
        """The references as they stand in the cell: `1, 2`."""
        return ", ".join(self.references)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix: impacts from the left, and rows from the top, each a likelihood with its cells."""

    impacts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[MatrixCell, ...]], ...]


def matrix_of(scheme: Scheme, risks: Sequence[RiskRow]) -> Matrix:
    """Return the matrix of some risks; those that are closed or not scored stand in no cell (MM-I15)."""
    held = SCHEMES[scheme]
    cells = plotted(
        (risk.ref or risk.reference, risk.likelihood, risk.impact)
        for risk in risks
        if risk.likelihood and risk.state == RiskState.OPEN
    )
    return Matrix(
        tuple(step.mark for step in held.impacts),
        tuple(
            (
                likelihood.mark,
                tuple(_cell(scheme, (likelihood.mark, impact.mark), cells) for impact in held.impacts),
            )
            for likelihood in held.likelihoods
        ),
    )


def _cell(scheme: Scheme, at: tuple[str, str], cells: dict[tuple[str, str], tuple[str, ...]]) -> MatrixCell:
    printed = MATRIX.get(at) if scheme is Scheme.NUMERIC else None
    words = f"{printed.level.value} {printed.score}" if printed else ""
    return MatrixCell(words, printed.level if printed else None, cells.get(at, ()))
