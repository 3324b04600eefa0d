"""Comments on a review: taking them down, putting them right, answering them; and lists of them that leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.queries.settings import values_of
from pollwright.authorities.references import next_reference
from pollwright.pages.lists import Leaving
from pollwright.place_reviews import events
from pollwright.place_reviews.models import Comment, PlaceReview, ReviewedDistrict
from pollwright.place_reviews.operations.taking import COMMENTS, NotNow, ReviewChanged, locked
from pollwright.place_reviews.states import HEARING, ReviewState, View, Voice
from pollwright.refusals import NotFound, Refused

ONLINE = "place_reviews.online_comments"
ANSWERED_IN = (*HEARING, ReviewState.DECIDED)


class ReceivedOutside(Refused):
    """A comment comes after the notice, and not in days to come."""

    code = "place_reviews.R030"
    problem = "A comment on review {reference} can't have been received on {on}."
    remedy = "Comments are taken from the day of the notice until today."


class NotHeardOnline(Refused):
    """Nobody is heard online, or not any more."""

    code = "place_reviews.R031"
    problem = "Comments on this review are not taken online at the moment."
    remedy = "Write to electoral services."


@dataclass(frozen=True, slots=True)
class CommentFacts:
    """What somebody said. `about`: code of the district; "" for the whole review."""

    voice: Voice
    received_on: date
    view: View
    words: str
    about: str = ""
    name: str = ""
    contact: str = ""


@operation(Permission.PLACE_REVIEWS_EDIT)
def take_comment(*, actor: Actor, reference: str, facts: CommentFacts, on: date) -> Comment:
    """Take a comment down. One that came after the consultation is kept and marked as late.

    :raises ReceivedOutside: where it would have come before the notice, or in days to come.
    """
    review = _heard(actor, reference, HEARING)
    comment = Comment(
        authority_id=actor.authority_id,
        review=review,
        reference=next_reference(actor.authority_id, COMMENTS),
        **_stored(review, facts, on),
    )
    comment.save(force_insert=True)
    record(events.CommentTaken(reference, comment.reference), actor=actor, subjects=[comment, review])
    return comment


@operation(Permission.PLACE_REVIEWS_COMMENT)
def comment_online(*, actor: Actor, reference: str, facts: CommentFacts, on: date) -> Comment:
    """Take in what somebody said online while comments are heard. The very same sent again changes nothing.

    :raises NotHeardOnline: where the council hears nobody online, or the consultation is over.
    """
    review = locked(actor, reference)
    if not heard_online(review, on=on):
        raise NotHeardOnline
    stored = _stored(review, facts, on)
    again = Comment.objects.filter(
        review=review, removed_on__isnull=True, **{name: stored[name] for name in ("words", "name", "contact", "about")}
    ).first()
    if again is not None:
        record(events.CommentSentAgain(reference, again.reference), actor=actor, subjects=[again, review])
        return again
    comment = Comment.objects.create(
        authority_id=actor.authority_id, review=review, reference=next_reference(actor.authority_id, COMMENTS), **stored
    )
    happened = events.CommentSentOnline(reference, comment.reference)
    record(happened, actor=actor, subjects=[comment, review])
    return comment


def heard_online(review: PlaceReview, *, on: date) -> bool:
    """Return whether people can comment online on a review today: until its consultation ends."""
    (wanted,) = values_of(review.authority_id, ONLINE, on=on)
    return bool(wanted) and review.state in HEARING and review.notice_on <= on <= review.consultation_ends_on


@operation(Permission.PLACE_REVIEWS_EDIT)
def correct_comment(
    *, actor: Actor, reference: str, version: int, facts: CommentFacts, reason: str, on: date
) -> Comment:
    """Put right what was taken down of a comment, with the reason.

    :raises ReviewChanged: where another officer changed it first.
    """
    comment = _in_hand(actor, reference, version)
    for name, value in _stored(comment.review, facts, on).items():
        setattr(comment, name, value)
    _save(comment)
    happened = events.CommentCorrected(comment.review.reference, reference)
    record(happened, actor=actor, subjects=[comment, comment.review], reason=reason)
    return comment


@operation(Permission.PLACE_REVIEWS_EDIT)
def answer_comment(*, actor: Actor, reference: str, version: int, answer: str) -> Comment:
    """Put down what the council says to a comment; the final report has it."""
    comment = _in_hand(actor, reference, version)
    comment.answer = answer
    _save(comment)
    happened = events.CommentAnswered(comment.review.reference, reference)
    record(happened, actor=actor, subjects=[comment, comment.review])
    return comment


@operation(Permission.PLACE_REVIEWS_EDIT)
def record_download(*, actor: Actor, name: str, rows: int, format: str) -> None:  # noqa: A002
    """Put into the trail that a list of comments is downloaded."""
    record(events.ListDownloaded(name, rows, format), actor=actor)


def leaving(actor: Actor, name: str) -> Leaving:
    """Return on what terms this person may download a list of comments: as whoever works on reviews."""
    return Leaving(
        allowed=actor.may(Permission.PLACE_REVIEWS_EDIT),
        permission=Permission.PLACE_REVIEWS_EDIT.value,
        recorded=lambda asked, rows: record_download(actor=actor, name=name, rows=rows, format=asked.download),
    )


def _heard(actor: Actor, reference: str, states: tuple[ReviewState, ...]) -> PlaceReview:
    review = locked(actor, reference)
    if review.state not in states:
        raise NotNow(reference=reference, state=ReviewState(review.state).label)
    return review


def _in_hand(actor: Actor, reference: str, version: int) -> Comment:
    held = Comment.objects.select_for_update(of=("self",)).select_related("review")
    comment = held.filter(authority=actor.authority_id, reference=reference, removed_on__isnull=True).first()
    if comment is None:
        raise NotFound(kind="comment", reference=reference)
    if comment.version != version:
        raise ReviewChanged(reference=reference)
    if comment.review.state not in ANSWERED_IN:
        raise NotNow(reference=comment.review.reference, state=ReviewState(comment.review.state).label)
    return comment


def _stored(review: PlaceReview, facts: CommentFacts, on: date) -> dict[str, object]:
    if not review.notice_on <= facts.received_on <= on:
        raise ReceivedOutside(reference=review.reference, on=facts.received_on)
    about = None
    if facts.about:
        about = ReviewedDistrict.objects.filter(review=review, code=facts.about).first()
        if about is None:
            raise NotFound(kind="district of the review", reference=facts.about)
    return {
        "voice": facts.voice,
        "name": facts.name,
        "contact": facts.contact,
        "received_on": facts.received_on,
        "late": facts.received_on > review.consultation_ends_on,
        "about": about,
        "view": facts.view,
        "words": facts.words,
    }


def _save(comment: Comment) -> None:
    comment.version += 1
    comment.save()
