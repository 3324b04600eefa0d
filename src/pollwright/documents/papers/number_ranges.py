"""Runs of ballot paper numbers: consecutive, never shared between stations, postal and tendered papers (B-03, B-10)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class NumberRange(NamedTuple):
    """Consecutive numbers with a prefix; `width`: digits, filled with zeros ("T" 121 to 140 of 6: T000121 to T000140)."""

    prefix: str
    first: int
    last: int
    width: int

    @property
    def papers(self) -> int:
        """Return how many papers it is."""
        return self.last - self.first + 1

    def written(self, number: int) -> str:
        """Return a number of the range as the paper has it."""
        return f"{self.prefix}{number:0{self.width}}"

    @property
    def ends(self) -> tuple[str, str]:
        """Return the first and last number as the papers have them."""
        return self.written(self.first), self.written(self.last)


def refuse_overlap(ranges: Iterable[NumberRange]) -> None:
    """Refuse numbers that would be on two papers.

    :raises ValueError: for a range that ends before it begins, or two ranges of one prefix that share a number; the
        message names the numbers.
    """
    ordered = sorted(ranges)
    for each in ordered:
        if each.papers < 1:
            raise ValueError(f"The range from {each.ends[0]} to {each.ends[1]} holds no papers.")
    for former, latter in pairwise(ordered):
        if former.prefix == latter.prefix and latter.first <= former.last:
            raise ValueError(f"Numbers from {latter.ends[0]} on are given twice: {former.ends[1]} is already given.")
