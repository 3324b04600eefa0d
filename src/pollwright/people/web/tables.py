"""The tables of this room's lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Choices
from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages.tables import (
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    YesNoFilter,
)
from pollwright.people.hours import written
from pollwright.people.states import (
    CheckKind,
    DevelopmentKind,
    HoursKind,
    HoursState,
    Outcome,
    PointState,
    Restriction,
    Severity,
    SkillKind,
)
from pollwright.people.web.terms import file_href, label, pairs

TIE = SortColumn("pk", "id")


def posts_table() -> TableSpec:
    """Return the table of posts with their holders."""
    return TableSpec(
        name="people-posts",
        columns=(
            Column("title", _("Post"), sortable=True, href=lambda row: reverse("people:post", args=[row.reference])),
            Column("holders", _("Held by")),
            Column("filled", _("Held, % of full time"), Kind.NUMBER),
            Column("established", _("Established, %"), Kind.NUMBER),
            Column("vacant", _("Vacant, %"), Kind.NUMBER),
            _word("restriction", _("Politically restricted"), Restriction),
            Column("grade", _("Grade"), hidden_by_default=True),
            Column("unit", _("Service"), sortable=True, hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
        ),
        filters=(YesNoFilter("restricted", _("Politically restricted")),),
        default_sort="title",
        search_label=_("Search posts"),
        search_hint=_("Title, service or reference."),
        tie=TIE,
    )


def staff_table() -> TableSpec:
    """Return the table of staff files."""
    return TableSpec(
        name="people-staff",
        columns=(
            Column("name", _("Name"), sortable=True, href=lambda row: file_href(row.reference)),
            Column("held", _("Holds")),
            Column("weekly_minutes", _("Contract hours"), value=_minutes("weekly_minutes"), numeric=True),
            Column("balance", _("Time owed"), value=_minutes("balance"), numeric=True),
            Column("learnt", _("Development this year"), value=_minutes("learnt"), numeric=True),
            Column("cpd_minutes", _("Development wanted"), value=_minutes("cpd_minutes"), numeric=True),
            Column("started_on", _("First day"), Kind.DATE, sortable=True),
            Column("left_on", _("Last day"), Kind.DATE, hidden_by_default=True),
            Column("number", _("Payroll number"), hidden_by_default=True),
            Column("reference", _("Staff file"), sortable=True),
        ),
        filters=(YesNoFilter("gone", _("Has left")),),
        default_sort="name",
        search_label=_("Search staff files"),
        search_hint=_("Name, staff file or payroll number."),
        tie=TIE,
    )


def skills_table() -> TableSpec:
    """Return the list of skills."""
    return TableSpec(
        name="people-skills",
        columns=(
            Column("name", _("Skill"), sortable=True, href=lambda row: reverse("people:skill", args=[row.reference])),
            _word("kind", _("Kind"), SkillKind),
            Column("body", _("Awarding body")),
            Column("months", _("To be renewed after, months"), Kind.NUMBER),
            Column("mandatory", _("Everybody needs it"), Kind.YES_NO),
            Column("retired", _("No longer used"), Kind.YES_NO, hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True),
        ),
        filters=(MultiChoiceFilter("kind", _("Kind"), pairs(SkillKind)),),
        default_sort="name",
        search_label=_("Search skills"),
        search_hint=_("Name, awarding body or reference."),
        tie=TIE,
    )


def development_table() -> TableSpec:
    """Return the table of what everybody learnt; reflections stay in the file."""
    return TableSpec(
        name="people-development",
        columns=(
            *_whose(),
            Column("on", _("Day"), Kind.DATE, sortable=True),
            _word("kind", _("Kind"), DevelopmentKind),
            Column("title", _("What it was"), sortable=True),
            Column("provider", _("Provider")),
            Column("minutes", _("Hours"), value=_minutes("minutes"), numeric=True),
        ),
        filters=(MultiChoiceFilter("kind", _("Kind"), pairs(DevelopmentKind)), DateRangeFilter("on", _("Day"))),
        default_sort="-on",
        search_label=_("Search development"),
        search_hint=_("Name, staff file, provider or what it was."),
        tie=TIE,
    )


def hours_table() -> TableSpec:
    """Return the ledger of everybody's hours."""
    return TableSpec(
        name="people-hours",
        columns=(
            *_whose(),
            Column("on", _("Day"), Kind.DATE, sortable=True),
            _word("kind", _("Entry"), HoursKind),
            Column("minutes", _("Hours"), value=_minutes("minutes"), numeric=True),
            Column("expires_on", _("May be taken until"), Kind.DATE),
            _word("state", _("State"), HoursState),
            Column("decided_by", _("Agreed by"), hidden_by_default=True),
            Column("note", _("Note"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("state", _("State"), pairs(HoursState)),
            MultiChoiceFilter("kind", _("Entry"), pairs(HoursKind)),
            DateRangeFilter("on", _("Day")),
        ),
        default_sort="-on",
        search_label=_("Search hours"),
        search_hint=_("Name, staff file or note."),
        tie=TIE,
    )


def checks_table() -> TableSpec:
    """Return the table of everybody's checks; what was declared stays in the file."""
    return TableSpec(
        name="people-checks",
        columns=(
            *_whose(),
            _word("kind", _("Check"), CheckKind),
            Column("done_on", _("Done"), Kind.DATE, sortable=True),
            _word("outcome", _("Outcome"), Outcome),
            Column("due_on", _("Due again"), Kind.DATE, sort_by=(SortColumn("due_on", nullable=True),)),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Check"), pairs(CheckKind)),
            MultiChoiceFilter("outcome", _("Outcome"), pairs(Outcome)),
            DateRangeFilter("due_on", _("Due again")),
        ),
        default_sort="-done_on",
        search_label=_("Search checks"),
        search_hint=_("Name or staff file."),
        tie=TIE,
    )


def points_table() -> TableSpec:
    """Return the register of single points of failure."""
    return TableSpec(
        name="people-points",
        columns=(
            Column(
                "title", _("Job title"), sortable=True, href=lambda row: reverse("people:point", args=[row.reference])
            ),
            _word("severity", _("Severity"), Severity),
            Column("deputy", _("Deputy")),
            Column("filled", _("Columns filled")),
            Column("review_on", _("Look again"), Kind.DATE, sort_by=(SortColumn("review_on", nullable=True),)),
            _word("state", _("State"), PointState),
            Column("reference", _("Reference"), sortable=True),
            Column("succession", _("Succession planning"), hidden_by_default=True),
            Column("risks", _("Risks and skills required"), hidden_by_default=True),
            Column("knowledge", _("Knowledge and networks"), hidden_by_default=True),
            Column("impact", _("Impact on the service"), hidden_by_default=True),
            Column("options", _("Future options"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("severity", _("Severity"), pairs(Severity)),
            MultiChoiceFilter("state", _("State"), pairs(PointState)),
        ),
        default_sort="title",
        search_label=_("Search single points of failure"),
        search_hint=_("Words of any column, the reference or the deputy."),
        tie=TIE,
    )


def _whose() -> tuple[Column, ...]:
    return (
        Column(
            "name",
            _("Name"),
            sort_by=(SortColumn("employee__name", "name"),),
            href=lambda row: file_href(row.employee),
        ),
        Column("employee", _("Staff file")),
    )


def _word(key: str, words: str, kind: type[Choices]) -> Column:
    return Column(key, words, value=lambda row: label(kind, getattr(row, key)))


def _minutes(key: str) -> Callable[[Any], str]:
    return lambda row: written(getattr(row, key))
