"""Runs of ballot paper numbers on papers: their ends as printed, and the refusal of a number on two papers (B-03, B-10)."""

from collections.abc import Iterable

from pollwright.law.ballot_papers.numbers import NumberRange, overlaps


def ends(run: NumberRange) -> tuple[str, str]:
    """Return the first and last number of a run as the ballot papers have them."""
    return run.number(run.first), run.number(run.last)


def refuse_overlap(runs: Iterable[NumberRange]) -> None:
    """Refuse numbers that would be on two papers of a poll.

    :raises ValueError: for a run that ends before it begins, or two runs that share a number; the message names the
        numbers.
    """
    given = tuple(runs)
    for run in given:
        if run.papers < 1:
            raise ValueError(f"The run {run.describe()} holds no papers.")
    for overlap in overlaps(given):
        raise ValueError(f"Numbers of {overlap.one.describe()} are given again in {overlap.other.describe()}.")
