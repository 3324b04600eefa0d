"""Pages of the Welsh of the papers' words: what is held, what a document still wants, and correcting it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment
from pollwright.pages import wording
from pollwright.pages.forms import Form, TextArea, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.printing.operations.welsh import correct_welsh, enter_welsh
from pollwright.printing.papers.fixed_words import fixed_words_needed
from pollwright.printing.queries import welsh as queries
from pollwright.printing.queries.facts import document_facts
from pollwright.printing.web import tables, terms

GROUPS = {
    "registers": _t("Registers and lists of stations"),
    "forms": _t("Ballot paper account and forms of the day"),
    "presiding-officer": _t("Presiding officer's pack"),
    "labels": _t("Labels of ballot boxes"),
    "cards": _t("Poll cards"),
    "letters": _t("Letters"),
    "nominations": _t("Nomination papers, receipts and appointments"),
    "lists": _t("Contact lists, and lists of agents who may attend"),
    "staff": _t("Badges and contact sheets of staff"),
}
LIST = "pages/standard/list.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
SOURCE = TextField(
    "source",
    _t("Official form, or translator, that it is taken from"),
    hint=_t("It is kept with each text."),
    longest=200,
)

CORRECTION = Form(terms.VERSION, TextArea("welsh", _t("In Welsh"), rows=3, longest=2000), SOURCE, terms.REASON)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def words(request: HttpRequest) -> HttpResponseBase:
    """Show the texts of the papers whose Welsh the authority has entered."""
    actor = actor_of(request)
    listing = Listing(
        tables.welsh_table(may_change=actor.may(Permission.PAPERS_PREPARE)),
        lambda asked: queries.welsh_words(actor.authority_id, asked),
        None,
        name="welsh-wording",
        caption=_("Welsh wording"),
        empty=_("No Welsh has been entered. A document in Welsh names the texts that it still wants."),
    )
    crumbs = (Crumb(_("Documents of polls"), reverse("printing:list")),)
    links = (NavItem(_("Texts of forms, cards and letters"), reverse("printing:welsh-fixed")),)
    return list_response(request, LIST, listing, partial(ListPage, _("Welsh wording"), crumbs=crumbs, links=links))


@require_GET
@permission_required(Permission.POLLS_VIEW)
def fixed(request: HttpRequest) -> HttpResponse:
    """Show how many texts of the forms, cards, letters and labels have no Welsh yet, and where it is entered."""
    actor = actor_of(request)
    held = queries.words_held(actor.authority_id)
    may = actor.may(Permission.PAPERS_PREPARE)
    rows = []
    for group, label in GROUPS.items():
        needed = len(fixed_words_needed(group, held))
        address = reverse("printing:welsh-fixed-enter", args=[group]) if may and needed else ""
        rows.append((Cell(str(label), address), Cell(wording.number(needed), numeric=True)))
    table = PlainTable(_("Texts without Welsh"), (_("Papers"), _("Texts without Welsh")), tuple(rows))
    lead = _("In Wales these papers are printed in both languages. A text without its Welsh stands in English, marked.")
    page = RecordPage(
        title=_("Texts of forms, cards and letters"),
        caption=_("Welsh wording"),
        crumbs=(Crumb(_("Welsh wording"), reverse("printing:welsh")),),
        sections=(Section(_("Texts without Welsh"), text=(lead,), table=table),),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def enter_fixed(request: HttpRequest, group: str) -> HttpResponse:
    """Ask for the Welsh of the texts of some papers; told, keep it for every paper."""
    actor = actor_of(request)
    if group not in GROUPS:
        raise Http404
    back = reverse("printing:welsh-fixed")
    needed = fixed_words_needed(group, queries.words_held(actor.authority_id))
    asked = _asked_for(actor, needed, back, Crumb(_("Texts of forms, cards and letters"), back))
    return answered(request, replace(asked, caption=str(GROUPS[group])))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def enter(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the Welsh of the texts that a document wants; told, keep them for every paper."""
    actor = actor_of(request)
    found = document_facts(actor.authority_id, reference)
    back = reverse("printing:document", args=[reference])
    asked = _asked_for(actor, found.welsh_needed, back, Crumb(reference, back))
    return answered(request, replace(asked, caption=found.title))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the right Welsh of a text; told, keep it in place of the other."""
    actor = actor_of(request)
    found = queries.welsh_word(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        told = {name: given[name] for name in ("welsh", "source", "reason")}
        version = terms.whole(given["version"])
        correct_welsh(actor=actor, reference=reference, version=version, at=moment(actor.authority_id), **told)

    back = reverse("printing:welsh")
    return answered(
        request,
        Asked(
            title=_("Correct the Welsh"),
            form=CORRECTION,
            submit=_("Correct"),
            perform=perform,
            back=back,
            typed={"version": found.version, "welsh": found.welsh, "source": found.source},
            crumbs=(Crumb(_("Welsh wording"), back),),
            lead=found.english,
            said=_("The Welsh was corrected."),
        ),
    )


def _asked_for(actor: Actor, needed: Sequence[str], back: str, crumb: Crumb) -> Asked:
    """Return what asks for the Welsh of some texts, each under its place among them."""
    wanted = {f"text-{place}": english for place, english in enumerate(needed)}

    def perform(given: Mapping[str, Any]) -> None:
        told = {english: given[name] or "" for name, english in wanted.items()}
        enter_welsh(actor=actor, words=told, source=given["source"], at=moment(actor.authority_id))

    fields = [TextArea(name, english, rows=2, longest=2000, required=False) for name, english in wanted.items()]
    return Asked(
        title=_("Enter the Welsh"),
        form=Form(*fields, SOURCE),
        submit=_("Keep the Welsh"),
        perform=perform,
        back=back,
        crumbs=(crumb,),
        lead=_(
            "Take each from the official Welsh form, with the places in curly brackets as they are. What you leave empty"
            " stays marked. Then prepare the document again."
        ),
        said=_("The Welsh is kept. Prepare the document again."),
    )
