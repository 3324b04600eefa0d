"""The download of nomination papers, and of letters about decisions."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import actor_of
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment, today
from pollwright.elections.web.polls import GET_OR_POST
from pollwright.nominations.operations.papers import hand_out_decision_letter, hand_out_pack, hand_out_pack_of_candidate
from pollwright.nominations.web.tables import candidate_href
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Section
from pollwright.refusals import NotFound, Refused

FORMS = {"print": False, "screen": True}
TYPES = {
    "zip": "application/zip",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def contest_pack(request: HttpRequest, reference: str, form: str) -> HttpResponseBase:
    """Hand out the papers of a contest, empty, for print or to be filled in on a screen."""
    actor, on_screen = actor_of(request), _on_screen(form)
    on, back = today(actor.authority_id), reverse("nominations:contest", args=[reference])
    return _given(request, lambda: hand_out_pack(actor=actor, reference=reference, on_screen=on_screen, on=on), back)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def candidate_pack(request: HttpRequest, reference: str, form: str) -> HttpResponseBase:
    """Hand out the papers of a candidate, with what is known filled in."""
    actor, on_screen = actor_of(request), _on_screen(form)
    on = today(actor.authority_id)
    return _given(
        request,
        lambda: hand_out_pack_of_candidate(actor=actor, reference=reference, on_screen=on_screen, on=on),
        candidate_href(reference),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def letter(request: HttpRequest, reference: str, form: str) -> HttpResponseBase:
    """Hand out the letter that tells a candidate what was decided."""
    actor = actor_of(request)
    if form not in ("pdf", "docx"):
        raise Http404
    on, at, word = today(actor.authority_id), moment(actor.authority_id), form == "docx"
    return _given(
        request,
        lambda: hand_out_decision_letter(actor=actor, reference=reference, word=word, on=on, at=at),
        candidate_href(reference),
    )


def empty_papers(reference: str) -> Section:
    """Return the downloads of the papers that a candidate fills in."""
    links = (
        NavItem(_("To print (ZIP of PDFs)"), reverse("nominations:contest-pack", args=[reference, "print"])),
        NavItem(
            _("To fill in on a screen (ZIP of PDFs)"), reverse("nominations:contest-pack", args=[reference, "screen"])
        ),
    )
    text = (_("Nomination paper, home address form, consent, party certificate, emblem and agent, empty."),)
    return Section(_("Papers for a candidate"), text=text, links=links)


def _given(request: HttpRequest, make: Callable[[], tuple[str, bytes]], back: str) -> HttpResponseBase:
    try:
        name, data = make()
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect(back)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=TYPES[name.rpartition(".")[2]], headers=headers)


def _on_screen(form: str) -> bool:
    if form not in FORMS:
        raise Http404
    return FORMS[form]
