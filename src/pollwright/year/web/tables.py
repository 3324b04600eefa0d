"""The tables of dates and of what was settled."""

from __future__ import annotations

from collections.abc import Sequence

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
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.voice import translated
from pollwright.year.states import Settled, SortChoice, Standing
from pollwright.year.web import terms

KINDS = tuple((one.value, one.label) for one in SortChoice)


def dates_table(owners: Sequence[str]) -> TableSpec:
    """Return the table of dates; `owners` are the names of those who see to some of them."""
    return TableSpec(
        name="year-dates",
        columns=(
            Column("on", _("Day"), Kind.DATE, sortable=True),
            Column("what", _("What"), sortable=True, value=lambda row: translated(row.what), href=_date_href),
            Column("about", _("About")),
            Column("sort", _("Kind"), sortable=True, value=_sort),
            Column("owner", _("Owner"), sortable=True),
            Column("statutory", _("Statutory"), Kind.YES_NO),
            Column("standing", _("Standing"), Kind.TAG, value=lambda row: terms.standing_tag(row.standing)),
            Column("begins", _("From"), Kind.DATE, hidden_by_default=True),
            Column("source", _("Rule or source"), hidden_by_default=True),
            Column("settled_on", _("Done on"), Kind.DATE, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kind"), tuple((value, str(label)) for value, label in KINDS)),
            MultiChoiceFilter("standing", _("Standing"), tuple((one.value, str(one.label)) for one in Standing)),
            ChoiceFilter("owner", _("Owner"), tuple((name, name) for name in owners)),
            YesNoFilter("statutory", _("Statutory")),
            DateRangeFilter("days", _("Day")),
        ),
        default_sort="on",
        search_label=_("Search the year"),
        search_hint=_("Words of what is owed, of what it is about, or the owner."),
        tie=SortColumn("key"),
    )


def settled_table() -> TableSpec:
    """Return the table of what was dismissed or marked as done."""
    return TableSpec(
        name="year-settled",
        columns=(
            Column("due_on", _("Was due"), Kind.DATE, sortable=True),
            Column("what", _("What"), sortable=True, value=lambda row: translated(row.what), href=_date_href),
            Column("sort", _("Kind"), value=_sort),
            Column("statutory", _("Statutory"), Kind.YES_NO),
            Column("state", _("State"), Kind.TAG, value=_state),
            Column("reason", _("Reason, or what shows it")),
            Column("settled_on", _("On"), Kind.DATE, sortable=True),
            Column("settled_by", _("By"), sortable=True),
            Column("source", _("Rule or source"), hidden_by_default=True),
        ),
        filters=(
            ChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in Settled)),
            YesNoFilter("statutory", _("Statutory")),
        ),
        default_sort="-settled_on",
        search_label=_("Search"),
        search_hint=_("Words of what was owed or of the reason."),
        tie=SortColumn("key"),
    )


def _date_href(row: object) -> str:
    return terms.date_href(row.key)  # type: ignore[attr-defined]


def _sort(row: object) -> str:
    return str(SortChoice(row.sort).label)  # type: ignore[attr-defined]


def _state(row: object) -> Tag:
    colours = {Settled.DONE: Colour.GREEN, Settled.DISMISSED: Colour.GREY, Settled.OPEN: Colour.BLUE}
    state = Settled(row.state)  # type: ignore[attr-defined]
    return Tag(str(state.label), colours[state])
