"""The tables of registers and of all risks."""

from __future__ import annotations

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
from pollwright.risks.schemes import Level
from pollwright.risks.states import Effect, MeasureKind, RiskState, SchemeKind, ScoreKind, SubjectKind
from pollwright.risks.web import terms

TIE = SortColumn("pk", "id")


def registers_table() -> TableSpec:
    """Return the table of registers."""
    return TableSpec(
        name="risk-registers",
        columns=(
            Column("title", _("Register"), sortable=True, href=lambda row: terms.register_href(row.reference)),
            Column("reference", _("Reference"), sortable=True),
            Column("subject_kind", _("Kept for"), value=lambda row: str(SubjectKind(row.subject_kind).label)),
            Column("service", _("Service"), sortable=True),
            Column("period", _("Period")),
            Column("scheme", _("Scheme"), value=lambda row: str(SchemeKind(row.scheme).label)),
            Column("risks", _("Risks"), Kind.NUMBER),
            Column("closed_on", _("Closed"), Kind.DATE, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kept for"), tuple((one.value, str(one.label)) for one in SubjectKind)),
            ChoiceFilter("use", _("In use"), (("in", _("In use")), ("out", _("Closed or moved")))),
        ),
        default_sort="title",
        search_label=_("Search registers"),
        search_hint=_("Title, service, period or reference."),
        tie=TIE,
    )


def risks_table() -> TableSpec:
    """Return the table of the risks of all registers."""
    return TableSpec(
        name="risks",
        columns=(
            Column("ref", _("Ref"), sortable=True),
            Column("title", _("Risk"), sortable=True, href=lambda row: terms.risk_href(row.reference)),
            Column(
                "register_title",
                _("Register"),
                sort_by=(SortColumn("register__title", "register_title"),),
                href=lambda row: terms.register_href(row.register),
            ),
            Column(
                "score",
                _("Score"),
                Kind.TAG,
                sort_by=(SortColumn("score", nullable=True),),
                value=lambda row: terms.score_tag(row.likelihood, row.impact, row.score, row.level),
            ),
            Column("owned_by", _("Owner")),
            Column("treatment_required", _("Requires treatment"), Kind.YES_NO, hidden_by_default=True),
            Column(
                "next_review_on",
                _("Next review"),
                Kind.DATE,
                sort_by=(SortColumn("next_review_on", nullable=True),),
            ),
            Column("escalated_to", _("Put before"), hidden_by_default=True),
            Column("topic", _("Topic"), sortable=True, hidden_by_default=True),
            Column("reference", _("Reference"), sortable=True, hidden_by_default=True),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.state_tag(row.state)),
        ),
        filters=(
            MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in RiskState)),
            MultiChoiceFilter("level", _("Level"), tuple((one.value, _(one.value)) for one in Level)),
            ChoiceFilter("look", _("What to look at"), looks()),
        ),
        default_sort="-score",
        search_label=_("Search risks"),
        search_hint=_("Words of the risk, its reference, topic, register or owner."),
        tie=TIE,
    )


def measures_table() -> TableSpec:
    """Return the table of controls and actions, in the columns in which such a table is taken over."""
    return TableSpec(
        name="risk-measures",
        columns=(
            Column("text", _("What"), sortable=True),
            Column("kind", _("Kind"), sortable=True, value=lambda row: str(MeasureKind(row.kind).label)),
            Column("risk", _("Risk"), href=lambda row: terms.risk_href(row.risk)),
            Column("risk_title", _("Title of the risk"), hidden_by_default=True),
            Column("register_title", _("Register"), hidden_by_default=True),
            Column("owned_by", _("Owner")),
            Column("due_on", _("Due"), Kind.DATE, sort_by=(SortColumn("due_on", nullable=True),)),
            Column("cost_pence", _("Cost"), Kind.MONEY),
            Column("effect", _("Effect"), value=lambda row: str(Effect(row.effect).label)),
            Column("done_on", _("Done"), Kind.DATE, sort_by=(SortColumn("done_on", nullable=True),)),
            Column("reference", _("Measure"), sortable=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kind"), tuple((one.value, str(one.label)) for one in MeasureKind)),
            YesNoFilter("late", _("Overdue")),
        ),
        default_sort="due_on",
        search_label=_("Search controls and actions"),
        search_hint=_("What it is, the risk, the owner or a reference."),
        tie=TIE,
    )


def scores_table() -> TableSpec:
    """Return the table of every score that a risk was given."""
    return TableSpec(
        name="risk-scores",
        columns=(
            Column("scored_on", _("Scored"), Kind.DATE, sortable=True),
            Column("risk", _("Risk"), href=lambda row: terms.risk_href(row.risk)),
            Column("risk_title", _("Title of the risk")),
            Column("register_title", _("Register"), hidden_by_default=True),
            Column("kind", _("Kind"), value=lambda row: str(ScoreKind(row.kind).label)),
            Column("likelihood", _("Likelihood")),
            Column("impact", _("Impact")),
            Column("score", _("Score"), Kind.NUMBER),
            Column("level", _("Level")),
            Column("reason", _("Why")),
            Column("scored_by", _("By")),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kind"), tuple((one.value, str(one.label)) for one in ScoreKind)),
            DateRangeFilter("scored_on", _("Scored")),
        ),
        default_sort="-scored_on",
        search_label=_("Search scores"),
        search_hint=_("The risk, why it was scored so, or who scored it."),
        tie=TIE,
    )


def looks() -> tuple[tuple[str, str], ...]:
    """Return what may be looked for, by the names that the query knows."""
    return (
        ("overdue", _("Review overdue")),
        ("unowned", _("No owner")),
        ("untreated", _("Requires treatment, no open action")),
        ("unscored", _("Not scored")),
        ("late", _("An action is late")),
        ("escalated", _("Put before somebody higher")),
        ("above", _("Above its target")),
    )
