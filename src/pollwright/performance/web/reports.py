"""The pages of reports: the list, making one, and one with its files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment, today
from pollwright.pages import wording
from pollwright.pages.forms import Choice, Form, NumberField, Radios
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.performance.operations.reporting import make_report
from pollwright.performance.papers.reports import COLUMNS
from pollwright.performance.queries import reports as queries
from pollwright.performance.rating import Period, period_of
from pollwright.performance.states import ReportKind
from pollwright.performance.web import tables, terms

QUARTERS = tuple(Choice(str(number), f"Q{number}") for number in range(1, 5))
NEW = Form(
    Radios("kind", _t("For"), choices=tuple(Choice(one.value, one.label) for one in ReportKind)),
    NumberField("year", _t("Financial year that begins in"), least=2000, most=2100, width=5),
    Radios("quarter", _t("Quarter"), choices=QUARTERS, inline=True),
)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PERFORMANCE_VIEW)
def reports(request: HttpRequest) -> HttpResponseBase:
    """Show the reports that were made."""
    actor = actor_of(request)
    listing = Listing(
        tables.reports_table(),
        lambda asked: queries.reports(actor.authority_id, asked),
        None,
        name="performance-reports",
        caption=_("Reports"),
        empty=_("No report matches."),
    )
    links: tuple[NavItem, ...] = ()
    if actor.may(Permission.PERFORMANCE_EDIT):
        links = (NavItem(_("Make a report"), reverse("performance:report-new")),)
    made = partial(ListPage, _("Reports"), links=links, crumbs=(terms.indicators_crumb(),))
    return list_response(request, terms.LIST, listing, made)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PERFORMANCE_EDIT)
def report_new(request: HttpRequest) -> HttpResponse:
    """Ask of which quarter and for whom; told, make the report."""
    actor = actor_of(request)
    now = period_of(today(actor.authority_id))
    year, quarter = (now.year, now.quarter - 1) if now.quarter > 1 else (now.year - 1, 4)

    def perform(given: Mapping[str, Any]) -> str:
        made = make_report(
            actor=actor,
            kind=ReportKind(given["kind"]),
            period=Period(given["year"], int(given["quarter"])),
            at=moment(actor.authority_id),
        )
        return reverse("performance:report", args=[made.reference])

    typed = {"kind": ReportKind.BOARD.value, "year": year, "quarter": str(quarter)}
    back = reverse("performance:reports")
    crumbs = (terms.indicators_crumb(), Crumb(_("Reports"), back))
    label = _("Make a report")
    return answered(request, Asked(label, NEW, label, perform, back, typed, crumbs))


@require_safe
@permission_required(Permission.PERFORMANCE_VIEW)
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a report as it was made, with its files and their SHA-256."""
    actor = actor_of(request)
    found = queries.report_record(actor.authority_id, reference)
    table = PlainTable(
        _("Performance indicators"),
        tuple(column.heading for column in COLUMNS),
        tuple(tuple(Cell(text) for text in line) for line in found.rows),
        _("None"),
    )
    page = RecordPage(
        title=found.title,
        caption=reference,
        crumbs=(terms.indicators_crumb(), Crumb(_("Reports"), reverse("performance:reports"))),
        acts=(
            NavItem(_("Report as PDF"), reverse("files:download", args=[found.pdf])),
            NavItem(_("Report as Word file"), reverse("files:download", args=[found.docx])),
        ),
        facts=(
            SummaryRow(_("For"), str(ReportKind(found.kind).label)),
            SummaryRow(_("Quarter"), found.period),
            SummaryRow(_("Made by"), found.made_by),
            SummaryRow(_("Made"), wording.moment(found.made_at)),
            SummaryRow(_("SHA-256 of the PDF"), found.pdf_sha256),
            SummaryRow(_("SHA-256 of the Word file"), found.docx_sha256),
        ),
        sections=(Section(_("As it was reported"), table=table),),
    )
    return render(request, terms.RECORD, {"page": page})
