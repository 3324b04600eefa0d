"""The arithmetic of budgets, in whole pence. Pure: no framework, no clock.

Costs stand above nought and income below it, as in the ledger, so that a variance above nought is always adverse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

MONTHS: Final = 12
APRIL: Final = 4
CLOSING_MONTHS: Final = 3
"""Months after the end of a year in which the ledger still posts to it."""
_AMOUNT = re.compile(r"(?P<pounds>\d{1,12})([.](?P<pence>\d{1,2})0*)?")


class Approval(StrEnum):
    """Whose approval a virement needs (MM-E08)."""

    HEAD = "head"
    DIRECTOR = "director"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Limits:
    """Up to which amounts, in pence, a virement is approved below the committee."""

    head: int
    director: int

    def approval(self, pence: int) -> Approval:
        """Return whose approval an amount needs.

        >>> Limits(1_000_000, 5_000_000).approval(1_000_001)
        <Approval.DIRECTOR: 'director'>
        """
        if pence <= self.head:
            return Approval.HEAD
        return Approval.DIRECTOR if pence <= self.director else Approval.COMMITTEE


@dataclass(frozen=True, slots=True)
class Threshold:
    """From where on a variance is to be explained: more than a share of the budget, or more than an amount."""

    per_cent: int
    pence: int

    def passed(self, variance: int, latest: int) -> bool:
        """Return whether a variance is to be explained."""
        return abs(variance) > self.pence or abs(variance) * 100 > self.per_cent * abs(latest)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a heading, a pot or a budget comes to, in pence (MM-E05).

    :param latest: original and every change since. :param committed: ordered, and not in the ledger yet.
    """

    original: int = 0
    latest: int = 0
    actual: int = 0
    committed: int = 0
    forecast: int = 0

    @property
    def variance(self) -> int:
        """How far the expected end of the year lies above the latest estimate; above nought is adverse (MM-E02)."""
        return self.forecast - self.latest

    @property
    def available(self) -> int:
        """What is neither spent nor ordered."""
        return self.latest - self.actual - self.committed

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.original + other.original,
            self.latest + other.latest,
            self.actual + other.actual,
            self.committed + other.committed,
            self.forecast + other.forecast,
        )


def total(parts: Iterable[Sums]) -> Sums:
    """Return what parts come to together."""
    return sum(parts, Sums())


def outstanding(ordered: int, received: int | None, posted: int, *, cancelled: bool = False) -> int:
    """Return what of an order is not in the ledger yet; nothing of one that was cancelled or is posted in full.

    :param received: what came in the end, which counts in place of what was ordered; None while it is awaited.
    """
    return 0 if cancelled else max(0, (ordered if received is None else received) - posted)


def months_gone(year: int, on: date) -> int:
    """Return how many months of a financial year are over on a day: none in April, 11 in March, 12 after it.

    The month that runs counts as still to come, since the ledger posts it at its end.

    >>> months_gone(2026, date(2026, 11, 23)), months_gone(2026, date(2027, 5, 1)), months_gone(2026, date(2026, 3, 31))
    (7, 12, 0)
    """
    return min(MONTHS, max(0, (on.year - year) * MONTHS + on.month - APRIL))


def still_to_come(latest: int, gone: int) -> int:
    """Return the share of a budget for the months that are left where it is spent evenly; whole pence, whose sum is exact."""
    share = abs(latest) * gone // MONTHS
    return latest - (share if latest >= 0 else -share)


def expected(latest: int, actual: int, committed: int, *, to_come: int) -> int:
    """Return the expected end of a year: spent, ordered, and what is still to come beyond that (MM-E06).

    What is ordered is part of what is to come, as far as that reaches.
    """
    if latest < 0:
        return actual + to_come
    return actual + max(committed, to_come)


def last_posting(year: int) -> date:
    """Return the last day on which the ledger posts to a financial year."""
    return date(year + 1, APRIL + CLOSING_MONTHS - 1, 30)


def pence_in(text: str) -> int | None:
    """Return an amount as ledgers write it, `1,234.50`, `(12.00)`, `12.00-`, `£5`; None where it is none.

    Zeros beyond the pence, as spreadsheets write them, are let through; any other fraction of a penny is none.
    """
    plain = text.strip().replace(",", "").replace("£", "").replace(" ", "")
    minus = plain.startswith(("-", "(")) or plain.endswith("-")
    if plain.startswith("(") != plain.endswith(")"):
        return None
    found = _AMOUNT.fullmatch(plain.strip("()").removeprefix("-").removesuffix("-"))
    if found is None:
        return None
    pence = int(found["pounds"]) * 100 + int((found["pence"] or "").ljust(2, "0") or 0)
    return -pence if minus else pence
