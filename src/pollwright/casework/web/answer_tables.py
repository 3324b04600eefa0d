"""The tables of standard answers, and of the disclosure log."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from pollwright.casework.queries.standard_answers import AnswerRow
from pollwright.casework.states import CaseKind, OfficeKind, Outcome
from pollwright.casework.web import terms
from pollwright.pages.tables import (
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    YesNoFilter,
)
from pollwright.pages.tags import Colour, Tag

TIE = SortColumn("pk", "id")


def answers_table(on: date) -> TableSpec:
    """Return the table of standard answers."""
    return TableSpec(
        name="standard-answers",
        columns=(
            Column("question", _("What is asked"), sortable=True, href=lambda row: terms.answer_href(row.reference)),
            Column("words", _("Answer"), hidden_by_default=True),
            Column("kinds", _("Serves"), value=_kinds),
            Column("review_on", _("Review by"), Kind.DATE, sortable=True),
            Column("state", _("Review"), Kind.TAG, value=lambda row: _review(row, on)),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Serves"), tuple((one.value, str(one.label)) for one in CaseKind)),
            YesNoFilter("retired", _("Retired")),
        ),
        default_sort="question",
        search_label=_("Search standard answers"),
        search_hint=_("Words of the question or of the answer, or its reference."),
        tie=TIE,
    )


def disclosures_table() -> TableSpec:
    """Return the disclosure log. Nobody who asked stands in it."""
    return TableSpec(
        name="disclosures",
        columns=(
            Column("reference", _("Case"), sortable=True, href=lambda row: terms.case_href(row.reference)),
            Column("disclosed_title", _("What was asked for"), sortable=True),
            Column("kind", _("Law"), value=lambda row: str(CaseKind(row.kind).label)),
            Column("office", _("Of whom"), hidden_by_default=True, value=lambda row: str(OfficeKind(row.office).label)),
            Column("received_on", _("Received"), Kind.DATE, sortable=True),
            Column("answered_on", _("Answered"), Kind.DATE, sort_by=(SortColumn("answered_on", nullable=True),)),
            Column("outcome", _("Outcome"), value=lambda row: str(Outcome(row.outcome).label) if row.outcome else ""),
            Column("grounds", _("Grounds of refusal"), value=lambda row: ", ".join(row.grounds)),
            Column("disclosed_words", _("What was answered"), hidden_by_default=True),
            Column("disclosed_on", _("On the log since"), Kind.DATE, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("outcome", _("Outcome"), tuple((one.value, str(one.label)) for one in Outcome)),
            DateRangeFilter("answered", _("Answered")),
        ),
        default_sort="-answered_on",
        search_label=_("Search the log"),
        search_hint=_("Words of what was asked for or answered, or the reference of the case."),
        tie=TIE,
    )


def _kinds(row: AnswerRow) -> str:
    return ", ".join(str(CaseKind(kind).label) for kind in row.kinds)


def _review(row: AnswerRow, on: date) -> Tag | None:
    if row.retired_on is not None:
        return Tag(_("Retired"), Colour.GREY)
    return Tag(_("Overdue"), Colour.RED) if row.review_on < on else None
