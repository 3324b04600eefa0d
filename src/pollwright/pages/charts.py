"""Small charts drawn on the server, each with the table of its figures beside it.

The picture is for the eye; the table says the same to everybody. Lengths are in the units of the SVG's view
box, 640 wide.
"""

from dataclasses import dataclass
from enum import StrEnum

from pollwright.pages import wording

WIDTH = 640
LABEL_WIDTH = 170
VALUE_WIDTH = 80
BAR_HEIGHT = 18
BAR_STEP = 26
LINE_HEIGHT = 220
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 32
MOST_TICKS = 5


class Shape(StrEnum):
    """How the figures are drawn."""

    BAR = "bar"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Point:
    """One figure and its name; `text` is how it is written where that is more than the number."""

    label: str
    value: int | float
    text: str = ""

    @property
    def written(self) -> str:
        """The figure as it is told, with thousands marked."""
        return self.text or wording.number(self.value)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it shows in one sentence, and its points in order.

    :raises ValueError: for figures below nought, which these shapes do not draw.
    """

    title: str
    label_heading: str
    value_heading: str
    points: tuple[Point, ...]
    shape: Shape = Shape.BAR
    element_id: str = "chart"

    def __post_init__(self) -> None:
        """Refuse figures below nought."""
        if any(point.value < 0 for point in self.points):
            raise ValueError("a chart draws figures of nought and above")

    @property
    def height(self) -> int:
        """The height of the view box."""
        return BAR_STEP * len(self.points) if self.shape is Shape.BAR else LINE_HEIGHT

    @property
    def bars(self) -> tuple["Bar", ...]:
        """The bars, top to bottom; the longest fills the room between its label and its figure."""
        room = WIDTH - LABEL_WIDTH - VALUE_WIDTH
        most = max((point.value for point in self.points), default=0)
        return tuple(
            Bar(point, LABEL_WIDTH, place * BAR_STEP, round(room * point.value / most, 1) if most else 0, BAR_HEIGHT)
            for place, point in enumerate(self.points)
        )

    @property
    def ticks(self) -> tuple["Tick", ...]:
        """The lines across a line chart, at round figures from nought up."""
        values = ticks_for(max((point.value for point in self.points), default=0))
        return tuple(Tick(self._y(value, values[-1]), wording.number(value)) for value in values)

    @property
    def marks(self) -> tuple["Mark", ...]:
        """The points of a line chart, left to right; some are ``named`` under the axis, so that names fit."""
        top = ticks_for(max((point.value for point in self.points), default=0))[-1]
        gaps = max(1, len(self.points) - 1)
        every = -(-len(self.points) // 8)
        return tuple(
            Mark(
                point,
                round(LEFT + (WIDTH - LEFT - RIGHT) * place / gaps, 1),
                self._y(point.value, top),
                named=place % every == 0,
            )
            for place, point in enumerate(self.points)
        )

    @property
    def path(self) -> str:
        """The line through the marks, as SVG path data."""
        return "M" + " L".join(f"{mark.x} {mark.y}" for mark in self.marks) if self.points else ""

    def _y(self, value: float, top: float) -> float:
        return round(TOP + (LINE_HEIGHT - TOP - BOTTOM) * (1 - value / top), 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, by its left upper corner and its size."""

    point: Point
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across, and the figure it stands for."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One point of a line."""

    point: Point
    x: float
    y: float
    named: bool


def ticks_for(most: float) -> tuple[float, ...]:
    """Return round figures from nought to ``most`` or just above, five steps at the most.

    >>> ticks_for(430)
    (0, 100, 200, 300, 400, 500)
    """
    if most <= 0:
        return (0, 1)
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * MOST_TICKS >= most:
                return tuple(step * count for count in range(-(-int(-(-most // 1)) // step) + 1))
        power *= 10
