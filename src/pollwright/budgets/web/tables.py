"""The tables of budgets, headings, orders, virements and the ledger."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.budgets.queries.figures import HeadingFigures
from pollwright.budgets.states import BudgetState, ChangeKind, OrderSource, OrderState, Payer, Pot, Sort, VirementState
from pollwright.budgets.web import terms
from pollwright.formats.plan_dates import year_name
from pollwright.pages.tables import (
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    TextFilter,
    YesNoFilter,
)
from pollwright.pages.tags import Colour, Tag

TIE = SortColumn("pk", "id")


def budgets_table() -> TableSpec:
    """Return the table of budgets."""
    return TableSpec(
        name="budgets",
        columns=(
            Column(
                "service",
                _("Service"),
                sort_by=(SortColumn("service__name", "service"),),
                href=lambda row: terms.budget_href(row.reference),
            ),
            Column("year", _("Year"), sortable=True, value=lambda row: year_name(row.year)),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
            Column("state", _("State"), Kind.TAG, sortable=True, value=lambda row: terms.budget_tag(row.state)),
            *_amounts(),
        ),
        filters=(MultiChoiceFilter("state", _("State"), _choices(BudgetState)),),
        default_sort="-year",
        search_label=_("Search budgets"),
        search_hint=_("Service or reference."),
        tie=TIE,
    )


def headings_table(unexplained: frozenset[int]) -> TableSpec:
    """Return the table of the headings of a budget."""

    def standing(row: HeadingFigures) -> Tag | None:
        if row.entered is None:
            return Tag(_("To be entered"), Colour.YELLOW)
        return Tag(_("To be explained"), Colour.RED) if row.id in unexplained else None

    return TableSpec(
        name="budget-headings",
        columns=(
            Column("position", _("Line"), Kind.NUMBER, sortable=True),
            Column(
                "name",
                _("Heading"),
                sort_by=(SortColumn("title"),),
                href=lambda row: terms.heading_href(row.reference),
            ),
            Column("pot", _("Pot"), sortable=True, value=lambda row: str(Pot(row.pot).label)),
            Column("payer", _("Paid by"), hidden_by_default=True, value=lambda row: str(Payer(row.payer).label)),
            Column("codes", _("Codes"), hidden_by_default=True, value=lambda row: "; ".join(row.codes)),
            Column("poll_title", _("Poll"), hidden_by_default=True),
            *_amounts(),
            Column("standing", _("Standing"), Kind.TAG, value=standing),
        ),
        filters=(
            MultiChoiceFilter("pot", _("Pot"), _choices(Pot)),
            MultiChoiceFilter("payer", _("Paid by"), _choices(Payer)),
            MultiChoiceFilter("kind", _("Kind"), _choices(Sort)),
        ),
        default_sort="position",
        search_label=_("Search headings"),
        search_hint=_("Heading, reference or code of the ledger."),
        tie=TIE,
    )


def orders_table() -> TableSpec:
    """Return the table of orders."""
    return TableSpec(
        name="budget-orders",
        columns=(
            Column(
                "reference",
                _("Order"),
                sortable=True,
                href=lambda row: reverse("budgets:order", args=[row.reference]),
            ),
            Column("number", _("Number"), sortable=True),
            Column("title", _("What"), sortable=True),
            Column("supplier", _("Supplier"), sortable=True),
            Column(
                "heading_title",
                _("Heading"),
                sort_by=(SortColumn("heading__title", "heading_title"),),
                value=lambda row: row.heading_title or row.heading,
                href=lambda row: terms.heading_href(row.heading),
            ),
            Column("raised_on", _("Raised"), Kind.DATE, sortable=True),
            Column("ordered", _("Ordered"), Kind.MONEY, sortable=True),
            Column("received", _("Receipted"), Kind.MONEY),
            Column("state", _("State"), Kind.TAG, sortable=True, value=lambda row: terms.order_tag(row.state)),
            Column("source", _("From"), hidden_by_default=True, value=lambda row: str(OrderSource(row.source).label)),
            Column("origin", _("Its reference there"), hidden_by_default=True),
        ),
        filters=(MultiChoiceFilter("state", _("State"), _choices(OrderState)),),
        default_sort="-raised_on",
        search_label=_("Search orders"),
        search_hint=_("Reference, number, what was ordered, or supplier."),
        tie=TIE,
    )


def virements_table() -> TableSpec:
    """Return the log of virements."""
    return TableSpec(
        name="virements",
        columns=(
            Column(
                "reference",
                _("Virement"),
                sortable=True,
                href=lambda row: reverse("budgets:virement", args=[row.reference]),
            ),
            Column("source", _("From"), value=lambda row: row.source_title or row.source),
            Column("target", _("To"), value=lambda row: row.target_title or row.target),
            Column("pence", _("Amount"), Kind.MONEY, sortable=True),
            Column("reason", _("Reason")),
            Column("asked_on", _("Asked for"), Kind.DATE, sortable=True),
            Column("asked_by", _("By")),
            Column("state", _("State"), Kind.TAG, sortable=True, value=lambda row: terms.virement_tag(row.state)),
            Column("decided_on", _("Decided"), Kind.DATE),
            Column("decided_by", _("Decided by")),
            Column("authority_for", _("Paper"), hidden_by_default=True),
        ),
        filters=(MultiChoiceFilter("state", _("State"), _choices(VirementState)),),
        default_sort="-asked_on",
        search_label=_("Search virements"),
        search_hint=_("Reference, reason or heading."),
        tie=TIE,
    )


def changes_table() -> TableSpec:
    """Return the log of changes of the latest estimates."""
    return TableSpec(
        name="estimate-changes",
        columns=(
            Column("decided_on", _("Decided"), Kind.DATE, sortable=True),
            Column("heading_title", _("Heading"), href=lambda row: reverse("budgets:heading", args=[row.heading])),
            Column("kind", _("Kind"), value=lambda row: str(ChangeKind(row.kind).label)),
            Column("pence", _("Amount"), Kind.MONEY, sortable=True),
            Column("reason", _("Reason")),
            Column("minute", _("Minute")),
            Column("virement", _("Virement")),
            Column("made_by", _("By")),
        ),
        filters=(MultiChoiceFilter("kind", _("Kind"), _choices(ChangeKind)),),
        default_sort="-decided_on",
        search_label=_("Search changes"),
        search_hint=_("Heading, reason or minute."),
        tie=TIE,
    )


def ledger_table() -> TableSpec:
    """Return the table of the ledger's rows."""
    return TableSpec(
        name="ledger-rows",
        columns=(
            Column("posted_on", _("Day"), Kind.DATE, sortable=True),
            Column("reference", _("Reference"), sortable=True),
            Column("code", _("Code"), sortable=True),
            Column("title", _("Description")),
            Column("supplier", _("Supplier"), sortable=True),
            Column("order", _("Order"), hidden_by_default=True),
            Column("pence", _("Amount"), Kind.MONEY, sortable=True),
            Column(
                "heading",
                _("Heading"),
                value=lambda row: row.heading_title or row.heading,
                href=lambda row: terms.heading_href(row.heading) if row.heading else None,
            ),
            Column(
                "extract",
                _("Extract"),
                hidden_by_default=True,
                href=lambda row: reverse("budgets:extract", args=[row.extract]),
            ),
            Column("number", _("Row"), Kind.NUMBER, hidden_by_default=True),
            Column("reverses", _("Takes back")),
        ),
        filters=(
            YesNoFilter("matched", _("Has a heading")),
            DateRangeFilter("posted_on", _("Days")),
            TextFilter("extract", _("Extract")),
        ),
        default_sort="-posted_on",
        search_label=_("Search the ledger"),
        search_hint=_("Reference, code, description, supplier or order."),
        tie=TIE,
    )


def _amounts() -> tuple[Column, ...]:
    """Return the columns of what something comes to."""
    named = (
        ("original", _("Original"), True),
        ("latest", _("Latest"), False),
        ("actual", _("Actual"), False),
        ("committed", _("Ordered"), False),
        ("available", _("Available"), True),
        ("forecast", _("Forecast"), False),
        ("variance", _("Variance"), False),
    )
    return tuple(_amount(name, label, hidden) for name, label, hidden in named)


def _amount(name: str, label: str, hidden: bool) -> Column:
    def value(row: Any) -> int:
        pence: int = getattr(row.sums, name)
        return pence

    return Column(name, label, Kind.MONEY, value=value, hidden_by_default=hidden)


def _choices(states: Any) -> tuple[tuple[str, str], ...]:
    return tuple((one.value, str(one.label)) for one in states)
