"""How an indicator is shown: facts, figures with what is behind them, charts and sparklines."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages import standard, wording
from pollwright.pages.charts import Chart, Point, Shape
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tags import Tag
from pollwright.performance.queries.figures import Figure, IndicatorRecord, IndicatorRow
from pollwright.performance.rating import Rating, year_label
from pollwright.performance.states import ActualState, Computed, ExpectedKind, Frequency, Polarity
from pollwright.performance.web import terms

SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 120, 28, 3


@dataclass(frozen=True, slots=True)
class Spark:
    """An indicator at a glance: its last figure and a line through all. The words say what the line shows."""

    code: str
    title: str
    href: str
    period: str
    target: str
    actual: str
    rating: Tag
    way: str
    path: str
    said: str


def spark(row: IndicatorRow) -> Spark:
    """Return an indicator at a glance."""
    last = row.last
    return Spark(
        row.code,
        row.title,
        terms.indicator_href(row.reference),
        last.period.label if last else "",
        last.target if last else "",
        last.text if last else "",
        terms.rating_tag(last.rating if last else Rating.GREY),
        terms.direction_words(last.direction) if last else "",
        _line(row.figures),
        ", ".join(f"{one.period.label} {one.text}" for one in row.figures),
    )


def facts(found: IndicatorRecord) -> tuple[SummaryRow, ...]:
    """Return what is known of an indicator."""
    row, now = found.row, found.definitions[0]
    tolerance = _("The usual") if found.tolerance is None else wording.number(found.tolerance.normalize())
    rows = [
        SummaryRow(_("What it means"), now.meaning, note=_("Version %(number)s") % {"number": now.number}),
        SummaryRow(_("Formula"), now.formula or _("Not said")),
        SummaryRow(_("Source of the data"), now.source or _("Not said")),
        SummaryRow(_("How"), str(Computed(row.computed).label)),
        SummaryRow(_("Service"), row.service or _("Not said")),
        SummaryRow(_("Owner"), row.owned_by or _("Nobody")),
        SummaryRow(_("Checker"), found.checker_text or _("Nobody")),
        SummaryRow(_("Due"), str(Frequency(row.frequency).label)),
        SummaryRow(_("Polarity"), str(Polarity(found.polarity).label)),
        SummaryRow(_("Tolerance in points"), tolerance),
    ]
    if row.computed == Computed.CANVASS:
        rows.append(SummaryRow(_("Route 1 without a reply is complete"), wording.yes_no(now.route_1_counts)))
    if row.computed == Computed.ALTERATIONS:
        rows.append(SummaryRow(_("A change taken back counts as missed"), wording.yes_no(now.taken_back_counts)))
    if row.withdrawn_on:
        rows.append(SummaryRow(_("No longer used since"), wording.day(row.withdrawn_on)))
    return tuple(rows)


def figures(found: IndicatorRecord) -> tuple[standard.Figure, ...]:
    """Return the last figure, its target and its rating."""
    last = found.row.last
    if last is None:
        return ()
    href = _behind(found.row, last)
    return (
        standard.Figure(last.period.label, last.text, href, alarm=last.rating is Rating.RED),
        standard.Figure(_("Target"), last.target or _("None")),
        standard.Figure(_("Rating"), terms.rating_tag(last.rating).text),
    )


def sections(found: IndicatorRecord, *, signs: bool) -> tuple[Section, ...]:
    """Return the parts of an indicator's page."""
    return (
        Section(_("Actuals"), table=_actuals(found.row, signs=signs)),
        Section(_("Targets and forecasts"), table=_expected(found)),
        Section(_("Quality of the data"), table=_quality(found)),
        Section(_("Versions of the definition"), table=_definitions(found)),
    )


def chart(found: IndicatorRecord) -> Chart | None:
    """Return the figures over time, from the second number on."""
    held = [one for one in found.row.figures if one.value is not None and one.value >= 0]
    if len(held) < 2:
        return None
    points = tuple(Point(one.period.label, float(one.value or 0), one.text) for one in held)
    return Chart(_("Actuals"), _("Period"), found.unit or _("Actual"), points, Shape.LINE, "actuals")


def _actuals(row: IndicatorRow, *, signs: bool) -> PlainTable:
    headings = (
        _("Period"), _("Actual"), _("Of"), _("Target"), _("Rating"), _("Since the last"), _("How"), _("Commentary"),
        _("Signed off"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(one.period.label, href=_behind(row, one)),
            Cell(one.text, numeric=True),
            Cell(_of(one)),
            Cell(one.target),
            Cell(tag=terms.rating_tag(one.rating)),
            Cell(terms.direction_words(one.direction)),
            Cell(_how(one)),
            Cell(" ".join(part for part in (one.commentary, _parts(one)) if part)),
            _signed(row, one, signs),
        )
        for one in reversed(row.figures)
    )
    return PlainTable(_("Actuals"), headings, rows, _("No figure is entered."))


def _behind(row: IndicatorRow, figure: Figure) -> str:
    if not row.computed or figure.historic:
        return ""
    return reverse("performance:behind", args=[row.reference, figure.period.year, figure.period.quarter])


def _of(figure: Figure) -> str:
    if figure.numerator is None or figure.denominator is None:
        return ""
    part, whole = wording.number(figure.numerator), wording.number(figure.denominator)
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole}


def _how(figure: Figure) -> str:
    if figure.historic:
        return _("Historic, with source, not computed: %(source)s") % {"source": figure.source}
    return _("Version %(number)s of the definition") % {"number": figure.definition}


def _parts(figure: Figure) -> str:
    words = {
        "response_only": _("Counting responses alone"),
        "required_response": _("Routes 2 and 3 that responded"),
        "without_return": _("Without any return"),
    }
    return "; ".join(f"{words[name]}: {value}" for name, value in figure.parts.items())


def _signed(row: IndicatorRow, figure: Figure, signs: bool) -> Cell:
    if figure.state == ActualState.SIGNED:
        return Cell(figure.signed_by)
    if not signs:
        return Cell(_("Not yet"))
    href = reverse("performance:sign", args=[row.reference, figure.period.year, figure.period.quarter])
    return Cell(_("Sign off"), href=href)


def _expected(found: IndicatorRecord) -> PlainTable:
    rows = tuple(
        (Cell(one.period.label), Cell(str(ExpectedKind(one.kind).label)), Cell(one.text)) for one in found.expected
    )
    headings = (_("Period"), _("Kind"), _("As typed"))
    return PlainTable(_("Targets and forecasts"), headings, rows, _("No target is set."))


def _quality(found: IndicatorRecord) -> PlainTable:
    rows = tuple(
        (
            Cell(year_label(one.year)),
            *(Cell("" if score is None else str(score), numeric=True) for score in one.scores.values()),
            Cell(one.statement),
        )
        for one in found.quality
    )
    headings = (
        _("Year"), _("Accuracy"), _("Validity"), _("Reliability"), _("Timeliness"), _("Relevance"), _("Completeness"),
        _("Statement"),
    )  # fmt: skip
    return PlainTable(_("Quality of the data"), headings, rows, _("The quality of the data is not stated."))


def _definitions(found: IndicatorRecord) -> PlainTable:
    rows = tuple(
        (Cell(str(one.number)), Cell(wording.short_day(one.valid_from)), Cell(one.meaning), Cell(one.reason))
        for one in found.definitions
    )
    headings = (_("Version"), _("From"), _("What it means"), _("Why"))
    return PlainTable(_("Versions of the definition"), headings, rows)


def _line(figures_of: tuple[Figure, ...]) -> str:
    """Return the path of a sparkline; empty for fewer than two numbers."""
    values = [float(one.value) for one in figures_of if one.value is not None]
    if len(values) < 2:
        return ""
    least, most = min(values), max(values)
    room = SPARK_HEIGHT - 2 * SPARK_EDGE
    points = [
        (
            round(SPARK_EDGE + place * (SPARK_WIDTH - 2 * SPARK_EDGE) / (len(values) - 1), 1),
            round(
                SPARK_HEIGHT - SPARK_EDGE - (room * (value - least) / (most - least) if most > least else room / 2), 1
            ),
        )
        for place, value in enumerate(values)
    ]
    return "M" + " L".join(f"{x} {y}" for x, y in points)
