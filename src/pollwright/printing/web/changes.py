"""Pages of changed stations: what the law has done about each change, and the letters to those affected."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment, today
from pollwright.law.stations import SITUATION, ChangeDuty
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Figure, ListPage, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Column, SortColumn, TableSpec
from pollwright.pages.tables import Kind as Shown
from pollwright.pages.tags import Tag
from pollwright.printing.operations import changes as operations
from pollwright.printing.queries import changes as queries
from pollwright.printing.queries.changes import ChangeFacts
from pollwright.printing.states import PackState
from pollwright.printing.web import terms
from pollwright.printing.web.packs import packs_tag
from pollwright.refusals import NotFound, Refused

LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
DUTIES = {
    ChangeDuty.AMENDED_NOTICE: _t("Amended notice of situation of polling stations"),
    ChangeDuty.TELL_AGENTS: _t("A copy to the election agents"),
    ChangeDuty.LETTERS: _t("A letter to every elector affected"),
    ChangeDuty.SIGN_AT_OLD_PLACE: _t("A sign at the old place"),
    ChangeDuty.UPDATE_EXPORTS: _t("The station finder and the exports"),
}


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def changes(request: HttpRequest) -> HttpResponseBase:
    """Show the changes of stations after their scheme was adopted."""
    actor = actor_of(request)
    listing = Listing(
        _table(),
        lambda asked: queries.changes(actor.authority_id, asked),
        None,
        name="changed-stations",
        caption=_("Changed stations"),
        empty=_("No station was changed after its scheme was adopted."),
    )
    crumbs = (Crumb(_("Documents of polls"), reverse("printing:list")),)
    return list_response(request, LIST, listing, partial(ListPage, _("Changed stations"), crumbs=crumbs))


@require_GET
@permission_required(Permission.POLLS_VIEW)
def change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one change: what was changed, what the law has done about it, and the letters."""
    actor = actor_of(request)
    found = queries.change_facts(actor.authority_id, reference, number)
    page = RecordPage(
        title=_("Station %(number)s was changed") % {"number": found.station},
        caption=found.title,
        crumbs=(Crumb(_("Changed stations"), reverse("printing:changes")),),
        acts=_acts(actor, found),
        figures=(Figure(_("Electors affected"), wording.number(found.electors)),),
        facts=(
            SummaryRow(_("Formerly"), found.before),
            SummaryRow(_("Now"), found.after),
            SummaryRow(_("Reason"), found.reason),
            SummaryRow(_("Changed"), wording.moment(found.made_at)),
            SummaryRow(_("To be done"), tuple(str(DUTIES[duty]) for duty in found.duties), SITUATION.describe()),
        ),
        sections=(_notices(found), _letters(actor, found)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def letters_new(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask whether letters are made; told, ask the worker for them."""
    actor = actor_of(request)
    found = queries.change_facts(actor.authority_id, reference, number)

    def perform(_given: Mapping[str, Any]) -> str:
        work = operations.ask_to_prepare_letters(
            actor=actor, reference=reference, amendment=number, on=today(actor.authority_id)
        )
        return reverse("jobs:work", args=[work.reference])

    back = reverse("printing:change", args=[reference, number])
    lead = _(
        "One letter to each elector affected whose address is in the register, and to each proxy who votes at the station; those of anonymous electors are put into envelopes in the office."
    )
    return answered(
        request,
        Asked(
            _("Prepare the letters"), Form(), _("Prepare"), perform, back, None, (Crumb(_("Change"), back),), lead,
            caption=found.title, said=_("The letters are being prepared."),
        ),
    )  # fmt: skip


@require_GET
@permission_required(Permission.POLLS_VIEW)
def letters(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead to the change that letters are about."""
    found = queries.letters_facts(actor_of(request).authority_id, reference)
    return redirect("printing:change", reference=found.scheme, number=found.amendment)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_APPROVE)
def letters_release(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether letters go out; told, compare them with those affected and release them."""
    actor = actor_of(request)
    found = queries.letters_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        operations.release_letters(
            actor=actor, reference=reference, version=terms.whole(given["version"]), on=today(actor.authority_id),
            at=moment(actor.authority_id),
        )  # fmt: skip

    back = reverse("printing:change", args=[found.scheme, found.amendment])
    lead = _("Letters: %(letters)s. By hand: %(by_hand)s. Electors affected, and their proxies: %(affected)s.") % {
        "letters": found.letters, "by_hand": found.by_hand, "affected": found.affected,
    }  # fmt: skip
    title = _("Release the letters")
    return answered(
        request,
        Asked(
            title, Form(terms.VERSION), title, perform, back, {"version": found.version}, (Crumb(_("Change"), back),),
            lead, caption=reference,
        ),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_APPROVE)
def letters_file(request: HttpRequest, reference: str, form: str) -> HttpResponseBase:
    """Hand out released letters as print file, as PDF, or the sign; that it was handed out is recorded."""
    actor = actor_of(request)
    try:
        name, media_type, opened = operations.hand_out_letters(actor=actor, reference=reference, form=form)
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("printing:changes")
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=media_type)
    response["Cache-Control"] = "no-store"
    return response


def _table() -> TableSpec:
    return TableSpec(
        name="changed-stations",
        columns=(
            Column(
                "station", _("Station"), Shown.NUMBER, sort_by=(SortColumn("station__number", "station"),),
                href=lambda row: reverse("printing:change", args=[row.scheme, row.number]),
            ),
            Column("title", _("Poll")),
            Column("before", _("Formerly")),
            Column("after", _("Now")),
            Column("electors", _("Electors affected"), Shown.NUMBER),
            Column("made_at", _("Changed"), Shown.MOMENT, sortable=True),
            Column(
                "letters_state", _("Letters"), Shown.TAG,
                value=lambda row: packs_tag(row.letters_state) if row.letters_state else Tag(_("Not made")),
            ),
        ),
        filters=(),
        default_sort="-made_at",
        search_label=_("Search changes"),
        search_hint=_("Venue or poll."),
        tie=SortColumn("pk", "id"),
    )  # fmt: skip


def _acts(actor: Actor, found: ChangeFacts) -> tuple[NavItem, ...]:
    links = []
    if actor.may(Permission.PAPERS_PREPARE):
        links.append(
            NavItem(_("Prepare the letters"), reverse("printing:letters-new", args=[found.scheme, found.number]))
        )
    waiting = found.letters is not None and found.letters.state is PackState.PREPARED
    if found.letters and waiting and actor.may(Permission.PAPERS_APPROVE):
        address = reverse("printing:letters-release", args=[found.letters.reference])
        links.append(NavItem(_("Release the letters"), address))
    return tuple(links)


def _notices(found: ChangeFacts) -> Section:
    rows = tuple(
        SummaryRow(reference, terms.state_tag(state), overtaken, href="")
        for reference, state, overtaken in found.notices
    )
    text = () if rows else (_("No notice of situation has been made."),)
    links = tuple(
        NavItem(reference, reverse("printing:document", args=[reference])) for reference, _state, _why in found.notices
    )
    return Section(_("Notice of situation of polling stations"), text=text, facts=rows, links=links)


def _letters(actor: Actor, found: ChangeFacts) -> Section:
    held = found.letters
    if held is None:
        return Section(_("Letters"), text=(_("None have been made."),))
    rows = (
        SummaryRow(_("Letters"), held.reference),
        SummaryRow(_("State"), packs_tag(held.state)),
        SummaryRow(_("Letters to print"), wording.number(held.letters), _("Pages: %(pages)s") % {"pages": held.pages}),
        SummaryRow(_("By hand, anonymous electors"), wording.number(held.by_hand)),
        SummaryRow(_("Electors affected, and their proxies"), wording.number(held.affected)),
        SummaryRow(_("Prepared"), wording.moment(held.prepared_at), held.prepared_by),
        SummaryRow(_("Released"), wording.moment(held.released_at) or _("Not yet"), held.released_by),
    )
    links: tuple[NavItem, ...] = ()
    if held.state is PackState.RELEASED and actor.may(Permission.PAPERS_APPROVE):
        forms = (
            (_("Print file (CSV)"), "csv"),
            (_("Letters (PDF)"), "pdf"),
            (_("Sign for the old place (PDF)"), "sign"),
        )
        links = tuple(
            NavItem(label, reverse("printing:letters-file", args=[held.reference, form])) for label, form in forms
        )
    return Section(_("Letters"), facts=rows, links=links)
