"""The page at which people comment on a review of polling places: public, on the officers' host beside other such pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope

from pollwright.access.web.acts import Asked, answered
from pollwright.access.web.gate import public
from pollwright.access.web.limits import limited
from pollwright.acting import Actor, Capacity, Channel, Permission
from pollwright.authorities.clock import today
from pollwright.authorities.queries.councils import Council, council_of
from pollwright.authorities.queries.settings import values_of
from pollwright.pages import wording
from pollwright.pages.standard import RecordPage
from pollwright.place_reviews.operations.hearing import comment_online, heard_online
from pollwright.place_reviews.queries.reviews import ReviewRecord, district_choices, review_record
from pollwright.place_reviews.states import HEARING
from pollwright.place_reviews.web import forms, terms

MOST, WITHIN_SECONDS = 10, 3600


@require_http_methods(terms.GET_OR_POST)
@public
def say(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Ask what somebody says to a review; told, take the comment in."""
    council = _council(code)
    with scope(authority=council.id):
        found = _review(council, reference)
        review = found.held
        if request.method == "POST":
            limited(request, "place_reviews:say", most=MOST, within=WITHIN_SECONDS)
        elif not heard_online(review, on=today(council.id)):
            page = RecordPage(title=review.title, caption=council.name, notes=_unheard(council, found))
            return render(request, terms.RECORD, {"page": page})
        return answered(request, _asked(council, code, found))


@require_safe
@public
def said(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Say that a comment was received, and what happens with it."""
    council = _council(code)
    with scope(authority=council.id):
        review = _review(council, reference).held
        notes = (
            _("It is read before the council decides, and is published with the results, without your name."),
            _("The results are published on %(day)s.") % {"day": wording.day(review.results_on)},
        )
        page = RecordPage(title=_("Your comment was received"), caption=review.title, notes=notes)
        return render(request, terms.RECORD, {"page": page})


def _unheard(council: Council, found: ReviewRecord) -> tuple[str, ...]:
    """Return why no comment is taken here, and what somebody who has one can do."""
    on, ends = today(council.id), found.held.consultation_ends_on
    if on > ends:
        return (_("Comments on this review were heard until %(day)s.") % {"day": wording.day(ends)},)
    (where,) = values_of(council.id, "papers.enquiries", on=on)
    lines = [
        _("Comments on this review are not taken online at the moment. Write to electoral services."),
        _("Comments are heard until %(day)s.") % {"day": wording.day(ends)},
    ]
    return (*lines, str(where)) if where else tuple(lines)


def _asked(council: Council, code: str, found: ReviewRecord) -> Asked:
    review = found.held
    may = frozenset({Permission.PLACE_REVIEWS_COMMENT})
    actor = Actor(council.id, code, "Somebody, online", Capacity.PUBLIC, may, Channel.WEB)

    def perform(given: Mapping[str, Any]) -> str:
        on = today(council.id)
        facts = forms.comment_of({**given, "received_on": on})
        comment_online(actor=actor, reference=review.reference, facts=facts, on=on)
        return reverse("place_reviews:said", args=[code, review.reference])

    return Asked(
        review.title,
        forms.say_form(district_choices(review.pk)),
        _("Send the comment"),
        perform,
        reverse("place_reviews:say", args=[code, review.reference]),
        caption=council.name,
        lead=_("Comments are heard until %(day)s.") % {"day": wording.day(review.consultation_ends_on)},
        said=_("Thank you. Your comment was received."),
    )


def _council(code: str) -> Council:
    """Return the council of a code.

    :raises Http404: where none has it.
    """
    council = council_of(code)
    if council is None:
        raise Http404
    return council


def _review(council: Council, reference: str) -> ReviewRecord:
    """Return a review on which people are heard.

    :raises NotFound: where the council has none of that reference.
    :raises Http404: before its notice, and once it is decided.
    """
    found = review_record(council.id, reference)
    if found.held.state not in HEARING:
        raise Http404
    return found
