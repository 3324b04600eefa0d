"""A plan as paper: the same words for PDF and for HTML, without marks and without what speaks to the author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.service_plan import Part, ServicePlanPaper
from pollwright.formats import plan_chart
from pollwright.formats.plan_kinds import TableKind, shape_of
from pollwright.formats.plan_tree import Block, Grid, PlanDocument, pieces, shown
from pollwright.formats.plan_word_writing import column_widths

OFFICER = "Head of Service"


def plan_paper(
    plan: PlanDocument,
    *,
    authority: str,
    reference: str,
    state: str,
    dated: date,
    links: Mapping[str, str] = MappingProxyType({}),
) -> ServicePlanPaper:
    """Return a plan as paper; `links` are where words lead. A table of contents that was typed is left out: the paper has one with true pages."""
    return ServicePlanPaper(
        imprint=Imprint(authority, OFFICER, reference, dated),
        title=plan.title,
        state=state,
        contents="Contents",
        parts=tuple(_parts(plan.printed(), links)),
    )


def _parts(plan: PlanDocument, links: Mapping[str, str]) -> Iterator[Part]:
    level = 0
    for place, section in enumerate(plan.sections):
        if any(_is_contents(block) for block in section.blocks):
            continue
        if section.level:
            level = min(section.level, level + 1)
            yield Part("heading", section.heading, level)
        if plan.empty(place):
            yield Part("paragraph", "None")
        for block in section.blocks:
            if isinstance(block, Grid) and plan_chart.is_chart(block.rows):
                yield from _chart(block)
            yield _part(block, section.heading or "Table", links)


def _part(block: Block, caption: str, links: Mapping[str, str]) -> Part:
    if isinstance(block, Grid):
        return Part(
            "table",
            caption,
            rows=tuple(tuple(shown(cell) for cell in row) for row in block.rows),
            heads=min(shape_of(block.rows).heads, len(block.rows)),
            widths=tuple(round(width * 10) for width in column_widths(block, 100)),
        )
    runs = tuple((piece, links.get(piece.strip(), "")) for piece, read in pieces(block.text) if read)
    linked = any(address for _words, address in runs)
    return Part("bullet" if block.bullet else "paragraph", shown(block.text), runs=runs if linked else ())


def _chart(block: Grid) -> Iterator[Part]:
    """Yield the pictures of an organisation; its posts stand in the table after them, for whoever doesn't see."""
    for drawing in plan_chart.drawings(block.rows):
        size = (round(drawing.width), round(drawing.height))
        yield Part("picture", plan_chart.said_of(drawing), widths=size, picture=plan_chart.svg(drawing))


def _is_contents(block: Block) -> bool:
    return isinstance(block, Grid) and shape_of(block.rows).kind is TableKind.CONTENTS
