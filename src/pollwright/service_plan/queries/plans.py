"""Plans, their tables and versions as plain rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from pollwright.formats.plan_kinds import Shape, TableKind, names_of, shape_as
from pollwright.formats.plan_oddities import Oddity, Period, oddities
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Plan, PlanBlock, PlanLink, PlanRow, PlanSection, PlanVersion, Service
from pollwright.service_plan.queries.trees import plan_of
from pollwright.service_plan.states import BlockKind


@dataclass(frozen=True, slots=True)
class PlanListed:
    """A plan in a list. `waiting` is how many of its tables nobody confirmed."""

    id: int
    reference: str
    service: str
    first_year: int
    years: int
    state: str
    waiting: int
    published: int


@dataclass(frozen=True, slots=True)
class BlockListed:
    """A paragraph or a table of a section."""

    reference: str
    kind: str
    text: str
    hint: bool
    table_kind: str
    rows: int
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class SectionListed:
    """A section with what stands in it."""

    level: int
    heading: str
    blocks: tuple[BlockListed, ...]


@dataclass(frozen=True, slots=True)
class VersionListed:
    """A published version. `files` are token and hash by form."""

    number: str
    made_on: date
    made_by: str
    reason: str
    files: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """One plan with its sections and versions."""

    id: int
    reference: str
    version: int
    title: tuple[str, ...]
    service: str
    period: str
    state: str
    origin: str
    source: str
    rolled_from: str
    submitted_by: int | None
    waiting: int
    sections: tuple[SectionListed, ...]
    versions: tuple[VersionListed, ...]


@dataclass(frozen=True, slots=True)
class TableRecord:
    """One table: what it is about, its columns and what is odd about it."""

    id: int
    reference: str
    version: int
    plan: str
    plan_id: int
    plan_state: str
    section: str
    kind: str
    heads: int
    shape: Shape
    columns: tuple[str, ...]
    rows: int
    confirmed_at: datetime | None
    confirmed_by: str
    oddities: tuple[Oddity, ...]


@dataclass(frozen=True, slots=True)
class RowListed:
    """A row: its cells as typed, and what was understood of each."""

    id: int
    position: int
    cells: tuple[str, ...]
    said: tuple[str, ...]
    warnings: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class LinkListed:
    """A link of plans."""

    id: int
    label: str
    address: str
    checked_on: date | None
    reached: str
    tried_on: date | None
    version: int


def period_name(first_year: int, years: int) -> str:
    """Return the years of a plan as its title has them: `2026 to 2029`."""
    return f"{first_year} to {first_year + years}"


def service_names(authority_id: int) -> list[str]:
    """Return the names of the services of an authority."""
    return list(Service.objects.filter(authority=authority_id).order_by("name").values_list("name", flat=True))


def plans(authority_id: int, asked: TableRequest) -> Page[PlanListed]:
    """Return a page of plans."""
    held = Plan.objects.filter(authority=authority_id)
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    for word in asked.search.split():
        held = held.filter(Q(service__name__icontains=word) | Q(reference__iexact=word))
    unconfirmed = Q(blocks__kind=BlockKind.TABLE, blocks__confirmed_at__isnull=True)
    counted = held.annotate(
        waiting=Count("blocks", filter=unconfirmed, distinct=True), published=Count("versions", distinct=True)
    )
    fields = ("pk", "reference", "service__name", "first_year", "years", "state", "waiting", "published")
    rows = keyset_queryset(counted, asked.order, asked.cursor).values_list(*fields)[: asked.size + 1]
    return Page.gather(asked, [PlanListed(*row) for row in rows], Total.of(held.count()))


def plan_record(authority_id: int, reference: str) -> PlanRecord:
    """Return one plan with its sections, what stands in each, and its versions.

    :raises NotFound: where the authority has none of that reference.
    """
    plan = plan_of(authority_id, reference)
    blocks: dict[int, list[BlockListed]] = defaultdict(list)
    fields = ("reference", "kind", "text", "hint", "table_kind", "counted", "confirmed_at")
    held = PlanBlock.objects.filter(authority=authority_id, plan=plan).annotate(counted=Count("rows"))
    for section_id, *facts in held.order_by("section_id", "position").values_list("section_id", *fields):
        blocks[section_id].append(BlockListed(*facts))
    sections = PlanSection.objects.filter(authority=authority_id, plan=plan).order_by("position")
    versions = PlanVersion.objects.filter(authority=authority_id, plan=plan).order_by("-pk")
    return PlanRecord(
        id=plan.pk,
        reference=plan.reference,
        version=plan.version,
        title=tuple(plan.title),
        service=plan.service.name,
        period=period_name(plan.first_year, plan.years),
        state=plan.state,
        origin=plan.origin,
        source=plan.source.token if plan.source else "",
        rolled_from=plan.rolled_from.reference if plan.rolled_from else "",
        submitted_by=plan.submitted_by,
        waiting=sum(1 for found in blocks.values() for one in found if _waits(one)),
        sections=tuple(
            SectionListed(one.level, f"{one.number} {one.title}".strip(), tuple(blocks[one.pk])) for one in sections
        ),
        versions=tuple(
            VersionListed(*row) for row in versions.values_list("number", "made_on", "made_by", "reason", "files")
        ),
    )


def table_record(authority_id: int, reference: str) -> TableRecord:
    """Return one table with what is odd about it.

    :raises NotFound: where the authority has none of that reference.
    """
    block = _block(authority_id, reference, (BlockKind.TABLE,))
    rows = [tuple(cells) for cells in _rows_of(block).order_by("position").values_list("cells", flat=True)]
    shape = shape_as(TableKind(block.table_kind), rows)
    return TableRecord(
        id=block.pk,
        reference=block.reference,
        version=block.version,
        plan=block.plan.reference,
        plan_id=block.plan_id,
        plan_state=block.plan.state,
        section=f"{block.section.number} {block.section.title}".strip(),
        kind=block.table_kind,
        heads=block.heads,
        shape=shape,
        columns=names_of(rows, shape.heads, max(map(len, rows))),
        rows=len(rows),
        confirmed_at=block.confirmed_at,
        confirmed_by=block.confirmed_by,
        oddities=tuple(oddities(rows, shape, Period(block.plan.first_year, block.plan.years))),
    )


def rows_of_table(authority_id: int, reference: str, asked: TableRequest) -> Page[RowListed]:
    """Return a page of the rows of a table."""
    held = PlanRow.objects.filter(authority=authority_id, block__reference=reference)
    for word in asked.search.casefold().split():
        held = held.filter(words__contains=word)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_ROW)[: asked.size + 1]
    return Page.gather(asked, [_row(*row) for row in rows], Total.of(held.count()))


def row_record(authority_id: int, reference: str, position: int) -> RowListed:
    """Return one row of a table.

    :raises NotFound: where there is none.
    """
    held = PlanRow.objects.filter(authority=authority_id, block__reference=reference, position=position)
    row = held.values_list(*_ROW).first()
    if row is None:
        raise NotFound(kind="row of table", reference=f"{reference} {position + 1}")
    return _row(*row)


def cells_of_table(authority_id: int, reference: str) -> list[list[str]]:
    """Return every row of a table as typed."""
    held = PlanRow.objects.filter(authority=authority_id, block__reference=reference)
    return [list(cells) for cells in held.order_by("position").values_list("cells", flat=True)]


def paragraph(authority_id: int, reference: str) -> PlanBlock:
    """Return one paragraph.

    :raises NotFound: where the authority has none of that reference.
    """
    return _block(authority_id, reference, (BlockKind.PARAGRAPH, BlockKind.BULLET))


def links(authority_id: int, asked: TableRequest) -> Page[LinkListed]:
    """Return a page of the links of plans."""
    held = PlanLink.objects.filter(authority=authority_id)
    if asked.filters.get("set") is not None:
        held = held.exclude(address="") if asked.filters["set"] else held.filter(address="")
    if came := asked.filters.get("reached"):
        held = held.filter(reached__in=list(came))
    for word in asked.search.split():
        held = held.filter(Q(label__icontains=word) | Q(address__icontains=word))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_LINK)[: asked.size + 1]
    return Page.gather(asked, [LinkListed(*row) for row in rows], Total.of(held.count()))


def link_record(authority_id: int, link: int) -> LinkListed:
    """Return one link of plans.

    :raises NotFound: where the authority has none of that id.
    """
    row = PlanLink.objects.filter(authority=authority_id, pk=link).values_list(*_LINK).first()
    if row is None:
        raise NotFound(kind="link of plans", reference=str(link))
    return LinkListed(*row)


def unset_links(authority_id: int) -> int:
    """Return how many links of plans lead nowhere yet."""
    return PlanLink.objects.filter(authority=authority_id, address="").count()


_ROW = ("pk", "position", "cells", "facts", "version")
_LINK = ("pk", "label", "address", "checked_on", "reached", "tried_on", "version")


def _row(pk: int, position: int, cells: list[str], facts: list[dict[str, Any]], version: int) -> RowListed:
    return RowListed(
        pk,
        position,
        tuple(cells),
        tuple(str(fact.get("said", "")) for fact in facts),
        tuple(str(fact.get("warning", "")) for fact in facts),
        version,
    )


def _rows_of(block: PlanBlock) -> Any:
    return PlanRow.objects.filter(authority=block.authority_id, block=block)


def _block(authority_id: int, reference: str, kinds: tuple[BlockKind, ...]) -> PlanBlock:
    held = PlanBlock.objects.select_related("plan", "section").filter(authority=authority_id, kind__in=kinds)
    block = held.filter(reference=reference).first()
    if block is None:
        raise NotFound(kind="part of a plan", reference=reference)
    return block


def _waits(block: BlockListed) -> bool:
    return block.kind == BlockKind.TABLE and block.confirmed_at is None
