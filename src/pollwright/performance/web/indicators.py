"""The pages of indicators: the list, the overview, one indicator, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import today
from pollwright.pages.charts import Chart
from pollwright.pages.forms import FileField, Form, HiddenField, NumberField, TextArea
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.performance.operations.entering import sign_actual
from pollwright.performance.operations.returns import import_returns
from pollwright.performance.queries import figures as queries
from pollwright.performance.rating import Period
from pollwright.performance.web import indicators_acts, indicators_shown, tables, terms
from pollwright.performance.web.indicators_shown import Spark

SIGN = Form(
    HiddenField("version"),
    TextArea("commentary", _t("Commentary"), rows=4, required=False, hint=_t("Empty leaves the one that is there.")),
)
RETURNS = Form(
    NumberField("canvass", _t("Canvass of the year"), least=2000, most=2100, width=5),
    FileField(
        "file", _t("File of returns"), endings=(".csv", ".xlsx"), hint=_t("Columns: property, route, outcome, date.")
    ),
)
LAST_QUARTER = 4


@dataclass(frozen=True, slots=True)
class IndicatorPage(RecordPage):
    """An indicator with the chart of its figures."""

    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """All indicators at a glance, and what is late."""

    title: str
    sparks: tuple[Spark, ...]
    late: tuple[tuple[str, str], ...]
    links: tuple[NavItem, ...]


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PERFORMANCE_VIEW)
def indicators(request: HttpRequest) -> HttpResponseBase:
    """Show the indicators with their last figures."""
    actor = actor_of(request)
    listing = Listing(
        tables.indicators_table(),
        lambda asked: queries.indicators(actor.authority_id, asked),
        None,
        name="indicators",
        caption=_("Indicators"),
        empty=_("No indicator matches."),
    )
    links = [
        NavItem(_("Overview"), reverse("performance:overview")),
        NavItem(_("Reports"), reverse("performance:reports")),
        NavItem(_("Tables of indicators"), reverse("performance:tables")),
    ]
    if actor.may(Permission.PERFORMANCE_EDIT):
        links.insert(0, NavItem(_("Define an indicator"), reverse("performance:indicator-new")))
        links.append(NavItem(_("Take canvass returns over"), reverse("performance:returns")))
    return list_response(request, terms.LIST, listing, partial(ListPage, _("Indicators"), links=tuple(links)))


@require_GET
@permission_required(Permission.PERFORMANCE_VIEW)
def overview(request: HttpRequest) -> HttpResponse:
    """Show every indicator in use at a glance, and which figures are late."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    late = queries.late(actor.authority_id, calendar_of(actor.authority_id), on=on)
    page = OverviewPage(
        title=_("Overview of indicators"),
        sparks=tuple(indicators_shown.spark(row) for row in queries.indicators_of(actor.authority_id)),
        late=tuple(
            (f"{one.code} {one.title}: {one.period.label}".strip(), terms.indicator_href(one.reference)) for one in late
        ),
        links=(NavItem(_("Indicators"), reverse("performance:indicators")),),
    )
    return render(request, "performance/overview.jinja", {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PERFORMANCE_EDIT)
def indicator_new(request: HttpRequest) -> HttpResponse:
    """Ask what an indicator is; told, define it."""
    actor = actor_of(request)
    return answered(request, indicators_acts.new(actor, on=today(actor.authority_id)))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PERFORMANCE_EDIT)
def returns(request: HttpRequest) -> HttpResponse:
    """Ask for a file of canvass returns; given, take all of it over, or say which row has a fault."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> None:
        import_returns(actor=actor, canvass=given["canvass"], content=given["file"].read())

    label = _("Take canvass returns over")
    typed = {"canvass": today(actor.authority_id).year}
    lead = _(
        "Outcomes: responded, not needed (route 1 without a reply), undelivered, no response, void. A property is named"
        " by its reference or UPRN. All rows are taken over, or none."
    )
    crumbs = (terms.indicators_crumb(),)
    return answered(
        request, Asked(label, RETURNS, label, perform, reverse("performance:indicators"), typed, crumbs, lead)
    )


@require_safe
@permission_required(Permission.PERFORMANCE_VIEW)
def indicator(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an indicator: its figures, targets, what it means, and the quality of its data."""
    actor = actor_of(request)
    found = queries.indicator_record(actor.authority_id, reference)
    acts = indicators_acts.open_acts(actor, found)
    page = IndicatorPage(
        title=" ".join(part for part in (found.row.code, found.row.title) if part),
        caption=reference,
        crumbs=(terms.indicators_crumb(),),
        acts=tuple(
            NavItem(label, reverse("performance:indicator-act", args=[reference, name])) for name, label in acts
        ),
        figures=indicators_shown.figures(found),
        facts=indicators_shown.facts(found),
        sections=indicators_shown.sections(found, signs=actor.may(Permission.PERFORMANCE_SIGN)),
        timeline=told(timeline(actor.authority_id, "indicator", found.row.id), linked=actor.may(Permission.AUDIT_VIEW)),
        chart=indicators_shown.chart(found),
    )
    return render(request, "performance/indicator.jinja", {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PERFORMANCE_EDIT)
def indicator_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on an indicator needs; told, do it."""
    actor = actor_of(request)
    found = queries.indicator_record(actor.authority_id, reference)
    return answered(request, indicators_acts.asked(actor, found, name, on=today(actor.authority_id)))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PERFORMANCE_SIGN)
def sign(request: HttpRequest, reference: str, year: int, quarter: int) -> HttpResponse:
    """Ask whether a figure is signed off; confirmed, sign it."""
    actor = actor_of(request)
    found = queries.indicator_record(actor.authority_id, reference)
    held = [one for one in found.row.figures if (one.period.year, one.period.quarter) == (year, quarter)]
    if not held:
        raise Http404
    figure = held[0]

    def perform(given: Mapping[str, Any]) -> None:
        sign_actual(
            actor=actor,
            reference=reference,
            period=Period(year, quarter),
            version=terms.whole(given["version"]),
            commentary=given["commentary"] or "",
            on=today(actor.authority_id),
        )

    label = _("Sign the figure off")
    lead = _("%(figure)s for %(period)s, entered by %(who)s.") % {
        "figure": figure.text,
        "period": figure.period.label,
        "who": figure.entered_by,
    }
    typed = {"version": str(figure.version)}
    back = terms.indicator_href(reference)
    return answered(request, Asked(label, SIGN, label, perform, back, typed, (terms.indicators_crumb(),), lead))
