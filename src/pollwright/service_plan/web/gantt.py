"""A picture of the milestones that have real days, month by month. What names no day has no place in it.

Lengths are in the units of the SVG's view box, 640 wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pollwright.formats.plan_contents import ProjectSaid

WIDTH, LEFT, TOP, STEP, HEIGHT, LEAST = 640, 190, 22, 26, 14, 5.0
LONGEST_LABEL = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """A milestone and where it lies; the first of a project has its name beside it."""

    label: str
    x: float
    y: float
    width: float
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Year:
    """Where a calendar year begins."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Gantt:
    """The picture: bars by project and the years across it."""

    bars: tuple[Bar, ...]
    years: tuple[Year, ...]

    @property
    def height(self) -> int:
        """The height of the view box."""
        return TOP + STEP * max(1, len({bar.y for bar in self.bars}))


def gantt(projects: Sequence[ProjectSaid]) -> Gantt | None:
    """Return the picture of the projects' milestones that name days; None where none does."""
    dated = [(project, [one.days for one in project.milestones if one.days]) for project in projects]
    dated = [(project, days) for project, days in dated if days]
    if not dated:
        return None
    first = date(min(one.first for _, days in dated for one in days).year, 1, 1)
    last = date(max(one.last for _, days in dated for one in days).year + 1, 1, 1)
    scale = (WIDTH - LEFT) / (last - first).days
    bars = tuple(
        Bar(
            "" if which else _short(project.title),
            round(LEFT + (one.first - first).days * scale, 1),
            TOP + place * STEP,
            round(max(LEAST, ((one.last - one.first).days + 1) * scale), 1),
        )
        for place, (project, days) in enumerate(dated)
        for which, one in enumerate(days)
    )
    years = tuple(
        Year(round(LEFT + (date(year, 1, 1) - first).days * scale, 1), str(year))
        for year in range(first.year, last.year)
    )
    return Gantt(bars, years)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_LABEL else f"{title[: LONGEST_LABEL - 1]}…"
