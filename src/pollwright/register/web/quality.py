"""The queue of implausible entries: the list, one finding, and asking for a search."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment
from pollwright.pages.forms import BoundForm, Form, TextField
from pollwright.pages.lists import list_download
from pollwright.pages.shell import Crumb
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import (
    Column,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    TableView,
    display,
    redirection,
    requested,
    table_response,
)
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.voice import translated
from pollwright.pages.wording import moment as in_words
from pollwright.refusals import Refused
from pollwright.register.operations.listing_people import leaving
from pollwright.register.operations.quality import ask_for_search, explain_finding, mend_finding
from pollwright.register.operations.quality_searches import detail
from pollwright.register.queries.elector_quality import FindingRow, Somebody, every_finding, finding_of, findings
from pollwright.register.states import QualityKind, QualityState

COLOURS = {
    QualityState.OPEN: Colour.ORANGE,
    QualityState.EXPLAINED: Colour.GREY,
    QualityState.MENDED: Colour.GREEN,
}
EXPLAIN = Form(TextField("reason", gettext_lazy("Why is the register right?"), noun=gettext_lazy("why"), longest=300))


@dataclass(frozen=True, slots=True)
class QualityPage:
    """The list of findings."""

    title: str
    table: TableView
    search: str
    unplaced: str


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding, and the ways to close it."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[SummaryRow, ...]
    form: BoundForm | None
    action: str
    place: str


def quality_table() -> TableSpec:
    """Return the table of findings."""
    return TableSpec(
        name="quality",
        columns=(
            Column("kind", _("What"), sortable=True, value=_kind, href=_address),
            Column("detail", _("Found"), value=lambda row: translated(detail(row.detail))),
            Column("elector", _("Elector"), value=lambda row: _told(row.elector), href=_elector),
            Column("other", _("And"), value=lambda row: _told(row.other), href=lambda row: _record(row.other)),
            Column("property_address", _("Property"), href=_household),
            Column("found_at", _("Found on"), Kind.MOMENT, sortable=True),
            Column("state", _("State"), Kind.TAG, value=_state),
            Column("closed_reason", _("How it ended"), value=_closed_why, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("What"), tuple((one.value, str(one.label)) for one in QualityKind)),
            MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in QualityState)),
        ),
        default_sort="-found_at",
        search_label=_("Reference, name, address or what was found"),
        tie=SortColumn("pk", "row_id"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def quality_list(request: HttpRequest) -> HttpResponseBase:
    """Show what the searches found, the open ones first asked for."""
    actor = cast(OfficerRequest, request).actor
    asked = requested(request, quality_table())
    if moved := redirection(request, asked):
        return moved
    terms_of_leaving = leaving(actor, "data-quality")
    if asked.download:
        return list_download("data-quality", asked, partial(every_finding, actor.authority_id, asked), terms_of_leaving)
    table = display(
        findings(actor.authority_id, asked),
        address=request.path,
        caption=_("Entries to look at"),
        empty=_("Nothing is open. Search again after an import or a publication."),
        downloads=terms_of_leaving.allowed,
    )
    search = reverse("register:quality-search") if actor.may(Permission.DATA_QUALITY_RESOLVE) else ""
    unplaced = reverse("register:unplaced") if actor.may(Permission.CORRECTIONS_MAKE) else ""
    page = QualityPage(_("Data quality"), table, search, unplaced)
    return table_response(request, "register/electors/quality.jinja", page)


@require_POST
@permission_required(Permission.DATA_QUALITY_RESOLVE)
def search(request: HttpRequest) -> HttpResponse:
    """Ask that the register be searched."""
    try:
        work = ask_for_search(actor=cast(OfficerRequest, request).actor)
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("register:quality")
    return redirect("jobs:work", work.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def finding(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show one finding; a reason or a mending closes it."""
    actor = cast(OfficerRequest, request).actor
    row = finding_of(actor.authority_id, kind, key)
    form = EXPLAIN.blank()
    if request.method == "POST":
        form = EXPLAIN.bind(request.POST)
        if ("mended" in request.POST or form.valid) and _close(request, actor, row, form):
            return redirect("register:quality")
    may = row.state == QualityState.OPEN and actor.may(Permission.DATA_QUALITY_RESOLVE)
    page = FindingPage(
        title=_kind(row),
        caption=_("Data quality"),
        crumbs=(Crumb(_("Data quality"), reverse("register:quality")),),
        facts=_facts(row),
        form=form if may else None,
        action=request.path,
        place=_placing(actor, row),
    )
    return render(request, "register/electors/finding.jinja", {"page": page})


def _close(request: HttpRequest, actor: Actor, row: FindingRow, form: BoundForm) -> bool:
    """Close the finding as the form says; a refusal becomes a message."""
    at = moment(actor.authority_id)
    try:
        if "mended" in request.POST:
            mend_finding(actor=actor, kind=row.kind, key=row.key, at=at)
        else:
            explain_finding(actor=actor, kind=row.kind, key=row.key, reason=form.values["reason"], at=at)
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return False
    messages.success(request, _("The finding is closed."))
    return True


def _placing(actor: Actor, row: FindingRow) -> str:
    """Return where the property of an elector is chosen who hangs on none, for whoever may."""
    open_still = row.kind == QualityKind.UNPLACED and row.state == QualityState.OPEN
    if not open_still or row.elector is None or row.elector.anonymous or not actor.may(Permission.CORRECTIONS_MAKE):
        return ""
    return reverse("register:place", args=[row.elector.reference])


def _facts(row: FindingRow) -> tuple[SummaryRow, ...]:
    rows = [
        SummaryRow(_("Found"), translated(detail(row.detail)), note=in_words(row.found_at)),
        SummaryRow(_("State"), _state(row)),
    ]
    for label, somebody in ((_("Elector"), row.elector), (_("And elector"), row.other)):
        if somebody is not None:
            rows.append(SummaryRow(label, _told(somebody) or "", href=_record(somebody) or ""))
    if row.property_reference:
        rows.append(SummaryRow(_("Property"), row.property_address, href=_household(row) or ""))
    if row.closed_reason:
        rows.append(SummaryRow(_("How it ended"), _closed_why(row), note=in_words(row.closed_at)))
    return tuple(rows)


def _closed_why(row: FindingRow) -> str:
    """Return why a finding is closed: what the search said in the reader's language, an officer's words as they are."""
    return translated(row.closed_reason) if row.state == QualityState.MENDED else row.closed_reason


def _kind(row: FindingRow) -> str:
    return str(QualityKind(row.kind).label)


def _state(row: FindingRow) -> Tag:
    state = QualityState(row.state)
    return Tag(str(state.label), COLOURS[state])


def _told(somebody: Somebody | None) -> str | None:
    """Return what tells an elector from another of the same name; nothing of one who is anonymous."""
    if somebody is None:
        return None
    if somebody.anonymous:
        return _("Anonymous elector")
    named = f"{somebody.name} ({somebody.reference})" if somebody.name else somebody.reference
    return ", ".join(part for part in (named, somebody.address) if part)


def _address(row: FindingRow) -> str:
    return reverse("register:finding", args=[row.kind, row.key])


def _elector(row: FindingRow) -> str | None:
    return _record(row.elector)


def _record(somebody: Somebody | None) -> str | None:
    if somebody is None or somebody.anonymous:
        return None
    return reverse("register:elector", args=[somebody.reference])


def _household(row: FindingRow) -> str | None:
    return reverse("desk:household", args=[row.property_reference]) if row.property_reference else None
