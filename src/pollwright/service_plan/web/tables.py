"""The tables of plans, of the rows of one table, and of links."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.formats.plan_kinds import Holds
from pollwright.pages.tables import Column, Kind, MultiChoiceFilter, SortColumn, TableSpec, YesNoFilter
from pollwright.pages.tags import Colour, Tag
from pollwright.service_plan.queries.plans import LinkListed, PlanListed, RowListed, TableRecord, period_name
from pollwright.service_plan.states import PlanState, Reached
from pollwright.service_plan.web import terms

TIE = SortColumn("pk", "id")
LONGEST_SHOWN = 240


def plans_table() -> TableSpec:
    """Return the table of plans."""
    return TableSpec(
        name="plans",
        columns=(
            Column(
                "service",
                _("Service"),
                sort_by=(SortColumn("service__name", "service"),),
                href=lambda row: reverse("service-plan:plan", args=[row.reference]),
            ),
            Column("reference", _("Reference"), sortable=True),
            Column("first_year", _("Years"), sortable=True, value=_period),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.state_tag(row.state)),
            Column("waiting", _("Tables to confirm"), Kind.NUMBER),
            Column("published", _("Published versions"), Kind.NUMBER),
        ),
        filters=(MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in PlanState)),),
        default_sort="-first_year",
        search_label=_("Search plans"),
        search_hint=_("Service or reference."),
        tie=TIE,
    )


def rows_table(table: TableRecord, page: str) -> TableSpec:
    """Return the table of the rows of a table: each cell as typed, and beside it what was understood of it.

    :param page: the name of the page of a row; empty for whoever has none.
    """
    columns = [Column("position", _("Row"), sortable=True, value=_place, href=partial(_row, table, page))]
    for at, name in enumerate(table.columns):
        columns.append(Column(f"cell{at}", name or _("Cell %(n)s") % {"n": at + 1}, value=partial(_cell, at)))
        if table.shape.holds(at) is not Holds.TEXT:
            label = _("Understood: %(name)s") % {"name": name or at + 1}
            columns.append(Column(f"said{at}", label, value=partial(_said, at), download=False))
    columns.append(Column("look", _("To look at"), Kind.TAG, value=_look, download=False))
    return TableSpec(
        name="plan-rows",
        columns=tuple(columns),
        default_sort="position",
        search_label=_("Search this table"),
        tie=SortColumn("position"),
    )


def links_table() -> TableSpec:
    """Return the table of links."""
    return TableSpec(
        name="plan-links",
        columns=(
            Column(
                "label",
                _("Words in the plans"),
                sortable=True,
                href=lambda row: reverse("service-plan:link", args=[row.id]),
            ),
            Column("address", _("Leads to"), value=lambda row: row.address or _("Nowhere yet")),
            Column("checked_on", _("Looked at"), Kind.DATE),
            Column("reached", _("When it was asked for"), Kind.TAG, value=_reached),
            Column("tried_on", _("Asked for on"), Kind.DATE),
        ),
        filters=(
            YesNoFilter("set", _("Leads somewhere")),
            MultiChoiceFilter(
                "reached", _("When it was asked for"), tuple((one.value, str(one.label)) for one in Reached)
            ),
        ),
        default_sort="label",
        search_label=_("Search links"),
        tie=TIE,
    )


def _reached(row: LinkListed) -> Tag | None:
    if not row.reached:
        return None
    colours = {Reached.FOUND: Colour.GREEN, Reached.SIGN_IN: Colour.YELLOW, Reached.INNER: Colour.YELLOW}
    found = Reached(row.reached)
    return Tag(str(found.label), colours.get(found, Colour.RED))


def _period(row: PlanListed) -> str:
    return period_name(row.first_year, row.years)


def _place(row: RowListed) -> int:
    return row.position + 1


def _row(table: TableRecord, page: str, row: RowListed) -> str:
    if not page or (page == "service-plan:row-amounts" and row.position < table.heads):
        return ""
    return reverse(page, args=[table.reference, row.position])


def _cell(at: int, row: RowListed) -> str:
    text = row.cells[at] if at < len(row.cells) else ""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _said(at: int, row: RowListed) -> str:
    return row.said[at] if at < len(row.said) else ""


def _look(row: RowListed) -> Tag | None:
    words = " ".join(word for word in row.warnings if word)
    return Tag(words, Colour.ORANGE) if words else None
