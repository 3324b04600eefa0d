"""Projects as plans have them: which are not taken over yet, and how a project stands beside its plan's table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pollwright.formats import plan_contents
from pollwright.formats.plan_contents import ProjectSaid
from pollwright.formats.plan_kinds import TableKind, shape_as
from pollwright.formats.plan_tree import Grid, PlanDocument, Section
from pollwright.projects.models import Project
from pollwright.service_plan.models import PlanBlock, PlanRow
from pollwright.service_plan.states import BlockKind

KINDS = (TableKind.PROJECT, TableKind.PROJECTS_BY_YEAR)


@dataclass(frozen=True, slots=True)
class Planned:
    """A project as a confirmed table of a plan has it.

    :param row: the place of its row in the layout by years; None where the whole table is about it.
    :param known: the reference of a project of the same service and title; blank where there is none.
    """

    plan: str
    service: str
    service_id: int
    table: str
    block_id: int
    row: int | None
    row_id: int | None
    said: ProjectSaid
    known: str = ""


def planned(authority_id: int) -> list[Planned]:
    """Return the projects of confirmed tables of plans' working copies that are no records here yet."""
    taken = set(Project.objects.filter(authority=authority_id, block__isnull=False).values_list("block", "row"))
    titles = {
        (service, title.casefold()): reference
        for service, title, reference in Project.objects.filter(authority=authority_id, block__isnull=True)
        .order_by("pk")
        .values_list("service", "title", "reference")
    }
    held = PlanBlock.objects.select_related("plan__service").filter(
        authority=authority_id, kind=BlockKind.TABLE, table_kind__in=KINDS, confirmed_at__isnull=False, live=""
    )
    blocks = list(held.order_by("plan", "pk"))
    rows: dict[int, list[PlanRow]] = {}
    for row in PlanRow.objects.filter(authority=authority_id, block__in=blocks).order_by("block", "position"):
        rows.setdefault(row.block_id, []).append(row)
    return [
        one
        for block in blocks
        for one in _of_block(block, rows.get(block.pk, []), titles)
        if (one.block_id, one.row_id) not in taken
    ]


def _of_block(block: PlanBlock, rows: Sequence[PlanRow], titles: dict[tuple[int, str], str]) -> Iterator[Planned]:
    plan = block.plan
    head = [tuple(row.cells) for row in rows[: block.heads]]
    parts: list[tuple[PlanRow | None, list[tuple[str, ...]]]] = [(None, [tuple(row.cells) for row in rows])]
    if block.table_kind == TableKind.PROJECTS_BY_YEAR:
        parts = [(row, [*head, tuple(row.cells)]) for row in rows[block.heads :]]
    for row, cells in parts:
        for said in projects_in(cells):
            if said.title:
                known = titles.get((plan.service_id, said.title.casefold()), "")
                yield Planned(
                    plan.reference,
                    plan.service.name,
                    plan.service_id,
                    block.reference,
                    block.pk,
                    row.position if row else None,
                    row.pk if row else None,
                    said,
                    known,
                )


def projects_in(cells: Sequence[tuple[str, ...]]) -> list[ProjectSaid]:
    """Return the projects of one table."""
    if not cells:
        return []
    return plan_contents.projects(PlanDocument((), (Section(2, "", "", (Grid(tuple(cells)),)),)))


def kept(authority_id: int) -> list[tuple[int, int | None]]:
    """Return the tables and rows of plans that are records here, so that the calendar names none twice."""
    held = Project.objects.filter(authority=authority_id, block__isnull=False)
    return list(held.values_list("block", "row"))


def columns_by_year(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows of a table by years are its head."""
    return shape_as(TableKind.PROJECTS_BY_YEAR, rows).heads
