"""The two schemes by which councils score risks, exactly as they print them. Pure.

The numeric scheme multiplies likelihood and impact from 1 to 4; the scheme of classes puts a likelihood from A to F
against the worst of five impacts from I to V. Neither is turned into the other silently: `proposed` only proposes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final


class Scheme(StrEnum):
    """How a register is scored."""

    NUMERIC = "numeric"
    CLASSES = "classes"


class Level(StrEnum):
    """How much a score of the numeric scheme matters."""

    LOW = "Low"
    MEDIUM = "Medium"
    HIGH = "High"
    VERY_HIGH = "Very High"


FILLS: Final = {Level.LOW: "#cce2d8", Level.MEDIUM: "#fff7bf", Level.HIGH: "#fcd6c3", Level.VERY_HIGH: "#f4cdc6"}
"""The colour of a cell of the matrix by its level, on pages and on paper; its words stand in the cell as well."""


class Category(StrEnum):
    """What an impact of the scheme of classes is an impact on, in the order in which they are printed."""

    SERVICE = "service"
    FINANCIAL = "financial"
    REPUTATION = "reputation"
    LEGAL = "legal"
    PEOPLE = "people"


OVERALL: Final = "overall"
"""The one impact of the numeric scheme."""
TITLES: Final = {
    Category.SERVICE: "Service Disruption",
    Category.FINANCIAL: "Financial Loss",
    Category.REPUTATION: "Reputation",
    Category.LEGAL: "Legal Implications",
    Category.PEOPLE: "People",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale.

    :param least: the lowest per cent of a likelihood, rounded; None for an impact.
    """

    mark: str
    word: str
    band: str = ""
    least: int | None = None

    @property
    def label(self) -> str:
        """The step as a person chooses it."""
        words = " ".join(part for part in (self.mark, self.word) if part)
        return f"{words} ({self.band})" if self.band else words


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in a cell of the numeric matrix."""

    score: int
    level: Level


@dataclass(frozen=True, slots=True)
class Definition:
    """A scheme: its scales as they are printed, likelihood from the top of the matrix, impact from its left.

    :param source: where it is from, in the handbook.
    """

    scheme: Scheme
    title: str
    source: str
    likelihoods: tuple[Step, ...]
    impacts: tuple[Step, ...]
    categories: tuple[str, ...]

    def likelihood(self, mark: str) -> Step | None:
        """Return the step of a likelihood, or None where the scheme has none."""
        return next((step for step in self.likelihoods if step.mark == mark), None)

    def impact(self, mark: str) -> Step | None:
        """Return the step of an impact, or None where the scheme has none."""
        return next((step for step in self.impacts if step.mark == mark), None)


NUMERIC: Final = Definition(
    Scheme.NUMERIC,
    "Numbers, 4 by 4",
    "MM-I02, MM-I03",
    (
        Step("4", "Very Likely", "≥80%", 80),
        Step("3", "Likely", "21-79%", 21),
        Step("2", "Unlikely", "6-20%", 6),
        Step("1", "Remote", "≤5%", 0),
    ),
    (Step("1", "Marginal"), Step("2", "Significant"), Step("3", "Critical"), Step("4", "Catastrophic")),
    (OVERALL,),
)
CLASSES: Final = Definition(
    Scheme.CLASSES,
    "Classes, A to F by I to V",
    "MM-I07",
    (
        Step("A", "", "≥98%", 98),
        Step("B", "", "75-97%", 75),
        Step("C", "", "50-74%", 50),
        Step("D", "", "25-49%", 25),
        Step("E", "", "3-24%", 3),
        Step("F", "", "≤2%", 0),
    ),
    (
        Step("I", "Negligible"),
        Step("II", "Marginal"),
        Step("III", "Significant"),
        Step("IV", "Critical"),
        Step("V", "Catastrophic"),
    ),
    tuple(Category),
)
SCHEMES: Final = {Scheme.NUMERIC: NUMERIC, Scheme.CLASSES: CLASSES}

MATRIX: Final = {
    ("4", "1"): Printed(4, Level.LOW),
    ("4", "2"): Printed(8, Level.HIGH),
    ("4", "3"): Printed(12, Level.VERY_HIGH),
    ("4", "4"): Printed(16, Level.VERY_HIGH),
    ("3", "1"): Printed(3, Level.LOW),
    ("3", "2"): Printed(6, Level.MEDIUM),
    ("3", "3"): Printed(9, Level.HIGH),
    ("3", "4"): Printed(12, Level.VERY_HIGH),
    ("2", "1"): Printed(2, Level.LOW),
    ("2", "2"): Printed(4, Level.LOW),
    ("2", "3"): Printed(6, Level.MEDIUM),
    ("2", "4"): Printed(8, Level.HIGH),
    ("1", "1"): Printed(1, Level.LOW),
    ("1", "2"): Printed(2, Level.LOW),
    ("1", "3"): Printed(3, Level.LOW),
    ("1", "4"): Printed(4, Level.LOW),
}
"""The numeric matrix by likelihood and impact, cell by cell as it is printed (MM-I03)."""

_LIKELIHOOD: Final = {"A": "4", "B": "4", "C": "3", "D": "3", "E": "2", "F": "1"}
_IMPACT: Final = {"V": "4", "IV": "3", "III": "2", "II": "1", "I": "1"}


class NotOfTheScheme(ValueError):
    """A mark that the scheme does not have, or an impact that is missing."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a risk stands in its matrix; score and level only where the scheme prints them."""

    likelihood: str
    impact: str
    score: int | None = None
    level: Level | None = None


def placed(scheme: Scheme, likelihood: str, impacts: Mapping[str, str]) -> Placed:
    """Return where a risk stands: at its likelihood and its worst impact (MM-I10).

    :param impacts: the mark of each category of the scheme.
    :raises NotOfTheScheme: where a mark is none of the scheme's, or a category has none.
    """
    held = SCHEMES[scheme]
    order = [step.mark for step in held.impacts]
    if held.likelihood(likelihood) is None or set(impacts) != set(held.categories):
        raise NotOfTheScheme
    if any(mark not in order for mark in impacts.values()):
        raise NotOfTheScheme
    worst = max(impacts.values(), key=order.index)
    cell = MATRIX.get((likelihood, worst)) if scheme is Scheme.NUMERIC else None
    return Placed(likelihood, worst, cell.score, cell.level) if cell else Placed(likelihood, worst)


def likelihood_of(scheme: Scheme, per_cent: Decimal) -> str:
    """Return the likelihood of a chance in per cent, rounded half up first, since the bands leave gaps (MM-I02).

    :raises NotOfTheScheme: below nought or above a hundred.
    """
    if not 0 <= per_cent <= 100:
        raise NotOfTheScheme
    whole = int(per_cent.quantize(Decimal(1), ROUND_HALF_UP))
    return next(step.mark for step in SCHEMES[scheme].likelihoods if step.least is not None and whole >= step.least)


def proposed(likelihood: str, impacts: Mapping[str, str]) -> Placed:
    """Return what a score in classes comes to in numbers, as a proposal of the inherent score only (MM-I13, MM-I14)."""
    found = placed(Scheme.CLASSES, likelihood, impacts)
    return placed(Scheme.NUMERIC, _LIKELIHOOD[found.likelihood], {OVERALL: _IMPACT[found.impact]})


def plotted(risks: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the references in each cell, in the order of the references; cells without any are left out.

    :param risks: reference as typed, likelihood and impact of each.
    """
    cells: dict[tuple[str, str], list[str]] = {}
    for reference, likelihood, impact in risks:
        cells.setdefault((likelihood, impact), []).append(reference)
    return {cell: tuple(sorted(found, key=in_order)) for cell, found in cells.items()}


def in_order(reference: str) -> tuple[tuple[int, int, str], ...]:
    """Return by what references are put in order: numbers in them by their value, so that 10 comes after 9."""
    parts = re.findall(r"\d+|\D+", reference)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part.lower()) for part in parts)
