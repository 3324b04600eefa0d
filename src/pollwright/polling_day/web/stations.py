"""A station on the day, the ledger of ballot papers, turnout, and the box board."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from pollwright.pages import wording
from pollwright.pages.charts import Chart, Point, Shape
from pollwright.pages.forms import Confirmation, Form, NumberField, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Figure, ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import TableView
from pollwright.polling_day.operations import boxes, ranges
from pollwright.polling_day.papers.sheets import amendments_pdf
from pollwright.polling_day.queries import boxes as box_queries
from pollwright.polling_day.queries import ranges as range_queries
from pollwright.polling_day.queries import turnout as turnout_queries
from pollwright.polling_day.queries.desk_rows import desk_named
from pollwright.polling_day.queries.logs import late_of_station
from pollwright.polling_day.queries.stations_of_day import station_numbered
from pollwright.polling_day.states import PaperKind
from pollwright.polling_day.web import station_shown, tables, terms
from pollwright.polling_day.web.desk import GET_OR_POST, LIST
from pollwright.polling_day.web.late import RECORD, crumbs
from pollwright.register.operations.listing_people import record_list_download
from pollwright.stations.web.terms import whole

Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The box board: how many are missing, and every box."""

    title: str
    caption: str
    table: TableView
    figures: tuple[Figure, ...]
    warning: str
    note: str
    links: tuple[NavItem, ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class TurnoutPage:
    """Turnout by the hour, as a picture and a table, and every station's figures."""

    title: str
    table: TableView
    chart: Chart
    note: str
    links: tuple[NavItem, ...]
    crumbs: tuple[Crumb, ...]
    caption: str = ""


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def station(request: HttpRequest, reference: str, scheme: str, number: int) -> HttpResponse:
    """Show one station on the day."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    found = station_numbered(desk, scheme, number)
    page = RecordPage(
        title=_("Station %(number)s: %(venue)s") % {"number": number, "venue": found.venue_name},
        caption=terms.desk_title(desk),
        crumbs=crumbs(desk),
        acts=station_shown.acts(desk, found),
        facts=station_shown.facts(desk, found),
        sections=station_shown.sections(desk, found, at=moment(actor.authority_id)),
    )
    return render(request, RECORD, {"page": page})


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def amendments(request: HttpRequest, reference: str, scheme: str, number: int) -> HttpResponse:
    """Give the amendments to a station's register as a paper; it names electors, so the trail keeps it."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    found = station_numbered(desk, scheme, number)
    changes = late_of_station(desk, found.id)
    record_list_download(
        actor=actor, name=f"amendments of station {found.key}", rows=len(changes), format="pdf", narrowed_by=()
    )
    return pdf_response(amendments_pdf(desk, found, changes, on=today(actor.authority_id)), f"amendments-{number}")


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Return a PDF as a file."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def paper_ranges(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the ledger of ballot papers."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    listing = Listing(
        tables.ranges_table(),
        lambda asked: range_queries.ranges(desk, asked),
        None,
        name=f"ballot-papers-{reference}",
        caption=_("Ledger of ballot papers"),
        empty=_("No range matches."),
    )
    links = tuple(
        NavItem(words, reverse("polling_day:desk-act", args=[reference, name]))
        for name, words in (
            ("range", _("Issue ballot papers")),
            ("allot", _("Allot to all stations")),
            ("printed-ranges", _("Allot as printed")),
        )
    )
    made = partial(ListPage, _("Ledger of ballot papers"), links=links, crumbs=crumbs(desk))
    return list_response(request, LIST, listing, made)


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def paper_range(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one range of ballot papers."""
    actor = actor_of(request)
    found = range_queries.range_facts(actor.authority_id, reference)
    desk = desk_named(actor.authority_id, found.desk)
    acts = (NavItem(_("Take it back"), reverse("polling_day:range-back", args=[reference])),)
    gone = f"{wording.moment(found.taken_back_at)}: {found.taken_back_reason}" if found.taken_back_at else _("No")
    page = RecordPage(
        title=_("Numbers %(first)s to %(last)s") % {"first": found.first, "last": found.last},
        caption=reference,
        crumbs=(*crumbs(desk), Crumb(_("Ledger of ballot papers"), reverse("polling_day:ranges", args=[found.desk]))),
        acts=() if found.taken_back_at else acts,
        facts=(
            SummaryRow(_("Station"), terms.station_words(found.number, found.venue_name)),
            SummaryRow(_("Contest"), found.contest_name),
            SummaryRow(_("Papers"), f"{terms.label(PaperKind, found.kind)}: {wording.number(found.papers)}"),
            SummaryRow(_("Extra"), wording.yes_no(found.extra)),
            SummaryRow(_("Issued"), f"{wording.moment(found.issued_at)}, {found.issued_by}"),
            SummaryRow(_("Taken back"), gone),
        ),
        timeline=told(timeline(actor.authority_id, "paperrange", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def range_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a range is taken back; told, take it back."""
    actor = actor_of(request)
    found = range_queries.range_facts(actor.authority_id, reference)

    def perform(given: Typed) -> None:
        ranges.take_back_range(
            actor=actor,
            reference=reference,
            version=whole(given["version"]),
            reason=given["reason"],
            at=moment(actor.authority_id),
        )

    back = reverse("polling_day:range", args=[reference])
    typed = {"version": str(found.version)}
    form = Form(terms.VERSION, terms.REASON)
    return answered(request, Asked(_("Take ballot papers back"), form, _("Take them back"), perform, back, typed=typed))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def turnout(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show turnout by the hour: a picture, its table, and every station."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    rows = turnout_queries.turnout_rows(desk)
    hours = turnout_queries.hours(rows)
    chart = Chart(
        _("Voters by the hour, all stations"),
        _("By"),
        _("Voters"),
        tuple(Point(f"{one.hour:%H:%M}", one.voters) for one in hours),
        Shape.LINE,
        "turnout",
    )
    listing = Listing(
        tables.turnout_table(tuple(one.hour for one in hours)),
        lambda asked: turnout_queries.turnout_page(rows, asked),
        None,
        name=f"turnout-{reference}",
        caption=_("Turnout by station"),
        empty=_("No station matches."),
    )
    note = _("A station that told nothing by an hour counts with what it told before.")
    links = (NavItem(_("Log turnout"), reverse("polling_day:desk-act", args=[reference, "turnout"])),)

    def made(table: TableView) -> TurnoutPage:
        return TurnoutPage(_("Turnout"), table, chart, note, links, crumbs(desk))

    return list_response(request, "polling_day/turnout.jinja", listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def board(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the box board; it renews itself every half minute."""
    actor = actor_of(request)
    desk = desk_named(actor.authority_id, reference)
    at = moment(actor.authority_id)
    found = box_queries.board(desk, at=at)
    listing = Listing(
        tables.boxes_table(),
        lambda asked: box_queries.board_page(found, asked),
        None,
        name=f"boxes-{reference}",
        caption=_("Boxes"),
        empty=_("No box matches."),
    )
    caption = _("As at %(time)s") % {"time": wording.clock(at)}

    def made(table: TableView) -> BoardPage:
        figures, warning, note = station_shown.board_words(found)
        links = _acts_on_boxes(reference, found)
        return BoardPage(_("Box board"), caption, table, figures, warning, note, links, crumbs(desk))

    return list_response(request, "polling_day/board.jinja", listing, made)


def _acts_on_boxes(reference: str, found: box_queries.Board) -> tuple[NavItem, ...]:
    """Return what is done on the board, and the labels of the boxes that have been given."""
    links = tuple(
        NavItem(words, reverse("polling_day:desk-act", args=[reference, name]))
        for name, words in (
            ("receive", _("Receive a box")),
            ("give-boxes", _("Give boxes to stations")),
            ("box", _("A further box")),
            ("due", _("Say when boxes are due")),
        )
    )
    if any(row.code for row in found.rows):
        links += (NavItem(_("Labels of the boxes (PDF)"), reverse("polling_day:box-labels", args=[reference])),)
    return links


@require_safe
@permission_required(Permission.POLLING_DAY_LOG)
def box(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one ballot box."""
    actor = actor_of(request)
    found, desk, key = box_queries.box_facts(actor.authority_id, reference)
    named = (
        (("undo", _("Take the receipt back")),)
        if found.received_at
        else (("receive", _("Receive it")), ("seal", _("Note its seals")))
    )
    page = RecordPage(
        title=_("Box %(code)s") % {"code": reference},
        caption=_("Station %(station)s") % {"station": found.station},
        crumbs=(*crumbs(desk), Crumb(_("Box board"), reverse("polling_day:boxes", args=[desk.reference]))),
        acts=tuple(NavItem(words, reverse("polling_day:box-act", args=[reference, name])) for name, words in named),
        facts=station_shown.box_rows(found),
        timeline=told(timeline(actor.authority_id, "box", key), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_("It came in without its ballot paper account.") if found.incomplete else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLING_DAY_LOG)
def box_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a box needs; told, do it."""
    actor = actor_of(request)
    found, desk, _key = box_queries.box_facts(actor.authority_id, reference)
    makers = {"receive": _receive, "seal": _seal, "undo": _undo}
    if name not in makers:
        raise Http404
    title, form, typed, perform = makers[name](actor, found)
    back = reverse("polling_day:boxes", args=[desk.reference])

    def act(given: Typed) -> None:
        perform(given)

    caption = _("%(code)s, station %(station)s") % {"code": reference, "station": found.station}
    return answered(request, Asked(title, form, title, act, back, typed=typed, crumbs=crumbs(desk), caption=caption))


Made = tuple[str, Form, Typed, Callable[[Typed], object]]


def _receive(actor: Actor, found: box_queries.BoxRow) -> Made:
    form = Form(
        TextField("brought_by", gettext_lazy("Brought by"), noun=gettext_lazy("who brought it"), longest=150),
        TextField("seals", gettext_lazy("Numbers of the seals"), required=False, hint=gettext_lazy("Parted by commas")),
        Confirmation("account", gettext_lazy("The ballot paper account came with it"), required=False),
        NumberField("postal_packs", gettext_lazy("Bags of postal votes"), least=0, most=999),
        NumberField("bags", gettext_lazy("Other bags and packets"), least=0, most=999),
        TextField("note", gettext_lazy("Note"), longest=500, required=False),
    )

    def perform(given: Typed) -> object:
        handed = boxes.HandedOver(
            given["brought_by"],
            given["seals"] or "",
            given["account"],
            given["bags"],
            given["postal_packs"],
            given["note"] or "",
        )
        return boxes.receive_box(actor=actor, reference=found.code, handed=handed, at=moment(actor.authority_id))

    return _("Receive a box"), form, {"seals": "", "postal_packs": "0", "bags": "0"}, perform


def _seal(actor: Actor, found: box_queries.BoxRow) -> Made:
    seals = TextField("seals", gettext_lazy("Numbers of the seals"), hint=gettext_lazy("Parted by commas"))
    return (
        _("Note the seals of a box"),
        Form(terms.VERSION, seals),
        {"version": str(found.version), "seals": found.seals_out},
        lambda given: boxes.seal_box(
            actor=actor, reference=found.code, version=whole(given["version"]), seals=given["seals"]
        ),
    )


def _undo(actor: Actor, found: box_queries.BoxRow) -> Made:
    return (
        _("Take a receipt back"),
        Form(terms.VERSION, terms.REASON),
        {"version": str(found.version)},
        lambda given: boxes.undo_receipt(
            actor=actor, reference=found.code, version=whole(given["version"]), reason=given["reason"]
        ),
    )
