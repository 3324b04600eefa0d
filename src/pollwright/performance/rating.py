"""Figures, quarters and ratings. Pure: no framework, no clock.

Quarters are those of the financial year, from April. Which colour a figure has is stated here, since the plans print no
rule (MM-F09).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

TOLERANCE: Final = Decimal(5)
"""Points below the target that are amber still, unless an indicator has its own."""
TOLERANCE_OF_ALL: Final = Decimal(1)
"""The same for a target of 100%."""
DATA_DAYS: Final = 15
"""Working days after the end of a period by which its figure is due (MM-F01)."""
_NUMBER = re.compile(r"-?\d{1,12}([.]\d{1,6})?")


class Rating(StrEnum):
    """How a figure stands to its target."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class Direction(StrEnum):
    """Which way a figure went since the last."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A financial year, by the calendar year in which it begins, or one quarter of it; quarter 0 is the whole year."""

    year: int
    quarter: int = 0

    def __post_init__(self) -> None:
        """Refuse a quarter that there is not."""
        if not 0 <= self.quarter <= 4:
            raise ValueError("a year has four quarters")

    @property
    def label(self) -> str:
        """The period as plans write it: `2026/27`, `2026/27 Q2`."""
        return f"{year_label(self.year)} Q{self.quarter}" if self.quarter else year_label(self.year)

    @property
    def first(self) -> date:
        """The first day."""
        month = 4 + 3 * (max(self.quarter, 1) - 1)
        return date(self.year + (month > 12), (month - 1) % 12 + 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        if self.quarter in (0, 4):
            return date(self.year + 1, 3, 31)
        return Period(self.year, self.quarter + 1).first - timedelta(days=1)


def year_label(year: int) -> str:
    """Return a financial year as plans write it: `2026/27`."""
    return f"{year}/{(year + 1) % 100:02d}"


def period_of(day: date) -> Period:
    """Return the quarter that a day lies in."""
    return Period(day.year if day.month >= 4 else day.year - 1, (day.month - 4) // 3 % 4 + 1)


def number_of(text: str) -> Decimal | None:
    """Return the number in a figure as typed, such as `90%` or `1,204`; None for text such as `New PI` or `TBA`."""
    plain = text.strip().removeprefix("£").removesuffix("%").strip().replace(",", "")
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None


def per_cent(numerator: int, denominator: int, places: int = 2) -> Decimal | None:
    """Return a share in per cent, rounded half up at the end; None where there is nothing to take a share of."""
    if denominator == 0:
        return None
    return (Decimal(numerator) * 100 / Decimal(denominator)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rated(
    value: Decimal | None, target: Decimal | None, *, lower_is_better: bool = False, tolerance: Decimal | None = None
) -> Rating:
    """Return how a figure stands to its target (MM-F09).

    :param tolerance: points short of the target that are amber; by default 5, and 1 for a target of 100.
    :return: grey where either is not a number.
    """
    if value is None or target is None:
        return Rating.GREY
    if tolerance is None:
        tolerance = TOLERANCE_OF_ALL if target == 100 else TOLERANCE
    short = value - target if lower_is_better else target - value
    if short <= 0:
        return Rating.GREEN
    return Rating.AMBER if short <= tolerance else Rating.RED


def direction(before: Decimal | None, now: Decimal | None, *, lower_is_better: bool = False) -> Direction:
    """Return which way a figure went since the one before it."""
    if before is None or now is None:
        return Direction.UNKNOWN
    if before == now:
        return Direction.SAME
    return Direction.BETTER if (now > before) != lower_is_better else Direction.WORSE
