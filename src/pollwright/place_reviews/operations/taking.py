"""Taking a review in hand: whether it was changed, and whether the act is open as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from pollwright.acting import Actor
from pollwright.place_reviews.models import PlaceReview
from pollwright.place_reviews.states import ReviewState
from pollwright.refusals import NotFound, Refused

REVIEWS, COMMENTS, PAPERS, APPEALS = "PR", "PRC", "PRP", "PRA"
"""Series of references of reviews, comments, papers and appeals."""


class ReviewChanged(Refused):
    """Another officer changed the review."""

    code = "place_reviews.R001"
    problem = "{reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class NotNow(Refused):
    """The act is not open as the review stands."""

    code = "place_reviews.R002"
    problem = "This can't be done with review {reference} as it stands: {state}."
    remedy = "Open the review: what can be done now stands above it."
    words = frozenset({"state"})


def in_hand(actor: Actor, reference: str, version: int, states: Sequence[ReviewState]) -> PlaceReview:
    """Return a review, locked for an act.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises ReviewChanged: where it was changed since `version`.
    :raises NotNow: where it is in none of the states.
    """
    review = locked(actor, reference)
    if review.version != version:
        raise ReviewChanged(reference=reference)
    if review.state not in states:
        raise NotNow(reference=reference, state=ReviewState(review.state).label)
    return review


def locked(actor: Actor, reference: str) -> PlaceReview:
    """Return a review, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    """
    held = PlaceReview.objects.select_for_update(of=("self",)).select_related("area")
    review = held.filter(authority=actor.authority_id, reference=reference).first()
    if review is None:
        raise NotFound(kind="review", reference=reference)
    return review


def save_review(review: PlaceReview, **values: object) -> None:
    """Save a review with the values given, as the next version."""
    for name, value in values.items():
        setattr(review, name, value)
    review.version += 1
    review.save()
