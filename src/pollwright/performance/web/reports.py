"""The pages of reports: the list, making one, and one with its files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment, today
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.performance.operations.reporting import make_report
from pollwright.performance.queries import reports as queries
from pollwright.performance.states import ReportKind
from pollwright.performance.web import reports_forms, reports_shown, tables, terms


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
    """Ask of which quarter, for whom, and what it is to hold; told, make the report."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> Done:
        made = make_report(actor=actor, wanted=reports_forms.wanted_in(given), at=moment(actor.authority_id))
        bare = made.kind == ReportKind.COMMITTEE and not made.recommendations
        said = _("The report was made. It has no recommendations.") if bare else _("The report was made.")
        return Done(said, reverse("performance:report", args=[made.reference]))

    back = reverse("performance:reports")
    form = reports_forms.form_of(actor)
    typed = reports_forms.typed_at_first(actor, today(actor.authority_id))
    crumbs = (terms.indicators_crumb(), Crumb(_("Reports"), back))
    label = _("Make a report")
    return answered(request, Asked(label, form, label, perform, back, typed, crumbs, reports_forms.LEAD))


@require_safe
@permission_required(Permission.PERFORMANCE_VIEW)
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a report as it was made, with its files and their SHA-256."""
    actor = actor_of(request)
    found = queries.report_record(actor.authority_id, reference)
    files = ((_("Report as PDF"), found.pdf), (_("Report as Word file"), found.docx), (_("Its tables"), found.xlsx))
    page = RecordPage(
        title=found.title,
        caption=reference,
        crumbs=(terms.indicators_crumb(), Crumb(_("Reports"), reverse("performance:reports"))),
        acts=tuple(NavItem(label, reverse("files:download", args=[token])) for label, token in files if token),
        facts=reports_shown.facts(found),
        sections=reports_shown.sections(found),
        notes=reports_shown.notes(found),
    )
    return render(request, terms.RECORD, {"page": page})
