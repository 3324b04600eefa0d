"""How the parts of a project are shown and asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.elections.queries.project_plans import PlanVersion
from pollwright.elections.queries.projects import Part, ProjectCounts, TaskRow
from pollwright.elections.states import NoteKind
from pollwright.elections.web.polls_shown import poll_href
from pollwright.pages import wording
from pollwright.pages.forms import (
    Checkboxes,
    Choice,
    Confirmation,
    DateField,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.forms.fields import Field
from pollwright.pages.standard import Cell, PlainTable
from pollwright.pages.tables import Column, Kind, SortColumn, TableSpec, YesNoFilter
from pollwright.risks.queries.rows import RiskRow

ADD = {
    "task": gettext_lazy("Add a task"),
    "budget": gettext_lazy("Add a budget line"),
    "note": gettext_lazy("Add a note or lesson"),
}
CHANGE = {
    "task": gettext_lazy("Change the task"),
    "budget": gettext_lazy("Change the budget line"),
    "note": gettext_lazy("Change the note"),
}
PENCE = 100


def tasks_table() -> TableSpec:
    """Return the table of the tasks of all polls."""
    return TableSpec(
        name="tasks",
        columns=(
            Column("title", _("Task"), sortable=True, href=lambda row: finish_href(row.reference)),
            Column("poll_title", _("Poll"), href=lambda row: poll_href(row.poll)),
            Column("owner", _("Owner"), value=lambda row: row.owner),
            Column("due_on", _("Due"), Kind.DATE, sortable=True),
            Column("remind_on", _("Reminder"), Kind.DATE, hidden_by_default=True),
            Column("done_at", _("Done"), Kind.MOMENT),
            Column("note", _("Note"), hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
        ),
        filters=(
            YesNoFilter("done", _("Done")),
            YesNoFilter("mine", _("Mine")),
            YesNoFilter("reached", _("Reminder reached")),
        ),
        default_sort="due_on",
        search_label=_("Search tasks"),
        search_hint=_("A task, a poll, its reference or an owner"),
        tie=SortColumn("pk", "id"),
    )


def part_form(part: str, owners: Sequence[tuple[str, str]]) -> Form:
    """Return the form of a part of a project; `owners` are handles and names."""
    owner = Select(
        "owner", _("Owner"), choices=tuple(Choice(*one) for one in owners), required=False, empty=_("Nobody")
    )
    fields: dict[str, tuple[Field, ...]] = {
        "task": (
            TextField("title", _("Task")),
            owner,
            DateField("due_on", _("Due"), noun=_("the day on which it is due")),
            DateField("remind_on", _("Reminder"), required=False, noun=_("the day of the reminder")),
            TextArea("note", _("Note"), rows=3, longest=1000, required=False),
        ),
        "budget": (
            TextField("heading", _("Heading"), longest=120),
            NumberField("estimate", _("Estimate in whole pounds"), prefix="£", least=0, width=10),
            NumberField("actual", _("Spent in whole pounds"), prefix="£", least=0, width=10, required=False),
            Confirmation("shared", _("Shared between polls taken together"), required=False),
        ),
        "note": (
            Radios("kind", _("Part of"), choices=tuple(Choice(one.value, one.label) for one in NoteKind)),
            TextField("heading", _("Heading")),
            TextArea("text", _("Text"), rows=6, required=False),
        ),
    }
    return Form(HiddenField("version", required=False), *fields[part])


def give_form(tasks: Sequence[TaskRow], owners: Sequence[tuple[str, str]]) -> Form:
    """Return the form that gives open tasks to somebody; `owners` are handles and names."""
    named = tuple(
        Choice(task.reference, f"{task.title}, {wording.short_day(task.due_on)}", hint=task.owner or "")
        for task in tasks
    )
    return Form(
        Select("owner", _("Who does them"), choices=tuple(Choice(*one) for one in owners)),
        Checkboxes("tasks", _("Tasks"), choices=named),
    )


def values_of(part: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form gave as it is kept."""
    values = {name: value for name, value in given.items() if name != "version"}
    if part == "budget":
        values |= {name: values[name] and values[name] * PENCE for name in ("estimate", "actual")}
    for name in ("note", "text"):
        if name in values:
            values[name] = values[name] or ""
    return values


def typed_of(part: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form starts from."""
    typed = {**facts, "owner": facts.get("owner__handle")}
    if part == "budget":
        typed |= {name: None if facts[name] is None else facts[name] // PENCE for name in ("estimate", "actual")}
    return typed


def task_table(tasks: Sequence[TaskRow], *, linked: bool) -> PlainTable:
    """Return the tasks of a project."""
    return PlainTable(
        _("Tasks"),
        (_("Task"), _("Due"), _("Owner"), _("Done"), _("Change")),
        tuple(
            (
                Cell(task.title, href=finish_href(task.reference) if linked and not task.done_at else ""),
                Cell(wording.day(task.due_on)),
                Cell(task.owner or ""),
                Cell(wording.short_moment(task.done_at)),
                Cell(task.reference, href=_change("task", task.reference, linked)),
            )
            for task in tasks
        ),
        _("The project has not been made."),
    )


def risk_table(risks: Sequence[RiskRow], *, linked: bool) -> PlainTable:
    """Return the risks of the poll's register that are not closed, the highest score first."""
    here = [risk for risk in risks if risk.state != "closed"]
    return PlainTable(
        _("Risks"),
        (_("Topic"), _("Risk"), _("Owner"), _("Score")),
        tuple(
            (
                Cell(risk.topic),
                Cell(risk.title, href=reverse("risks:risk", args=[risk.reference]) if linked else ""),
                Cell(risk.owned_by),
                Cell(wording.number(risk.score), numeric=True),
            )
            for risk in sorted(here, key=lambda risk: -(risk.score or 0))
        ),
        _("No risk is recorded."),
    )


def budget_table(lines: Sequence[Part], *, linked: bool) -> PlainTable:
    """Return the budget with its totals."""
    rows = [
        (
            Cell(one.values["heading"], href=_change("budget", one.reference, linked)),
            Cell(wording.money(one.values["estimate"]), numeric=True),
            Cell(wording.money(one.values["actual"]), numeric=True),
            Cell(wording.yes_no(one.values["shared"])),
        )
        for one in lines
    ]
    if lines:
        totals = [sum(one.values[name] or 0 for one in lines) for name in ("estimate", "actual")]
        rows.append((Cell(_("Total")), *(Cell(wording.money(total), numeric=True) for total in totals), Cell()))  # type: ignore[arg-type]
    return PlainTable(
        _("Budget"), (_("Heading"), _("Estimate"), _("Spent"), _("Shared")), tuple(rows), _("There is no budget.")
    )


def note_table(notes: Sequence[Part], kind: str, *, linked: bool) -> PlainTable:
    """Return the notes of one kind: the count plan, or the lessons."""
    return PlainTable(
        str(NoteKind(kind).label),
        (_("Heading"), _("Text")),
        tuple(
            (Cell(one.values["heading"], href=_change("note", one.reference, linked)), Cell(one.values["text"]))
            for one in notes
            if one.values["kind"] == kind
        ),
        _("Nothing is written."),
    )


def plan_table(versions: Sequence[PlanVersion]) -> PlainTable:
    """Return the versions of a project plan with their files."""
    headings = (_("Version"), _("Made"), _("By"), _("Tasks done"), _("Note"), _("PDF"), _("Word"), _("Excel"))
    rows = tuple(
        (
            Cell(wording.number(one.number)),
            Cell(wording.short_moment(one.made_at)),
            Cell(one.made_by),
            Cell(f"{wording.number(one.done)} / {wording.number(one.tasks)}"),
            Cell(one.note),
            *(
                Cell(words, href=reverse("files:download", args=[token]))
                for words, token in ((_("PDF"), one.pdf), (_("Word"), one.docx), (_("Excel"), one.xlsx))
            ),
        )
        for one in versions
    )
    return PlainTable(_("Versions of the project plan"), headings, rows, _("No version was made yet."))


def counts_table(counts: Sequence[ProjectCounts]) -> PlainTable:
    """Return how far the projects of polls taken together are."""
    rows = tuple(
        (
            Cell(one.title, href=reverse("elections:project", args=[one.poll])),
            Cell(wording.number(one.tasks), numeric=True),
            Cell(wording.number(one.done), numeric=True),
            Cell(wording.number(one.overdue), numeric=True),
        )
        for one in counts
    )
    empty = _("No poll of this day has a project. Make that of the poll that leads first.")
    return PlainTable(_("Projects"), (_("Poll"), _("Tasks"), _("Done"), _("Overdue")), rows, empty)


def finish_href(reference: str) -> str:
    """Return the address at which a task is marked as done."""
    return reverse("elections:task-finish", args=[reference])


def _change(part: str, reference: str, linked: bool) -> str:
    return reverse("elections:project-change", args=[part, reference]) if linked else ""
