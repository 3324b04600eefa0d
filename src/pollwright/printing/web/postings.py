"""Pages of posting: places, the log with photographs, the posting list and the proof of publication; and of emblems."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment, today
from pollwright.authorities.queries.days import authority_facts
from pollwright.pages.forms import Choice, DateField, FileField, Form, Select, TextField
from pollwright.pages.forms.uploads import MEGABYTE
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.printing.operations import posting
from pollwright.printing.operations.emblems import add_emblem
from pollwright.printing.papers.posted import posting_list, proof_of_publication
from pollwright.printing.queries import facts as queries
from pollwright.printing.queries import lists
from pollwright.printing.web import tables, terms

LIST = "pages/standard/list.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
PICTURE = (".png", ".jpg", ".jpeg")


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def places(request: HttpRequest) -> HttpResponseBase:
    """Show the places where notices are posted."""
    actor = actor_of(request)
    may = actor.may(Permission.PAPERS_PREPARE)
    listing = Listing(
        tables.places_table(may_change=may),
        lambda asked: lists.posting_places(actor.authority_id, asked),
        None,
        name="posting-places",
        caption=_("Posting places"),
        empty=_("No place matches."),
    )
    links = (NavItem(_("Add a place"), reverse("printing:place-new")),) if may else ()
    return list_response(
        request, LIST, listing, partial(ListPage, _("Posting places"), links=links, crumbs=(_documents(),))
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def place_new(request: HttpRequest) -> HttpResponse:
    """Ask for a place; told, keep it."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> None:
        posting.add_place(actor=actor, name=given["name"], address=given["address"] or "", area=given["area"] or "")

    form = Form(
        TextField("name", _t("Name"), hint=_t("Such as: Council offices, main entrance")),
        TextField("address", _t("Address"), required=False, longest=300),
        TextField("area", _t("Code of the area"), required=False, hint=_t("Empty for all notices."), width=20),
    )
    back = reverse("printing:places")
    return answered(
        request,
        Asked(_("Add a posting place"), form, _("Add"), perform, back, crumbs=(Crumb(_("Posting places"), back),)),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def place_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether a place is used no more; told, take it out of use."""
    actor = actor_of(request)
    name = lists.place_name(actor.authority_id, reference)

    def perform(_given: Mapping[str, Any]) -> None:
        posting.withdraw_place(actor=actor, reference=reference, on=today(actor.authority_id))

    back = reverse("printing:places")
    return answered(
        request,
        Asked(
            _("Take this place out of use?"), Form(), _("Take out of use"), perform, back,
            crumbs=(Crumb(_("Posting places"), back),), caption=name,
        ),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def post(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask where, when and by whom a notice was posted, with a photograph; told, log it."""
    actor = actor_of(request)
    found = queries.document_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        sent = given["photo"]
        posting.log_posting(
            actor=actor,
            reference=reference,
            place_reference=given["place"],
            posted_at=terms.moment_of(given["day"], given["clock"]),
            posted_by=given["posted_by"],
            note=given["note"] or "",
            photo=posting.Photograph(sent.read()) if sent else None,
            at=moment(actor.authority_id),
        )

    back = reverse("printing:document", args=[reference])
    return answered(
        request,
        Asked(
            _("Log a posting"), _posting_form(found), _("Log"), perform, back, typed={"day": today(actor.authority_id)},
            crumbs=(Crumb(reference, back),), caption=found.title,
        ),
    )  # fmt: skip


@require_GET
@permission_required(Permission.POLLS_VIEW)
def posting_list_file(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the posting list of a notice as PDF."""
    actor = actor_of(request)
    found = queries.document_facts(actor.authority_id, reference)
    name = authority_facts(actor.authority_id).name
    return _pdf(posting_list(found, name, today(actor.authority_id)), f"posting-list-{reference}")


@require_GET
@permission_required(Permission.POLLS_VIEW)
def publication_proof(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the proof that a notice was published as PDF."""
    actor = actor_of(request)
    found = queries.document_facts(actor.authority_id, reference)
    held = authority_facts(actor.authority_id)
    address = request.build_absolute_uri(f"/public/{actor.authority_code}/notices/{reference}/")
    return _pdf(proof_of_publication(found, address, held.name, today(actor.authority_id)), f"proof-{reference}")


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def emblems(request: HttpRequest) -> HttpResponseBase:
    """Show the pictures of party emblems."""
    actor = actor_of(request)
    listing = Listing(
        tables.emblems_table(),
        lambda asked: lists.emblem_pictures(actor.authority_id, asked),
        None,
        name="emblems",
        caption=_("Emblems"),
        empty=_("No picture has been added."),
    )
    links = (
        (NavItem(_("Add an emblem"), reverse("printing:emblem-new")),) if actor.may(Permission.PAPERS_PREPARE) else ()
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Emblems"), links=links, crumbs=(_documents(),)))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.PAPERS_PREPARE)
def emblem_new(request: HttpRequest) -> HttpResponse:
    """Ask for the picture of an emblem; told, keep it as the latest version."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> None:
        add_emblem(
            actor=actor,
            party=given["party"],
            description=given["description"],
            data=given["picture"].read(),
            at=moment(actor.authority_id),
        )

    form = Form(
        TextField("party", _t("Reference of the party"), width=10, longest=20, hint=_t("Such as PP52")),
        TextField(
            "description", _t("Description of the emblem"), hint=_t("As the register of parties has it."), longest=300
        ),
        FileField("picture", _t("Picture"), endings=PICTURE, most_bytes=2 * MEGABYTE),
    )
    back = reverse("printing:emblems")
    return answered(
        request, Asked(_("Add an emblem"), form, _("Add"), perform, back, crumbs=(Crumb(_("Emblems"), back),))
    )


def _posting_form(found: queries.DocumentFacts) -> Form:
    return Form(
        Select("place", _t("Place"), choices=tuple(Choice(*one) for one in found.to_post)),
        DateField("day", _t("Day")),
        TextField(
            "clock", _t("Time"), width=5, pattern=terms.CLOCK, hint=_t("On the 24-hour clock, such as 9:15"),
            pattern_message=_t("Enter a time such as 9:15 or 16:30"),
        ),
        TextField("posted_by", _t("Posted by"), longest=150),
        FileField(
            "photo", _t("Photograph"), required=False, endings=PICTURE, most_bytes=8 * MEGABYTE,
            hint=_t("A PNG or JPEG picture of at most 8 MB."),
        ),
        TextField("note", _t("Note"), required=False, longest=300),
    )  # fmt: skip


def _documents() -> Crumb:
    return Crumb(_("Documents of polls"), reverse("printing:list"))


def _pdf(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
