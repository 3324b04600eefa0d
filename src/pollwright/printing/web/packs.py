"""Pages of the packs of stations: preparing them, what is in them, their release and their file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.documents.papers.station_register import FEWEST_LINES, MOST_LINES
from pollwright.elections.queries.electorate_target import Target, target_of
from pollwright.jobs.web.started import started
from pollwright.pages import wording
from pollwright.pages.forms import Form, NumberField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, Figure, ListPage, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Column, MultiChoiceFilter, SortColumn, TableSpec
from pollwright.pages.tables import Kind as Shown
from pollwright.pages.tags import Colour, Tag
from pollwright.printing.operations import packs as preparing
from pollwright.printing.operations.packs_releasing import ask_to_release_packs, hand_out_packs
from pollwright.printing.papers.declarations import approved_declarations
from pollwright.printing.queries import packs as queries
from pollwright.printing.queries.packs import PacksFacts
from pollwright.printing.states import PackState
from pollwright.printing.web import terms
from pollwright.refusals import NotFound, Refused

LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
USUAL_LINES = 25
COLOURS = {PackState.PREPARED: Colour.BLUE, PackState.RELEASED: Colour.GREEN, PackState.WITHDRAWN: Colour.GREY}


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def packs_list(request: HttpRequest) -> HttpResponseBase:
    """Show the packs of all polls."""
    actor = actor_of(request)
    crumbs = (Crumb(_("Documents of polls"), reverse("printing:list")),)
    made = partial(ListPage, _("Station packs"), crumbs=crumbs)
    return list_response(request, LIST, _listing(actor, ""), made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def packs_of_poll(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the packs of a poll, or of the polls taken together with it."""
    actor = actor_of(request)
    target = target_of(actor.authority_id, reference)
    prepare = (NavItem(_("Prepare station packs"), reverse("printing:packs-new", args=[reference])),)
    links = prepare if actor.may(Permission.POLL_CARDS_PREPARE) else ()
    of_all = target.combination_id is not None
    above = reverse("printing:together" if of_all else "printing:documents", args=[target.reference])
    crumbs = (Crumb(_("Documents"), above),)
    made = partial(ListPage, _("Station packs"), links=links, crumbs=crumbs, caption=target.title)
    return list_response(request, LIST, _listing(actor, target.reference), made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLL_CARDS_PREPARE)
def packs_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask how many lines a page has; told, ask the worker for the packs."""
    actor = actor_of(request)
    target = target_of(actor.authority_id, reference)
    back = reverse("printing:packs-of-poll", args=[reference])

    def perform(given: Mapping[str, Any]) -> str:
        work = preparing.ask_to_prepare_packs(actor=actor, reference=target.reference, per_page=given["per_page"])
        return reverse("jobs:work", args=[work.reference])

    form = Form(NumberField("per_page", _t("Lines on a page of the register"), least=FEWEST_LINES, most=MOST_LINES))
    lead = _("Of every station: register, lists, number lists, accounts, forms and signs, from the final electorate.")
    lead += "\n" + declarations_said(actor.authority_id, target)
    return answered(
        request,
        Asked(
            _("Prepare station packs"), form, _("Prepare"), perform, back, {"per_page": USUAL_LINES},
            (Crumb(_("Station packs"), back),), lead, caption=target.title, said=_("The packs are being prepared."),
        ),
    )  # fmt: skip


@require_GET
@permission_required(Permission.POLLS_VIEW)
def packs(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one set of packs: of every station its electors and pages, and what can be done."""
    actor = actor_of(request)
    found = queries.packs_facts(actor.authority_id, reference)
    page = RecordPage(
        title=_("Station packs %(reference)s") % {"reference": reference},
        caption=found.target,
        crumbs=(Crumb(_("Station packs"), reverse("printing:packs")),),
        acts=_acts(actor, found),
        figures=(
            Figure(_("Stations"), wording.number(found.stations)),
            Figure(_("Electors"), wording.number(found.electors)),
            Figure(_("Pages"), wording.number(found.pages)),
        ),
        facts=_facts(found),
        sections=(Section(_("Stations"), table=_stations(found)),),
        timeline=told(timeline(actor.authority_id, "stationpacks", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=_warning(found),
    )
    return render(request, RECORD, {"page": page})


def _warning(found: queries.PacksFacts) -> str:
    if found.state is PackState.WITHDRAWN:
        return _("These packs are withdrawn: %(why)s. They are not to be used.") % {"why": found.because}
    if found.outdated:
        words = _(
            "The polling stations have changed since: these are of %(then)s, and it is now %(now)s."
            " Withdraw them, prepare others, and replace what was handed out."
        )
        return words % {"then": found.scheme, "now": found.scheme_now or _("without a scheme")}
    return ""


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLL_CARDS_RELEASE)
def packs_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask whether packs are released or withdrawn; told, do it."""
    actor = actor_of(request)
    found = queries.packs_facts(actor.authority_id, reference)
    if name not in ("release", "withdraw"):
        raise Http404
    releasing = name == "release"

    def perform(given: Mapping[str, Any]) -> Done | None:
        version = terms.whole(given["version"])
        if releasing:
            return started(lambda: ask_to_release_packs(actor=actor, reference=reference, version=version))
        preparing.withdraw_packs(actor=actor, reference=reference, version=version, reason=given["reason"])
        return None

    title = _("Release these packs") if releasing else _("Withdraw these packs")
    form = Form(terms.VERSION) if releasing else Form(terms.VERSION, terms.REASON)
    lead = _("Every register is read back and compared with the electorate and the scheme first.") if releasing else ""
    back = reverse("printing:pack", args=[reference])
    return answered(
        request,
        Asked(title, form, title, perform, back, {"version": found.version}, (Crumb(reference, back),), lead),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLL_CARDS_RELEASE)
def packs_file(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Hand out the file of released packs; that it was handed out is recorded."""
    actor = actor_of(request)
    try:
        name, opened = hand_out_packs(actor=actor, reference=reference)
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("printing:pack", reference=reference)
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "no-store"
    return response


def declarations_said(authority_id: int, target: Target) -> str:
    """Return whether the packs will have the declaration of a companion."""
    if approved_declarations(authority_id, target.poll_ids):
        return _("The approved declaration of a companion is put into every pack.")
    return _("No declaration of a companion is approved yet, so the packs will have none.")


def packs_tag(state: str) -> Tag:
    """Return how far packs are, as a tag."""
    return Tag(str(PackState(state).label), COLOURS[PackState(state)])


def _listing(actor: Actor, target: str) -> Listing:
    return Listing(
        _table(),
        lambda asked: queries.packs_page(actor.authority_id, asked, target),
        None,
        name="station-packs",
        caption=_("Station packs"),
        empty=_("No packs have been prepared."),
    )


def _table() -> TableSpec:
    return TableSpec(
        name="station-packs",
        columns=(
            Column(
                "reference", _("Packs"), sortable=True, href=lambda row: reverse("printing:pack", args=[row.reference])
            ),
            Column("target", _("Poll")),
            Column("electorate", _("Electorate")),
            Column("stations", _("Stations"), Shown.NUMBER),
            Column("electors", _("Electors"), Shown.NUMBER),
            Column("pages", _("Pages"), Shown.NUMBER),
            Column("state", _("State"), Shown.TAG, value=lambda row: packs_tag(row.state)),
            Column("prepared_at", _("Prepared"), Shown.MOMENT, sortable=True),
        ),
        filters=(MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in PackState)),),
        default_sort="-prepared_at",
        search_label=_("Search packs"),
        search_hint=_("Reference of the packs or of the poll."),
        tie=SortColumn("pk", "id"),
    )


def _acts(actor: Actor, found: PacksFacts) -> tuple[NavItem, ...]:
    if not actor.may(Permission.POLL_CARDS_RELEASE):
        return ()
    links = []
    if found.state is PackState.PREPARED:
        links.append(NavItem(_("Release"), reverse("printing:pack-act", args=[found.reference, "release"])))
    if found.state is PackState.RELEASED:
        links.append(NavItem(_("Download (ZIP)"), reverse("printing:pack-file", args=[found.reference])))
    if found.state is not PackState.WITHDRAWN:
        links.append(NavItem(_("Withdraw"), reverse("printing:pack-act", args=[found.reference, "withdraw"])))
    return tuple(links)


def _facts(found: PacksFacts) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow(_("State"), packs_tag(found.state), found.because),
        SummaryRow(_("Electorate"), found.electorate, href=reverse("elections:electorate", args=[found.electorate])),
        SummaryRow(_("Polling scheme"), found.scheme),
        SummaryRow(_("Lines on a page"), wording.number(found.per_page)),
        SummaryRow(_("Prepared"), wording.moment(found.prepared_at), found.prepared_by),
        SummaryRow(_("Released"), wording.moment(found.released_at) or _("Not yet"), found.released_by),
        SummaryRow(_("SHA-256"), found.sha256),
    )


def _stations(found: PacksFacts) -> PlainTable:
    rows = tuple(
        (
            Cell(str(one["number"])),
            Cell(one["place"]),
            Cell(", ".join(sorted(one["districts"]))),
            Cell(wording.number(one["electors"]), numeric=True),
            Cell(wording.number(one["register_pages"]), numeric=True),
            Cell(wording.number(one["papers"]), numeric=True),
            Cell(wording.number(one["pages"]), numeric=True),
        )
        for one in found.counts
    )
    headings = (
        _("Station"), _("Place"), _("Districts"), _("Electors"), _("Pages of the register"), _("Papers"), _("Pages"),
    )  # fmt: skip
    return PlainTable(_("Stations"), headings, rows)
