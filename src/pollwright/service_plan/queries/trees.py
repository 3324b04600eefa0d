"""A plan's working copy as a document, and as what a page lists of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count

from pollwright.formats.plan_tree import Block, Grid, Paragraph, PlanDocument, Section
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Plan, PlanBlock, PlanLink, PlanRow, PlanSection
from pollwright.service_plan.queries.live_shown import rows_shown
from pollwright.service_plan.states import BlockKind


def plan_of(authority_id: int, reference: str) -> Plan:
    """Return a plan.

    :raises NotFound: where the authority has none of that reference.
    """
    found = Plan.objects.select_related("service").filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="plan", reference=reference)
    return found


Typed = Mapping[int, Sequence[Sequence[str]]]


def tree(plan: Plan, instead: Typed | None = None) -> PlanDocument:
    """Return the working copy of a plan as a document; three questions to the database, however long it is.

    Tables that are bound show their registers, for some more questions each: as they stand, or, once the plan was sent
    for approval, as they stood then.

    :param instead: the rows of tables, by their ids, in place of those that are kept.
    """
    rows: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    held = PlanRow.objects.filter(authority=plan.authority_id, block__plan=plan)
    for block_id, cells in held.order_by("block_id", "position").values_list("block_id", "cells"):
        rows[block_id].append(tuple(cells))
    for block_id, given in (instead or {}).items():
        rows[block_id] = [tuple(cells) for cells in given]
    blocks: dict[int, list[Block]] = defaultdict(list)
    parts = PlanBlock.objects.filter(authority=plan.authority_id, plan=plan).order_by("section_id", "position")
    for block in parts:
        block.plan = plan
        if block.kind != BlockKind.TABLE:
            blocks[block.section_id].append(Paragraph(block.text, block.kind == BlockKind.BULLET, block.hint))
        elif block.live:
            blocks[block.section_id].append(Grid(rows_shown(block, rows[block.pk])))
        elif rows[block.pk]:
            blocks[block.section_id].append(Grid(tuple(rows[block.pk])))
    sections = PlanSection.objects.filter(authority=plan.authority_id, plan=plan).order_by("position")
    return PlanDocument(
        tuple(plan.title),
        tuple(Section(one.level, one.number, one.title, tuple(blocks[one.pk])) for one in sections),
    )


def blocks_shown(plan: Plan) -> list[PlanBlock]:
    """Return the paragraphs and tables of a plan as they stand in its tree: a table without rows is left out."""
    held = PlanBlock.objects.filter(authority=plan.authority_id, plan=plan).annotate(counted=Count("rows"))
    ordered = held.order_by("section__position", "position")
    return [block for block in ordered if block.kind != BlockKind.TABLE or block.live or block.counted]


def as_json(document: PlanDocument) -> dict[str, Any]:
    """Return a plan as plain values, to be kept with a published version."""
    return {
        "title": list(document.title),
        "sections": [
            {
                "level": section.level,
                "number": section.number,
                "title": section.title,
                "blocks": [_block_as_json(block) for block in section.blocks],
            }
            for section in document.sections
        ],
    }


def from_json(kept: Mapping[str, Any]) -> PlanDocument:
    """Return the plan that `as_json` kept."""
    return PlanDocument(
        tuple(kept["title"]),
        tuple(
            Section(
                one["level"], one["number"], one["title"], tuple(_block_from_json(block) for block in one["blocks"])
            )
            for one in kept["sections"]
        ),
    )


def links_of(authority_id: int) -> dict[str, str]:
    """Return where the links of plans lead, by their words; only those that somebody set."""
    held = PlanLink.objects.filter(authority=authority_id).exclude(address="")
    return dict(held.values_list("label", "address"))


def _block_as_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Grid):
        return {"rows": [list(row) for row in block.rows]}
    return {"text": block.text, "bullet": block.bullet, "hint": block.hint}


def _block_from_json(kept: Mapping[str, Any]) -> Block:
    if "rows" in kept:
        return Grid(tuple(tuple(row) for row in kept["rows"]))
    return Paragraph(kept["text"], kept["bullet"], kept["hint"])
