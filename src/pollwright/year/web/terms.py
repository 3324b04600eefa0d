"""Words, tags and addresses of this room."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pollwright.pages.shell import Crumb
from pollwright.pages.tags import Colour, Tag
from pollwright.year.states import Standing

LIST = "pages/standard/list.jinja"
RECORD = "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
COLOURS = {
    Standing.OVERDUE: Colour.RED,
    Standing.SOON: Colour.YELLOW,
    Standing.COMING: Colour.BLUE,
    Standing.DONE: Colour.GREEN,
    Standing.DISMISSED: Colour.GREY,
}


def standing_tag(standing: str) -> Tag:
    """Return how a date stands."""
    return Tag(str(Standing(standing).label), COLOURS[Standing(standing)])


def date_href(key: str) -> str:
    """Return the address of a date."""
    return reverse("year:date", args=[key])


def page_href(page: tuple[str, ...]) -> str:
    """Return the address of what a date is about; blank where it has none or its room is not there."""
    if not page:
        return ""
    try:
        return reverse(page[0], args=page[1:])
    except NoReverseMatch:
        return ""


def year_crumb() -> Crumb:
    """Return the way to the calendar."""
    return Crumb(_("The year"), reverse("year:calendar"))
