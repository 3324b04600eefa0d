"""How deletions and reports are shown: tables, tags, forms."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import ChoiceFilter, Column, Kind, MultiChoiceFilter, SortColumn, TableSpec
from pollwright.pages.tags import Colour, Tag, TagSet
from pollwright.pages.timeline import Timeline
from pollwright.register.states import DeletionState, ReportKind, ReportState
from pollwright.register.web import terms

GROUNDS = {
    "": _("Not yet"),
    "death": _("Died"),
    "elsewhere": _("Registered elsewhere"),
    "two-sources": _("Two sources"),
    "lapsed": _("Declaration lapsed"),
}
STATES = TagSet(
    {
        DeletionState.OPEN: Tag("Gathering sources", Colour.BLUE),
        DeletionState.READY: Tag("Ready to determine", Colour.GREEN),
        DeletionState.REVIEW: Tag("Needs a review", Colour.ORANGE),
        DeletionState.APPROVAL: Tag("Waiting for a second person", Colour.PURPLE),
        DeletionState.DELETED: Tag("Deletion determined", Colour.RED),
        DeletionState.KEPT: Tag("Kept", Colour.GREY),
    }
)
_SOURCE = (
    Select("origin", _("Where the information came from"), choices=terms.choices(terms.ORIGINS)),
    TextField("name", _("Name of the body or record"), required=False, longest=100),
    Radios("shows", _("What it says"), choices=terms.choices(terms.SHOWN_BY_A_SOURCE)),
    Confirmation("particulars", _("The prescribed particulars and the statement of penalty are there"), required=False),
    DateField("received_on", _("Received on"), noun=_("the day it was received")),
    TextArea("note", _("Note"), required=False, rows=2, longest=300),
)
OPEN_CASE = Form(TextField("elector", _("Reference of the elector"), width=20), *_SOURCE)
ADD_SOURCE = Form(HiddenField("version"), *_SOURCE)
WITH_REASON = Form(HiddenField("version"), TextArea("reason", _("Reason"), rows=2, longest=500))
UPLOAD_REPORTS = Form(
    Radios("kind", _("What the list is of"), choices=tuple(Choice(each.value, each.label) for each in ReportKind)),
    FileField("file", _("List"), hint=_("CSV or Excel"), endings=(".csv", ".xlsx")),
)


def deletions_table() -> TableSpec:
    """Return the table of cases."""
    return TableSpec(
        name="deletions",
        columns=(
            Column(
                "reference", str(_("Case")), sortable=True, href=lambda row: reverse("register:deletion", args=[row.reference])
            ),
            Column(
                "elector", str(_("Elector")), href=lambda row: reverse("register:elector", args=[row.elector])
            ),
            Column(
                "name",
                str(_("Name")),
                sort_by=(SortColumn("elector__surname", "surname"), SortColumn("elector__forenames", "forenames")),
            ),
            Column("ground", str(_("Ground")), value=lambda row: str(GROUNDS.get(row.ground, row.ground))),
            Column("opened_on", str(_("Opened")), Kind.DATE, sortable=True),
            Column("state", str(_("State")), Kind.TAG, value=lambda row: STATES.of(row.state)),
            Column("proposed_by", str(_("Put forward by")), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("state", str(_("State")), tuple((key, tag.text) for key, tag in STATES.tags.items())),
            ChoiceFilter("ground", str(_("Ground")), tuple((key, str(name)) for key, name in GROUNDS.items() if key)),
        ),
        default_sort="opened_on",
        search_label=str(_("Search by name or reference")),
        tie=SortColumn("pk", "id"),
    )  # fmt: skip


def reports_table() -> TableSpec:
    """Return the table of reports that wait."""
    return TableSpec(
        name="reports",
        columns=(
            Column(
                "outside_reference",
                str(_("Reference")),
                sortable=True,
                href=lambda row: reverse("register:report", args=[row.kind, row.outside_reference]),
            ),
            Column("kind", str(_("Kind")), value=lambda row: str(ReportKind(row.kind).label)),
            Column("name", str(_("Name")), sortable=True),
            Column("address", str(_("Address"))),
            Column("origin", str(_("Reported by"))),
            Column("reported_on", str(_("Reported")), Kind.DATE, sortable=True),
            Column("state", str(_("State")), value=lambda row: str(ReportState(row.state).label)),
        ),
        filters=(
            ChoiceFilter("kind", str(_("Kind")), tuple((each.value, str(each.label)) for each in ReportKind)),
            ChoiceFilter(
                "state",
                str(_("State")),
                tuple((each.value, str(each.label)) for each in (ReportState.DOUBTFUL, ReportState.UNMATCHED)),
            ),
        ),
        default_sort="reported_on",
        search_label=str(_("Search by name or reference")),
        tie=SortColumn("pk", "id"),
    )


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case: whom it is about, its sources, what the law makes of them, and what can be done."""

    title: str
    reference: str
    tag: Tag
    facts: tuple[SummaryRow, ...]
    sources: tuple[SummaryRow, ...]
    workings: tuple[str, ...]
    acts: tuple[NavItem, ...]
    timeline: Timeline
    crumbs: tuple[Crumb, ...]
