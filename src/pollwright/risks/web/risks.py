"""The pages of risks: the list of all, one risk with its history, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.pages.charts import Chart
from pollwright.pages.forms import FileField, Form
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.risks.operations.measures_taken import COLUMNS, import_measures
from pollwright.risks.queries import records, rows
from pollwright.risks.queries import scores as scored
from pollwright.risks.web import risks_acts, risks_shown, tables, terms

MEASURES = Form(FileField("file", _t("Table"), hint=_t("CSV or Excel"), endings=(".csv", ".xlsx")))


@dataclass(frozen=True, slots=True)
class RiskPage(RecordPage):
    """A risk with the chart of its scores."""

    chart: Chart | None = None


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.RISKS_VIEW)
def risks(request: HttpRequest) -> HttpResponseBase:
    """Show the risks of all registers in use."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    listing = Listing(
        tables.risks_table(),
        lambda asked: rows.risks(actor.authority_id, asked, on=on),
        None,
        name="risks",
        caption=_("All risks"),
        empty=_("No risk matches."),
    )
    return list_response(
        request, terms.LIST, listing, partial(ListPage, _("All risks"), crumbs=(terms.registers_crumb(),))
    )


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.RISKS_VIEW)
def measures(request: HttpRequest) -> HttpResponseBase:
    """Show the controls and actions of the risks of all registers in use."""
    actor = actor_of(request)
    on = today(actor.authority_id)
    listing = Listing(
        tables.measures_table(),
        lambda asked: rows.measures(actor.authority_id, asked, on=on),
        None,
        name="risk-measures",
        caption=_("Controls and actions"),
        empty=_("No control or action matches."),
    )
    way_in = NavItem(_("Take controls and actions over"), reverse("risks:measures-import"))
    links = (way_in,) if actor.may(Permission.RISKS_EDIT) else ()
    page = partial(ListPage, _("Controls and actions"), links=links, crumbs=(terms.registers_crumb(),))
    return list_response(request, terms.LIST, listing, page)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.RISKS_VIEW)
def scores(request: HttpRequest) -> HttpResponseBase:
    """Show every score that a risk was ever given. A score is given on the page of its risk, or by a table of risks."""
    actor = actor_of(request)
    listing = Listing(
        tables.scores_table(),
        lambda asked: scored.scores(actor.authority_id, asked),
        None,
        name="risk-scores",
        caption=_("History of scores"),
        empty=_("No score matches."),
    )
    page = partial(ListPage, _("History of scores"), crumbs=(terms.registers_crumb(),))
    return list_response(request, terms.LIST, listing, page)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.RISKS_EDIT)
def measures_take(request: HttpRequest) -> HttpResponse:
    """Ask for a table of controls and actions; given, take all of it over or say which row has a fault."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> Done:
        many = import_measures(actor=actor, content=given["file"].read(), on=today(actor.authority_id))
        return Done(_("Rows that are new or changed something: %(many)s.") % {"many": many})

    label, back = _("Take controls and actions over"), reverse("risks:measures")
    lead = _(
        "Columns: %(columns)s. Risk is the reference of the risk. A row with the reference of a measure changes it; one without"
        " adds another."
    ) % {"columns": ", ".join(COLUMNS)}
    return answered(request, Asked(label, MEASURES, label, perform, back, {}, (terms.registers_crumb(),), lead))


@require_safe
@permission_required(Permission.RISKS_VIEW)
def risk(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one risk: its scores, what is done about it, and what happened to it."""
    actor = actor_of(request)
    found = records.risk_record(actor.authority_id, reference)
    acts = risks_acts.open_acts(actor, found)
    row = found.row
    page = RiskPage(
        title=row.title,
        caption=" · ".join(part for part in (row.ref, row.reference) if part),
        crumbs=(terms.registers_crumb(), Crumb(row.register_title, terms.register_href(row.register))),
        acts=tuple(NavItem(label, reverse("risks:risk-act", args=[reference, name])) for name, label in acts),
        facts=risks_shown.facts(found),
        notes=risks_shown.notes(found, today(actor.authority_id)),
        sections=risks_shown.sections(found, editable=bool(acts)),
        timeline=told(timeline(actor.authority_id, "risk", row.id), linked=actor.may(Permission.AUDIT_VIEW)),
        chart=risks_shown.chart(found),
    )
    return render(request, "risks/risk.jinja", {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.RISKS_EDIT)
def risk_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a risk needs; told, do it."""
    actor = actor_of(request)
    found = records.risk_record(actor.authority_id, reference)
    return answered(request, risks_acts.asked(actor, found, name, on=today(actor.authority_id)))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.RISKS_EDIT)
def link_end(request: HttpRequest, reference: str, kind: str, to: str) -> HttpResponse:
    """Ask why a link of a risk is taken back; told, take it back."""
    actor = actor_of(request)
    found = records.risk_record(actor.authority_id, reference)
    return answered(request, risks_acts.unlink_asked(actor, found, kind, to))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.RISKS_EDIT)
def measure_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what changes in a control or action, or whether it is done; told, do it."""
    actor = actor_of(request)
    found = records.measure_record(actor.authority_id, reference)
    return answered(request, risks_acts.measure_asked(actor, found, name, on=today(actor.authority_id)))
