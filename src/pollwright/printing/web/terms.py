"""Words and tags of documents, and the forms of the acts on them."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from pollwright.law.notices import LONDON
from pollwright.pages.forms import HiddenField, TextArea
from pollwright.pages.tags import Colour, Tag
from pollwright.printing.states import Kind, State

CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
VERSION = HiddenField("version")
SEEN = HiddenField("seen")
REASON = TextArea("reason", _("Reason"), hint=_("It stands in the audit trail."), rows=3, longest=500)
LATE = TextArea(
    "late_reason", _("Reason, where it is late"), hint=_("Leave empty where it is in time."), rows=3, longest=500,
    required=False,
)  # fmt: skip
COLOURS = {
    State.DRAFT: Colour.RED,
    State.PROOFED: Colour.BLUE,
    State.APPROVED: Colour.TEAL,
    State.PUBLISHED: Colour.GREEN,
    State.WITHDRAWN: Colour.ORANGE,
    State.VOID: Colour.GREY,
}


def state_tag(state: str) -> Tag:
    """Return how far a document is, as a tag."""
    return Tag(str(State(state).label), COLOURS[State(state)])


def kind_words(kind: str) -> str:
    """Return what a document is called."""
    return str(Kind(kind).label)


def whole(typed: Any) -> int:
    """Return a version that travelled with a form unseen; one that is none matches nothing."""
    return int(typed) if typed and str(typed).isdigit() else -1


def moment_of(day: Any, clock: str) -> datetime:
    """Return a moment in London from a day and a time that were typed."""
    hours, minutes = re.split(r"[:.]", clock)
    return datetime.combine(day, time(int(hours), int(minutes)), tzinfo=LONDON)
