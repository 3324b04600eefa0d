"""The tables of indicators, of reports, and of the records behind a figure."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    YesNoFilter,
)
from pollwright.pages.tags import Colour, Tag
from pollwright.performance.rating import Rating
from pollwright.performance.states import Computed, Frequency, ReportKind, ReturnOutcome
from pollwright.performance.web import terms
from pollwright.register.states import AlterationKind, AlterationReason

TIE = SortColumn("pk", "id")


def indicators_table() -> TableSpec:
    """Return the table of indicators, each with its last figure."""
    return TableSpec(
        name="indicators",
        columns=(
            Column("code", _("Ref"), sortable=True),
            Column("title", _("Indicator"), sortable=True, href=lambda row: terms.indicator_href(row.reference)),
            Column("period", _("Period"), value=lambda row: row.last and row.last.period.label),
            Column("target", _("Target"), value=lambda row: row.last and row.last.target),
            Column("actual", _("Actual"), value=lambda row: row.last and row.last.text, numeric=True),
            Column("rating", _("Rating"), Kind.TAG, value=_rating),
            Column(
                "way", _("Since the last"), value=lambda row: row.last and terms.direction_words(row.last.direction)
            ),
            Column("owned_by", _("Owner"), hidden_by_default=True),
            Column("service", _("Service"), sortable=True, hidden_by_default=True),
            Column(
                "frequency",
                _("Due"),
                value=lambda row: str(Frequency(row.frequency).label),
                hidden_by_default=True,
            ),
            Column("computed", _("How"), value=lambda row: str(Computed(row.computed).label), hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
        ),
        filters=(
            YesNoFilter("computed", _("Worked out")),
            ChoiceFilter("use", _("In use"), (("in", _("In use")), ("out", _("No longer used")))),
        ),
        default_sort="code",
        search_label=_("Search indicators"),
        search_hint=_("Reference, words, service or owner."),
        tie=TIE,
    )


def reports_table() -> TableSpec:
    """Return the table of reports."""
    return TableSpec(
        name="performance-reports",
        columns=(
            Column(
                "title",
                _("Report"),
                sortable=True,
                href=lambda row: reverse("performance:report", args=[row.reference]),
            ),
            Column("period", _("Quarter"), sort_by=(SortColumn("year"), SortColumn("quarter"))),
            Column("kind", _("For"), value=lambda row: str(ReportKind(row.kind).label)),
            Column("service", _("Service"), sortable=True),
            Column("made_by", _("Made by")),
            Column("made_at", _("Made"), Kind.MOMENT, sortable=True),
            Column("reference", _("Reference"), sortable=True),
        ),
        filters=(MultiChoiceFilter("kind", _("For"), tuple((one.value, str(one.label)) for one in ReportKind)),),
        default_sort="-made_at",
        search_label=_("Search reports"),
        search_hint=_("Title, service or reference."),
        tie=TIE,
    )


def changes_table() -> TableSpec:
    """Return the table of the changes behind ES02. Nobody is named in it."""
    return TableSpec(
        name="changes",
        columns=(
            Column(
                "id",
                _("Alteration"),
                sortable=True,
                href=lambda row: reverse("performance:alteration", args=[row.id]),
            ),
            Column("elector", _("Elector"), sortable=True),
            Column("kind", _("Kind"), value=lambda row: str(AlterationKind(row.kind).label)),
            Column("reason", _("Reason"), value=lambda row: str(AlterationReason(row.reason).label)),
            Column("determined_on", _("Determined"), Kind.DATE, sortable=True),
            Column("due_on", _("Due in the paper of"), Kind.DATE, sortable=True),
            Column("due_in", _("Paper")),
            Column("carried_on", _("Took effect"), Kind.DATE),
            Column("state", _("State"), Kind.TAG, sortable=True, value=lambda row: change_tag(row.state)),
        ),
        filters=(
            MultiChoiceFilter(
                "state",
                _("State"),
                (("carried", _("In its paper")), ("missed", _("Missed")), ("taken-back", _("Taken back"))),
            ),
        ),
        default_sort="-state",
        search_label=_("Search changes"),
        search_hint=_("Reference of the elector."),
        tie=SortColumn("id"),
    )


def canvass_table() -> TableSpec:
    """Return the table of the properties behind ES01."""
    return TableSpec(
        name="canvass",
        columns=(
            Column(
                "reference",
                _("Property"),
                sortable=True,
                href=lambda row: reverse("places:property", args=[row.reference]),
            ),
            Column("address", _("Address"), sortable=True),
            Column("route", _("Route"), Kind.NUMBER),
            Column("outcome", _("Outcome"), value=outcome_words),
            Column("on", _("Day"), Kind.DATE),
            Column("complete", _("Complete"), Kind.YES_NO),
        ),
        filters=(YesNoFilter("complete", _("Complete")),),
        default_sort="reference",
        search_label=_("Search properties"),
        search_hint=_("Reference or address."),
        tie=SortColumn("id"),
    )


def requests_table() -> TableSpec:
    """Return the table of the requests behind CO03. Who asked is not in it."""
    return TableSpec(
        name="requests",
        columns=(
            Column(
                "reference",
                _("Case"),
                sortable=True,
                href=lambda row: reverse("casework:case", args=[row.reference]),
            ),
            Column("received_on", _("Received"), Kind.DATE, sortable=True),
            Column("first_due", _("Due"), Kind.DATE, sortable=True),
            Column("first_answered", _("Answered"), Kind.DATE),
            Column("state", _("State"), Kind.TAG, value=lambda row: request_tag(row.state)),
        ),
        filters=(
            MultiChoiceFilter(
                "state",
                _("State"),
                (("in-time", _("In time")), ("late", _("Late")), ("unanswered", _("Overdue"))),
            ),
        ),
        default_sort="first_due",
        search_label=_("Search requests"),
        search_hint=_("Reference of the case."),
        tie=TIE,
    )


def request_tag(state: str) -> Tag:
    """Return how a request counts."""
    tags = {
        "in-time": Tag(_("In time"), Colour.GREEN),
        "late": Tag(_("Late"), Colour.RED),
        "unanswered": Tag(_("Overdue"), Colour.RED),
    }
    return tags[state]


def change_tag(state: str) -> Tag:
    """Return whether a change stood in its paper."""
    tags = {
        "carried": Tag(_("In its paper"), Colour.GREEN),
        "missed": Tag(_("Missed"), Colour.RED),
        "taken-back": Tag(_("Taken back"), Colour.YELLOW),
    }
    return tags[state]


def outcome_words(row: Any) -> str:
    """Return what came of a property."""
    return str(ReturnOutcome(row.outcome).label) if row.outcome else _("No return")


def _rating(row: Any) -> Tag:
    return terms.rating_tag(row.last.rating if row.last else Rating.GREY)
