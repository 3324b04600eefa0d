"""Words, tags and addresses of this room."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.office.kinds import Asked, Kind, Shape
from pollwright.pages import wording
from pollwright.pages.shell import Crumb
from pollwright.pages.tags import Colour, Tag

LIST = "pages/standard/list.jinja"
RECORD = "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]


def office_crumb() -> Crumb:
    """Return the way to the lists."""
    return Crumb(_("Office"), reverse("office:kinds"))


def kind_crumb(kind: Kind) -> Crumb:
    """Return the way to one list."""
    return Crumb(str(kind.title), list_href(kind.code))


def list_href(code: str) -> str:
    """Return the address of a list."""
    return reverse("office:records", args=[code])


def record_href(reference: str) -> str:
    """Return the address of a record."""
    return reverse("office:record", args=[reference])


def state_tag(kind: Kind, code: str) -> Tag:
    """Return the state of a record."""
    state = kind.state(code)
    if state is None:
        return Tag(code, Colour.GREY)
    return Tag(str(state.label), Colour.GREY if state.closed else Colour.BLUE)


def shown(asked: Asked, value: Any) -> str:
    """Return a value of a field as people read it; blank where there is none."""
    if value is None or value == "":
        return ""
    if asked.shape is Shape.DAY:
        return wording.short_day(date.fromisoformat(value))
    if asked.shape is Shape.MONEY:
        return wording.money(value)
    if asked.shape is Shape.NUMBER:
        return str(value) if asked.least else wording.number(value)
    if asked.shape is Shape.YES_NO:
        return wording.yes_no(value)
    if asked.shape is Shape.CHOICE:
        return str(dict(asked.choices).get(value, value))
    return str(value)
