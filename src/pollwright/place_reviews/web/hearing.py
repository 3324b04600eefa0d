"""Pages of the comments on a review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import today
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.pages.summaries import SummaryRow
from pollwright.place_reviews.operations import hearing
from pollwright.place_reviews.queries import reviews as queries
from pollwright.place_reviews.queries.reviews import HeldComment
from pollwright.place_reviews.states import HEARING, View, Voice
from pollwright.place_reviews.web import forms, tables, terms

Typed = Mapping[str, Any]
Doing = tuple[str, Form, Typed, Callable[[Typed], None]]


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLACE_REVIEWS_EDIT)
def comments(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the comments on a review."""
    actor = actor_of(request)
    held = queries.review_record(actor.authority_id, reference).held
    listing = Listing(
        tables.comments_table(),
        partial(queries.comments, held.pk),
        None,
        name=f"comments-{reference}",
        caption=_("Comments"),
        empty=_("No comment matches."),
        leaving=hearing.leaving(actor, f"comments-{reference}"),
    )
    address = reverse("place_reviews:comment-new", args=[reference])
    links = [NavItem(_("Take a comment down"), address)] if held.state in HEARING else []
    if hearing.heard_online(held, on=today(actor.authority_id)):
        said_at = reverse("place_reviews:say", args=[actor.authority_code, reference])
        links.append(NavItem(_("The page to comment at"), said_at))
    crumbs = terms.crumbs_of(reference, held.title)
    return list_response(
        request, terms.LIST, listing, partial(ListPage, _("Comments"), links=tuple(links), crumbs=crumbs)
    )


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLACE_REVIEWS_EDIT)
def comment_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask what somebody said; told, take it down."""
    actor = actor_of(request)
    held = queries.review_record(actor.authority_id, reference).held
    on, back = today(actor.authority_id), reverse("place_reviews:comments", args=[reference])

    def perform(given: Mapping[str, Any]) -> None:
        hearing.take_comment(actor=actor, reference=reference, facts=forms.comment_of(given), on=on)

    asked = Asked(
        _("Take a comment down"),
        forms.comment_form(queries.district_choices(held.pk), reason=False),
        _("Take it down"),
        perform,
        back,
        typed={"version": "0", "received_on": on},
        crumbs=(*terms.crumbs_of(reference, held.title), Crumb(_("Comments"), back)),
    )
    return answered(request, asked)


@require_safe
@permission_required(Permission.PLACE_REVIEWS_EDIT)
def comment(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one comment and what the council says to it."""
    actor = actor_of(request)
    found = queries.comment_record(actor.authority_id, reference)
    review = found.review
    acts = (
        NavItem(_("Answer it"), reverse("place_reviews:comment-act", args=[reference, "answer"])),
        NavItem(_("Put it right"), reverse("place_reviews:comment-act", args=[reference, "correct"])),
    )
    page = RecordPage(
        title=_("Comment %(reference)s") % {"reference": reference},
        caption=review.title,
        crumbs=(
            *terms.crumbs_of(review.reference, review.title),
            Crumb(_("Comments"), reverse("place_reviews:comments", args=[review.reference])),
        ),
        acts=acts if review.state in hearing.ANSWERED_IN else (),
        facts=_facts(found),
        timeline=told(timeline(actor.authority_id, "comment", found.pk), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLACE_REVIEWS_EDIT)
def comment_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a comment needs; told, do it."""
    actor = actor_of(request)
    found = queries.comment_record(actor.authority_id, reference)
    makers = {"answer": _answering, "correct": _correcting}
    if name not in makers:
        raise Http404
    label, form, typed, perform = makers[name](actor, found)
    back = reverse("place_reviews:comment", args=[reference])
    asked = Asked(
        label,
        form,
        label,
        perform,
        back,
        typed=dict(typed) | {"version": str(found.version)},
        crumbs=(*terms.crumbs_of(found.review.reference, found.review.title), Crumb(reference, back)),
        lead=found.words if name == "answer" else "",
    )
    return answered(request, asked)


def _answering(actor: Actor, found: HeldComment) -> Doing:
    def perform(given: Typed) -> None:
        version, answer = version_in(given), given["answer"]
        hearing.answer_comment(actor=actor, reference=found.reference, version=version, answer=answer)

    return _("Answer it"), forms.answer_form(), {"answer": found.answer}, perform


def _correcting(actor: Actor, found: HeldComment) -> Doing:
    def perform(given: Typed) -> None:
        hearing.correct_comment(
            actor=actor,
            reference=found.reference,
            version=version_in(given),
            facts=forms.comment_of(given),
            reason=given["reason"],
            on=today(actor.authority_id),
        )

    typed = {name: getattr(found, name) for name in ("voice", "name", "contact", "received_on", "view", "words")}
    typed["about"] = found.about.code if found.about else ""
    form = forms.comment_form(queries.district_choices(found.review_id), reason=True)
    return _("Put it right"), form, typed, perform


def _facts(found: HeldComment) -> tuple[SummaryRow, ...]:
    removed = _("Removed when its time was up") if found.removed_on else _("Not given")
    late = _("After the last day for comments") if found.late else ""
    rows = [
        SummaryRow(_("From"), str(Voice(found.voice).label)),
        SummaryRow(_("Name"), found.name or removed),
        SummaryRow(_("E-mail or address"), found.contact or removed),
        SummaryRow(_("Received"), wording.day(found.received_on), late),
        SummaryRow(_("District"), found.about.code if found.about else _("The whole review")),
        SummaryRow(_("View of the place or proposal"), str(View(found.view).label)),
        SummaryRow(_("Comment"), tuple(found.words.splitlines())),
        SummaryRow(_("Our answer"), tuple(found.answer.splitlines()) or _("None yet")),
    ]
    if found.published_on:
        rows.append(SummaryRow(_("Published"), wording.day(found.published_on)))
    return tuple(rows)
