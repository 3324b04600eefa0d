"""Runs: which van is when at which venue, and that it was there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.law.notices import LONDON
from pollwright.pages import wording
from pollwright.pages.forms import Choice, DateField, Form, HiddenField, Radios, Select, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.polling_day.operations import equipment
from pollwright.polling_day.papers.sheets import run_sheet_pdf
from pollwright.polling_day.queries import equipment as queries
from pollwright.polling_day.queries.desk_rows import desk_named
from pollwright.polling_day.queries.equipment import DropRow, RunFacts
from pollwright.polling_day.states import DropState, RunKind
from pollwright.polling_day.web import supplies_tables, terms
from pollwright.polling_day.web.desk import GET_OR_POST, LIST
from pollwright.polling_day.web.late import RECORD, crumbs
from pollwright.polling_day.web.stations import pdf_response

Typed = Mapping[str, Any]


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def runs(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the runs of a day."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    listing = Listing(
        supplies_tables.runs_table(),
        lambda asked: queries.runs(desk, asked),
        None,
        name=f"runs-{reference}",
        caption=_("Runs"),
        empty=_("No run matches."),
    )
    links = (NavItem(_("Plan a run"), reverse("polling_day:run-new", args=[reference])),)
    left = [len(queries.venues_without_run(desk, kind)) for kind in RunKind]
    note = _("Venues on no run: %(deliveries)s for delivery, %(collections)s for collection.") % {
        "deliveries": left[0],
        "collections": left[1],
    }
    made = partial(ListPage, _("Runs"), links=links, crumbs=crumbs(desk), note=note)
    return list_response(request, LIST, listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def run_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask who drives when; told, plan the run."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    form = Form(
        TextField("name", _("Name of the run"), longest=120),
        Radios("kind", _("Which way"), choices=terms.choices(RunKind), inline=True),
        TextField("driver", _("Driver"), longest=120),
        TextField("phone", _("Phone"), longest=40, width=20, required=False),
        DateField("day", _("Day"), noun=_("the day")),
        terms.clock_field("starts", _("Sets off at")),
    )

    def perform(given: Typed) -> str:
        made = equipment.plan_run(
            actor=actor,
            reference=reference,
            name=given["name"],
            kind=RunKind(given["kind"]),
            driver=given["driver"],
            phone=given["phone"] or "",
            starts_at=datetime.combine(given["day"], terms.time_of(given["starts"]), tzinfo=LONDON),
        )
        return reverse("polling_day:run", args=[made.reference])

    back = reverse("polling_day:runs", args=[reference])
    typed = {"day": desk.day, "kind": RunKind.DELIVERY.value}
    title = _("Plan a run")
    return answered(request, Asked(title, form, title, perform, back, typed=typed, crumbs=crumbs(desk)))


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def run(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one run with its venues."""
    actor = actor_of(request)
    found = queries.run_facts(actor.authority_id, reference)
    way = (*crumbs(found.desk), Crumb(_("Runs"), reverse("polling_day:runs", args=[found.desk.reference])))
    page = RecordPage(
        title=found.run.name,
        caption=reference,
        crumbs=way,
        acts=(
            NavItem(_("Add a venue"), reverse("polling_day:run-act", args=[reference, "add"])),
            NavItem(_("Run sheet"), reverse("polling_day:run-sheet", args=[reference])),
        ),
        facts=(
            SummaryRow(_("Way"), terms.label(RunKind, found.run.kind)),
            SummaryRow(_("Driver"), f"{found.run.driver} {found.run.phone}".strip()),
            SummaryRow(_("Sets off"), wording.moment(found.run.starts_at)),
        ),
        sections=(_drops(found),),
        timeline=told(timeline(actor.authority_id, "run", found.run.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


def _drops(found: RunFacts) -> Section:
    def act(drop: DropRow, name: str) -> str:
        return f"{reverse('polling_day:run-act', args=[found.run.reference, name])}?venue={drop.venue}"

    rows = tuple(
        (
            Cell(str(one.order)),
            Cell(f"{one.due_at:%H:%M}"),
            Cell(one.venue_name, href=reverse("stations:venue", args=[one.venue])),
            Cell(one.load),
            Cell(tag=terms.drop_tag(one.state)),
            Cell(" ".join(part for part in (wording.clock(one.done_at), one.received_by, one.note) if part)),
            Cell(_("Log"), href=act(one, "log")) if one.state == DropState.PLANNED else Cell(),
            Cell(_("Take out"), href=act(one, "remove")) if one.state == DropState.PLANNED else Cell(),
        )
        for one in found.drops
    )
    headings = (_("Order"), _("Due"), _("Venue"), _("Load"), _("State"), _("What was noted"), _("Log"), _("Change"))
    return Section(_("Venues"), table=PlainTable(_("Venues"), headings, rows, _("No venue is on the run yet.")))


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def run_sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Give what the driver takes along, as a paper."""
    actor = actor_of(request)
    found = queries.run_facts(actor.authority_id, reference)
    return pdf_response(run_sheet_pdf(found, on=today(actor.authority_id)), f"run-{reference}")


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def run_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a run needs; told, do it."""
    actor = actor_of(request)
    found = queries.run_facts(actor.authority_id, reference)
    makers = {"add": _add, "log": _log, "remove": _remove}
    if name not in makers:
        raise Http404
    title, form, typed, act = makers[name](actor, found, request.GET)

    def perform(given: Typed) -> None:
        act(given)

    back = reverse("polling_day:run", args=[reference])
    asked = Asked(title, form, title, perform, back, typed=typed, crumbs=crumbs(found.desk), caption=found.run.name)
    return answered(request, asked)


Made = tuple[str, Form, Typed, Callable[[Typed], object]]


def _add(actor: Actor, found: RunFacts, query: Typed) -> Made:
    venues = queries.venues_without_run(found.desk, RunKind(found.run.kind))
    form = Form(
        Select("venue", gettext_lazy("Venue"), choices=tuple(Choice(*each) for each in venues)),
        terms.clock_field("due", gettext_lazy("Due at")),
        TextField("load", gettext_lazy("Load"), longest=500, required=False),
    )

    def perform(given: Typed) -> object:
        stop = equipment.Stop(given["venue"], terms.time_of(given["due"]), given["load"] or "")
        return equipment.add_drop(actor=actor, reference=found.run.reference, stop=stop)

    return _("Add a venue"), form, {}, perform


def _log(actor: Actor, found: RunFacts, query: Typed) -> Made:
    done = tuple(Choice(each.value, each.label) for each in (DropState.DONE, DropState.FAILED))
    form = Form(
        HiddenField("venue"),
        Radios("state", gettext_lazy("What happened"), choices=done, inline=True),
        TextField("received_by", gettext_lazy("Received by"), longest=150, required=False),
        TextField("note", gettext_lazy("Note"), longest=500, required=False),
    )

    def perform(given: Typed) -> object:
        return equipment.log_drop(
            actor=actor,
            reference=found.run.reference,
            venue=given["venue"],
            state=DropState(given["state"]),
            received_by=given["received_by"] or "",
            note=given["note"] or "",
            at=moment(actor.authority_id),
        )

    typed = {"venue": query.get("venue", ""), "state": DropState.DONE.value}
    return _("Log what happened at %(venue)s") % {"venue": _named(found, query)}, form, typed, perform


def _remove(actor: Actor, found: RunFacts, query: Typed) -> Made:
    return (
        _("Take %(venue)s out of the run") % {"venue": _named(found, query)},
        Form(HiddenField("venue")),
        {"venue": query.get("venue", "")},
        lambda given: equipment.remove_drop(actor=actor, reference=found.run.reference, venue=given["venue"]),
    )


def _named(found: RunFacts, query: Typed) -> str:
    venue = query.get("venue", "")
    return next((one.venue_name for one in found.drops if one.venue == venue), _("the venue"))
