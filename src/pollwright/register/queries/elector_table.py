"""The table of electors as it was designed: columns, filters, orders. The page and the downloads share it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    TableSpec,
    YesNoFilter,
)
from pollwright.places.states import AreaKind
from pollwright.register.queries.elector_choices import ElectorChoices
from pollwright.register.queries.electors import BY_NAME, BY_NUMBER, TIE, ListedElector
from pollwright.register.states import Category

LeadsTo = Callable[[ListedElector], str | None]


def electors_table(choices: ElectorChoices, leads_to: LeadsTo = lambda row: None) -> TableSpec:
    """Return the table of electors with an authority's own districts, areas and markers in its filters.

    :param leads_to: gives the address of an elector's page, None where the row is no link.
    """
    kinds = dict(AreaKind.choices)
    return TableSpec(
        name="electors",
        columns=_columns(leads_to),
        filters=(
            ChoiceFilter("district", _("Polling district"), choices.districts),
            ChoiceFilter(
                "area", _("Area"), tuple((value, f"{kinds[kind]}: {label}") for value, label, kind in choices.areas)
            ),
            ChoiceFilter(
                "register",
                _("Register"),
                (
                    ("parliamentary", _("Parliamentary")),
                    ("local", _("Local government")),
                    ("parliamentary-only", _("Parliamentary alone")),
                    ("local-only", _("Local government alone")),
                ),
            ),
            YesNoFilter("attainer", _("Attainers")),
            YesNoFilter("open_register", _("In the open register")),
            DateRangeFilter("expires", _("Declaration expires")),
            MultiChoiceFilter("marker", _("Marker"), choices.markers),
            MultiChoiceFilter("category", _("Category"), tuple((one.value, str(one.label)) for one in Category)),
        ),
        default_sort="number",
        search_label=_("Search electors"),
        search_hint=_("Name, address, postcode, elector number, email or phone. Former names and addresses count too."),
        tie=TIE,
    )


def _columns(leads_to: LeadsTo) -> tuple[Column, ...]:
    return (
        Column("number", _("Number"), sort_by=BY_NUMBER, href=leads_to),
        Column("name", _("Name"), sort_by=BY_NAME, value=_name, href=leads_to),
        Column("marker", _("Marker")),
        Column("address", _("Address")),
        Column("postcode", _("Postcode")),
        Column("district", _("District")),
        Column("attains_on", _("Reaches 18 on"), Kind.DATE, value=lambda row: _open(row, row.attains_on)),
        Column("category", _("Category"), hidden_by_default=True, value=_category),
        Column("expires_on", _("Expires"), Kind.DATE, hidden_by_default=True, value=lambda r: _open(r, r.expires_on)),
        Column("registers", _("Registers"), hidden_by_default=True, value=_registers),
        Column("open_register", _("Open register"), Kind.YES_NO, hidden_by_default=True),
        Column("effective_from", _("In force from"), Kind.DATE, hidden_by_default=True),
        Column("reference", _("Reference"), hidden_by_default=True, value=lambda row: _open(row, row.reference)),
    )


def _open(row: ListedElector, value: object) -> object:
    """Return a value that an anonymous entry does not show."""
    return None if row.anonymous else value


def _name(row: ListedElector) -> str:
    return _("Anonymous entry") if row.anonymous else row.name


def _category(row: ListedElector) -> str | None:
    return None if row.anonymous else str(Category(row.category).label)


def _registers(row: ListedElector) -> str:
    if row.parliamentary and row.local:
        return _("Both")
    return _("Parliamentary") if row.parliamentary else _("Local government")
