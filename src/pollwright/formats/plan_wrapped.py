"""Tables whose cells stand on lines of their own, as some converters write those of a Word file.

Each cell begins with a tab on a new line and may go on over further lines; an empty line ends a row, two end a table.
But a cell may itself end in empty lines, so where rows end is not written. It is worked out: of all ways to cut the
cells into rows, the one is taken in which rows most often have the width of the row before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDEST = 14

# What each oddity costs. A change of width costs most. A row of one cell is a heading across the table or a spacer: it is
# no change of width, but two of them do not follow one another. An empty cell that ends in blank lines inside a row is
# as odd as a change of width, since then nothing but the end of a row explains the blank line.
CHANGE_OF_WIDTH = 1.0
NEW_TABLE = 0.9
SINGLE = 0.7
SINGLE_AGAIN = 1.5
BLANK_INSIDE = 0.3
BLANKS_INSIDE = 0.4
AFTER_EMPTY_INSIDE = 1.0


@dataclass(frozen=True, slots=True)
class Wrapped:
    """One cell as typed, and how many empty lines follow it."""

    text: str
    blanks: int


Before = tuple[int, bool]
"""What stands before a row: how wide the last row of several cells was, and whether one of a single cell came since."""

START: Before = (0, False)


@dataclass(frozen=True, slots=True)
class _Step:
    """The cheapest way on from a place: what it costs to the end, where its row ends, what stands before the next."""

    cost: float
    end: int
    after: Before


def tables_of(cells: Sequence[Wrapped]) -> list[tuple[tuple[str, ...], ...]]:
    """Cut a run of cells into tables of rows; no cell is lost or joined to another.

    A last row of one cell after a gap is a remark in a frame of its own, not a row.
    """
    steps = _steps(cells)
    tables: list[list[tuple[str, ...]]] = [[]]
    at, before = 0, START
    while at < len(cells):
        step = steps[at, before]
        remark = step.end == len(cells) and step.end - at == 1 and at > 0 and cells[at - 1].blanks > 1
        if remark and len(tables[-1]) > 1:
            tables.append([])
        tables[-1].append(tuple(cell.text for cell in cells[at : step.end]))
        at, before = step.end, step.after
        if step.after == START:
            tables.append([])
    return [tuple(rows) for rows in tables if rows]


def _steps(cells: Sequence[Wrapped]) -> dict[tuple[int, Before], _Step]:
    """Return the cheapest step from each place after each row that may stand before it, worked backwards."""
    befores = [(width, single) for width in range(WIDEST + 1) for single in (False, True)]
    steps = {(len(cells), before): _Step(0.0, len(cells), before) for before in befores}
    for start in reversed(range(len(cells))):
        rows = _rows_from(cells, start)
        for before in befores:
            steps[start, before] = min(
                (
                    _Step(inside + cost + extra + steps[end, after].cost, end, after)
                    for end, inside in rows
                    for cost, then in (_row_cost(end - start, before),)
                    for after, extra in _onward(cells, end, then)
                ),
                key=lambda step: step.cost,
            )
    return steps


def _rows_from(cells: Sequence[Wrapped], start: int) -> list[tuple[int, float]]:
    """Return where a row that starts here may end, and what the blank lines within it cost."""
    found: list[tuple[int, float]] = []
    inside = 0.0
    last = min(len(cells), start + WIDEST)
    for end in range(start + 1, last + 1):
        cell = cells[end - 1]
        if cell.blanks or end == len(cells) or (end == last and not found):
            found.append((end, inside))
        inside += _inside_cost(cell)
    return found


def _onward(cells: Sequence[Wrapped], end: int, then: Before) -> list[tuple[Before, float]]:
    """Return what may follow a row and what it costs: another row, or after a gap a new table."""
    ways = [(then, 0.0)]
    if cells[end - 1].blanks > 1 and end < len(cells):
        ways.append((START, NEW_TABLE))
    return ways


def _row_cost(width: int, before: Before) -> tuple[float, Before]:
    """Return what a row of a width costs, and what stands before the next."""
    wide, single = before
    if width == 1:
        return SINGLE + (SINGLE_AGAIN if single else 0.0), (wide, True)
    return (CHANGE_OF_WIDTH if wide and width != wide else 0.0), (width, False)


def _inside_cost(cell: Wrapped) -> float:
    if not cell.blanks:
        return 0.0
    if not cell.text.strip():
        return AFTER_EMPTY_INSIDE
    return BLANKS_INSIDE if cell.blanks > 1 else BLANK_INSIDE
