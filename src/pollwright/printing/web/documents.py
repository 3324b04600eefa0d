"""Pages of the documents of a poll: what the law asks for, what is made, and one document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.elections.queries.polls import poll_facts
from pollwright.elections.web.polls import poll_crumb
from pollwright.files.store import open_content
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.printing.operations.documents import ask_to_prepare_documents
from pollwright.printing.queries import facts as queries
from pollwright.printing.queries import lists
from pollwright.printing.queries.grounds import ground_of
from pollwright.printing.queries.needs import needs_of
from pollwright.printing.states import Kind
from pollwright.printing.web import shown, tables
from pollwright.printing.web.asking import ALL, form_for, given_by, typed_for
from pollwright.refusals import NotFound

LIST, RECORD = "pages/standard/list.jinja", "pages/standard/record.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
LEAD = _t(
    "It is made from the data as they stand, and checked. Somebody else approves it. Earlier versions that were not"
    " published become void."
)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def every(request: HttpRequest) -> HttpResponseBase:
    """Show the documents of all polls."""
    actor = actor_of(request)
    links = (
        NavItem(_("Posting places"), reverse("printing:places")),
        NavItem(_("Emblems"), reverse("printing:emblems")),
        NavItem(_("Welsh wording"), reverse("printing:welsh")),
        NavItem(_("Orders to printers"), reverse("printing:orders")),
        NavItem(_("Station packs"), reverse("printing:packs")),
        NavItem(_("Changed stations"), reverse("printing:changes")),
        NavItem(_("Public page"), reverse("public:notices", args=[actor.authority_code])),
    )
    return list_response(
        request, LIST, _listing(actor.authority_id, ""), partial(ListPage, _("Documents of polls"), links=links)
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def of_poll(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show every version of the documents of a poll."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    crumbs = (poll_crumb(facts), Crumb(_("Documents"), reverse("printing:documents", args=[reference])))
    made = partial(ListPage, _("Every version"), crumbs=crumbs, caption=facts.title)
    return list_response(request, LIST, _listing(actor.authority_id, reference), made)


@require_GET
@permission_required(Permission.POLLS_VIEW)
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what documents the law asks of a poll, when, how far each is, and what is missing."""
    actor = actor_of(request)
    on, at = today(actor.authority_id), moment(actor.authority_id)
    ground = ground_of(actor.authority_id, reference, on=on)
    needs = needs_of(ground)
    page = RecordPage(
        title=_("Documents"),
        caption=ground.poll.title,
        crumbs=(poll_crumb(poll_facts(actor.authority_id, reference)),),
        acts=shown.links_of_poll(reference),
        figures=shown.figures(needs, reference, at),
        sections=(shown.needs_section(actor, reference, needs, at),),
        warning=_("This is a rehearsal. Its documents carry a watermark and are never on the public page.")
        if ground.poll.rehearsal
        else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def prepare(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Ask of which contests a document is made; told, ask the worker for it."""
    actor = actor_of(request)
    wanted = _kind(kind)
    ground = ground_of(actor.authority_id, reference, on=today(actor.authority_id))
    if wanted not in ground.rows:
        raise NotFound(kind="document", reference=kind)

    def perform(given: Mapping[str, Any]) -> str:
        one = given.get("contest") or ALL
        work = ask_to_prepare_documents(
            actor=actor,
            reference=reference,
            kind=wanted,
            on=today(actor.authority_id),
            contests=() if one == ALL else (one,),
            given=given_by(given),
        )
        return reverse("jobs:work", args=[work.reference])

    back = reverse("printing:documents", args=[reference])
    title = _("Prepare: %(kind)s") % {"kind": wanted.label}
    return answered(
        request,
        Asked(
            title, form_for(ground, wanted), _("Prepare"), perform, back, typed_for(ground, wanted),
            (Crumb(_("Documents"), back),), LEAD, caption=ground.poll.title, said=_("The documents are being prepared."),
        ),
    )  # fmt: skip


@require_GET
@permission_required(Permission.POLLS_VIEW)
def document(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one version of a document: what was checked, its files, where it was posted, and what happened."""
    actor = actor_of(request)
    found = queries.document_facts(actor.authority_id, reference)
    page = RecordPage(
        title=found.title,
        caption=_("%(reference)s, version %(number)s") % {"reference": reference, "number": found.number},
        crumbs=_crumbs(found),
        acts=shown.acts(actor, found),
        facts=shown.facts(found),
        sections=shown.sections(actor, found),
        timeline=told(timeline(actor.authority_id, "document", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        warning=shown.warning(found),
    )
    return render(request, RECORD, {"page": page})


@require_GET
@permission_required(Permission.POLLS_VIEW)
def document_file(request: HttpRequest, reference: str, form: str) -> HttpResponseBase:
    """Hand out one form of a document."""
    actor = actor_of(request)
    stored = queries.file_of(actor.authority_id, reference, form)
    response = FileResponse(
        open_content(stored, verify=True), as_attachment=True, filename=stored.name, content_type=stored.media_type
    )
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _crumbs(found: queries.DocumentFacts) -> tuple[Crumb, ...]:
    if found.vacancy:
        return (
            Crumb(found.poll_title, reverse("elections:vacancy", args=[found.vacancy])),
            Crumb(_("Notice of vacancy"), reverse("printing:vacancy", args=[found.vacancy])),
        )
    return (
        Crumb(found.poll_title, reverse("elections:poll", args=[found.poll])),
        Crumb(_("Documents"), reverse("printing:documents", args=[found.poll])),
    )


def _listing(authority_id: int, poll: str) -> Listing:
    return Listing(
        tables.documents_table(),
        lambda asked: lists.documents(authority_id, asked, poll),
        None,
        name=f"documents-{poll}" if poll else "documents",
        caption=_("Documents"),
        empty=_("No document matches. Documents are prepared on the page of a poll."),
    )


def _kind(named: str) -> Kind:
    try:
        return Kind(named)
    except ValueError:
        raise NotFound(kind="document", reference=named) from None
