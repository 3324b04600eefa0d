"""What alarms on a polling day, in words: for the desk, its box board, and Today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import ngettext

from pollwright.pages import wording
from pollwright.polling_day.queries.missing import Missing

NAMED = 8
"""How many stations an alarm names."""


def said(found: Missing) -> Iterator[tuple[str, str, str]]:
    """Yield what is missing at a desk, with the page on which it is seen to and what that page is asked."""
    if found.late:
        yield late_boxes(found.late), "boxes", "?state=late"
    if found.silent:
        yield not_heard_of(found.silent, found.report_due), "boxes", "?silent=yes"
    if found.unread:
        yield not_read_back(found.unread), "late", "?state=waiting"


def late_boxes(stations: Sequence[str]) -> str:
    """Return at which stations a box is late."""
    return named(ngettext("%(count)s box is late", "%(count)s boxes are late", len(stations)), stations)


def not_heard_of(stations: Sequence[str], due: datetime | None) -> str:
    """Return which stations told no turnout by their hour."""
    words = ngettext(
        "%(count)s station told no turnout by %(hour)s", "%(count)s stations told no turnout by %(hour)s", len(stations)
    )
    return named(words.replace("%(hour)s", wording.clock(due) if due else ""), stations)


def not_read_back(many: int) -> str:
    """Return how many late changes no station has read back."""
    words = ngettext(
        "%(count)s late change was not read back by its station",
        "%(count)s late changes were not read back by their stations",
        many,
    )
    return f"{words % {'count': many}}."


def named(words: str, stations: Sequence[str]) -> str:
    """Return some words with how many stations they are about and the first of them."""
    said = words.replace("%(count)s", str(len(stations)))
    return f"{said}: {', '.join(stations[:NAMED])}{' …' if len(stations) > NAMED else ''}."
