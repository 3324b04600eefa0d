"""What the Electoral Commission is asked about a finished review, and what follows (RPA 1983 s 18D)."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.law.place_reviews import APPEAL, Appellant, Ground, directed_by, may_appeal
from pollwright.place_reviews import events
from pollwright.place_reviews.models import Appeal
from pollwright.place_reviews.operations.taking import APPEALS, NotNow, ReviewChanged, in_hand, save_review
from pollwright.place_reviews.states import AppealBy, AppealGround, ReviewState
from pollwright.refusals import NotFound, Refused


class MayNotAppeal(Refused):
    """The Commission is asked by some people only."""

    code = "place_reviews.R040"
    problem = "Fewer than 30 electors can't ask the Commission to look at a review."
    remedy = "Check who asks: somebody who commented before, or knows about access, may ask alone."


class OutOfOrder(Refused):
    """A direction comes after the appeal, and the end after that."""

    code = "place_reviews.R041"
    problem = "{on} does not follow what was done about {reference} before, or is still to come."
    remedy = "Check the day."


@operation(Permission.PLACE_REVIEWS_EDIT)
def take_appeal(
    *,
    actor: Actor,
    reference: str,
    version: int,
    by: AppealBy,
    electors: int | None,
    ground: AppealGround,
    words: str,
    told_on: date,
    on: date,
) -> Appeal:
    """Record that the Commission was asked to look at a finished review.

    :raises MayNotAppeal: where too few electors ask.
    """
    review = in_hand(actor, reference, version, (ReviewState.FINISHED,))
    if not may_appeal(Appellant(by.value), Ground(ground.value), electors=electors or 0).holds:
        raise MayNotAppeal
    if not review.results_on <= told_on <= on:
        raise OutOfOrder(reference=reference, on=told_on)
    appeal = Appeal.objects.create(
        authority_id=actor.authority_id,
        review=review,
        reference=next_reference(actor.authority_id, APPEALS),
        told_on=told_on,
        by=by,
        electors=electors,
        ground=ground,
        words=words,
    )
    save_review(review)
    record(
        events.AppealTaken(reference, appeal.reference),
        actor=actor,
        subjects=[appeal, review],
        basis=APPEAL.describe(),
    )
    return appeal


@operation(Permission.PLACE_REVIEWS_EDIT)
def take_direction(
    *, actor: Actor, reference: str, version: int, directed_on: date, direction: str, on: date
) -> Appeal:
    """Record what the Commission directed; the council acts on it within two months."""
    appeal = _in_hand(actor, reference, version)
    if not appeal.told_on <= directed_on <= on:
        raise OutOfOrder(reference=reference, on=directed_on)
    appeal.directed_on, appeal.direction = directed_on, direction
    by = appeal.act_by = directed_by(directed_on)
    _save(appeal)
    happened = events.AppealDirected(reference, by)
    record(happened, actor=actor, subjects=[appeal, appeal.review], basis=APPEAL.describe())
    return appeal


@operation(Permission.PLACE_REVIEWS_EDIT)
def close_appeal(*, actor: Actor, reference: str, version: int, outcome: str, on: date) -> Appeal:
    """Close an appeal with what came of it: dismissed, withdrawn, or its direction acted on."""
    appeal = _in_hand(actor, reference, version)
    appeal.closed_on, appeal.outcome = on, outcome
    _save(appeal)
    record(events.AppealClosed(reference), actor=actor, subjects=[appeal, appeal.review], reason=outcome)
    return appeal


def _in_hand(actor: Actor, reference: str, version: int) -> Appeal:
    held = Appeal.objects.select_for_update(of=("self",)).select_related("review")
    appeal = held.filter(authority=actor.authority_id, reference=reference).first()
    if appeal is None:
        raise NotFound(kind="appeal", reference=reference)
    if appeal.version != version:
        raise ReviewChanged(reference=reference)
    if appeal.closed_on is not None:
        raise NotNow(reference=appeal.review.reference, state=ReviewState.FINISHED.label)
    return appeal


def _save(appeal: Appeal) -> None:
    appeal.version += 1
    appeal.save()
