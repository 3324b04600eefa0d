"""Words, tags and addresses of this room."""

from __future__ import annotations

import re
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.casework.states import CaseState
from pollwright.pages.shell import Crumb
from pollwright.pages.tags import Colour, Tag

LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
POUNDS = re.compile(r"[0-9]{1,9}(\.[0-9]{2})?")
_COLOURS = {
    CaseState.OPEN: Colour.BLUE,
    CaseState.WAITING: Colour.YELLOW,
    CaseState.PROPOSED: Colour.PURPLE,
    CaseState.CLOSED: Colour.GREY,
}


def state_tag(state: str) -> Tag:
    """Return where a case stands."""
    return Tag(str(CaseState(state).label), _COLOURS[CaseState(state)])


def due_tag(state: str, due_on: date | None, on: date) -> Tag | None:
    """Return that a case is overdue or due today; None where it is neither."""
    if state == CaseState.CLOSED or due_on is None or due_on > on:
        return None
    return Tag(_("Overdue"), Colour.RED) if due_on < on else Tag(_("Due today"), Colour.ORANGE)


def case_href(reference: str) -> str:
    """Return the address of a case."""
    return reverse("casework:case", args=[reference])


def campaign_href(reference: str) -> str:
    """Return the address of a campaign."""
    return reverse("casework:campaign", args=[reference])


def answer_href(reference: str) -> str:
    """Return the address of a standard answer."""
    return reverse("casework:answer", args=[reference])


def answers_crumb() -> Crumb:
    """Return the way back to the standard answers."""
    return Crumb(_("Standard answers"), reverse("casework:answers"))


def cases_crumb() -> Crumb:
    """Return the way back to the queue."""
    return Crumb(_("Casework"), reverse("casework:cases"))


def campaigns_crumb() -> Crumb:
    """Return the way back to the campaigns."""
    return Crumb(_("Campaigns"), reverse("casework:campaigns"))
