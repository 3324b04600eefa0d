"""Pages of the Welsh of the papers' words: what is held, what a document still wants, and correcting it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.pages.forms import Form, TextArea, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import ListPage
from pollwright.printing.operations.welsh import correct_welsh, enter_welsh
from pollwright.printing.queries import welsh as queries
from pollwright.printing.queries.facts import document_facts
from pollwright.printing.web import tables, terms

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
    return list_response(request, LIST, listing, partial(ListPage, _("Welsh wording"), crumbs=crumbs))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def enter(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the Welsh of the texts that a document wants; told, keep them for every paper."""
    actor = actor_of(request)
    found = document_facts(actor.authority_id, reference)
    wanted = {f"text-{place}": english for place, english in enumerate(found.welsh_needed)}

    def perform(given: Mapping[str, Any]) -> None:
        told = {english: given[name] or "" for name, english in wanted.items()}
        enter_welsh(actor=actor, words=told, source=given["source"], at=moment(actor.authority_id))

    fields = [TextArea(name, english, rows=2, longest=2000, required=False) for name, english in wanted.items()]
    back = reverse("printing:document", args=[reference])
    return answered(
        request,
        Asked(
            title=_("Enter the Welsh"),
            form=Form(*fields, SOURCE),
            submit=_("Keep the Welsh"),
            perform=perform,
            back=back,
            crumbs=(Crumb(reference, back),),
            lead=_(
                "Take each from the official Welsh form, with the places in curly brackets as they are. What you leave empty"
                " stays marked. Then prepare the document again."
            ),
            caption=found.title,
            said=_("The Welsh is kept. Prepare the document again."),
        ),
    )


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
