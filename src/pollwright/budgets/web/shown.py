"""How a budget and a heading are shown: figures, facts, parts, and the chart of what was spent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.budgets.queries.figures import HeadingFigures
from pollwright.budgets.queries.lists import BudgetRecord, HeldChange, UnmatchedCode
from pollwright.budgets.states import ChangeKind, Payer, Pot, Remedy, Sort, Spread
from pollwright.budgets.sums import Sums, total
from pollwright.budgets.web import terms
from pollwright.pages import wording
from pollwright.pages.charts import Chart, Point, Shape
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow

_AMOUNTS = ("original", "latest", "actual", "committed", "available", "forecast", "variance")


def figures(of: Sums) -> tuple[Figure, ...]:
    """Return the numbers that matter."""
    return (
        Figure(_("Latest estimate"), wording.money(of.latest)),
        Figure(_("Spent"), wording.money(of.actual)),
        Figure(_("Ordered"), wording.money(of.committed)),
        Figure(_("Available"), wording.money(of.available), alarm=of.available < 0 <= of.latest),
        Figure(_("Forecast"), wording.money(of.forecast)),
        Figure(_("Variance"), wording.money(of.variance), note=_("Above nought is adverse"), alarm=of.variance > 0),
    )


def facts(found: BudgetRecord) -> tuple[SummaryRow, ...]:
    """Return what is known of a budget."""
    held = found.held
    rows = [SummaryRow(_("State"), terms.budget_tag(held.state))]
    if held.agreed_on:
        rows.append(SummaryRow(_("Agreed by Council"), wording.plain_day(held.agreed_on), note=held.minute))
        rows.append(SummaryRow(_("Confirmed by"), held.agreed_by))
    else:
        entered = sum(1 for one in found.headings if one.entered is not None)
        many = _("%(entered)s of %(all)s headings") % {"entered": entered, "all": len(found.headings)}
        rows.append(SummaryRow(_("Amounts entered by finance"), many))
        asked = sum(one.bid or 0 for one in found.headings)
        rows.append(SummaryRow(_("What the service asks for"), wording.money(asked)))
    if held.closed_on:
        rows.append(SummaryRow(_("Closed"), wording.plain_day(held.closed_on), note=held.closed_by))
    return tuple(rows)


def notes(found: BudgetRecord) -> tuple[str, ...]:
    """Return what is to be seen before the figures."""
    said = []
    if many := len(found.unexplained):
        words = ngettext("%(n)s variance is to be explained.", "%(n)s variances are to be explained.", many)
        said.append(words % {"n": many})
    if many := len(found.unmatched):
        words = ngettext(
            "%(n)s code of the ledger belongs to no heading.", "%(n)s codes of the ledger belong to no heading.", many
        )
        said.append(words % {"n": many})
    if many := found.waiting:
        words = ngettext("%(n)s virement waits for approval.", "%(n)s virements wait for approval.", many)
        said.append(words % {"n": many})
    return tuple(said)


def sections(found: BudgetRecord, *, finance: bool) -> tuple[Section, ...]:
    """Return the parts of a budget's page."""
    reference = found.held.reference
    lists = (
        NavItem(_("Headings"), reverse("budgets:headings", args=[reference])),
        NavItem(_("Orders"), reverse("budgets:orders", args=[reference])),
        NavItem(_("Virements"), reverse("budgets:virements", args=[reference])),
        NavItem(_("Changes of estimates"), reverse("budgets:changes", args=[reference])),
        NavItem(_("Rows of the ledger"), reverse("budgets:ledger", args=[reference])),
        NavItem(_("In the plan"), reverse("budgets:plans", args=[reference])),
    )
    pots = [(str(pot.label), [one.sums for one in found.headings if one.pot == pot]) for pot in Pot]
    payers = [(str(payer.label), [one.sums for one in found.headings if one.payer == payer]) for payer in Payer]
    whole = (_("Net cost of service"), [one.sums for one in found.headings])
    parts = [
        Section(_("Lists"), links=lists),
        Section(_("By pot"), table=_summed(_("By pot"), _("Pot"), [*pots, whole])),
        Section(_("By who pays in the end"), table=_summed(_("By who pays in the end"), _("Paid by"), payers)),
    ]
    if found.unexplained:
        parts.append(Section(_("Variances to be explained"), table=_unexplained(found)))
    if found.unmatched:
        table = unmatched(found.unmatched, reference if finance else "")
        parts.append(Section(_("Codes of the ledger without a heading"), table=table))
    return (*parts, Section(_("Extracts of the ledger"), table=_extracts(found)), _reports(found))


def chart(found: BudgetRecord) -> Chart | None:
    """Return what was spent up to each month, once there are two months; no chart where it falls below nought."""
    points, spent = [], 0
    for month, pence in found.by_month:
        spent += pence
        points.append(Point(wording.short_month(month), spent / 100))
    if len(points) < 2 or any(point.value < 0 for point in points):
        return None
    return Chart(_("Spent up to each month"), _("Month"), _("Pounds"), tuple(points), Shape.LINE, "spent")


def heading_facts(one: HeadingFigures) -> tuple[SummaryRow, ...]:
    """Return what is known of a heading."""
    rows = [
        SummaryRow(_("Pot"), str(Pot(one.pot).label)),
        SummaryRow(_("Kind"), str(Sort(one.sort).label)),
        SummaryRow(_("Paid by in the end"), str(Payer(one.payer).label)),
        SummaryRow(_("How it is spent"), str(Spread(one.spread).label)),
        SummaryRow(_("Codes of the ledger"), one.codes or _("None")),
        SummaryRow(_("Original budget"), _original(one), note=one.entered_by),
    ]
    if one.bid is not None:
        rows.append(SummaryRow(_("What the service asks for"), wording.money(one.bid)))
    if one.poll:
        rows.append(SummaryRow(_("Poll"), one.poll_title or one.poll, href=reverse("elections:poll", args=[one.poll])))
    if one.own_forecast is not None:
        rows.append(SummaryRow(_("Forecast of an officer"), wording.money(one.own_forecast), note=one.forecast_reason))
    if one.explanation:
        said = wording.money(one.explained)
        rows.append(SummaryRow(_("Explanation"), one.explanation, note=f"{said}, {one.explained_by}"))
        rows.append(SummaryRow(_("What is done about it"), str(Remedy(one.remedy).label)))
    return tuple(rows)


def estimates(one: HeadingFigures, changes: Sequence[HeldChange]) -> Section:
    """Return the versions of the latest estimate of a heading, each with its day and reason."""
    latest = one.entered or 0
    first = (
        Cell(),
        Cell(_("Original")),
        Cell(),
        Cell(wording.money(latest), numeric=True),
        Cell(),
        Cell(one.entered_by),
    )
    rows = [first]
    for change in changes:
        latest += change.pence
        why = "; ".join(part for part in (change.reason, change.minute) if part)
        rows.append(
            (
                Cell(wording.short_day(change.decided_on)),
                Cell(str(ChangeKind(change.kind).label), href=_virement_href(change)),
                Cell(wording.money(change.pence), numeric=True),
                Cell(wording.money(latest), numeric=True),
                Cell(why),
                Cell(change.made_by),
            )
        )
    headings = (_("Decided"), _("Why"), _("Change"), _("Latest"), _("Reason"), _("By"))
    return Section(
        _("Versions of the estimate"), table=PlainTable(_("Versions of the estimate"), headings, tuple(rows))
    )


def unmatched(codes: Iterable[UnmatchedCode], budget: str) -> PlainTable:
    """Return the codes that belong to no heading; each leads to where it is assigned where `budget` is given."""
    rows = tuple(
        (
            Cell(one.code, href=_assign_href(budget, one.code)),
            Cell(one.title),
            Cell(wording.number(one.rows), numeric=True),
            Cell(wording.money(one.pence), numeric=True),
        )
        for one in codes
    )
    headings = (_("Code"), _("Last description"), _("Rows"), _("Amount"))
    return PlainTable(_("Codes without a heading"), headings, rows, _("Every code belongs to a heading."))


def _assign_href(budget: str, code: str) -> str:
    return f"{reverse('budgets:assign', args=[budget])}?{urlencode({'code': code})}" if budget else ""


def _original(one: HeadingFigures) -> str:
    return _("To be entered by finance") if one.entered is None else wording.money(one.entered)


def _virement_href(change: HeldChange) -> str:
    return reverse("budgets:virement", args=[change.virement.reference]) if change.virement else ""


def _summed(caption: str, first: str, groups: Sequence[tuple[str, list[Sums]]]) -> PlainTable:
    headings = (
        first, _("Original"), _("Latest"), _("Actual"), _("Ordered"), _("Available"), _("Forecast"), _("Variance"),
    )  # fmt: skip
    rows = []
    for name, parts in groups:
        if parts:
            of = total(parts)
            amounts = (Cell(wording.money(getattr(of, each)), numeric=True) for each in _AMOUNTS)
            rows.append((Cell(name), *amounts))
    return PlainTable(caption, headings, tuple(rows), _("There is no heading yet."))


def _unexplained(found: BudgetRecord) -> PlainTable:
    rows = tuple(
        (
            Cell(one.name, href=terms.heading_href(one.reference)),
            Cell(wording.money(one.sums.latest), numeric=True),
            Cell(wording.money(one.sums.forecast), numeric=True),
            Cell(wording.money(one.sums.variance), numeric=True),
        )
        for one in found.headings
        if one.id in found.unexplained
    )
    return PlainTable(_("Variances"), (_("Heading"), _("Latest"), _("Forecast"), _("Variance")), rows)


def _extracts(found: BudgetRecord) -> PlainTable:
    rows = tuple(
        (
            Cell(one.reference, href=reverse("budgets:extract", args=[one.reference])),
            Cell(wording.short_day(one.read_on)),
            Cell(wording.number(one.rows), numeric=True),
            Cell(wording.money(one.control), numeric=True),
            Cell(tag=terms.extract_tag(one.state)),
        )
        for one in found.extracts
    )
    headings = (_("Extract"), _("Read"), _("Rows"), _("Control total"), _("State"))
    return PlainTable(_("Extracts"), headings, rows, _("No extract was read."))


def _reports(found: BudgetRecord) -> Section:
    rows = tuple(
        (
            Cell(one.reference),
            Cell(one.title),
            Cell(wording.short_day(one.made_at)),
            Cell(one.made_by),
            Cell(_("PDF"), href=reverse("files:download", args=[one.pdf.token])),
            Cell(_("Word file"), href=reverse("files:download", args=[one.docx.token])),
        )
        for one in found.reports
    )
    headings = (_("Report"), _("Title"), _("Made"), _("By"), _("As PDF"), _("As Word file"))
    return Section(_("Reports"), table=PlainTable(_("Reports"), headings, rows, _("No report was made.")))
