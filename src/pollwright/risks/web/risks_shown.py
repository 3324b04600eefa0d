"""How a risk is shown: its facts, what to look at, its scores with their chart, and what is done about it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages import wording
from pollwright.pages.charts import Chart, Point, Shape
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.risks.queries.records import LinkRow, MeasureRow, RiskRecord, ScoreRow
from pollwright.risks.schemes import SCHEMES, TITLES, Scheme
from pollwright.risks.states import Effect, MeasureKind, RiskState, ScoreKind, SubjectKind
from pollwright.risks.web import terms


def facts(found: RiskRecord) -> tuple[SummaryRow, ...]:
    """Return what is known of a risk."""
    row = found.row
    impacts = tuple(
        f"{title}: {row.impacts[category]}" for category, title in TITLES.items() if category in row.impacts
    )
    closed = wording.day(row.closed_on) or row.closed_text
    return (
        SummaryRow(_("State"), terms.state_tag(row.state)),
        SummaryRow(_("Residual score"), terms.score_tag(row.likelihood, row.impact, row.score, row.level)),
        *((SummaryRow(_("Impact by category"), impacts),) if impacts else ()),
        SummaryRow(_("Register"), row.register_title, href=terms.register_href(row.register)),
        SummaryRow(_("Topic"), row.topic or _("None")),
        SummaryRow(_("Owner"), row.owned_by or _("Nobody")),
        SummaryRow(_("Reason for assessment"), row.reason or _("None")),
        SummaryRow(_("Requires treatment"), wording.yes_no(row.treatment_required) or _("Not said")),
        SummaryRow(_("Last review"), wording.day(row.last_review_on) or _("Not said")),
        SummaryRow(_("Next milestone"), wording.day(row.next_milestone_on) or _("Not said")),
        SummaryRow(_("Next review"), wording.day(row.next_review_on) or _("Not said")),
        *((SummaryRow(_("Closed"), closed),) if closed else ()),
        *((SummaryRow(_("Put before"), row.escalated_to),) if row.escalated_to else ()),
        *(
            (SummaryRow(_("Moved from"), f"{found.moved_score}", href=terms.risk_href(found.moved_from)),)
            if found.moved_from
            else ()
        ),
    )


def notes(found: RiskRecord, on: date) -> tuple[str, ...]:
    """Return what somebody should look at; none of it blocks anything."""
    row = found.row
    if row.state == RiskState.PROPOSED:
        return (
            _(
                "This risk was moved from the scheme of classes. Its inherent score is only proposed: decide it, and"
                " the residual score, before it stands in the matrix."
            ),
        )
    said = []
    if row.state == RiskState.OPEN and not row.owned_by:
        said.append(_("The risk has no owner."))
    if row.state == RiskState.OPEN and row.next_review_on is not None and row.next_review_on < on:
        said.append(_("Its review is overdue."))
    actions = [one for one in found.measures if one.kind == MeasureKind.ACTION and one.done_on is None]
    if row.state == RiskState.OPEN and row.treatment_required and not actions:
        said.append(_("It requires treatment, and no action is open."))
    return tuple(said)


def sections(found: RiskRecord, *, editable: bool) -> tuple[Section, ...]:
    """Return the parts of a risk's page."""
    return (
        Section(_("Controls and actions"), table=_measures(found.measures, editable)),
        Section(_("Scores"), table=_scores(found.scores)),
        Section(_("Linked with"), table=_links(found, editable)),
    )


def chart(found: RiskRecord) -> Chart | None:
    """Return the residual scores over time, from the second on; in classes the likelihood, where F is 1 and A is 6."""
    scores = [score for score in found.scores if score.kind == ScoreKind.RESIDUAL]
    if len(scores) < 2:
        return None
    numeric = found.row.scheme == Scheme.NUMERIC
    return Chart(
        _("Residual score") if numeric else _("Likelihood: F is 1, A is 6"),
        _("Scored"),
        _("Score") if numeric else _("Likelihood"),
        tuple(Point(wording.short_day(score.scored_on), _height(score)) for score in scores),
        Shape.LINE,
        "scores",
    )


def _height(score: ScoreRow) -> int:
    if score.score is not None:
        return score.score
    marks = [step.mark for step in reversed(SCHEMES[Scheme.CLASSES].likelihoods)]
    return marks.index(score.likelihood) + 1


def _measures(measures: tuple[MeasureRow, ...], editable: bool) -> PlainTable:
    headings = (_("What is done"), _("Kind"), _("Owner"), _("By"), _("Cost"), _("State"))
    rows = tuple(
        (
            Cell(one.text, href=reverse("risks:measure-act", args=[one.reference, "change"]) if editable else ""),
            Cell(str(MeasureKind(one.kind).label)),
            Cell(one.owner or one.owner_text),
            Cell(wording.short_day(one.due_on)),
            Cell(wording.money(one.cost_pence), numeric=True),
            _measure_state(one, editable),
        )
        for one in measures
    )
    return PlainTable(_("Controls and actions"), headings, rows, _("Nothing is recorded."))


def _measure_state(one: MeasureRow, editable: bool) -> Cell:
    if one.kind == MeasureKind.CONTROL:
        return Cell(str(Effect(one.effect).label))
    if one.done_on is not None:
        return Cell(_("Done on %(day)s") % {"day": wording.short_day(one.done_on)})
    href = reverse("risks:measure-act", args=[one.reference, "done"]) if editable else ""
    return Cell(_("Mark as done") if href else _("Open"), href=href)


def _scores(scores: tuple[ScoreRow, ...]) -> PlainTable:
    headings = (_("Scored"), _("Score of"), _("Likelihood"), _("Impact"), _("Score"), _("Moved"), _("By"), _("Why"))
    rows = tuple(
        (
            Cell(wording.short_day(one.scored_on)),
            Cell(str(ScoreKind(one.kind).label)),
            Cell(one.likelihood),
            Cell(one.impact),
            Cell("" if one.score is None else f"{one.score} {_(one.level)}"),
            Cell(_moved(scores[:place], one)),
            Cell(one.scored_by),
            Cell(one.reason),
        )
        for place, one in enumerate(scores)
    )
    return PlainTable(_("Scores"), headings, rows[::-1], _("It was never scored."))


def _moved(before: tuple[ScoreRow, ...], now: ScoreRow) -> str:
    """Return which way a score went since the last of its kind, where both are numbers (MM-I15)."""
    last = next((one for one in reversed(before) if one.kind == now.kind), None)
    if last is None or last.score is None or now.score is None:
        return ""
    if last.score == now.score:
        return _("→ the same")
    return _("↑ up") if now.score > last.score else _("↓ down")


def _links(found: RiskRecord, editable: bool) -> PlainTable:
    rows = tuple(
        (
            Cell(one.title, href=terms.page_of(one.kind, one.reference), links=_ends(found, one) if editable else ()),
            Cell(str(SubjectKind(one.kind).label)),
            Cell(one.reference),
        )
        for one in found.links
    )
    headings = (_("Title"), _("Kind"), _("Reference"))
    return PlainTable(_("Linked with"), headings, rows, _("It is linked with nothing."))


def _ends(found: RiskRecord, one: LinkRow) -> tuple[NavItem, ...]:
    """Return the way to take a link back; only of an open risk, since one that is not is not changed."""
    if found.row.state != RiskState.OPEN:
        return ()
    return (
        NavItem(
            _("Take the link back"), reverse("risks:link-end", args=[found.row.reference, one.kind, one.reference])
        ),
    )
