"""The proof of a plan that leaves as a Word file: read back, it is the plan, cell for cell."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from pollwright.formats.plan_tree import PlanDocument
from pollwright.formats.plan_word import read_plan_word
from pollwright.refusals import Refused


class NotTheSame(Refused):
    """What was written is not the plan: a fault of the program, found before the file went out."""

    code = "plan.R005"
    problem = "Table {table} of the file is not as in the plan, so it was not handed out."
    remedy = "Report this with the reference of the plan."


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared and is the same."""

    tables: int
    rows: int
    cells: int


def prove(plan: PlanDocument, content: bytes) -> Proof:
    """Return what was counted on both sides.

    :raises NotTheSame: where a table of the file differs from the plan's in any cell.
    """
    wanted, found = plan.grids, read_plan_word(content).grids
    for place, (one, other) in enumerate(zip_longest(wanted, found), start=1):
        if one != other:
            raise NotTheSame(table=place)
    return Proof(
        len(wanted),
        sum(len(grid.rows) for grid in wanted),
        sum(len(row) for grid in wanted for row in grid.rows),
    )
