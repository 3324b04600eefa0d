"""The tables of sundries, equipment and runs."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages.tables import ChoiceFilter, Column, Kind, MultiChoiceFilter, SortColumn, TableSpec, YesNoFilter
from pollwright.polling_day.states import AssetKind, Condition, Per, RunKind
from pollwright.polling_day.web import terms

TIE = SortColumn("pk", "id")


def sundries_table(*, editable: bool) -> TableSpec:
    """Return the table of the catalogue."""
    return TableSpec(
        name="sundries",
        columns=(
            Column("order", _("Order"), Kind.NUMBER, sortable=True, hidden_by_default=True),
            Column(
                "name",
                _("What"),
                sortable=True,
                href=(lambda row: reverse("polling_day:sundry", args=[row.reference])) if editable else None,
            ),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
            Column("quantity", _("How many"), Kind.NUMBER),
            Column("per", _("For"), value=lambda row: terms.label(Per, row.per)),
            Column("size", _("Electors"), Kind.NUMBER),
            Column("least", _("At least"), Kind.NUMBER),
            Column("source", _("Source"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("per", _("For"), terms.pairs(Per)),
            ChoiceFilter("use", _("In use"), (("in", _("In use")), ("out", _("Out of use")))),
        ),
        default_sort="order",
        search_label=_("Search sundries"),
        search_hint=_("Name or reference."),
        tie=TIE,
    )


def packing_table(desk: str) -> TableSpec:
    """Return the table of how far the packing of each station is checked."""
    return TableSpec(
        name="packing",
        columns=(
            Column(
                "station",
                _("Station"),
                sort_by=(SortColumn("number"),),
                value=lambda row: row.station.label,
                href=lambda row: reverse("polling_day:packing-check", args=[desk, row.station.scheme, row.number]),
            ),
            Column("in_person", _("In person"), Kind.NUMBER, value=lambda row: row.station.in_person),
            Column("lines", _("Lines"), Kind.NUMBER),
            Column("checked", _("Checked"), Kind.NUMBER),
            Column("packed", _("Packed"), Kind.YES_NO),
        ),
        filters=(YesNoFilter("packed", _("Packed")),),
        default_sort="station",
        search_label=_("Search stations"),
        search_hint=_("Number, venue or district."),
        tie=SortColumn("pk", "id"),
    )


def assets_table() -> TableSpec:
    """Return the table of equipment."""
    return TableSpec(
        name="equipment",
        columns=(
            Column(
                "name", _("What"), sortable=True, href=lambda row: reverse("polling_day:asset", args=[row.reference])
            ),
            Column("reference", _("Reference"), sortable=True),
            Column("kind", _("Kind"), value=lambda row: terms.label(AssetKind, row.kind)),
            Column("count", _("How many"), Kind.NUMBER, sortable=True),
            Column("condition", _("Condition"), Kind.TAG, value=lambda row: terms.condition_tag(row.condition)),
            Column("place", _("Where"), sortable=True),
            Column("note", _("Note"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kind"), terms.pairs(AssetKind)),
            MultiChoiceFilter("condition", _("Condition"), terms.pairs(Condition)),
        ),
        default_sort="name",
        search_label=_("Search equipment"),
        search_hint=_("Name, place or reference."),
        tie=TIE,
    )


def runs_table() -> TableSpec:
    """Return the table of runs."""
    return TableSpec(
        name="runs",
        columns=(
            Column("name", _("Run"), sortable=True, href=lambda row: reverse("polling_day:run", args=[row.reference])),
            Column("reference", _("Reference"), sortable=True),
            Column("kind", _("Way"), value=lambda row: terms.label(RunKind, row.kind)),
            Column("driver", _("Driver"), sortable=True),
            Column("phone", _("Phone"), hidden_by_default=True),
            Column("starts_at", _("Sets off"), Kind.MOMENT, sortable=True),
            Column("drops", _("Venues"), Kind.NUMBER),
            Column("done", _("Done"), Kind.NUMBER),
        ),
        filters=(MultiChoiceFilter("kind", _("Way"), terms.pairs(RunKind)),),
        default_sort="starts_at",
        search_label=_("Search runs"),
        search_hint=_("Run, driver or venue."),
        tie=TIE,
    )
