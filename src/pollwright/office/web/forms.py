"""The forms of records, made from what each list declares, and what they give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.office.kinds import Asked, Kind, Shape
from pollwright.office.operations.importing import pence_of
from pollwright.office.operations.keeping import RecordFacts, Value
from pollwright.office.queries.records import RecordWhole
from pollwright.office.states import DateKind
from pollwright.pages.forms import (
    Choice,
    DateField,
    FileField,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.forms.fields import Field

VERSION = HiddenField("version")
REASON = TextArea("reason", _t("Reason"), rows=2, longest=500)
NOTE = Form(VERSION, TextArea("text", _t("Note"), rows=4))
DOCUMENT = Form(
    VERSION,
    TextField("title", _t("Title of the document"), required=False),
    FileField("file", _t("Document"), endings=(".pdf", ".docx", ".xlsx", ".csv", ".txt", ".eml", ".png", ".jpg")),
)
LINK = Form(VERSION, TextField("to", _t("Reference of the other record"), longest=20, width=20))
IMPORT = Form(
    FileField(
        "file",
        _t("Table of records"),
        endings=(".csv", ".xlsx"),
        hint=_t("CSV in UTF-8, or the first sheet of a workbook, with the columns below in any order."),
    )
)
DATE = Form(
    VERSION,
    Select("kind", _t("What is due"), choices=tuple(Choice(one.value, one.label) for one in DateKind)),
    DateField("day", _t("Day"), noun=_t("the day")),
    NumberField("remind_days", _t("Days before from which it is due"), least=0, most=400),
)
_AMOUNT = re.compile(r"£?[0-9,]{1,13}(\.[0-9]{2})?")


def record_form(kind: Kind, people: Sequence[tuple[str, str]], *, new: bool) -> Form:
    """Return the form of a record; a new one asks for its first date, a change for the reason."""
    first = DateField("first_on", kind.first_date.label, required=False, noun=_t("the day"))
    dated = new and not kind.restricted and not kind.dated_by
    return Form(
        *(() if new else (VERSION,)),
        TextField("title", _t("Title")),
        Select("state", _t("State"), choices=tuple(Choice(one.code, one.label) for one in kind.states)),
        Select(
            "owner",
            _t("Owner"),
            choices=tuple(Choice(*one) for one in people),
            required=False,
            empty=_("Nobody"),
        ),
        TextField(
            "owner_text",
            _t("Owner as typed"),
            longest=150,
            required=False,
            hint=_t("A post, or somebody who does not sign in here."),
        ),
        *(_field(asked) for asked in kind.fields),
        *((first,) if dated else ()),
        *(() if new else (REASON,)),
    )


def facts_of(kind: Kind, given: Mapping[str, Any]) -> RecordFacts:
    """Return what was typed of a record."""
    return RecordFacts(
        title=given["title"],
        state=given["state"],
        owner=given["owner"] or "",
        owner_text=given["owner_text"] or "",
        fields={asked.name: _value(asked, given[f"field_{asked.name}"]) for asked in kind.fields},
    )


def typed(kind: Kind, found: RecordWhole) -> dict[str, Any]:
    """Return what the form of a record starts from."""
    row = found.row
    values: dict[str, Any] = {f"field_{asked.name}": _typed(asked, row.fields.get(asked.name)) for asked in kind.fields}
    named = {"title": row.title, "state": row.state, "owner": found.owner_handle, "owner_text": row.owner_text}
    return values | named | {"version": str(row.version)}


def met_form(open_dates: Sequence[tuple[int, str]]) -> Form:
    """Return the form on which a date is met; `open_dates` are numbers and words."""
    return Form(
        VERSION,
        Radios(
            "number", _t("What was done"), choices=tuple(Choice(str(number), words) for number, words in open_dates)
        ),
        TextArea("outcome", _t("How it came out"), rows=2, longest=300, required=False),
    )


def _field(asked: Asked) -> Field:
    name, needed = f"field_{asked.name}", asked.required
    if asked.shape is Shape.LONG:
        return TextArea(name, asked.label, rows=3, required=needed, hint=asked.hint)
    if asked.shape is Shape.DAY:
        return DateField(name, asked.label, required=needed, hint=asked.hint, noun=_t("the day"))
    if asked.shape is Shape.NUMBER:
        return NumberField(name, asked.label, required=needed, least=asked.least, width=10, hint=asked.hint)
    if asked.shape is Shape.MONEY:
        said = _t("Enter pounds and pence, such as 125 or 125.50")
        return TextField(
            name, asked.label, prefix="£", width=10, required=needed, pattern=_AMOUNT, pattern_message=said
        )
    if asked.shape is Shape.YES_NO:
        answers = (Choice("yes", _t("Yes")), Choice("no", _t("No")))
        return Radios(name, asked.label, choices=answers, inline=True, required=needed)
    if asked.shape is Shape.CHOICE:
        choices = tuple(Choice(value, label) for value, label in asked.choices)
        return Select(name, asked.label, choices=choices, required=needed, empty=_t("Not said"))
    return TextField(name, asked.label, required=needed, hint=asked.hint)


def _value(asked: Asked, given: Any) -> Value:
    if given in (None, ""):
        return None
    if asked.shape is Shape.MONEY:
        return pence_of(given)
    if asked.shape is Shape.YES_NO:
        return bool(given == "yes")
    value: Value = given.isoformat() if isinstance(given, date) else given
    return value


def _typed(asked: Asked, value: Any) -> Any:
    if value is None:
        return None
    if asked.shape is Shape.DAY:
        return date.fromisoformat(value)
    if asked.shape is Shape.MONEY:
        return f"{value // 100}.{value % 100:02d}"
    if asked.shape is Shape.YES_NO:
        return "yes" if value else "no"
    return value
