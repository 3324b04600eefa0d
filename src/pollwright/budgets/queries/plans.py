"""The budget tables of a service's plans beside what the budgets say now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.budgets.models import Budget
from pollwright.budgets.queries.figures import figures_of
from pollwright.budgets.states import BudgetState
from pollwright.budgets.sums import total
from pollwright.formats.plan_dates import financial_year
from pollwright.formats.plan_kinds import TableKind
from pollwright.service_plan.models import PlanBlock, PlanRow
from pollwright.service_plan.states import PlanState


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A cell of a plan's budget table. `year` is None where its heading names none or one twice, `pence` where no budget is agreed."""

    heading: str
    year: int | None
    typed: str
    pence: int | None

    @property
    def proposed(self) -> str:
        """What the cell would hold: whole pounds as plans print them; as typed where no budget is agreed."""
        if self.pence is None:
            return self.typed
        pounds = (abs(self.pence) + 50) // 100
        return f"{'-' if self.pence < 0 else ''}{pounds:,}"


@dataclass(frozen=True, slots=True)
class PlanRowProposed:
    """A row of a plan's budget table with what is proposed for it."""

    plan: str
    table: str
    position: int
    version: int
    title: str
    service: str
    draft: bool
    cells: tuple[PlanCell, ...]

    @property
    def differs(self) -> bool:
        """Whether a cell would change."""
        return any(one.proposed != one.typed.strip() for one in self.cells)


def plan_rows(authority_id: int, service_id: int, *, on: date) -> list[PlanRowProposed]:
    """Return the rows of the budget tables in a service's plans, each year with the net latest estimate of its budget."""
    years = net_latest(authority_id, service_id, on=on)
    held = PlanBlock.objects.filter(
        authority=authority_id, plan__service=service_id, table_kind=TableKind.BUDGETS
    ).select_related("plan__service")
    found = []
    for block in held.order_by("plan_id", "pk"):
        rows = list(PlanRow.objects.filter(authority=authority_id, block=block).order_by("position"))
        heads = [row.cells for row in rows if row.position < block.heads]
        for row in rows:
            if row.position >= block.heads and any(cell.strip() for cell in row.cells):
                found.append(_row(block, row, heads, years))
    return found


def net_latest(authority_id: int, service_id: int, *, on: date) -> dict[int, int]:
    """Return the net latest estimate by year of every budget of a service that was agreed."""
    held = Budget.objects.filter(authority=authority_id, service=service_id).exclude(state=BudgetState.DRAFT)
    year_of = dict(held.values_list("pk", "year"))
    found = figures_of(authority_id, list(year_of), on=on)
    return {
        year: total(one.sums for one in found if one.budget_id == budget).latest for budget, year in year_of.items()
    }


def _row(block: PlanBlock, row: PlanRow, heads: list[list[str]], years: dict[int, int]) -> PlanRowProposed:
    named = [_heading(heads, place) for place in range(1, len(row.cells))]
    told = [financial_year(one) for one in named]
    cells = tuple(
        PlanCell(heading, year, typed, years.get(year) if year is not None and told.count(year) == 1 else None)
        for heading, year, typed in zip(named, told, row.cells[1:], strict=True)
    )
    return PlanRowProposed(
        block.plan.reference,
        block.reference,
        row.position,
        row.version,
        row.cells[0],
        block.plan.service.name,
        block.plan.state == PlanState.DRAFT,
        cells,
    )


def _heading(heads: list[list[str]], place: int) -> str:
    return " ".join(cells[place].strip() for cells in heads if place < len(cells) and cells[place].strip())
