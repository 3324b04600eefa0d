"""Words and tags of this room's states, and the small readers of its forms."""

from __future__ import annotations

import re
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.pages.forms import TextField
from pollwright.pages.forms.fields import Words
from pollwright.pages.tags import Colour, Tag
from pollwright.stations.states import Access, BookingState, SchemeState

CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
POUNDS = re.compile(r"[0-9]{1,6}(\.[0-9]{2})?")


def access_tag(access: str) -> Tag:
    """Return whether somebody in a wheelchair can vote there, as a tag."""
    colours = {Access.ACCESSIBLE: Colour.GREEN, Access.INACCESSIBLE: Colour.RED, Access.UNKNOWN: Colour.YELLOW}
    return Tag(str(Access(access).label), colours[Access(access)])


def booking_tag(state: str) -> Tag:
    """Return how far a booking is; blank: it was not asked for."""
    if not state:
        return Tag(_("Not asked for"), Colour.YELLOW)
    colours = {
        BookingState.REQUESTED: Colour.BLUE,
        BookingState.CONFIRMED: Colour.GREEN,
        BookingState.REFUSED: Colour.RED,
        BookingState.CANCELLED: Colour.GREY,
    }
    return Tag(str(BookingState(state).label), colours[BookingState(state)])


def scheme_tag(state: str) -> Tag:
    """Return how far a scheme is."""
    adopted = state == SchemeState.ADOPTED
    return Tag(str(SchemeState(state).label), Colour.GREEN if adopted else Colour.BLUE)


def clock_field(name: str, label: Words) -> TextField:
    """Return a question for a time of day, which need not be answered."""
    return TextField(
        name,
        label,
        required=False,
        width=5,
        hint=gettext_lazy("On the 24-hour clock, such as 6:15"),
        pattern=CLOCK,
        pattern_message=gettext_lazy("Enter a time such as 6:15 or 22:30"),
    )


def pounds_field(name: str, label: Words) -> TextField:
    """Return a question for an amount of money."""
    return TextField(
        name,
        label,
        width=10,
        prefix="£",
        pattern=POUNDS,
        pattern_message=gettext_lazy("Enter pounds and pence, such as 125 or 125.50"),
    )


def clock_of(typed: str | None) -> time | None:
    """Return the time that was typed."""
    if not typed:
        return None
    hours, minutes = re.split(r"[:.]", typed)
    return time(int(hours), int(minutes))


def typed_clock(value: time | None) -> str:
    """Return a time as a form shows it."""
    return f"{value:%H:%M}" if value else ""


def whole(typed: str | None) -> int:
    """Return a number that travelled with a form unseen; one that is none matches nothing."""
    return int(typed) if typed and typed.isdigit() else -1
