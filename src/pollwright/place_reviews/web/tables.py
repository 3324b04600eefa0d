"""The tables of reviews, of the districts in one, and of the comments on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages.tables import ChoiceFilter, Column, Kind, MultiChoiceFilter, SortColumn, TableSpec, YesNoFilter
from pollwright.place_reviews.states import Decision, Proposal, ReviewState, View, Voice
from pollwright.place_reviews.web import terms

TIE = SortColumn("pk", "id")


def reviews_table() -> TableSpec:
    """Return the table of reviews."""
    return TableSpec(
        name="reviews",
        columns=(
            Column("title", _("Review"), sortable=True, href=lambda row: terms.review_href(row.reference)),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
            Column("area", _("Of"), value=lambda row: row.area or _("The whole council")),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.state_tag(row.state)),
            Column("districts", _("Districts"), Kind.NUMBER),
            Column("notice_on", _("Notice"), Kind.DATE, sortable=True),
            Column("consultation_ends_on", _("Comments until"), Kind.DATE, sortable=True),
            Column("results_on", _("Results"), Kind.DATE, sortable=True),
        ),
        filters=(MultiChoiceFilter("state", _("State"), _choices(ReviewState)),),
        default_sort="-notice_on",
        search_label=_("Search reviews"),
        search_hint=_("Title, reference or area."),
        tie=TIE,
    )


def districts_table(reference: str) -> TableSpec:
    """Return the table of the districts of a review."""
    return TableSpec(
        name="review-districts",
        columns=(
            Column(
                "code",
                _("District"),
                sortable=True,
                href=lambda row: reverse("place_reviews:district", args=[reference, row.code]),
            ),
            Column("name", _("Name"), hidden_by_default=True),
            Column("electors", _("Electors"), Kind.NUMBER, sortable=True),
            Column("in_person", _("In person"), Kind.NUMBER, sortable=True, hidden_by_default=True),
            Column("expected", _("Expected"), Kind.NUMBER),
            Column("stations", _("Stations"), Kind.NUMBER, sortable=True),
            Column("place", _("Polling place"), value=lambda row: row.place or _("None")),
            Column(
                "mean_metres",
                _("Metres, mean"),
                Kind.NUMBER,
                sort_by=(SortColumn("mean_metres", nullable=True),),
                hidden_by_default=True,
            ),
            Column(
                "far_metres", _("Metres, farthest"), Kind.NUMBER, sort_by=(SortColumn("far_metres", nullable=True),)
            ),
            Column("access", _("Access"), Kind.TAG, value=lambda row: terms.access_tag(row.access)),
            Column("inside", _("Place inside"), hidden_by_default=True, value=lambda row: terms.inside(row.inside)),
            Column("proposal", _("Proposal"), sortable=True, value=lambda row: str(Proposal(row.proposal).label)),
            Column("to", _("To"), value=lambda row: row.to_place or row.into or ""),
            Column("decision", _("Decision"), sortable=True, value=lambda row: terms.decision_of(row.decision)),
            Column("comments", _("Comments"), Kind.NUMBER, sort_by=(SortColumn("n_comments", "comments"),)),
        ),
        filters=(
            ChoiceFilter("look", _("What to look at"), looks()),
            MultiChoiceFilter("proposal", _("Proposal"), _choices(Proposal)),
            MultiChoiceFilter("decision", _("Decision"), (("none", _("Not yet")), *_choices(Decision))),
        ),
        default_sort="code",
        search_label=_("Search districts"),
        search_hint=_("First letters of a district, or words of a place."),
        tie=TIE,
    )


def looks() -> tuple[tuple[str, str], ...]:
    """Return what may be looked for, by the names that the query knows."""
    return (
        ("changing", _("A change is proposed")),
        ("undecided", _("Not decided")),
        ("no-place", _("No polling place")),
        ("inaccessible", _("Place is not accessible")),
        ("unassessed", _("Access of the place not assessed")),
        ("outside", _("Place lies outside the district")),
        ("crowded", _("More electors than guidance has for its stations")),
    )


def comments_table() -> TableSpec:
    """Return the table of the comments on a review."""
    return TableSpec(
        name="review-comments",
        columns=(
            Column(
                "reference",
                _("Comment"),
                sortable=True,
                href=lambda row: reverse("place_reviews:comment", args=[row.reference]),
            ),
            Column("received_on", _("Received"), Kind.DATE, sortable=True),
            Column("voice", _("From"), sortable=True, value=lambda row: str(Voice(row.voice).label)),
            Column("name", _("Name"), hidden_by_default=True),
            Column("about", _("District"), value=lambda row: row.about or _("All")),
            Column("view", _("View"), sortable=True, value=lambda row: str(View(row.view).label)),
            Column("words", _("Comment"), value=lambda row: row.words[:200]),
            Column("answer", _("Answer"), value=lambda row: row.answer[:200]),
            Column("late", _("Late"), hidden_by_default=True, value=lambda row: _("Yes") if row.late else _("No")),
        ),
        filters=(
            MultiChoiceFilter("voice", _("From"), _choices(Voice)),
            MultiChoiceFilter("view", _("View"), _choices(View)),
            YesNoFilter("answered", _("Answered")),
        ),
        default_sort="-received_on",
        search_label=_("Search comments"),
        search_hint=_("Words, name, district or reference."),
        tie=TIE,
    )


def _choices(kind: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((one.value, str(one.label)) for one in kind)
