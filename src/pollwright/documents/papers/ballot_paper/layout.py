"""Where everything on a ballot paper lies, in millimetres from the upper left corner of the sheet.

One sheet holds up to sixty options: rules stand 25 mm apart where the sheet is long enough, closer where it is not, and
a second column is begun where they would stand closer than 18 mm in one.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

MARGIN = 10.0
COLUMN = 190.0
BETWEEN_COLUMNS = 10.0
SPACE_BETWEEN_RULES = 25.0
CLOSEST_IN_ONE_COLUMN = 18.0
LINE = 7.0
BOX_HEIGHT = 14.0
BOX_WIDTH = 18.0
BOX_GAP = 6.0
CLEAR_OF_RULES = 2.5
HEADS = 12.0
LETTERS_IN_LINE = 62
LETTERS_BESIDE_EMBLEM = 48
TEXT_LINE = 5.5


class Marking(StrEnum):
    """How a voter marks the paper."""

    CROSS = "cross"
    FIRST_AND_SECOND = "first_and_second"
    NUMBERS = "numbers"

    @property
    def boxes(self) -> int:
        """Return how many boxes an option has."""
        return 2 if self is Marking.FIRST_AND_SECOND else 1


class Box(NamedTuple):
    """A box to mark: the place of its option (from 1), which choice it is for (1 or 2), where it is and its size."""

    option: int
    choice: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Content:
    """What the layout depends on. `lines`: what the longest option may need at a size that is easily read."""

    heading: str
    directions: tuple[str, ...]
    question: str
    particulars: int
    options: int
    lines: int
    marking: Marking


@dataclass(frozen=True, slots=True)
class Layout:
    """The measures of a sheet, all in millimetres.

    :param heading: height of the upper part of the box at the top, `directions` of the lower.
    :param question: height of the question and particulars under the box.
    :param heads: height of the words over the boxes, where there are two for each option.
    :param top: where the first rule lies; `row`: the space between rules.
    :param boxes: of every option, in order.
    :param scale: 1.0 for the ordinary paper; every measure is multiplied by it already.
    """

    width: float
    height: float
    columns: int
    column_width: float
    heading: float
    directions: float
    question: float
    heads: float
    top: float
    row: float
    boxes: tuple[Box, ...]
    scale: float

    @property
    def as_prescribed(self) -> bool:
        """Whether the rules stand 2.5 cm apart or more (SI 2015/656 Sch 2 para 6: as far as practicable)."""
        return self.row / self.scale >= SPACE_BETWEEN_RULES


def layout_of(content: Content, *, longest: int, scale: float) -> Layout:
    """Return the layout.

    :param longest: the longest sheet that the printer takes, in millimetres, at ordinary size.
    :param scale: 1.0 for the ordinary paper, more for a display copy.
    """
    for columns in (1, 2):
        width = 2 * MARGIN + columns * COLUMN + (columns - 1) * BETWEEN_COLUMNS
        heading = _lines(content.heading, width) * LINE + 5
        directions = sum(_lines(line, width) for line in content.directions) * LINE + 5
        question = _question(content, width)
        heads = HEADS if content.marking is Marking.FIRST_AND_SECOND else 0.0
        top = MARGIN + heading + directions + question + heads + 4
        rows = math.ceil(content.options / columns)
        wanted = max(SPACE_BETWEEN_RULES, 8 + TEXT_LINE * content.lines)
        row = min(wanted, (longest - top - MARGIN) / rows)
        if row >= CLOSEST_IN_ONE_COLUMN:
            break
    boxes = tuple(
        Box(option + 1, choice + 1, *(round(part * scale, 2) for part in _box(option, choice, rows, top, row, content)))
        for option in range(content.options)
        for choice in range(content.marking.boxes)
    )
    return Layout(
        width=round(width * scale, 2),
        height=round((top + rows * row + MARGIN) * scale, 2),
        columns=columns,
        column_width=COLUMN * scale,
        heading=round(heading * scale, 2),
        directions=round(directions * scale, 2),
        question=round(question * scale, 2),
        heads=round(heads * scale, 2),
        top=round(top * scale, 2),
        row=round(row * scale, 2),
        boxes=boxes,
        scale=scale,
    )


def lines_of(text: str) -> int:
    """Return how many lines a text may need beside emblem and boxes."""
    return math.ceil(len(text) / LETTERS_BESIDE_EMBLEM)


def overlay(layout: Layout, poll_id: str) -> str:
    """Return the JSON that a maker of tactile voting devices needs: the sheet's size and where each box lies.

    Millimetres from the upper left corner; options are numbered from 1 in the order of the paper.
    """
    data = {
        "schema": "pollwright/tactile-overlay/1",
        "poll_id": poll_id,
        "unit": "mm",
        "sheet": {"width": layout.width, "height": layout.height},
        "boxes": [box._asdict() for box in layout.boxes],
    }
    return json.dumps(data, indent=1) + "\n"


def _box(
    option: int, choice: int, rows: int, top: float, row: float, content: Content
) -> tuple[float, float, float, float]:
    """Return where a box lies, and its size."""
    column, place = divmod(option, rows)
    right = MARGIN + column * (COLUMN + BETWEEN_COLUMNS) + COLUMN - 4
    from_right = content.marking.boxes - choice
    x = right - from_right * BOX_WIDTH - (from_right - 1) * BOX_GAP
    height = min(BOX_HEIGHT, row - 2 * CLEAR_OF_RULES)
    return x, top + place * row + (row - height) / 2, BOX_WIDTH, height


def _question(content: Content, width: float) -> float:
    lines = _lines(content.question, width) if content.question else 0
    return lines * LINE + content.particulars * LINE + (6 if lines or content.particulars else 0)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text may need across the sheet."""
    return max(1, math.ceil(len(text) / (LETTERS_IN_LINE * width / (COLUMN + 2 * MARGIN))))
