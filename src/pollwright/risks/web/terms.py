"""Words, tags and addresses of this room."""

from __future__ import annotations

import re
from decimal import Decimal

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pollwright.pages.shell import Crumb
from pollwright.pages.tags import Colour, Tag
from pollwright.risks.schemes import Level
from pollwright.risks.states import RiskState, SubjectKind

LIST = "pages/standard/list.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
LEVELS = {
    Level.LOW: Colour.GREEN,
    Level.MEDIUM: Colour.YELLOW,
    Level.HIGH: Colour.ORANGE,
    Level.VERY_HIGH: Colour.RED,
}
PAGES = {
    SubjectKind.POLL: "elections:project",
    SubjectKind.STEP: "elections:timetable",
    SubjectKind.PROJECT: "projects:project",
    SubjectKind.CONTRACT: "service-plan:contract",
}
"""The pages of what risks are linked with, in the rooms above."""
PER_CENT = re.compile(r"(100|\d{1,2}([.]\d{1,2})?)")


def state_tag(state: str) -> Tag:
    """Return whether a risk is still there."""
    colours = {RiskState.OPEN: Colour.BLUE, RiskState.CLOSED: Colour.GREY, RiskState.PROPOSED: Colour.YELLOW}
    return Tag(str(RiskState(state).label), colours[RiskState(state)])


def score_tag(likelihood: str, impact: str, score: int | None, level: str) -> Tag:
    """Return where a risk stands: score and level in numbers, the cell in classes."""
    if not likelihood:
        return Tag(_("Not scored"), Colour.GREY)
    if score is None:
        return Tag(f"{likelihood}-{impact}", Colour.BLUE)
    return Tag(f"{score} {_(level)}", LEVELS[Level(level)])


def page_of(kind: str, reference: str) -> str:
    """Return the address of what a risk is about; blank where the room that has it is not there."""
    name = PAGES.get(SubjectKind(kind), "")
    try:
        return reverse(name, args=[reference]) if name and reference else ""
    except NoReverseMatch:
        return ""


def risk_href(reference: str) -> str:
    """Return the address of a risk."""
    return reverse("risks:risk", args=[reference])


def register_href(reference: str) -> str:
    """Return the address of a register."""
    return reverse("risks:register", args=[reference])


def registers_crumb() -> Crumb:
    """Return the way back to all registers."""
    return Crumb(_("Risks"), reverse("risks:registers"))


def per_cent_of(typed: str | None) -> Decimal | None:
    """Return the per cent that was typed."""
    return Decimal(typed) if typed else None


def whole(typed: str | None) -> int:
    """Return a number that travelled with a form unseen; one that is none matches nothing."""
    return int(typed) if typed and typed.isdigit() else -1
