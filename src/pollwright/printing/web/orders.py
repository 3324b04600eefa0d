"""Pages of ballot papers and their orders: proofs, quantities per station, release, and the printer's counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.elections.operations.printer_counts import Differs
from pollwright.elections.queries.polls import contest_facts, poll_facts
from pollwright.elections.web.polls import poll_crumb
from pollwright.elections.web.printer_counts import counts_asked
from pollwright.elections.web.terms import contest_tag
from pollwright.files.store import open_content
from pollwright.law.ballot_papers.allocation import BOOK_SIZES
from pollwright.pages import wording
from pollwright.pages.forms import Choice, Form, NumberField, Radios
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, Figure, ListPage, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Column, MultiChoiceFilter, SortColumn, TableSpec
from pollwright.pages.tables import Kind as Shown
from pollwright.pages.tags import Colour, Tag
from pollwright.printing.operations import orders as operations
from pollwright.printing.operations.packets import COLUMNS, enter_packet_counts
from pollwright.printing.queries import ballots as queries
from pollwright.printing.queries.ballots import OrderFacts
from pollwright.printing.queries.proofs import proofed_as
from pollwright.printing.states import OrderState, State
from pollwright.printing.web import terms

LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
TIE = SortColumn("pk", "id")
BOOK = Form(
    Radios(
        "book", _t("Papers in a book"), choices=tuple(Choice(str(size), str(size)) for size in BOOK_SIZES), inline=True
    )
)
COLOURS = {
    OrderState.PREPARED: Colour.BLUE,
    OrderState.RELEASED: Colour.TEAL,
    OrderState.COMPLETE: Colour.GREEN,
    OrderState.VOID: Colour.GREY,
}
USUAL_BOOK = "50"


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def ballots(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the ballot papers of a poll: of each contest the proof and the order."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    listing = Listing(
        _ballots_table(actor),
        lambda asked: queries.ballots(actor.authority_id, asked, reference),
        None,
        name=f"ballot-papers-{reference}",
        caption=_("Ballot papers"),
        empty=_("In no contest a poll is to be taken."),
    )
    links = [NavItem(_("Orders to printers"), reverse("printing:orders"))]
    if actor.may(Permission.PAPERS_PREPARE):
        links = [
            NavItem(_("Prepare proofs"), reverse("printing:prepare", args=[reference, proofed_as(facts.kind).value])),
            NavItem(_("Order all"), reverse("printing:orders-new", args=[reference])),
            *links,
        ]
    crumbs = (poll_crumb(facts), Crumb(_("Documents"), reverse("printing:documents", args=[reference])))
    made = partial(ListPage, _("Ballot papers and orders"), links=tuple(links), crumbs=crumbs, caption=facts.title)
    return list_response(request, LIST, listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def orders(request: HttpRequest) -> HttpResponseBase:
    """Show the orders of ballot papers of all polls."""
    actor = actor_of(request)
    listing = Listing(
        _orders_table(),
        lambda asked: queries.orders(actor.authority_id, asked),
        None,
        name="orders",
        caption=_("Orders to printers"),
        empty=_("No order matches."),
    )
    crumbs = (Crumb(_("Documents of polls"), reverse("printing:list")),)
    return list_response(request, LIST, listing, partial(ListPage, _("Orders to printers"), crumbs=crumbs))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def orders_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how books are bound; told, ask the worker for the orders of a poll."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> str:
        work = operations.ask_to_prepare_orders(actor=actor, reference=reference, book=int(given["book"]))
        return reverse("jobs:work", args=[work.reference])

    back = reverse("printing:ballots", args=[reference])
    lead = _("One order for each contest with an approved proof: papers for everybody who may vote, in whole books.")
    return answered(
        request,
        Asked(
            _("Order ballot papers"), BOOK, _("Prepare the orders"), perform, back, typed={"book": USUAL_BOOK},
            crumbs=(Crumb(_("Ballot papers and orders"), back),), lead=lead, caption=facts.title,
        ),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def order_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how books are bound; told, prepare the order of one contest."""
    actor = actor_of(request)
    facts = contest_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> str:
        made = operations.prepare_order(
            actor=actor, reference=reference, book=int(given["book"]), on=today(actor.authority_id),
            at=moment(actor.authority_id),
        )  # fmt: skip
        return reverse("printing:order", args=[made.reference])

    back = reverse("printing:ballots", args=[facts.poll])
    return answered(
        request,
        Asked(
            _("Order ballot papers"), BOOK, _("Prepare the order"), perform, back, typed={"book": USUAL_BOOK},
            crumbs=(Crumb(_("Ballot papers and orders"), back),), caption=facts.name,
        ),
    )  # fmt: skip


@require_GET
@permission_required(Permission.POLLS_VIEW)
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one order: its packets with their numbers, and what the printer counted."""
    actor = actor_of(request)
    found = queries.order_facts(actor.authority_id, reference)
    warning = ""
    if any(packet.wrong for packet in found.packets):
        warning = _("The printer's count of a packet differs from the papers that were ordered.")
    if found.state is OrderState.VOID:
        warning = _("This order is void: %(why)s. Nothing printed from it may be used.") % {"why": found.because}
    page = RecordPage(
        title=_("Order of ballot papers, %(area)s") % {"area": found.contest_name},
        caption=reference,
        crumbs=(
            Crumb(found.poll_title, reverse("elections:poll", args=[found.poll])),
            Crumb(_("Ballot papers and orders"), reverse("printing:ballots", args=[found.poll])),
        ),
        acts=_acts(actor, found),
        figures=(
            Figure(_("Votes on the roll") if found.rolled else _("Electors"), wording.number(found.electors)),
            Figure(_("Ballot papers"), wording.number(found.total)),
            Figure(_("Tendered papers"), wording.number(found.tendered_total)),
        ),
        facts=_facts(found),
        sections=(_packets(actor, found),),
        timeline=told(timeline(actor.authority_id, "printorder", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=warning,
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_APPROVE)
def order_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask whether an order is released or withdrawn; told, do it."""
    actor = actor_of(request)
    found = queries.order_facts(actor.authority_id, reference)
    if name not in ("release", "withdraw"):
        raise Http404
    releasing = name == "release"

    def perform(given: Mapping[str, Any]) -> None:
        version = terms.whole(given["version"])
        if releasing:
            operations.release_order(
                actor=actor, reference=reference, version=version, on=today(actor.authority_id),
                at=moment(actor.authority_id),
            )  # fmt: skip
        else:
            operations.withdraw_order(actor=actor, reference=reference, version=version, reason=given["reason"])

    title = _("Release this order to the printer") if releasing else _("Withdraw this order")
    back = reverse("printing:order", args=[reference])
    form = Form(terms.VERSION) if releasing else Form(terms.VERSION, terms.REASON)
    return answered(
        request,
        Asked(
            title, form, title, perform, back, typed={"version": found.version}, crumbs=(Crumb(reference, back),),
            caption=found.contest_name,
        ),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def packet_count(request: HttpRequest, reference: str, station: int) -> HttpResponse:
    """Ask how many papers the printer says a packet holds; told, keep it."""
    actor = actor_of(request)
    found = queries.order_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        enter_packet_counts(
            actor=actor, reference=reference, version=terms.whole(given["version"]), counts={station: given["counted"]},
            at=moment(actor.authority_id),
        )  # fmt: skip

    form = Form(terms.VERSION, NumberField("counted", _t("Papers in the packet"), least=0, most=1_000_000))
    back = reverse("printing:order", args=[reference])
    return answered(
        request,
        Asked(
            _("Printer's count"), form, _("Enter"), perform, back, typed={"version": found.version},
            crumbs=(Crumb(reference, back),), lead=_("As the printer states it, not as it was ordered."),
            caption=found.contest_name,
        ),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def packet_counts(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the printer's table of packets; told, match each packet."""
    actor = actor_of(request)
    found = queries.order_facts(actor.authority_id, reference)

    def enter(version: int, counts: Mapping[int, int]) -> Sequence[Differs]:
        return enter_packet_counts(
            actor=actor, reference=reference, version=version, counts=counts, at=moment(actor.authority_id)
        )

    back = Crumb(reference, reverse("printing:order", args=[reference]))
    return counts_asked(request, enter, COLUMNS, found.version, back, _("The postal issue is station 0."))


@require_GET
@permission_required(Permission.PAPERS_PREPARE)
def order_file(request: HttpRequest, reference: str, form: str) -> HttpResponseBase:
    """Give an order as PDF or as a workbook."""
    actor = actor_of(request)
    stored = queries.order_file(actor.authority_id, reference, form)
    return FileResponse(
        open_content(stored, verify=True), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )


def order_tag(state: str) -> Tag:
    """Return how far an order is, as a tag."""
    return Tag(str(OrderState(state).label), COLOURS[OrderState(state)])


def _ballots_table(actor: Actor) -> TableSpec:
    may = actor.may(Permission.PAPERS_PREPARE)

    def can_order(row: queries.BallotRow) -> str | None:
        ready = may and row.proof_state == State.APPROVED and not row.order
        return reverse("printing:order-new", args=[row.reference]) if ready else None

    return TableSpec(
        name="ballot-papers",
        columns=(
            Column("name", _("Contest"), sortable=True),
            Column("reference", _("Reference"), sortable=True),
            Column("seats", _("Seats"), Shown.NUMBER),
            Column("state", _("State"), Shown.TAG, value=lambda row: contest_tag(row.state)),
            Column(
                "proof", _("Proof"), value=lambda row: row.proof or "",
                href=lambda row: reverse("printing:document", args=[row.proof]) if row.proof else None,
            ),
            Column(
                "proof_state", _("Proof is"), Shown.TAG,
                value=lambda row: terms.state_tag(row.proof_state) if row.proof_state else Tag(_("Not made")),
            ),
            Column(
                "order", _("Order"), value=lambda row: row.order or (_("Order it") if can_order(row) else ""),
                href=lambda row: reverse("printing:order", args=[row.order]) if row.order else can_order(row),
            ),
            Column(
                "order_state", _("Order is"), Shown.TAG,
                value=lambda row: order_tag(row.order_state) if row.order_state else Tag(_("Not made")),
            ),
        ),
        filters=(),
        default_sort="name",
        search_label=_("Search contests"),
        search_hint=_("Name of the area."),
        tie=TIE,
    )  # fmt: skip


def _orders_table() -> TableSpec:
    return TableSpec(
        name="orders",
        columns=(
            Column(
                "reference", _("Order"), sortable=True, href=lambda row: reverse("printing:order", args=[row.reference])
            ),
            Column("contest", _("Contest"), sort_by=(SortColumn("contest__name", "contest"),)),
            Column("poll_title", _("Poll"), href=lambda row: reverse("printing:ballots", args=[row.poll])),
            Column("state", _("State"), Shown.TAG, value=lambda row: order_tag(row.state)),
            Column("total", _("Ballot papers"), Shown.NUMBER),
            Column("tendered_total", _("Tendered"), Shown.NUMBER),
            Column("prepared_at", _("Prepared"), Shown.MOMENT, sortable=True),
        ),
        filters=(MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in OrderState)),),
        default_sort="-prepared_at",
        search_label=_("Search orders"),
        search_hint=_("Contest, poll or reference."),
        tie=TIE,
    )


def _acts(actor: Actor, found: OrderFacts) -> tuple[NavItem, ...]:
    offered = []
    counting = found.state is OrderState.RELEASED and actor.may(Permission.PAPERS_PREPARE)
    counts = (NavItem(_("Printer's counts from a table"), reverse("printing:packet-counts", args=[found.reference])),)
    if actor.may(Permission.PAPERS_APPROVE):
        if found.state is OrderState.PREPARED:
            offered.append((_("Release to the printer"), "release"))
        if found.state in (OrderState.PREPARED, OrderState.RELEASED):
            offered.append((_("Withdraw"), "withdraw"))
    acts = tuple(NavItem(label, reverse("printing:order-act", args=[found.reference, name])) for label, name in offered)
    return (*(counts if counting else ()), *acts)


def _facts(found: OrderFacts) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow(_("State"), order_tag(found.state), found.because),
        SummaryRow(_("Proof"), found.proof, href=reverse("printing:document", args=[found.proof])),
        SummaryRow(_("Papers in a book"), wording.number(found.book)),
        SummaryRow(_("Prepared"), wording.moment(found.prepared_at), found.prepared_by),
        SummaryRow(_("Released"), wording.moment(found.released_at) or _("Not yet"), found.released_by),
        SummaryRow(_("Printed and counted"), wording.moment(found.completed_at) or _("Not yet")),
    )


def _packets(actor: Actor, found: OrderFacts) -> Section:
    may = actor.may(Permission.PAPERS_PREPARE)
    counting = may and found.state is OrderState.RELEASED

    def counted(station: int, count: int | None) -> Cell:
        said = _("Enter") if count is None else wording.number(count)
        if counting:
            return Cell(said, href=reverse("printing:packet-count", args=[found.reference, station]))
        return Cell(_("Not yet") if count is None else said)

    rows = tuple(
        (
            Cell(one.place),
            Cell(one.first),
            Cell(one.last),
            Cell(wording.number(one.papers), numeric=True),
            Cell(wording.number(one.books) if one.books else _("Loose"), numeric=True),
            Cell(wording.number(one.tendered), numeric=True),
            counted(one.station, one.counted),
        )
        for one in found.packets
    )
    headings = (_("Packed for"), _("From"), _("To"), _("Papers"), _("Books"), _("Tendered"), _("Printer's count"))
    files = [
        NavItem(label, reverse("printing:order-file", args=[found.reference, form]))
        for label, form in ((_("Order (PDF)"), "pdf"), (_("Order (XLSX)"), "xlsx"))
        if may
    ]
    if may and found.rolled and found.state is not OrderState.VOID:
        files.append(NavItem(_("List of issue (XLSX)"), reverse("printing:order-issue", args=[found.reference])))
    return Section(_("Packets"), table=PlainTable(_("Packets"), headings, rows), links=tuple(files))
