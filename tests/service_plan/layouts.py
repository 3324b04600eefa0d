"""The three layouts of plans that councils have, with invented people: as text, and what must be in them.

The layouts and their oddities are those of published plans; the words are ours.
"""

from pathlib import Path

from pollwright.formats.plan_text import read_plan_text
from pollwright.formats.plan_tree import PlanDocument

SAMPLES = Path(__file__).parent / "samples"
BY_QUARTERS, CORPORATE, BY_YEARS = "by_quarters", "corporate", "by_years"
LAYOUTS = (BY_QUARTERS, CORPORATE, BY_YEARS)


def text_of(layout: str) -> str:
    """Return the text of a layout."""
    return (SAMPLES / f"{layout}.txt").read_text(encoding="utf-8")


def plan_in(layout: str) -> PlanDocument:
    """Return the plan of a layout."""
    return read_plan_text(text_of(layout))
