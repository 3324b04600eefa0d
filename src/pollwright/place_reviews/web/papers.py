"""Pages of the papers of a review, where they hang, and of appeals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.documents.typesetting import render as set_paper
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.place_reviews.operations import appealing, papers
from pollwright.place_reviews.papers import written
from pollwright.place_reviews.queries import reviews as queries
from pollwright.place_reviews.queries.reviews import PaperRecord
from pollwright.place_reviews.states import PaperKind, PaperState
from pollwright.place_reviews.web import forms, terms
from pollwright.refusals import NotPermitted

Typed = Mapping[str, Any]
Doing = tuple[str, Permission, Form, Typed, Callable[..., object], Callable[[Typed], Typed]]


@require_safe
@permission_required(Permission.REGISTER_VIEW)
def paper(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one paper: its files, who looked at it, and where it hangs."""
    actor = actor_of(request)
    found = queries.paper_record(actor.authority_id, reference)
    held = found.held
    page = RecordPage(
        title=str(PaperKind(held.kind).label),
        caption=reference,
        crumbs=terms.crumbs_of(held.review.reference, held.review.title),
        acts=_open(actor, found),
        facts=_facts(found),
        sections=(_postings(found),),
        timeline=told(timeline(actor.authority_id, "reviewpaper", held.pk), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLACE_REVIEWS_EDIT)
def paper_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a paper needs; told, do it."""
    actor = actor_of(request)
    found = queries.paper_record(actor.authority_id, reference)
    held = found.held
    makers = _makers(actor, found)
    if name not in makers:
        raise Http404
    label, permission, form, typed, act, values = makers[name]
    if not actor.may(permission):
        raise NotPermitted(permission=permission.value)
    back = reverse("place_reviews:paper", args=[reference])

    def perform(given: Typed) -> None:
        act(actor=actor, reference=reference, version=version_in(given), **values(given))

    asked = Asked(
        label,
        form,
        label,
        perform,
        back,
        typed={"version": str(held.version)} | dict(typed),
        crumbs=(*terms.crumbs_of(held.review.reference, held.review.title), Crumb(reference, back)),
        lead=_("Read the PDF first: you answer for it as the second person.") if name == "publish" else "",
    )
    return answered(request, asked)


@require_safe
@permission_required(Permission.PLACE_REVIEWS_EDIT)
def posting_list(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer the list of places where a paper is still to be posted."""
    actor = actor_of(request)
    found = queries.paper_record(actor.authority_id, reference)
    places = [name for _reference, name in found.to_post]
    listed = written.posting_list(
        found.held.review, PaperKind(found.held.kind), places, reference, today(actor.authority_id)
    )
    name = f"posting-list-{reference}.pdf"
    return HttpResponse(
        set_paper(listed),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLACE_REVIEWS_EDIT)
def appeal_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask for the direction of the Commission, or for what came of an appeal; told, record it."""
    actor = actor_of(request)
    found = queries.appeal_record(actor.authority_id, reference)
    makers = _of_appeals()
    if name not in makers:
        raise Http404
    label, form, act, names = makers[name]

    def perform(given: Typed) -> None:
        values = {each: given[each] for each in names.split()}
        act(actor=actor, reference=reference, version=version_in(given), on=today(actor.authority_id), **values)

    asked = Asked(
        label,
        form,
        label,
        perform,
        terms.review_href(found.review.reference),
        typed={"version": str(found.version)},
        crumbs=(*terms.crumbs_of(found.review.reference, found.review.title), Crumb(reference, request.path)),
        lead=found.words,
        caption=reference,
    )
    return answered(request, asked)


def _of_appeals() -> dict[str, tuple[str, Form, Callable[..., object], str]]:
    return {
        "direction": (
            _("Record the direction"),
            forms.direction_form(),
            appealing.take_direction,
            "directed_on direction",
        ),
        "close": (_("Close the appeal"), forms.outcome_form(), appealing.close_appeal, "outcome"),
    }


def _makers(actor: Actor, found: PaperRecord) -> dict[str, Doing]:
    at = moment(actor.authority_id)
    bare = Form(forms.VERSION)
    edit, release = Permission.PLACE_REVIEWS_EDIT, Permission.PLACE_REVIEWS_RELEASE
    return {
        "publish": (_("Publish it"), release, bare, {}, papers.publish_paper, lambda _given: {"at": at}),
        "drop": (
            _("Drop it"),
            edit,
            Form(forms.VERSION, forms.REASON),
            {},
            papers.drop_paper,
            lambda given: {"reason": given["reason"]},
        ),
        "post": (
            _("Log a posting"),
            edit,
            forms.posting_form(found.to_post),
            {"posted_on": at.date()},
            papers.post_paper,
            lambda given: {name: given[name] for name in ("place", "posted_on", "posted_by")} | {"on": at.date()},
        ),
    }


def _open(actor: Actor, found: PaperRecord) -> tuple[NavItem, ...]:
    held = found.held
    waits, out = held.state == PaperState.PREPARED, held.published_at is not None
    senses = {"publish": waits, "drop": waits, "post": out and bool(found.to_post)}
    links = [
        NavItem(label, reverse("place_reviews:paper-act", args=[held.reference, name]))
        for name, (label, permission, *_rest) in _makers(actor, found).items()
        if senses[name] and actor.may(permission)
    ]
    if out and found.to_post and actor.may(Permission.PLACE_REVIEWS_EDIT):
        links.append(NavItem(_("Posting list"), reverse("place_reviews:posting-list", args=[held.reference])))
    return tuple(links)


def _facts(found: PaperRecord) -> tuple[SummaryRow, ...]:
    held = found.held
    return (
        SummaryRow(_("State"), terms.paper_tag(held.state)),
        SummaryRow(_("Version"), str(held.number)),
        SummaryRow(_("PDF"), held.file.name, held.file.sha256, href=reverse("files:download", args=[held.file.token])),
        SummaryRow(_("Word file"), held.word.name, href=reverse("files:download", args=[held.word.token])),
        SummaryRow(_("Prepared"), wording.moment(held.prepared_at), held.prepared_by),
        SummaryRow(_("Published"), wording.moment(held.published_at) or _("Not yet"), held.published_by),
    )


def _postings(found: PaperRecord) -> Section:
    rows = tuple((Cell(place), Cell(wording.day(day)), Cell(who)) for place, day, who in found.postings)
    table = PlainTable(_("Postings"), (_("Place"), _("Posted"), _("By")), rows, _("No posting is logged."))
    return Section(_("Where it hangs"), table=table)
