"""A service plan, or a report of the same kind, as PDF and as an HTML page: headings, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, NamedTuple

import jinja2

from pollwright.documents.imprint import Imprint
from pollwright.documents.wording import long_date


class Part(NamedTuple):
    """A heading, a paragraph, an item of a list, a table or a picture.

    :param part: heading, paragraph, bullet, table or picture; the text of a picture says what it shows.
    :param level: of a heading, 1 for the highest; no level is left out.
    :param rows: of a table; one that is shorter than others goes on to the edge with its last cell.
    :param heads: how many rows of a table are its head.
    :param widths: how wide each column of a table is beside the others; of a picture its width and height in points.
    :param picture: SVG.
    :param runs: of a paragraph or an item with a link, its words in pieces, each with the address that it leads to.
    """

    part: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    heads: int = 0
    widths: tuple[int, ...] = ()
    picture: str = ""
    runs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ServicePlanPaper:
    """The plan.

    :param title: its title, in one line or more; the first names the document.
    :param state: what stands under the title, such as "Version 2.0" or "Draft".
    """

    template: ClassVar[str] = "documents/papers/service_plan/service_plan.typ"

    imprint: Imprint
    title: tuple[str, ...]
    state: str
    contents: str
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """Return the rows of its tables, heads included."""
        return sum(len(part.rows) for part in self.parts)


_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).resolve().parent),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def as_page(paper: ServicePlanPaper) -> str:
    """Return the plan as one HTML page that needs nothing else; headings are in order and tables have heads."""
    language = paper.imprint.languages[0]
    return _TEMPLATES.get_template("service_plan.html").render(
        paper=paper,
        parts=[(place, part, max(map(len, part.rows), default=0)) for place, part in enumerate(paper.parts)],
        listed=listed(paper.parts),
        dated=long_date(language, paper.imprint.dated),
        language=language,
    )


def listed(parts: Sequence[Part]) -> tuple[tuple[int, Part], ...]:
    """Return the headings of the table of contents with their places."""
    return tuple((place, part) for place, part in enumerate(parts) if part.part == "heading")
