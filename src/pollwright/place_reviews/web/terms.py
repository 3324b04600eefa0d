"""Words, tags and addresses of this room."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages import wording
from pollwright.pages.shell import Crumb
from pollwright.pages.tags import Colour, Tag
from pollwright.place_reviews.states import Decision, PaperState, ReviewState
from pollwright.stations.web.terms import access_tag

LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
_STATES = {
    ReviewState.DRAFT: Colour.GREY,
    ReviewState.OPEN: Colour.BLUE,
    ReviewState.PROPOSED: Colour.PURPLE,
    ReviewState.DECIDED: Colour.TEAL,
    ReviewState.FINISHED: Colour.GREEN,
    ReviewState.ABANDONED: Colour.GREY,
}
_PAPERS = {
    PaperState.PREPARED: Colour.YELLOW,
    PaperState.PUBLISHED: Colour.GREEN,
    PaperState.OVERTAKEN: Colour.GREY,
    PaperState.DROPPED: Colour.GREY,
}

__all__ = ["GET_OR_POST", "LIST", "RECORD", "access_tag"]


def state_tag(state: str) -> Tag:
    """Return how far a review is."""
    return Tag(str(ReviewState(state).label), _STATES[ReviewState(state)])


def paper_tag(state: str) -> Tag:
    """Return how far a paper is."""
    return Tag(str(PaperState(state).label), _PAPERS[PaperState(state)])


def decision_of(value: str) -> str:
    """Return a decision in words."""
    return str(Decision(value).label) if value else _("Not yet")


def metres(value: int | None) -> str:
    """Return a distance in words."""
    return _("Not known") if value is None else f"{wording.number(value)} m"


def inside(value: bool | None) -> str:
    """Return in words whether a place lies in its district."""
    return _("Not known") if value is None else wording.yes_no(value)


def reviews_crumb() -> Crumb:
    """Return the way back to the reviews."""
    return Crumb(_("Reviews of polling places"), reverse("place_reviews:reviews"))


def review_href(reference: str) -> str:
    """Return the address of a review."""
    return reverse("place_reviews:review", args=[reference])


def crumbs_of(reference: str, title: str) -> tuple[Crumb, ...]:
    """Return the way back to a review."""
    return (reviews_crumb(), Crumb(title, review_href(reference)))
