"""Bringing applications in: keyed by an officer, from a file, from the tray; and the identity match."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment
from pollwright.files.store import place
from pollwright.formats.intake import open_table
from pollwright.formats.unreadable import UnreadableFile
from pollwright.law.registration import ApplicationKind, Item
from pollwright.pages import wording
from pollwright.pages.forms import BoundForm
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import FormPage, ListPage
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import display, redirection, requested, table_response
from pollwright.refusals import Refused
from pollwright.register.operations.identity import record_match_results
from pollwright.register.operations.identity_work import ask_to_match
from pollwright.register.operations.intake import Particulars, enter_application
from pollwright.register.operations.intake_batch import BatchOutcome, receive_batch
from pollwright.register.operations.intake_tray import add_to_tray, media_type_of, set_aside
from pollwright.register.queries.application_tray import tray_item, tray_items
from pollwright.register.web.applications_forms import APPLICATION, ASIDE, RESULTS, SCAN, UPLOAD, tray_table
from pollwright.register.web.applications_shown import KeyingPage, MatchPage, OutcomePage
from pollwright.register.web.nationalities import codes_in
from pollwright.register.web.notices_acts import done, work_address

FINDINGS_SHOWN = 200
LIST, FORM = "pages/standard/list.jinja", "pages/standard/form.jinja"


def crumbs() -> tuple[Crumb, ...]:
    """Return the way back to the list."""
    return (Crumb(_("Applications"), reverse("register:applications")),)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.APPLICATIONS_ENTER)
def new(request: HttpRequest, tray: str = "") -> HttpResponse:
    """Ask for an application, beside its scan where it comes from the tray; sent, enter it."""
    actor = actor_of(request)
    item = tray_item(actor.authority_id, tray) if tray else None
    initial: dict[str, Any] = {"kind": "ordinary", "language": "en"}
    if item is not None:
        initial |= {
            "channel": item.channel,
            "received_on": item.received_at.date(),
            "received_time": f"{item.received_at:%H:%M}",
        }
    bound = APPLICATION.blank(initial)
    if request.method == "POST":
        bound = APPLICATION.bind(request.POST)
        if bound.valid:
            entered, bound = _enter(actor, bound, tray)
            if entered:
                messages.success(request, _("Application %(reference)s was entered.") % {"reference": entered})
                return redirect("register:application", entered)
    page = KeyingPage(
        title=_("Enter an application"),
        form=bound,
        submit=_("Enter the application"),
        cancel=reverse("register:applications"),
        crumbs=crumbs(),
        scan=reverse("files:download", args=[item.token]) if item else "",
    )
    return render(request, "register/applications/keying.jinja", {"page": page})


def _enter(actor: Actor, bound: BoundForm, tray: str) -> tuple[str, BoundForm]:
    """Enter the application; return its reference, or the form with what was refused."""
    received = _received(bound.values)
    if received is None:
        return "", bound.with_problem("received_time", _("Enter the time like 14:30"))
    try:
        made = enter_application(
            actor=actor,
            particulars=_particulars(bound.values, received),
            at=moment(actor.authority_id),
            tray_reference=tray,
        )
    except Refused as refusal:
        return "", bound.with_problem("", f"{refusal.said} {refusal.advice}")
    return made.reference, bound


def _received(given: Mapping[str, Any]) -> datetime | None:
    try:
        at = datetime.strptime(given["received_time"], "%H:%M").time()  # noqa: DTZ007 (made aware below)
    except ValueError:
        return None
    return make_aware(datetime.combine(given["received_on"], at))


_AS_TYPED = (
    "channel", "title", "forenames", "surname", "previous_forenames", "previous_surname", "no_birth_reason",
    "age_statement", "nationality_reason", "residence_right", "nino", "no_nino_reason", "property_reference",
    "address", "postcode", "previous_address", "other_address", "email", "phone", "language", "elector_reference",
)  # fmt: skip


def _particulars(given: Mapping[str, Any], received: datetime) -> Particulars:
    answers = {"yes": True, "no": False}
    as_typed: dict[str, Any] = {name: given[name] or "" for name in _AS_TYPED}
    return Particulars(
        kind=ApplicationKind(given["kind"]),
        received_at=received,
        date_of_birth=given["date_of_birth"],
        nationalities=codes_in(given),
        left_within_a_year=answers.get(given["left_within_a_year"] or ""),
        open_register=answers.get(given["open_register"] or ""),
        declared_true=given["declared_true"],
        declared_on=given["declared_on"],
        address_withheld="address_withheld" in (given["more"] or ()),
        child_of_a_forces_family="forces_child" in (given["more"] or ()),
        items=frozenset(Item(code) for code in given["items"] or ()),
        **as_typed,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.APPLICATIONS_ENTER)
def import_file(request: HttpRequest) -> HttpResponse:
    """Take in a file of the digital service's records, or of its match results, and show what became of it."""
    actor = actor_of(request)
    results = request.resolver_match is not None and request.resolver_match.url_name == "applications-results"
    form = RESULTS if results else UPLOAD
    bound = form.blank()
    if request.method == "POST":
        bound = form.bind(request.POST, request.FILES)
        if bound.valid:
            page, bound = _taken_in(actor, bound, results=results)
            if page is not None:
                return render(request, "register/applications/outcome.jinja", {"page": page})
    title = _("Take in match results") if results else _("Take in applications")
    shown = FormPage(title, bound, _("Take in the file"), reverse("register:applications"), crumbs())
    return render(request, FORM, {"page": shown})


def _taken_in(actor: Actor, bound: BoundForm, *, results: bool) -> tuple[OutcomePage | None, BoundForm]:
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            with path.open("wb") as written:
                for piece in bound.values["file"].chunks():
                    written.write(piece)
            records = open_table(path).read()
        if results:
            found = record_match_results(actor=actor, matcher=bound.values["matcher"], results=records)
            facts = tuple(SummaryRow(key, wording.number(value)) for key, value in _told_results(found).items())
            return OutcomePage(
                _("Match results taken in"), facts, (), reverse("register:applications"), crumbs()
            ), bound
        outcome = receive_batch(actor=actor, records=records, at=moment(actor.authority_id))
    except UnreadableFile as unreadable:
        found_wrong = unreadable.finding
        return None, bound.with_problem("file", f"{found_wrong.problem} {found_wrong.remedy}")
    except Refused as refusal:
        return None, bound.with_problem("file", f"{refusal.said} {refusal.advice}")
    findings = tuple(outcome.findings.head(FINDINGS_SHOWN).to_dicts())
    return OutcomePage(
        _("Applications taken in"), _told(outcome), findings, reverse("register:applications"), crumbs()
    ), bound


def _told_results(found: Any) -> dict[str, int]:
    return {
        _("Results"): found.results,
        _("Passed"): found.passed,
        _("Failed"): found.failed,
        _("Of no application here"): found.unknown,
    }


def _told(outcome: BatchOutcome) -> tuple[SummaryRow, ...]:
    numbers = (
        (_("Records"), outcome.records),
        (_("Taken in"), outcome.taken),
        (_("Delivered before"), outcome.repeated),
        (_("Could not be read"), outcome.unreadable),
        (_("Incomplete"), outcome.incomplete),
        (_("From people registered already"), outcome.duplicates),
        (_("Moves within the area"), outcome.moves),
        (_("No property found"), outcome.unplaced),
        (_("Behind an entry already"), outcome.carried),
    )
    return tuple(SummaryRow(key, wording.number(value)) for key, value in numbers)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.APPLICATIONS_ENTER)
def match(request: HttpRequest) -> HttpResponse:
    """Ask whether to match what waits; told, put it to the worker and show how far it is."""
    actor = actor_of(request)
    if request.method == "POST":
        works: list[Any] = []
        if done(request, lambda: works.append(ask_to_match(actor=actor)), _("The identity match was asked for.")):
            return redirect(work_address(works[0].reference))
        return redirect("register:applications")
    page = MatchPage(
        _("Identity match"),
        (
            NavItem(_("Take in results from a file"), reverse("register:applications-results")),
            NavItem(_("Applications to be matched"), reverse("register:applications") + "?queue=to-match"),
        ),
        crumbs(),
    )
    return render(request, "register/applications/match.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.APPLICATIONS_ENTER)
def tray(request: HttpRequest) -> HttpResponseBase:
    """Show the scans that wait to be keyed."""
    actor = actor_of(request)
    asked = requested(request, tray_table())
    if moved := redirection(request, asked):
        return moved
    table = display(
        tray_items(actor.authority_id, asked),
        address=request.path,
        caption=_("Scans to key"),
        empty=_("The tray is empty."),
        downloads=False,
    )
    links = (NavItem(_("Add a scan"), reverse("register:tray-add")),)
    return table_response(request, LIST, ListPage(_("Tray"), table, links, crumbs=crumbs()))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.APPLICATIONS_ENTER)
def tray_add(request: HttpRequest) -> HttpResponse:
    """Ask for a scan; sent, put it into the tray."""
    actor = actor_of(request)
    bound = SCAN.blank()
    if request.method == "POST":
        bound = SCAN.bind(request.POST, request.FILES)
        received = _received(bound.values) if bound.valid else None
        if bound.valid and received is None:
            bound = bound.with_problem("received_time", _("Enter the time like 14:30"))
        if received is not None:
            try:
                content = bound.values["file"].read()
                add_to_tray(
                    actor=actor,
                    scan=place(content),
                    media_type=media_type_of(content),
                    channel=bound.values["channel"],
                    received_at=received,
                    at=moment(actor.authority_id),
                )
                return redirect("register:tray")
            except Refused as refusal:
                bound = bound.with_problem("", f"{refusal.said} {refusal.advice}")
    page = FormPage(_("Add a scan"), bound, _("Add to the tray"), reverse("register:tray"), crumbs())
    return render(request, FORM, {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.APPLICATIONS_ENTER)
def tray_aside(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a scan is no application; told, set it aside."""
    actor = actor_of(request)
    tray_item(actor.authority_id, reference)

    def perform(values: Mapping[str, Any]) -> None:
        set_aside(actor=actor, reference=reference, reason=values["reason"])

    asked = Asked(
        title=_("Set this scan aside"),
        form=ASIDE,
        submit=_("Set aside"),
        perform=perform,
        back=reverse("register:tray"),
        crumbs=crumbs(),
        said=_("Set aside."),
    )
    return answered(request, asked)
