"""The tables of documents, posting places and emblems."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages.tables import Column, MultiChoiceFilter, SortColumn, TableSpec, YesNoFilter
from pollwright.pages.tables import Kind as Shown
from pollwright.printing.states import Kind, State
from pollwright.printing.web import terms

TIE = SortColumn("pk", "id")


def _choices(of: Any) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, str(each.label)) for each in of)


def _of_href(row: Any) -> str:
    name, reference = ("documents", row.poll) if row.poll else ("vacancy", row.vacancy)
    return reverse(f"printing:{name}", args=[reference])


def documents_table() -> TableSpec:
    """Return the table of documents."""
    return TableSpec(
        name="documents",
        columns=(
            Column(
                "reference", _("Document"), sortable=True,
                href=lambda row: reverse("printing:document", args=[row.reference]),
            ),
            Column("kind", _("Kind"), value=lambda row: terms.kind_words(row.kind)),
            Column("contest", _("Contest"), sort_by=(SortColumn("contest__name", "contest"),)),
            Column(
                "poll_title", _("Poll or vacancy"), href=_of_href, value=lambda row: row.poll_title or row.vacancy_body,
            ),
            Column("number", _("Version"), Shown.NUMBER),
            Column("state", _("State"), Shown.TAG, value=lambda row: terms.state_tag(row.state)),
            Column("due_by", _("Due"), Shown.MOMENT),
            Column("prepared_at", _("Prepared"), Shown.MOMENT, sortable=True),
            Column("prepared_by", _("By")),
            Column("published_at", _("Published"), Shown.MOMENT),
            Column("overtaken", _("Overtaken because"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kind"), _choices(Kind)),
            MultiChoiceFilter("state", _("State"), _choices(State)),
            YesNoFilter("overtaken", _("Overtaken")),
        ),
        default_sort="-prepared_at",
        search_label=_("Search documents"),
        search_hint=_("Contest, poll or reference."),
        tie=TIE,
    )  # fmt: skip


def places_table(*, may_change: bool) -> TableSpec:
    """Return the table of places where notices are posted."""

    def withdraw(row: Any) -> str | None:
        in_use = may_change and row.withdrawn_on is None
        return reverse("printing:place-withdraw", args=[row.reference]) if in_use else None

    return TableSpec(
        name="posting-places",
        columns=(
            Column("name", _("Place"), sortable=True),
            Column("reference", _("Reference"), sortable=True),
            Column("address", _("Address")),
            Column("area", _("Area"), value=lambda row: row.area or _("All notices")),
            Column("postings", _("Postings"), Shown.NUMBER),
            Column("withdrawn_on", _("Out of use"), Shown.DATE),
            Column(
                "withdraw", _("Take out of use"), href=withdraw, download=False,
                value=lambda row: _("Take %(place)s out of use") % {"place": row.name} if withdraw(row) else "",
            ),
        ),
        filters=(YesNoFilter("in_use", _("In use")),),
        default_sort="name",
        search_label=_("Search places"),
        search_hint=_("Name or address."),
        tie=TIE,
    )  # fmt: skip


def emblems_table() -> TableSpec:
    """Return the table of pictures of emblems."""
    return TableSpec(
        name="emblems",
        columns=(
            Column("description", _("Emblem"), sortable=True),
            Column("party_reference", _("Party"), sortable=True),
            Column("number", _("Version"), Shown.NUMBER),
            Column(
                "picture",
                _("Picture"),
                value=lambda row: _("Picture"),
                href=lambda row: reverse("files:download", args=[row.picture]),
            ),
            Column("sha256", _("SHA-256"), value=lambda row: row.sha256[:16]),
            Column("added_by", _("Added by")),
            Column("added_at", _("Added"), Shown.MOMENT, sortable=True),
        ),
        filters=(),
        default_sort="-added_at",
        search_label=_("Search emblems"),
        search_hint=_("Description, or reference of the party."),
        tie=TIE,
    )


def openings_table(*, may_change: bool) -> TableSpec:
    """Return the table of the sessions at which postal votes are opened."""

    def withdraw(row: Any) -> str | None:
        return reverse("printing:opening-withdraw", args=[row.reference]) if may_change and not row.because else None

    return TableSpec(
        name="openings",
        columns=(
            Column("starts_at", _("Begins"), Shown.MOMENT, sortable=True),
            Column("place", _("Place"), sortable=True),
            Column("agents", _("Agents of each candidate"), Shown.NUMBER),
            Column("reference", _("Reference"), sortable=True),
            Column("because", _("Withdrawn because")),
            Column(
                "withdraw", _("Withdraw"), href=withdraw, download=False,
                value=lambda row: _("Withdraw the session of %(day)s") % {"day": row.day} if withdraw(row) else "",
            ),
        ),
        filters=(YesNoFilter("fixed", _("Held")),),
        default_sort="starts_at",
        search_label=_("Search sessions"),
        search_hint=_("Place."),
        tie=TIE,
    )  # fmt: skip


def welsh_table(*, may_change: bool) -> TableSpec:
    """Return the table of texts with their Welsh."""

    def correct(row: Any) -> str | None:
        return reverse("printing:welsh-correct", args=[row.reference]) if may_change else None

    return TableSpec(
        name="welsh-wording",
        columns=(
            Column("english", _("English"), sortable=True),
            Column("welsh", _("Welsh")),
            Column("source", _("Taken from"), sortable=True),
            Column("entered_by", _("Entered by")),
            Column("entered_at", _("Entered"), Shown.MOMENT, sortable=True),
            Column(
                "correct", _("Correct"), href=correct, download=False,
                value=lambda row: _("Correct %(reference)s") % {"reference": row.reference} if may_change else "",
            ),
        ),
        filters=(),
        default_sort="english",
        search_label=_("Search texts"),
        search_hint=_("English, Welsh, or what it was taken from."),
        tie=TIE,
    )  # fmt: skip
