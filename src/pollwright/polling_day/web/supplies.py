"""Sundries, packing lists and equipment."""

from __future__ import annotations

from collections.abc import Mapping
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
from pollwright.authorities.clock import moment, today
from pollwright.pages.forms import Checkboxes, Choice, Confirmation, Form, NumberField, Select, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.polling_day.operations import equipment, supplies
from pollwright.polling_day.papers.sheets import box_labels_pdf, packing_pdf
from pollwright.polling_day.queries import equipment as equipment_queries
from pollwright.polling_day.queries import packing as packing_queries
from pollwright.polling_day.queries.boxes import board
from pollwright.polling_day.queries.desk_rows import desk_named
from pollwright.polling_day.queries.stations_of_day import polls_of_day, station_numbered, stations_of_day
from pollwright.polling_day.states import AssetKind, Condition, Per
from pollwright.polling_day.web import supplies_tables, terms
from pollwright.polling_day.web.desk import GET_OR_POST, LIST
from pollwright.polling_day.web.late import RECORD, crumbs
from pollwright.polling_day.web.stations import pdf_response
from pollwright.stations.web.terms import whole

Typed = Mapping[str, Any]
_SUNDRY = (
    TextField("name", gettext_lazy("What")),
    Select("per", gettext_lazy("How many depends on"), choices=terms.choices(Per)),
    NumberField("quantity", gettext_lazy("How many for each"), least=1, most=9999),
    NumberField(
        "size", gettext_lazy("Electors for whom that is enough"), least=1, most=9999,
        hint=gettext_lazy("Only where it depends on electors; else 1."),
    ),
    NumberField("least", gettext_lazy("At least, for every station"), least=0, most=9999),
)  # fmt: skip
NEW_SUNDRY = Form(*_SUNDRY)
CHANGE_SUNDRY = Form(
    terms.VERSION, *_SUNDRY, Confirmation("withdrawn", gettext_lazy("It is not packed any more"), required=False)
)
_ASSET = (
    TextField("name", gettext_lazy("What")),
    Select("kind", gettext_lazy("Kind"), choices=terms.choices(AssetKind)),
    NumberField("count", gettext_lazy("How many"), least=0, most=99_999),
    Select("condition", gettext_lazy("Condition"), choices=terms.choices(Condition)),
    TextField("place", gettext_lazy("Where"), noun=gettext_lazy("where it is kept")),
    TextField("note", gettext_lazy("Note"), longest=500, required=False),
)
NEW_ASSET = Form(*_ASSET)
CHANGE_ASSET = Form(terms.VERSION, *_ASSET)
FILL = Form(Confirmation("sure", gettext_lazy("Add everything that the law asks of stations, and what practice has")))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def sundries(request: HttpRequest) -> HttpResponseBase:
    """Show the catalogue of sundries."""
    actor = actor_of(request)
    may = actor.may(Permission.STATIONS_EDIT)
    listing = Listing(
        supplies_tables.sundries_table(editable=may),
        lambda asked: packing_queries.sundries(actor.authority_id, asked),
        None,
        name="sundries",
        caption=_("Sundries"),
        empty=_("The catalogue is empty, or nothing in it matches."),
    )
    links = (
        NavItem(_("Add a sundry"), reverse("polling_day:sundry-new")),
        NavItem(_("Fill the catalogue"), reverse("polling_day:sundries-fill")),
    )
    way = (Crumb(_("Polling days"), reverse("polling_day:desks")),)
    made = partial(ListPage, _("Sundries"), links=links if may else (), crumbs=way)
    return list_response(request, LIST, listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def sundries_fill(request: HttpRequest) -> HttpResponse:
    """Ask whether to add what the law asks for; told, add it."""
    actor = actor_of(request)

    def perform(given: Typed) -> None:
        supplies.fill_catalogue(actor=actor)

    title = _("Fill the catalogue")
    return answered(request, Asked(title, FILL, title, perform, reverse("polling_day:sundries")))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def sundry_new(request: HttpRequest) -> HttpResponse:
    """Ask what is packed and how many; told, add it."""
    actor = actor_of(request)

    def perform(given: Typed) -> None:
        supplies.add_sundry(actor=actor, facts=_sundry(given))

    typed = {"quantity": "1", "size": "1", "least": "1"}
    title = _("Add a sundry")
    return answered(request, Asked(title, NEW_SUNDRY, title, perform, reverse("polling_day:sundries"), typed=typed))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def sundry(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what changes in a sundry; told, change it."""
    actor = actor_of(request)
    found = packing_queries.sundry_facts(actor.authority_id, reference)

    def perform(given: Typed) -> None:
        supplies.change_sundry(actor=actor, reference=reference, version=whole(given["version"]), facts=_sundry(given))

    typed = {name: getattr(found, name) for name in ("name", "per", "withdrawn")}
    typed |= {name: str(getattr(found, name)) for name in ("quantity", "size", "least", "version")}
    asked = Asked(
        _("Change a sundry"), CHANGE_SUNDRY, _("Change it"), perform, reverse("polling_day:sundries"), typed=typed,
        lead=found.source, caption=reference,
    )  # fmt: skip
    return answered(request, asked)


def _sundry(given: Typed) -> supplies.SundryFacts:
    return supplies.SundryFacts(
        given["name"], Per(given["per"]), given["quantity"], given["size"], given["least"], bool(given.get("withdrawn"))
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def packing(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show how far the packing of every station is checked."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    listing = Listing(
        supplies_tables.packing_table(reference),
        lambda asked: packing_queries.packed_page(desk, asked),
        None,
        name=f"packing-{reference}",
        caption=_("Packing lists"),
        empty=_("No station matches."),
    )
    links = (
        NavItem(_("Make packing lists"), reverse("polling_day:desk-act", args=[reference, "make-packing"])),
        NavItem(_("Note stations as packed"), reverse("polling_day:desk-act", args=[reference, "pack-all"])),
        NavItem(_("All lists as a paper"), reverse("polling_day:packing-pdf", args=[reference])),
    )
    return list_response(
        request, LIST, listing, partial(ListPage, _("Packing lists"), links=links, crumbs=crumbs(desk))
    )


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def packing_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the packing lists of all stations, or of one, as a paper."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    wanted = request.GET.get("station", "")
    chosen = [one for one in stations_of_day(desk) if wanted in ("", one.key)]
    lists = [(one, packing_queries.packing_of(desk, one.id)) for one in chosen]
    return pdf_response(packing_pdf(desk, lists, on=today(actor.authority_id)), f"packing-{reference}")


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def box_labels(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the labels of the ballot boxes, with the barcodes that are scanned when they come in."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    polls = polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal)
    found = board(desk, at=moment(actor.authority_id))
    labels = box_labels_pdf(desk, found, stations_of_day(desk), polls, on=today(actor.authority_id))
    return pdf_response(labels, f"box-labels-{reference}")


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def packing_check(request: HttpRequest, reference: str, scheme: str, number: int) -> HttpResponse:
    """Ask which lines of a station's list are packed; told, note it."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    found = station_numbered(desk, scheme, number)
    lines = packing_queries.packing_of(desk, found.id)
    packed = Checkboxes(
        "packed",
        _("What is packed"),
        required=False,
        choices=tuple(Choice(one.sundry, f"{one.quantity} × {one.name}") for one in lines),
    )

    def perform(given: Typed) -> None:
        supplies.check_packing(
            actor=actor,
            reference=reference,
            station=found.key,
            sundries=given["packed"] or [],
            at=moment(actor.authority_id),
        )

    typed = {"packed": [one.sundry for one in lines if one.checked_at]}
    lead = _("What is not ticked counts as not packed.") if lines else _("Its packing list was not made yet.")
    asked = Asked(
        _("Packing list of station %(station)s") % {"station": found.label}, Form(packed), _("Note it"), perform,
        reverse("polling_day:packing", args=[reference]), typed=typed, crumbs=crumbs(desk), lead=lead,
    )  # fmt: skip
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def assets(request: HttpRequest) -> HttpResponseBase:
    """Show the equipment."""
    actor = actor_of(request)
    listing = Listing(
        supplies_tables.assets_table(),
        lambda asked: equipment_queries.assets(actor.authority_id, asked),
        None,
        name="equipment",
        caption=_("Equipment"),
        empty=_("No equipment matches."),
    )
    may = actor.may(Permission.STATIONS_EDIT)
    links = (NavItem(_("Enter equipment"), reverse("polling_day:asset-new")),) if may else ()
    way = (Crumb(_("Polling days"), reverse("polling_day:desks")),)
    return list_response(request, LIST, listing, partial(ListPage, _("Equipment"), links=links, crumbs=way))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def asset_new(request: HttpRequest) -> HttpResponse:
    """Ask what equipment there is; told, enter it."""
    actor = actor_of(request)

    def perform(given: Typed) -> None:
        equipment.add_asset(actor=actor, facts=_asset(given))

    title = _("Enter equipment")
    return answered(request, Asked(title, NEW_ASSET, title, perform, reverse("polling_day:assets")))


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def asset(request: HttpRequest, reference: str) -> HttpResponse:
    """Show equipment and what happened to it."""
    actor = actor_of(request)
    found = equipment_queries.asset_facts(actor.authority_id, reference)
    acts = (NavItem(_("Change it"), reverse("polling_day:asset-change", args=[reference])),)
    page = RecordPage(
        title=found.name,
        caption=reference,
        crumbs=(
            Crumb(_("Polling days"), reverse("polling_day:desks")),
            Crumb(_("Equipment"), reverse("polling_day:assets")),
        ),
        acts=acts if actor.may(Permission.STATIONS_EDIT) else (),
        facts=(
            SummaryRow(_("Kind"), terms.label(AssetKind, found.kind)),
            SummaryRow(_("How many"), str(found.count)),
            SummaryRow(_("Condition"), terms.condition_tag(found.condition)),
            SummaryRow(_("Where"), found.place),
            SummaryRow(_("Note"), found.note or _("None")),
        ),
        timeline=told(timeline(actor.authority_id, "asset", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def asset_change(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what changed of equipment; told, change it."""
    actor = actor_of(request)
    found = equipment_queries.asset_facts(actor.authority_id, reference)

    def perform(given: Typed) -> None:
        equipment.change_asset(actor=actor, reference=reference, version=whole(given["version"]), facts=_asset(given))

    typed = {name: getattr(found, name) for name in ("name", "kind", "condition", "place", "note")}
    typed |= {"count": str(found.count), "version": str(found.version)}
    back = reverse("polling_day:asset", args=[reference])
    title = _("Change equipment")
    return answered(request, Asked(title, CHANGE_ASSET, _("Change it"), perform, back, typed=typed, caption=reference))


def _asset(given: Typed) -> equipment.AssetFacts:
    return equipment.AssetFacts(
        AssetKind(given["kind"]),
        given["name"],
        given["count"],
        Condition(given["condition"]),
        given["place"],
        given["note"] or "",
    )
