"""The forms of projects and their parts, and what they give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.formats.plan_dates import financial_year, year_name
from pollwright.pages.forms import (
    Choice,
    Confirmation,
    DateField,
    FileField,
    Form,
    HiddenField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.forms.amounts import pence_of
from pollwright.pages.forms.fields import Field
from pollwright.projects.operations.keeping import MilestoneSaid, ProjectFacts
from pollwright.projects.operations.parts import ActionFacts, Facts, LessonFacts, MeetingFacts, MilestoneFacts
from pollwright.projects.states import LinkKind, MilestoneState, Quarter, SponsorCapacity, Status

Given = Mapping[str, Any]
People = Sequence[tuple[str, str]]
VERSION = HiddenField("version")
_POUNDS = re.compile(r"[0-9]{1,9}(\.[0-9]{2})?")
_YEAR = re.compile(r"20\d{2}/\d{2}")
REASON = TextArea("reason", _t("Reason"), rows=3, longest=1000)
LOG = Form(
    VERSION,
    TextArea("text", _t("Highlight"), rows=4, longest=2000, hint=_t("Where the status changes, this is the reason.")),
    Select(
        "status",
        _t("Status now"),
        choices=tuple(Choice(one.value, one.label) for one in Status),
        required=False,
        empty=_t("As before"),
    ),
)
LINK = Form(
    VERSION,
    Radios("kind", _t("Linked with"), choices=tuple(Choice(one.value, one.label) for one in LinkKind)),
    TextField("words", _t("Its words, or the reference of the poll"), longest=500),
)
CLOSE = Form(VERSION, TextArea("achieved", _t("What came of it"), rows=4, longest=4000))
REOPEN = Form(VERSION, REASON)
CARRY = Form(TextField("source", _t("Project or poll"), width=10, longest=20, hint=_t("Its reference.")))
PAPER = Form(
    VERSION,
    TextField("title", _t("Title of the paper"), longest=200),
    FileField(
        "file",
        _t("File"),
        hint=_t("PDF, Word or Excel"),
        endings=(".pdf", ".docx", ".xlsx"),
        most_bytes=20_000_000,
    ),
)
IMPORT = Form(FileField("file", _t("Table"), hint=_t("CSV or Excel"), endings=(".csv", ".xlsx"), most_bytes=5_000_000))


def project_form(people: People, *, new: bool) -> Form:
    """Return the form of a project; of one that is there, with the reason of the change."""
    fields: tuple[Field, ...] = (
        TextField("title", _t("Title"), longest=300),
        TextField("service", _t("Service"), longest=200),
        TextArea("outcome", _t("Proposed outcome"), rows=3, longest=4000, required=False),
        *_person("manager", _t("Manager"), _t("Manager as typed"), people),
        *_person("sponsor", _t("Sponsor"), _t("Sponsor as typed"), people),
        Select(
            "capacity",
            _t("The sponsor answers as"),
            choices=tuple(Choice(one.value, one.label) for one in SponsorCapacity if one.value),
            required=False,
            empty=_t("Not said"),
        ),
        TextField(
            "start_typed", _t("Start"), longest=60, width=20, required=False, hint=_t("7 May 2027, May 2027 or 2027.")
        ),
        TextField("end_typed", _t("End"), longest=60, width=20, required=False),
        TextField(
            "budget",
            _t("Budget"),
            prefix="£",
            width=10,
            required=False,
            pattern=_POUNDS,
            pattern_message=_t("Enter pounds and pence, such as 125 or 125.50"),
        ),
    )
    return Form(*fields) if new else Form(VERSION, *fields, REASON)


def project_of(given: Given) -> ProjectFacts:
    """Return the particulars of a project that were typed."""
    names = ("outcome", "manager", "manager_text", "sponsor", "sponsor_text", "capacity", "start_typed", "end_typed")
    said = {name: given[name] or "" for name in names}
    budget = pence_of(given["budget"]) if given["budget"] else None
    return ProjectFacts(title=given["title"], service=given["service"], budget_pence=budget, **said)


def part_form(part: str, people: People, meetings: Sequence[tuple[str, str]] = (), *, new: bool) -> Form:
    """Return the form of a part of a project: milestone, action, meeting or lesson."""
    fields = {
        "milestone": lambda: _milestone(people),
        "action": lambda: _action(people, meetings),
        "meeting": _meeting,
        "lesson": _lesson,
    }[part]()
    return Form(*fields) if new else Form(VERSION, *fields)


def part_of(part: str, given: Given) -> Facts:
    """Return a part of a project that was typed."""
    if part == "milestone":
        year = financial_year(given["year"]) or 0
        said = MilestoneSaid(year, given["words"], int(given["quarter"]), given["date_typed"] or "")
        return MilestoneFacts(said, given["owner"] or "", given["state"], given["evidence"] or "")
    if part == "action":
        texts = {name: given[name] or "" for name in ("owner", "owner_text", "meeting")}
        return ActionFacts(given["title"], due_on=given["due_on"], **texts)
    if part == "meeting":
        return MeetingFacts(given["held_on"], given["present"] or "", given["notes"] or "")
    return LessonFacts(given["heading"], given["text"] or "", settled=given["settled"])


def typed_of(part: str, values: Given) -> dict[str, Any]:
    """Return what a form of a part starts from."""
    typed = {name.removesuffix("__handle").removesuffix("__reference"): value for name, value in values.items()}
    typed["owner"] = str(typed.get("owner") or "")
    if part == "milestone":
        typed |= {"year": year_name(values["year"]), "quarter": str(values["quarter"])}
    return typed


def _person(name: str, label: Any, label_typed: Any, people: People) -> tuple[Field, ...]:
    choices = tuple(Choice(*one) for one in people)
    hint = _t("Somebody who does not sign in here.")
    return (
        Select(name, label, choices=choices, required=False, empty=_("Nobody")),
        TextField(f"{name}_text", label_typed, longest=150, required=False, hint=hint),
    )


def _milestone(people: People) -> tuple[Field, ...]:
    return (
        TextField(
            "year",
            _t("Financial year"),
            width=10,
            hint=_t("Such as 2026/27"),
            pattern=_YEAR,
            pattern_message=_t("Enter a financial year, such as 2026/27"),
        ),
        Select("quarter", _t("Quarter"), choices=tuple(Choice(str(one.value), one.label) for one in Quarter)),
        TextArea("words", _t("Milestone"), rows=2, longest=1000),
        TextField(
            "date_typed",
            _t("Date"),
            longest=60,
            width=20,
            required=False,
            hint=_t("Where it is left out, a day in the words of the milestone counts."),
        ),
        Select("owner", _t("Owner"), choices=tuple(Choice(*one) for one in people), required=False, empty=_("Nobody")),
        Radios("state", _t("Status"), choices=tuple(Choice(one.value, one.label) for one in MilestoneState)),
        TextField("evidence", _t("Evidence, or a note"), longest=1000, required=False),
    )


def _action(people: People, meetings: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    of_board = tuple(Choice(*one) for one in meetings)
    return (
        TextArea("title", _t("What is to be done"), rows=2, longest=500),
        *_person("owner", _t("Owner"), _t("Owner as typed"), people),
        DateField("due_on", _t("To be done by"), required=False, noun=_t("the day by which it is done")),
        Select("meeting", _t("Set by the board on"), choices=of_board, required=False, empty=_t("No meeting: a task")),
    )


def _meeting() -> tuple[Field, ...]:
    return (
        DateField("held_on", _t("Day of the meeting"), noun=_t("the day of the meeting")),
        TextField("present", _t("Who is there"), longest=1000, required=False),
        TextArea("notes", _t("Notes"), rows=6, longest=20_000, required=False),
    )


def _lesson() -> tuple[Field, ...]:
    return (
        TextField("heading", _t("Lesson"), longest=200),
        TextArea("text", _t("What is done about it"), rows=4, longest=4000, required=False),
        Confirmation("settled", _t("It is settled, and no longer carried on"), required=False),
    )


def same_project(known: str) -> Radios:
    """Return the question whether a project of a plan is the one that is here under its title."""
    choices = (
        Choice("known", _("It is %(reference)s, which stays as it is") % {"reference": known}),
        Choice("new", _("It is another one: open a project")),
    )
    return Radios("same", _t("A project of this service has this title already"), choices=choices)
