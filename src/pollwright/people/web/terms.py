"""Words, addresses and forms' fields that the pages of this room share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Choices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.pages.forms import Choice, HiddenField, Radios, Select, TextArea, TextField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.people.hours import minutes_of

LIST = "pages/standard/list.jinja"
RECORD = "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
Typed = Mapping[str, Any]
VERSION = HiddenField("version")
REASON = TextArea("reason", _t("Reason"), rows=2, longest=500)


def home() -> Crumb:
    """Return the way to the posts."""
    return Crumb(_("Team"), reverse("people:posts"))


def staff_crumb() -> Crumb:
    """Return the way to the staff files."""
    return Crumb(_("Staff files"), reverse("people:staff"))


def file_href(reference: str) -> str:
    """Return the address of a staff file."""
    return reverse("people:file", args=[reference])


def links() -> tuple[NavItem, ...]:
    """Return the lists of this room, for whoever keeps staff files."""
    return (
        NavItem(_("Staff files"), reverse("people:staff")),
        NavItem(_("Skills"), reverse("people:skills")),
        NavItem(_("Skills by person"), reverse("people:matrix")),
        NavItem(_("Mandatory training"), reverse("people:training")),
        NavItem(_("Development"), reverse("people:development")),
        NavItem(_("Hours"), reverse("people:hours")),
        NavItem(_("Checks"), reverse("people:checks")),
        NavItem(_("Single points of failure"), reverse("people:points")),
    )


def choices(kind: type[Choices]) -> tuple[Choice, ...]:
    """Return the choices of a form for the words of this room."""
    return tuple(Choice(str(value), label) for value, label in kind.choices)


def pairs(kind: type[Choices]) -> tuple[tuple[str, str], ...]:
    """Return the choices of a filter for the words of this room."""
    return tuple((str(value), str(label)) for value, label in kind.choices)


def label(kind: type[Choices], value: Any) -> str:
    """Return how a word of this room is shown."""
    return str(kind(value).label)


def chosen(name: str, words: Any, kind: type[Choices], **given: Any) -> Select:
    """Return a field that asks for one of the words of this room."""
    return Select(name, words, choices=choices(kind), **given)


def yes_no(name: str, words: Any, **given: Any) -> Radios:
    """Return a field that asks for yes or no."""
    answers = (Choice("yes", _t("Yes")), Choice("no", _t("No")))
    return Radios(name, words, choices=answers, inline=True, **given)


def length(name: str, words: Any, **given: Any) -> TextField:
    """Return a field that asks for hours and minutes."""
    hint = _t("Hours and minutes, such as 7:30 or 7.5")
    return TextField(name, words, **{"hint": hint, "width": 5, "longest": 7, "checks": (_is_length,), **given})


def table(title: str, headings: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], empty: str = "") -> Section:
    """Return a section with a short table."""
    return Section(title, table=PlainTable(title, headings, rows, empty or _("None.")))


def _is_length(typed: str) -> str | None:
    try:
        minutes_of(typed)
    except ValueError:
        return _("Enter hours and minutes, such as 7:30 or 7.5")
    return None
