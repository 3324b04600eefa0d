"""What is odd about a table of a plan as a whole: what no cell alone can show.

Nothing here stops a plan: oddities are shown to the person who confirms a table, beside the cells that they are about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from pollwright.formats.plan_dates import financial_year, quarter_of, year_name
from pollwright.formats.plan_facts import Fact, days_of_fact, understood
from pollwright.formats.plan_kinds import Rows, Shape, TableKind, names_of
from pollwright.formats.plan_tree import shown

CONTRACT_WORDS: tuple[str, ...] = ("sum", "start", "end", "review")
QUARTERS = {f"quarter {number}": number for number in (1, 2, 3, 4)}


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something to look at: in a row and a column of the table, either None where it is about all of them."""

    words: str
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The financial years of a plan, by the first year of each: of 2020 to 2023, 2020 to 2022."""

    first: int
    years: int

    def has(self, year: int) -> bool:
        """Return whether a financial year belongs to the plan."""
        return self.first <= year < self.first + self.years


def facts_of(rows: Rows, shape: Shape) -> list[list[Fact]]:
    """Return what is understood of each cell of a table; nothing of its head."""
    return [
        [Fact("text") if place < shape.heads else understood(cell, shape.holds(at)) for at, cell in enumerate(row)]
        for place, row in enumerate(rows)
    ]


def oddities(rows: Rows, shape: Shape, period: Period | None = None) -> list[Oddity]:
    """Return what is odd about a table as a whole, and the warnings of its cells, in the order of the cells."""
    facts = facts_of(rows, shape)
    found = [
        Oddity(fact.warning, place, at)
        for place, row in enumerate(facts)
        for at, fact in enumerate(row)
        if fact.warning
    ]
    found += _repeated_years(rows, shape)
    if period is not None:
        found += _beyond(rows, shape, period)
    if tell := BY_KIND.get(shape.kind):
        found += tell(rows, shape, facts)
    return sorted(found, key=lambda one: (-1 if one.row is None else one.row, one.column or 0))


def _repeated_years(rows: Rows, shape: Shape) -> Iterator[Oddity]:
    if shape.kind not in (TableKind.BUDGETS, TableKind.INDICATORS):
        return
    years = [financial_year(name) for name in names_of(rows, shape.heads, max(map(len, rows)))]
    counted = Counter(year for year in years if year is not None)
    for at, year in enumerate(years):
        if year is not None and counted[year] > 1 and year in years[:at]:
            yield Oddity(f"The heading repeats {year_name(year)}. Say which year is meant.", 0, at)


def _beyond(rows: Rows, shape: Shape, period: Period) -> Iterator[Oddity]:
    if shape.kind is not TableKind.INDICATORS:
        return
    for at, name in enumerate(names_of(rows, shape.heads, max(map(len, rows)))):
        year = financial_year(name)
        if year is not None and "target" in name.casefold() and not period.has(year) and year >= period.first:
            yield Oddity(f"The target of {year_name(year)} lies beyond the plan.", 0, at)


def _of_indicators(rows: Rows, shape: Shape, facts: list[list[Fact]]) -> Iterator[Oddity]:
    yield from _repeated(rows, shape, "reference")


def _repeated(rows: Rows, shape: Shape, what: str) -> Iterator[Oddity]:
    named = [shown(row[0]) for row in rows[shape.heads :]]
    counted = Counter(name for name in named if name)
    for place, name in enumerate(named, start=shape.heads):
        if counted[name] > 1:
            yield Oddity(f"{counted[name]} rows have the {what} {name}.", place, 0)


def _of_budgets(rows: Rows, shape: Shape, facts: list[list[Fact]]) -> Iterator[Oddity]:
    for place, row in enumerate(facts[shape.heads :], start=shape.heads):
        if len(row) > 1 and all(fact.kind == "blank" for fact in row[1:]):
            yield Oddity("No budget was entered yet.", place, None)


def _of_contracts(rows: Rows, shape: Shape, facts: list[list[Fact]]) -> Iterator[Oddity]:
    names = [name.casefold() for name in names_of(rows, shape.heads, max(map(len, rows)))]
    where = {word: at for at, name in enumerate(names) for word in CONTRACT_WORDS if word in name.split()}
    for place, row in enumerate(facts[shape.heads :], start=shape.heads):
        sum_at = where.get("sum", len(row))
        if sum_at < len(row) and row[sum_at].value.startswith("-"):
            yield Oddity("A contract sum is not below nought.", place, sum_at)
        start, end = (_first(row, where, word) for word in ("start", "end"))
        if start is not None and end is not None and end < start:
            yield Oddity("The contract ends before it starts.", place, where["end"])
        rolling = any(fact.value == "rolling" for fact in row)
        if _first(row, where, "review") is None and "review" in where:
            words = "It goes on from year to year and has no review date." if rolling else "It has no review date."
            yield Oddity(words, place, where["review"])


def _first(row: list[Fact], where: dict[str, int], word: str) -> date | None:
    at = where.get(word, len(row))
    found = days_of_fact(row[at]) if at < len(row) else None
    return None if found is None else found.first


def _of_scores(rows: Rows, shape: Shape, facts: list[list[Fact]]) -> Iterator[Oddity]:
    for place, row in enumerate(facts[shape.heads :], start=shape.heads):
        numbers = [int(fact.value) for fact in row[1:] if fact.kind == "number"]
        if len(numbers) == 3 and numbers[0] * numbers[1] != numbers[2]:
            yield Oddity(f"{numbers[0]} × {numbers[1]} is not {numbers[2]}.", place, len(row) - 1)


def _of_project(rows: Rows, shape: Shape, facts: list[list[Fact]]) -> Iterator[Oddity]:
    if "project manager:" in (head := " ".join(shown(cell) for cell in rows[0]).casefold()):
        between = head.partition("project manager:")[2].partition("project sponsor:")[0]
        if not between.strip():
            yield Oddity("No project manager is named.", 0, None)
    if not any(shown(cell) for row in rows[1:] for cell in row):
        yield Oddity("The project has neither title nor milestones.", None, None)
    labels = {at: QUARTERS[text] for row in rows for at, cell in enumerate(row) if (text := _plain(cell)) in QUARTERS}
    for at, quarter in labels.items():
        found = days_of_fact(facts[-1][at]) if at < len(facts[-1]) else None
        if found is not None and quarter_of(found.first)[1] != quarter:
            is_in = quarter_of(found.first)[1]
            yield Oddity(f"{found.first:%-d %B %Y} is in quarter {is_in} of the financial year.", len(rows) - 1, at)


def _of_versions(rows: Rows, shape: Shape, facts: list[list[Fact]]) -> Iterator[Oddity]:
    yield from _repeated(rows, shape, "number")


def _of_single_points(rows: Rows, shape: Shape, facts: list[list[Fact]]) -> Iterator[Oddity]:
    if len(rows) == shape.heads:
        yield Oddity("Nothing is said of this post yet.")


def _plain(cell: str) -> str:
    return " ".join(cell.casefold().split())


BY_KIND: dict[TableKind, Callable[[Rows, Shape, list[list[Fact]]], Iterator[Oddity]]] = {
    TableKind.INDICATORS: _of_indicators,
    TableKind.BUDGETS: _of_budgets,
    TableKind.CONTRACTS: _of_contracts,
    TableKind.RISKS_SCORED: _of_scores,
    TableKind.PROJECT: _of_project,
    TableKind.VERSIONS: _of_versions,
    TableKind.SINGLE_POINTS: _of_single_points,
}
