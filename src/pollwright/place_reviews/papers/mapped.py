"""The map in the papers of a review: districts, and the polling places where they would vote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from pollwright.documents.blocks import Block, Column, Heading, Paragraph, Picture, Table
from pollwright.place_reviews.models import PlaceReview
from pollwright.place_reviews.queries.mapping import review_spots
from pollwright.stations.queries.drawing import MARGIN, WIDTH, Line, Mark, drawn, lines_between

READ_LIKE_THIS = (
    "A square is a polling place with its number, a dot the middle of a polling district with its letters; a line leads"
    " from a district to where it would vote. The tables say the same."
)
SAYS = "Map of the polling districts and of the polling places at which they would vote"


def map_of(review: PlaceReview) -> tuple[Block, ...]:
    """Return the map of a review with the names of its numbers; nothing where no place is known."""
    found = review_spots(review.pk)
    marks = drawn(found)
    if not marks:
        return ()
    places = tuple((one.label, one.name) for one in found if one.kind == "station")
    return (
        Heading("Map"),
        Paragraph(READ_LIKE_THIS),
        Picture(_svg(marks.values(), lines_between(found, marks)), SAYS),
        Table((Column("Number", 1), Column("Polling place", 6)), places, caption="Polling places on the map"),
    )


def _svg(marks: Iterable[Mark], lines: Iterable[Line]) -> str:
    shown = list(marks)
    height = round(max(mark.y for mark in shown)) + MARGIN
    drawing = "".join((*_lines(lines), *(_mark(mark) for mark in shown)))
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawing}</svg>'


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    for one in lines:
        yield f'<line x1="{one.x1}" y1="{one.y1}" x2="{one.x2}" y2="{one.y2}" stroke="#505a5f" stroke-width="0.8"/>'


def _mark(mark: Mark) -> str:
    shape = f'<circle cx="{mark.x}" cy="{mark.y}" r="3" fill="#b35c00"/>'
    if mark.station:
        shape = f'<rect x="{mark.x - 5}" y="{mark.y - 5}" width="10" height="10" fill="#12343b"/>'
    weight = "bold" if mark.station else "normal"
    words = f'<text x="{mark.x + 7}" y="{mark.y + 4}" font-family="Source Sans 3" font-size="11"'
    return f'{shape}{words} font-weight="{weight}">{escape(mark.label)}</text>'
