"""The tables of projects, their work and lessons."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    YesNoFilter,
)
from pollwright.projects.web import shown, terms

TIE = SortColumn("pk", "id")


def projects_table() -> TableSpec:
    """Return the table of projects."""
    return TableSpec(
        name="projects",
        columns=(
            Column("title", _("Project"), sortable=True, href=lambda row: terms.project_href(row.reference)),
            Column("service", _("Service"), sort_by=(SortColumn("service__name", "service"),)),
            Column("managed_by", _("Manager"), value=lambda row: row.managed_by or _("None")),
            Column("sponsored_by", _("Sponsor"), value=lambda row: row.sponsored_by or _("None")),
            Column("capacity", _("Capacity")),
            Column("next_on", _("Next milestone"), Kind.DATE),
            Column("open_actions", _("Tasks and actions open"), Kind.NUMBER),
            Column(
                "end_first",
                _("End"),
                sort_by=(SortColumn("end_first", nullable=True),),
                value=lambda row: row.end_typed,
            ),
            Column(
                "status",
                _("Status"),
                Kind.TAG,
                value=lambda row: terms.status_tag(row.status, closed=row.closed_on is not None),
            ),
            Column("start_typed", _("Start"), hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("status", _("Status"), shown.statuses()),
            ChoiceFilter(
                "look",
                _("What to look at"),
                (
                    ("overdue", _("Something is overdue")),
                    ("unmanaged", _("No manager")),
                    ("unsponsored", _("No sponsor")),
                ),
            ),
            YesNoFilter("closed", _("Closed")),
        ),
        default_sort="title",
        search_label=_("Search projects"),
        search_hint=_("Title, outcome, service, manager, sponsor or reference."),
        tie=TIE,
    )


def actions_table(*, editable: bool) -> TableSpec:
    """Return the table of the tasks and actions of all projects."""
    return TableSpec(
        name="project-actions",
        columns=(
            Column(
                "title",
                _("What"),
                sortable=True,
                href=(lambda row: terms.part_href(row.reference)) if editable else None,
            ),
            Column("project_title", _("Project"), href=lambda row: terms.project_href(row.project)),
            Column("owned_by", _("Owner")),
            Column("due_on", _("Due"), Kind.DATE, sort_by=(SortColumn("due_on", nullable=True),)),
            Column("done_on", _("Done"), Kind.DATE, sort_by=(SortColumn("done_on", nullable=True),)),
            Column("meeting", _("Set by the board"), Kind.YES_NO, value=lambda row: bool(row.meeting)),
            Column("reference", _("Reference"), sortable=True),
        ),
        filters=(YesNoFilter("done", _("Done")), YesNoFilter("overdue", _("Overdue"))),
        default_sort="due_on",
        search_label=_("Search tasks and actions"),
        search_hint=_("What it is, the project, the owner or the reference."),
        tie=TIE,
    )


def meetings_table(*, editable: bool) -> TableSpec:
    """Return the table of the meetings of all boards."""
    return TableSpec(
        name="board-meetings",
        columns=(
            Column("held_on", _("Day"), Kind.DATE, sortable=True),
            Column("project", _("Project"), href=lambda row: terms.project_href(row.project)),
            Column("project_title", _("Title of the project")),
            Column("present", _("Present")),
            Column("notes", _("Notes")),
            Column("papers", _("Papers"), value=lambda row: row.papers or ""),
            Column(
                "reference",
                _("Reference"),
                sortable=True,
                href=(lambda row: terms.part_href(row.reference)) if editable else None,
            ),
        ),
        filters=(DateRangeFilter("held_on", _("Day")),),
        default_sort="-held_on",
        search_label=_("Search meetings"),
        search_hint=_("The project, who was present, or words of the notes."),
        tie=TIE,
    )


def lessons_table() -> TableSpec:
    """Return the table of the lessons of projects and polls."""
    return TableSpec(
        name="lessons",
        columns=(
            Column("heading", _("Lesson"), sortable=True),
            Column("text", _("What is done about it")),
            Column("of_title", _("Project or poll"), sortable=True, href=_source),
            Column("settled", _("Settled"), Kind.YES_NO),
            Column("carried_from", _("Carried from"), hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True),
        ),
        filters=(
            MultiChoiceFilter("source", _("Noted of"), (("project", _("Project")), ("poll", _("Poll")))),
            YesNoFilter("settled", _("Settled")),
        ),
        default_sort="heading",
        search_label=_("Search lessons"),
        search_hint=_("Words of the lesson, the project or the poll."),
        tie=SortColumn("id"),
    )


def _source(row: object) -> str:
    of = str(getattr(row, "of_reference", ""))
    project = getattr(row, "source", "") == "project"
    return terms.project_href(of) if project else reverse("elections:project", args=[of])
