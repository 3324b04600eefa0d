"""Pages of reviews and of their districts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage, RecordPage
from pollwright.place_reviews.operations.reviewing import begin_review
from pollwright.place_reviews.queries import reviews as queries
from pollwright.place_reviews.web import acts, forms, shown, tables, terms
from pollwright.places.queries.divisions import area_choices


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.REGISTER_VIEW)
def reviews(request: HttpRequest) -> HttpResponseBase:
    """Show the reviews."""
    actor = actor_of(request)
    listing = Listing(
        tables.reviews_table(),
        partial(queries.reviews, actor.authority_id),
        None,
        name="reviews-of-polling-places",
        caption=_("Reviews"),
        empty=_("No review was begun here."),
    )
    may = actor.may(Permission.PLACE_REVIEWS_EDIT)
    links = (NavItem(_("Begin a review"), reverse("place_reviews:review-new")),) if may else ()
    note = shown.window_note(today(actor.authority_id))
    crumbs = (Crumb(_("Polling schemes"), reverse("stations:schemes")),)
    made = partial(ListPage, _("Reviews of polling places"), links=links, note=note, crumbs=crumbs)
    return list_response(request, terms.LIST, listing, made)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLACE_REVIEWS_EDIT)
def review_new(request: HttpRequest) -> HttpResponse:
    """Ask what is reviewed, and when; told, begin the review."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> str:
        made = begin_review(actor=actor, facts=forms.facts_of(given), on=today(actor.authority_id))
        return terms.review_href(made.reference)

    asked = Asked(
        _("Begin a review"),
        forms.review_form(area_choices(actor.authority_id), new=True),
        _("Begin it"),
        perform,
        reverse("place_reviews:reviews"),
        typed={"version": "0", "title": _("Review of polling districts and places"), "compulsory": True},
        crumbs=(terms.reviews_crumb(),),
        lead=shown.window_note(today(actor.authority_id)),
    )
    return answered(request, asked)


@require_safe
@permission_required(Permission.REGISTER_VIEW)
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """Show how far a review is, what to look at, and its papers."""
    actor = actor_of(request)
    found, on = queries.review_record(actor.authority_id, reference), today(actor.authority_id)
    page = RecordPage(
        title=found.held.title,
        caption=reference,
        crumbs=(terms.reviews_crumb(),),
        acts=acts.open_acts(actor, found),
        facts=shown.facts(found),
        figures=shown.figures(found),
        sections=shown.sections(found),
        timeline=told(
            timeline(actor.authority_id, "placereview", found.held.pk), linked=actor.may(Permission.AUDIT_VIEW)
        ),
        warning=shown.warning(found, on),
        notes=shown.notes(found, on),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLACE_REVIEWS_EDIT)
def review_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act on a review needs; told, do it. Each act asks for its own permission."""
    actor = actor_of(request)
    found = queries.review_record(actor.authority_id, reference)
    return answered(request, acts.asked(actor, found, name, at=moment(actor.authority_id)))


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.REGISTER_VIEW)
def districts(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the districts of a review."""
    actor = actor_of(request)
    held = queries.review_record(actor.authority_id, reference).held
    listing = Listing(
        tables.districts_table(reference),
        partial(queries.districts, held.pk),
        None,
        name=f"districts-{reference}",
        caption=_("Districts"),
        empty=_("No district matches."),
    )
    links = (NavItem(_("Map"), reverse("place_reviews:map", args=[reference])),)
    crumbs = terms.crumbs_of(reference, held.title)
    return list_response(request, terms.LIST, listing, partial(ListPage, _("Districts"), links=links, crumbs=crumbs))


@require_safe
@permission_required(Permission.REGISTER_VIEW)
def district(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Show one district of a review: as it is, as it is proposed, what was said, and what was decided."""
    actor = actor_of(request)
    found = queries.district_record(actor.authority_id, reference, code)
    crumbs = (
        *terms.crumbs_of(reference, found.review.title),
        Crumb(_("Districts"), reverse("place_reviews:districts", args=[reference])),
    )
    page = RecordPage(
        title=_("District %(code)s") % {"code": code},
        caption=found.district.name,
        crumbs=crumbs,
        acts=acts.district_acts(actor, found),
        facts=shown.district_facts(found),
        sections=shown.district_sections(found, queries.comments_about(found.pk)),
        timeline=told(
            timeline(actor.authority_id, "revieweddistrict", found.pk), linked=actor.may(Permission.AUDIT_VIEW)
        ),
        notes=shown.district_notes(found),
    )
    return render(request, terms.RECORD, {"page": page})


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.PLACE_REVIEWS_EDIT)
def district_act(request: HttpRequest, reference: str, code: str, name: str) -> HttpResponse:
    """Ask what an act on a district of a review needs; told, do it. Each act asks for its own permission."""
    actor = actor_of(request)
    found = queries.district_record(actor.authority_id, reference, code)
    return answered(request, acts.district_asked(actor, found, name))
