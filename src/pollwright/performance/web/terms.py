"""Words, tags and addresses of this room."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages.shell import Crumb
from pollwright.pages.tags import Colour, Tag
from pollwright.performance.rating import Direction, Rating

LIST = "pages/standard/list.jinja"
RECORD = "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
_COLOURS = {
    Rating.GREEN: Colour.GREEN,
    Rating.AMBER: Colour.YELLOW,
    Rating.RED: Colour.RED,
    Rating.GREY: Colour.GREY,
}


def rating_tag(rating: Rating) -> Tag:
    """Return how a figure stands to its target; the words carry it."""
    words = {
        Rating.GREEN: _("Green"),
        Rating.AMBER: _("Amber"),
        Rating.RED: _("Red"),
        Rating.GREY: _("Not rated"),
    }
    return Tag(words[rating], _COLOURS[rating])


def direction_words(way: Direction) -> str:
    """Return which way a figure went."""
    words = {
        Direction.BETTER: _("↑ better"),
        Direction.SAME: _("→ the same"),
        Direction.WORSE: _("↓ worse"),
        Direction.UNKNOWN: "",
    }
    return words[way]


def indicator_href(reference: str) -> str:
    """Return the address of an indicator."""
    return reverse("performance:indicator", args=[reference])


def indicators_crumb() -> Crumb:
    """Return the way back to all indicators."""
    return Crumb(_("Indicators"), reverse("performance:indicators"))


def whole(typed: str | None) -> int:
    """Return a number that travelled with a form unseen; one that is none matches nothing."""
    return int(typed) if typed and typed.isdigit() else -1
