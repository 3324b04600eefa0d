"""The papers of a review: prepared from its data, published by a second person, and posted."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from django.db.models import QuerySet

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.documents.typesetting import render
from pollwright.documents.word import paper_document
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep
from pollwright.place_reviews import events
from pollwright.place_reviews.models import Comment, PlaceReview, ReviewedDistrict, ReviewPaper, ReviewPosting
from pollwright.place_reviews.operations.taking import (
    PAPERS,
    NotNow,
    ReviewChanged,
    in_hand,
    locked,
    save_review,
)
from pollwright.place_reviews.papers.written import Written, written
from pollwright.place_reviews.states import HEARING, PaperKind, PaperState, ReviewState, Voice
from pollwright.printing.models import PostingPlace
from pollwright.refusals import NotFound, Refused

FILES = declare("place-review-paper", "Paper of a review of polling places", Permission.REGISTER_VIEW)
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_IN = {
    PaperKind.NOTICE: (ReviewState.DRAFT,),
    PaperKind.OFFICER: HEARING,
    PaperKind.PROPOSALS: HEARING,
    PaperKind.REPORT: (ReviewState.DECIDED,),
}
"""In which states of the review each paper is prepared and published."""


class NothingToSay(Refused):
    """A paper without what it is for is not prepared."""

    code = "place_reviews.R060"
    problem = "There is nothing to publish: review {reference} has no comment of the (Acting) Returning Officer."
    remedy = "Take the comments down first."


class NotSecondPerson(Refused):
    """Whoever prepared a paper can't publish it."""

    code = "place_reviews.R061"
    problem = "You prepared this paper, so you can't be the second person."
    remedy = "Ask a colleague who may publish papers of reviews."


class DataMoved(Refused):
    """A paper says what held when it was prepared."""

    code = "place_reviews.R062"
    problem = "What {paper} says was changed since it was prepared."
    remedy = "Prepare it again, and have that version looked at."


class TooEarly(Refused):
    """A step comes after the one before it."""

    code = "place_reviews.R063"
    problem = "This paper can't be published today: {why}."
    remedy = "Wait until then, or change the timetable of the review."
    words = frozenset({"why"})


class NotPublished(Refused):
    """What is not published is not posted."""

    code = "place_reviews.R064"
    problem = (
        "{paper} can't be logged as posted on {on}: it is not published, or not until then, or the day is to come."
    )
    remedy = "Publish it first, and check the day."


class PostedThere(Refused):
    """A paper is posted once at a place."""

    code = "place_reviews.R065"
    problem = "{paper} is logged as posted at that place, or the place is not in use."
    remedy = "Choose another place."


@operation(Permission.PLACE_REVIEWS_EDIT)
def prepare_paper(*, actor: Actor, reference: str, version: int, kind: PaperKind, at: datetime) -> ReviewPaper:
    """Prepare a paper from the data of a review, as PDF and as a Word file; one that waits already is dropped.

    :raises NothingToSay: of the Returning Officer's comments, where there are none.
    """
    review = in_hand(actor, reference, version, OPEN_IN[kind])
    if kind is PaperKind.OFFICER and not _officer_comments(review).exists():
        raise NothingToSay(reference=reference)
    held = ReviewPaper.objects.filter(review=review, kind=kind)
    held.filter(state=PaperState.PREPARED).update(state=PaperState.DROPPED)
    paper_reference = next_reference(actor.authority_id, PAPERS)
    made = written(review, kind, paper_reference, at.date())
    name = f"{kind.value}-{reference}"
    paper = ReviewPaper.objects.create(
        authority_id=actor.authority_id,
        review=review,
        reference=paper_reference,
        kind=kind,
        number=held.count() + 1,
        digest=_digest(made),
        file=_keep(actor, render(made.paper()), f"{name}.pdf", PDF),
        word=_keep(actor, paper_document(made.paper(), at), f"{name}.docx", WORD),
        prepared_by=actor.name,
        prepared_by_id=actor.person_id,
        prepared_at=at,
    )
    save_review(review)
    happened = events.PaperPrepared(reference, paper_reference, kind.value, paper.number)
    record(happened, actor=actor, subjects=[paper, review, paper.file])
    return paper


@operation(Permission.PLACE_REVIEWS_RELEASE)
def publish_paper(*, actor: Actor, reference: str, version: int, at: datetime) -> ReviewPaper:
    """Approve a paper as the second person and publish it: the review takes the step that the paper is.

    :raises NotSecondPerson: where the actor prepared it.
    :raises DataMoved: where the review says something else by now.
    :raises TooEarly: where the step before it is not over.
    """
    paper = _paper(actor, reference, version)
    review = locked(actor, paper.review.reference)
    kind, on = PaperKind(paper.kind), at.date()
    if paper.state != PaperState.PREPARED or review.state not in OPEN_IN[kind]:
        raise NotNow(reference=review.reference, state=ReviewState(review.state).label)
    if paper.prepared_by_id is not None and paper.prepared_by_id == actor.person_id:
        raise NotSecondPerson
    if _digest(written(review, kind, paper.reference, paper.prepared_at.date())) != paper.digest:
        raise DataMoved(paper=reference)
    _step(review, kind, on)
    ReviewPaper.objects.filter(review=review, kind=kind, state=PaperState.PUBLISHED).update(state=PaperState.OVERTAKEN)
    paper.state, paper.published_by, paper.published_at = PaperState.PUBLISHED, actor.name, at
    paper.version += 1
    paper.save()
    happened = events.PaperPublished(review.reference, reference, kind.value)
    record(happened, actor=actor, subjects=[paper, review])
    return paper


@operation(Permission.PLACE_REVIEWS_EDIT)
def drop_paper(*, actor: Actor, reference: str, version: int, reason: str) -> ReviewPaper:
    """Drop a paper that waits for a second person, with the reason."""
    paper = _paper(actor, reference, version)
    if paper.state != PaperState.PREPARED:
        raise NotNow(reference=paper.review.reference, state=ReviewState(paper.review.state).label)
    paper.state = PaperState.DROPPED
    paper.version += 1
    paper.save()
    happened = events.PaperDropped(paper.review.reference, reference)
    record(happened, actor=actor, subjects=[paper, paper.review], reason=reason)
    return paper


@operation(Permission.PLACE_REVIEWS_EDIT)
def post_paper(
    *, actor: Actor, reference: str, version: int, place: str, posted_on: date, posted_by: str, on: date
) -> ReviewPosting:
    """Log that a published paper was posted at a place.

    :param place: reference of a place where notices are posted.
    """
    paper = _paper(actor, reference, version)
    if paper.published_at is None or not paper.published_at.date() <= posted_on <= on:
        raise NotPublished(paper=reference, on=posted_on)
    held = PostingPlace.objects.filter(authority=actor.authority_id, reference=place, withdrawn_on__isnull=True)
    where = held.exclude(pk__in=ReviewPosting.objects.filter(paper=paper).values("place")).first()
    if where is None:
        raise PostedThere(paper=reference)
    posting = ReviewPosting.objects.create(
        authority_id=actor.authority_id, paper=paper, place=where, posted_on=posted_on, posted_by=posted_by
    )
    paper.version += 1
    paper.save()
    happened = events.PaperPosted(paper.review.reference, reference, where.name, posted_on)
    record(happened, actor=actor, subjects=[paper, paper.review])
    return posting


def _step(review: PlaceReview, kind: PaperKind, on: date) -> None:
    """Have the review take the step that a paper is; days that are still planned move on with it."""
    if kind is PaperKind.NOTICE:
        if on >= review.consultation_ends_on:
            raise TooEarly(why="the consultation would be over")
        save_review(review, state=ReviewState.OPEN, notice_on=on)
    elif kind is PaperKind.OFFICER:
        _officer_comments(review).filter(published_on__isnull=True).update(published_on=on)
        save_review(review)
    elif kind is PaperKind.PROPOSALS:
        if on <= review.consultation_ends_on:
            raise TooEarly(why="comments may still come")
        ReviewedDistrict.objects.filter(review=review).exclude(decision="").update(decision="", decision_reasons="")
        decision = max(review.decision_on, on)
        results = max(review.results_on, decision)
        save_review(review, state=ReviewState.PROPOSED, proposals_on=on, decision_on=decision, results_on=results)
    else:
        if on < review.decision_on:
            raise TooEarly(why="the council decides later")
        save_review(review, state=ReviewState.FINISHED, results_on=on)


def _officer_comments(review: PlaceReview) -> QuerySet[Comment]:
    return Comment.objects.filter(review=review, voice=Voice.RETURNING_OFFICER)


def _paper(actor: Actor, reference: str, version: int) -> ReviewPaper:
    held = ReviewPaper.objects.select_for_update(of=("self",)).select_related("review")
    paper = held.filter(authority=actor.authority_id, reference=reference).first()
    if paper is None:
        raise NotFound(kind="paper", reference=reference)
    if paper.version != version:
        raise ReviewChanged(reference=reference)
    return paper


def _digest(made: Written) -> str:
    return sha256(made.said.encode()).hexdigest()


def _keep(actor: Actor, content: bytes, name: str, media_type: str) -> StoredFile:
    return keep(actor=actor, source=content, name=name, media_type=media_type, kind=FILES.name)
