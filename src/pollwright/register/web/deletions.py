"""The pages of deletion cases, of reports of deaths and moves, and of declarations that lapse."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.formats.intake import open_table
from pollwright.formats.unreadable import UnreadableFile
from pollwright.law.deletions import Origin, Shows, deletion_ground
from pollwright.pages import wording
from pollwright.pages.forms import Choice, Form, Radios, TextArea, TextField
from pollwright.pages.lists import Listing, list_download, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import FormPage, ListPage
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import BulkAction, Selection, display, redirection, requested, table_response
from pollwright.pages.voice import translated
from pollwright.refusals import NotPermitted, Refused
from pollwright.register.operations import deleting, deleting_determining
from pollwright.register.operations.deleting_reports import receive_reports, settle_report
from pollwright.register.operations.listing_people import leaving
from pollwright.register.queries import deletions as queries
from pollwright.register.states import DeletionState, ReportKind
from pollwright.register.web import deletions_shown as shown
from pollwright.register.web import terms
from pollwright.register.web.applications_shown import BulkPage, OutcomePage

LIST, FORM = "pages/standard/list.jinja", "pages/standard/form.jinja"


def crumbs(reference: str = "") -> tuple[Crumb, ...]:
    """Return the way back."""
    found = [Crumb(_("Deletions"), reverse("register:deletions"))]
    if reference:
        found.append(Crumb(reference, reverse("register:deletion", args=[reference])))
    return tuple(found)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.REGISTER_VIEW)
def deletions(request: HttpRequest) -> HttpResponseBase:
    """Show the deletion cases."""
    actor = actor_of(request)
    asked = requested(request, shown.deletions_table())
    if moved := redirection(request, asked):
        return moved
    terms_of_leaving = leaving(actor, "deletions")
    if asked.download:
        every = partial(queries.every_deletion, actor.authority_id, asked)
        return list_download("deletions", asked, every, terms_of_leaving)
    bulk: tuple[BulkAction, ...] = ()
    if actor.may(Permission.DELETIONS_DETERMINE):
        address = reverse("register:deletions-bulk")
        bulk = (
            BulkAction("delete", _("Determine those ready"), address, warning=True),
            BulkAction("approve", _("Approve as the second person"), address),
        )
    table = display(
        queries.deletions(actor.authority_id, asked),
        address=request.path,
        caption=_("Deletion cases"),
        empty=_("There is no deletion case."),
        reference=lambda row: row.reference,
        bulk=bulk,
        downloads=terms_of_leaving.allowed,
    )
    return table_response(request, LIST, ListPage(_("Deletions"), table, _links(actor)))


def _links(actor: Actor) -> tuple[NavItem, ...]:
    reviews = NavItem(_("Reviews"), reverse("register:reviews"))
    if not actor.may(Permission.DELETIONS_RECORD):
        return (reviews,)
    return (
        NavItem(_("Open a case"), reverse("register:deletion-new")),
        NavItem(_("Take in deaths or moves"), reverse("register:reports-import")),
        NavItem(_("Reports to settle"), reverse("register:reports")),
        NavItem(_("Declarations that lapse"), reverse("register:expiring")),
        reviews,
    )


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def deletion(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case: its sources, what the law makes of them, and what can be done."""
    actor = actor_of(request)
    facts = queries.case_facts(actor.authority_id, reference)
    decision = deletion_ground([deleting.law_source(each.shows, each.origin) for each in facts.sources])
    page = shown.CasePage(
        title=facts.row.name,
        reference=reference,
        tag=shown.STATES.of(facts.row.state),
        facts=(
            SummaryRow(_("Elector"), facts.row.elector, href=reverse("register:elector", args=[facts.row.elector])),
            SummaryRow(_("Registered at"), facts.address),
            SummaryRow(_("Since"), wording.day(facts.entry_from)),
            SummaryRow(_("Ground"), str(shown.GROUNDS.get(facts.row.ground, facts.row.ground))),
            SummaryRow(_("Opened"), wording.day(facts.row.opened_on)),
        ),
        sources=_sources(facts),
        workings=tuple(f"{translated(each.says)}. {each.source.describe()}" for each in decision.workings),
        acts=tuple(
            NavItem(label, reverse("register:deletion-act", args=[reference, name]))
            for name, label in _offered(actor, facts)
        ),
        timeline=told(
            timeline(actor.authority_id, "deletioncase", facts.row.id), linked=actor.may(Permission.AUDIT_VIEW)
        ),
        crumbs=crumbs(),
    )
    return render(request, "register/deletions/case.jinja", {"page": page})


def _sources(facts: queries.CaseFacts) -> tuple[SummaryRow, ...]:
    rows = []
    for each in facts.sources:
        origin, _bar, body = each.origin.partition("|")
        about = (wording.day(each.received_on), body, each.note)
        rows.append(
            SummaryRow(
                terms.said(terms.ORIGINS, origin),
                terms.said(terms.SHOWN_BY_A_SOURCE, each.shows.partition("+")[0]),
                " ".join(part for part in about if part),
            )
        )
    return tuple(rows)


def _offered(actor: Actor, facts: queries.CaseFacts) -> list[tuple[str, str]]:
    is_open = facts.row.state in deleting.OPEN
    decides = actor.may(Permission.DELETIONS_DETERMINE)
    offers = (
        ("source", _("Add a source"), is_open and actor.may(Permission.DELETIONS_RECORD)),
        ("keep", _("Keep the entry"), is_open and actor.may(Permission.DELETIONS_RECORD)),
        (
            "judge",
            _("The sources satisfy me"),
            decides and facts.row.state == DeletionState.OPEN and facts.row.ground == "two-sources",
        ),
        ("undo", _("Undo the deletion"), decides and facts.undoable),
    )
    return [(name, label) for name, label, offered in offers if offered]


def _source_of(given: Mapping[str, Any]) -> deleting.SourceGiven:
    return deleting.SourceGiven(
        origin=Origin(given["origin"]),
        shows=Shows(given["shows"]),
        received_on=given["received_on"],
        name=given["name"] or "",
        particulars=given["particulars"],
        note=given["note"] or "",
    )


def _perform(actor: Actor, name: str, reference: str, given: Mapping[str, Any]) -> None:
    """Do an act on a case."""
    known: dict[str, Any] = {"actor": actor, "reference": reference, "version": version_in(given)}
    acts: dict[str, Callable[[], object]] = {
        "source": lambda: deleting.add_source(**known, source=_source_of(given)),
        "keep": lambda: deleting.keep_entry(**known, reason=given["reason"], on=today(actor.authority_id)),
        "judge": lambda: deleting_determining.judge_sources(**known, reasons=given["reason"]),
        "undo": lambda: deleting.undo_deletion(**known, reason=given["reason"], at=moment(actor.authority_id)),
    }
    acts[name]()


_LABELS = {
    "source": gettext_lazy("Add a source"),
    "keep": gettext_lazy("Keep the entry"),
    "judge": gettext_lazy("The sources satisfy me"),
    "undo": gettext_lazy("Undo"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.DELETIONS_RECORD)
def act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a case needs; told, do it."""
    actor = actor_of(request)
    if name not in _LABELS:
        raise Http404
    if name in ("judge", "undo") and not actor.may(Permission.DELETIONS_DETERMINE):
        raise NotPermitted(permission=Permission.DELETIONS_DETERMINE.value)
    facts = queries.case_facts(actor.authority_id, reference)
    form = shown.ADD_SOURCE if name == "source" else shown.WITH_REASON
    asked = Asked(
        title=_LABELS[name],
        form=form,
        submit=_LABELS[name],
        perform=lambda values: _perform(actor, name, reference, values),
        back=reverse("register:deletion", args=[reference]),
        typed={"version": str(facts.version)},
        crumbs=crumbs(reference),
    )
    return answered(request, asked)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.DELETIONS_RECORD)
def new(request: HttpRequest) -> HttpResponse:
    """Ask about whom and from where; told, open a case."""
    actor = actor_of(request)

    def perform(values: Mapping[str, Any]) -> str:
        case = deleting.open_deletion(
            actor=actor,
            elector_reference=values["elector"],
            source=_source_of(values),
            on=today(actor.authority_id),
        )
        return reverse("register:deletion", args=[case.reference])

    asked = Asked(
        title=_("Open a deletion case"),
        form=shown.OPEN_CASE,
        submit=_("Open the case"),
        perform=perform,
        back=reverse("register:deletions"),
        typed={"elector": request.GET.get("elector", "")},
        crumbs=crumbs(),
        said=_("The case was opened."),
    )
    return answered(request, asked)


@require_POST
@permission_required(Permission.DELETIONS_DETERMINE)
def bulk(request: HttpRequest) -> HttpResponse:
    """Ask before deletions are determined or approved; confirmed, do it."""
    actor = actor_of(request)
    on, at = today(actor.authority_id), moment(actor.authority_id)
    selection = Selection.parse(shown.deletions_table(), request.POST)
    references = list(selection.references)
    if selection.every:
        references = [row.reference for row in queries.every_deletion(actor.authority_id, selection.asked)]
    approve = selection.act == "approve"
    if references and request.POST.get("sure") != "yes":
        page = BulkPage(
            _("Approve these deletions?") if approve else _("Determine these deletions?"),
            _("Each entry ends with the next notice that can carry it. Cases that are not ready are left as they are."),
            tuple(references), selection.act, reverse("register:deletions-bulk"), reverse("register:deletions"),
            _("Approve") if approve else _("Determine"), crumbs(),
        )  # fmt: skip
        return render(request, "register/applications/bulk.jinja", {"page": page})
    act_on = deleting_determining.approve_deletions if approve else deleting_determining.determine_deletions
    try:
        outcome = act_on(actor=actor, references=references, at=at, on=on)
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect("register:deletions")
    messages.success(request, _outcome(outcome.deleted, outcome.waiting, outcome.left))
    return redirect("register:deletions")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.DELETIONS_RECORD)
def reports(request: HttpRequest) -> HttpResponseBase:
    """Show the reports of deaths and moves that wait for an officer."""
    actor = actor_of(request)
    listing = Listing(
        shown.reports_table(),
        lambda asked: queries.reports(actor.authority_id, asked),
        None,
        name="reports",
        caption=_("Reports to settle"),
        empty=_("No report waits."),
        leaving=leaving(actor, "reports"),
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Reports to settle"), crumbs=crumbs()))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.DELETIONS_RECORD)
def report(request: HttpRequest, kind: str, reference: str) -> HttpResponse:
    """Ask whom a report is about; told, settle it."""
    actor = actor_of(request)
    row, meant = queries.report_facts(actor.authority_id, kind, reference)

    def perform(values: Mapping[str, Any]) -> None:
        who = values["who"]
        settle_report(
            actor=actor,
            kind=ReportKind(kind),
            outside_reference=reference,
            elector_reference={"other": values["other_elector"] or "", "nobody": ""}.get(who, who),
            reason=values["reason"],
            on=today(actor.authority_id),
        )

    about = ", ".join(part for part in (row.name, wording.day(row.date_of_birth), row.address) if part)
    asked = Asked(
        title=_("Settle a report"),
        form=_whom(meant),
        submit=_("Settle"),
        perform=perform,
        back=reverse("register:reports"),
        crumbs=crumbs(),
        lead=f"{about}. {row.origin}, {wording.day(row.reported_on)}.",
        said=_("The report was settled."),
    )
    return answered(request, asked)


def _whom(meant: Sequence[queries.Meant]) -> Form:
    choices = [Choice(each.reference, f"{each.name}, {each.address}", wording.day(each.born)) for each in meant]
    other = Choice(
        "other", _("Another elector"), reveals=(TextField("other_elector", _("Reference of the elector"), width=20),)
    )
    return Form(
        Radios("who", _("Who is meant?"), choices=(*choices, other, Choice("nobody", _("Nobody on this register")))),
        TextArea("reason", _("Why"), rows=2, longest=200),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.DELETIONS_RECORD)
def reports_import(request: HttpRequest) -> HttpResponse:
    """Take in a list of deaths or moves, and show what became of it."""
    actor = actor_of(request)
    bound = shown.UPLOAD_REPORTS.blank()
    if request.method == "POST":
        bound = shown.UPLOAD_REPORTS.bind(request.POST, request.FILES)
        if bound.valid:
            try:
                outcome = receive_reports(
                    actor=actor,
                    kind=ReportKind(bound.values["kind"]),
                    records=_table_of(bound.values["file"]),
                    on=today(actor.authority_id),
                )
                return render(request, "register/applications/outcome.jinja", {"page": _told(outcome)})
            except UnreadableFile as unreadable:
                bound = bound.with_problem(
                    "file", f"{translated(unreadable.finding.problem)} {translated(unreadable.finding.remedy)}"
                )
            except Refused as refusal:
                bound = bound.with_problem("file", f"{refusal.said} {refusal.advice}")
    page = FormPage(_("Take in deaths or moves"), bound, _("Take in the list"), reverse("register:deletions"), crumbs())
    return render(request, FORM, {"page": page})


def _table_of(upload: Any) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with path.open("wb") as written:
            for piece in upload.chunks():
                written.write(piece)
        return open_table(path).read()


def _told(outcome: Any) -> OutcomePage:
    numbers = (
        (_("Reports"), outcome.records),
        (_("Became cases"), outcome.matched),
        (_("To be picked by an officer"), outcome.doubtful),
        (_("Nobody found"), outcome.unmatched),
        (_("Came before"), outcome.repeated),
        (_("Could not be read"), outcome.unreadable),
    )
    facts = tuple(SummaryRow(key, wording.number(value)) for key, value in numbers)
    return OutcomePage(_("Reports taken in"), facts, (), reverse("register:reports"), crumbs())


def _outcome(deleted: int, waiting: int, left: int) -> str:
    parts = (
        ngettext("%(count)s deletion was determined", "%(count)s deletions were determined", deleted),
        ngettext("%(count)s waits for a second person", "%(count)s wait for a second person", waiting),
        ngettext("%(count)s was left", "%(count)s were left", left),
    )
    counted = (words % {"count": count} for words, count in zip(parts, (deleted, waiting, left), strict=True))
    return _("%(what)s.") % {"what": ", ".join(counted)}
