"""The lists and records of calls, incidents and visits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment
from pollwright.pages import wording
from pollwright.pages.forms import Confirmation, Form, TextArea, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Page, TableRequest, TableSpec
from pollwright.polling_day.operations import calls as operations
from pollwright.polling_day.queries import logs as queries
from pollwright.polling_day.queries.desk_rows import DeskRow, desk_named
from pollwright.polling_day.states import Caller, Category, Check, Open
from pollwright.polling_day.web import tables, terms
from pollwright.polling_day.web.desk import GET_OR_POST, LIST
from pollwright.polling_day.web.late import RECORD, crumbs
from pollwright.register.operations.listing_people import leaving
from pollwright.stations.web.terms import whole

Typed = Mapping[str, Any]
PageOf = Callable[[DeskRow, TableRequest], Page[Any]]
ANSWER = Form(
    terms.VERSION,
    TextArea("answer", gettext_lazy("What they were told"), rows=3),
    TextField("follow_up", gettext_lazy("What is still to be done"), longest=500, required=False),
    Confirmation("close", gettext_lazy("Nothing is left to be done"), required=False),
)
CLOSE = Form(terms.VERSION, TextArea("outcome", gettext_lazy("What came of it"), rows=4))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def calls(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the calls of a day."""
    return _listed(request, reference, tables.calls_table(), queries.calls, _("Calls"), ("call", _("Log a call")))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def incidents(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the incidents of a day; allegations of fraud to few."""
    may = actor_of(request).may(Permission.POLLING_DAY_INTEGRITY)
    page_of = partial(queries.incidents, integrity=may)
    act = ("incident", _("Log an incident"))
    return _listed(request, reference, tables.incidents_table(), page_of, _("Incidents"), act)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def visits(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the inspectors' visits of a day."""
    act = ("visit", _("Log a visit"))
    return _listed(request, reference, tables.visits_table(), queries.visits, _("Inspectors' visits"), act)


def _listed(
    request: HttpRequest, reference: str, spec: TableSpec, page_of: PageOf, title: str, act: tuple[str, str]
) -> HttpResponseBase:
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    listing = Listing(
        spec,
        lambda asked: page_of(desk, asked),
        None,
        name=f"{spec.name}-{reference}",
        caption=title,
        empty=_("Nothing matches."),
        leaving=leaving(actor, f"{spec.name} of {reference}"),
    )
    links = (NavItem(act[1], reverse("polling_day:desk-act", args=[reference, act[0]])),)
    return list_response(request, LIST, listing, partial(ListPage, title, links=links, crumbs=crumbs(desk)))


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def call(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one call."""
    actor = actor_of(request)
    found = queries.call_facts(actor.authority_id, reference)
    desk = desk_named(actor.authority_id, found.desk)
    incident_act = reverse("polling_day:desk-act", args=[found.desk, "incident"])
    acts = (
        NavItem(_("Note the answer"), reverse("polling_day:call-answer", args=[reference])),
        NavItem(_("Log an incident of it"), f"{incident_act}?call={reference}"),
    )
    shown = found.incident and (not found.integrity or actor.may(Permission.POLLING_DAY_INTEGRITY))
    page = RecordPage(
        title=terms.label(Category, found.category),
        caption=reference,
        crumbs=(*crumbs(desk), Crumb(_("Calls"), reverse("polling_day:calls", args=[found.desk]))),
        acts=acts if found.state == Open.OPEN else (),
        facts=(
            SummaryRow(_("Station"), terms.station_words(found.number, found.venue_name)),
            SummaryRow(_("Caller"), terms.label(Caller, found.caller)),
            SummaryRow(_("Taken"), f"{wording.moment(found.taken_at)}, {found.taken_by}"),
            SummaryRow(_("What was said"), found.words),
            SummaryRow(_("Answer"), found.answer or _("None yet")),
            SummaryRow(_("Still to do"), found.follow_up or _("Nothing")),
            SummaryRow(_("State"), terms.state_tag(found.state)),
            SummaryRow(_("Closed"), _closed(found)),
            *((_incident_row(str(found.incident)),) if shown else ()),
        ),
        timeline=told(timeline(actor.authority_id, "call", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def call_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how a call was answered; told, note it."""
    actor = actor_of(request)
    found = queries.call_facts(actor.authority_id, reference)

    def perform(given: Typed) -> None:
        operations.answer_call(
            actor=actor,
            reference=reference,
            version=whole(given["version"]),
            answer=given["answer"],
            follow_up=given["follow_up"] or "",
            close=given["close"],
            at=moment(actor.authority_id),
        )

    typed = {"version": str(found.version), "answer": found.answer, "follow_up": found.follow_up}
    asked = Asked(
        _("Note the answer"), ANSWER, _("Note it"), perform, reverse("polling_day:call", args=[reference]), typed=typed,
        lead=found.words, caption=reference,
    )  # fmt: skip
    return answered(request, asked)


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def incident(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one incident."""
    actor = actor_of(request)
    may = actor.may(Permission.POLLING_DAY_INTEGRITY)
    found = queries.incident_facts(actor.authority_id, reference, integrity=may)
    desk = desk_named(actor.authority_id, found.desk)
    acts = (NavItem(_("Close it"), reverse("polling_day:incident-close", args=[reference])),)
    page = RecordPage(
        title=_("Incident %(reference)s") % {"reference": reference},
        caption=terms.station_words(found.number, found.venue_name),
        crumbs=(*crumbs(desk), Crumb(_("Incidents"), reverse("polling_day:incidents", args=[found.desk]))),
        acts=acts if found.state == Open.OPEN else (),
        facts=(
            SummaryRow(_("How bad"), terms.severity_tag(found.severity)),
            SummaryRow(_("About the integrity of the poll"), wording.yes_no(found.integrity)),
            SummaryRow(_("Happened"), wording.moment(found.happened_at)),
            SummaryRow(_("Logged by"), found.logged_by),
            SummaryRow(_("What happened"), found.words),
            SummaryRow(_("State"), terms.state_tag(found.state)),
            SummaryRow(_("Outcome"), found.outcome or _("None yet")),
            SummaryRow(_("Closed"), _closed(found)),
        ),
        timeline=told(timeline(actor.authority_id, "incident", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def incident_close(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what came of an incident; told, close it."""
    actor = actor_of(request)
    may = actor.may(Permission.POLLING_DAY_INTEGRITY)
    found = queries.incident_facts(actor.authority_id, reference, integrity=may)

    def perform(given: Typed) -> None:
        operations.close_incident(
            actor=actor,
            reference=reference,
            version=whole(given["version"]),
            outcome=given["outcome"],
            at=moment(actor.authority_id),
        )

    asked = Asked(
        _("Close an incident"), CLOSE, _("Close it"), perform, reverse("polling_day:incident", args=[reference]),
        typed={"version": str(found.version)}, lead=found.words, caption=reference,
    )  # fmt: skip
    return answered(request, asked)


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def visit(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one visit of an inspector."""
    actor = actor_of(request)
    found = queries.visit_facts(actor.authority_id, reference)
    desk = desk_named(actor.authority_id, found.desk)
    rows = tuple(
        (Cell(str(check.label)), Cell(tag=terms.answer_tag(found.answers[check.value])))
        for check in Check
        if check.value in found.answers
    )
    page = RecordPage(
        title=_("Visit to %(station)s") % {"station": terms.station_words(found.number, found.venue_name)},
        caption=reference,
        crumbs=(*crumbs(desk), Crumb(_("Inspectors' visits"), reverse("polling_day:visits", args=[found.desk]))),
        facts=(
            SummaryRow(_("Inspector"), found.inspector),
            SummaryRow(_("Arrived"), wording.moment(found.arrived_at)),
            SummaryRow(_("Note"), found.note or _("None")),
            *((_incident_row(found.incident),) if found.incident else ()),
            SummaryRow(_("Logged by"), found.logged_by),
        ),
        sections=(
            Section(_("What was found"), table=PlainTable(_("What was found"), (_("Looked at"), _("Found")), rows)),
        ),
        timeline=told(timeline(actor.authority_id, "visit", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


def _closed(found: Any) -> str:
    return f"{wording.moment(found.closed_at)}, {found.closed_by}" if found.closed_at else _("Not yet")


def _incident_row(reference: str) -> SummaryRow:
    return SummaryRow(_("Incident"), reference, href=reverse("polling_day:incident", args=[reference]))
