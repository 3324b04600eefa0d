"""Reviews of entitlement, types A, B and C, with the days that the law gives (REG-255, 256)."""

from __future__ import annotations

from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.references import next_reference
from pollwright.law.deletions import REVIEW, REVIEWS, ReviewType, review_dates
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.disputes import ReviewClosed, ReviewNoticeSent, ReviewOpened
from pollwright.register.models import Determination, RegisterEntry, Review
from pollwright.register.operations.altering import Decided, propose_deletion
from pollwright.register.operations.objecting import OutsideTheHearingDays
from pollwright.register.states import AlterationReason, Outcome, ReviewState

SERIES = "V"
OPEN = (ReviewState.OPEN, ReviewState.WAITING, ReviewState.HEARING)
REGISTERS = ("both", "parliamentary", "local")


class ReviewIsOpen(Refused):
    """The entry is under review already."""

    code = "register.R175"
    problem = "The entry of elector {reference} is under review already, or is not in force."
    remedy = "Open the elector to see the review."


class ReviewChanged(Refused):
    """Another officer changed the review, or it is closed."""

    code = "register.R176"
    problem = "Review {reference} was changed or closed since you opened it."
    remedy = "Open it again to see how it stands."


class TooSoonToRemove(Refused):
    """The elector still has time."""

    code = "register.R177"
    problem = "Nobody can be removed by review {reference} yet: {why}."
    remedy = "Keep the entry, or wait until that day. A type B review leads to type A, never straight to a removal."


@operation(Permission.REVIEWS_MANAGE)
def open_review(
    *, actor: Actor, elector_reference: str, kind: ReviewType, grounds: str, on: date, registers: str = "both"
) -> Review:
    """Open a review of an elector's entry, in both registers or one.

    :raises ReviewIsOpen: where it is under review already or not in force.
    """
    entry = (
        RegisterEntry.objects.select_for_update(of=("self",))
        .select_related("elector")
        .filter(authority=actor.authority_id, elector__reference=elector_reference, effective_to__isnull=True)
        .order_by("pk")
        .first()
    )
    if entry is None or Review.objects.filter(entry=entry, state__in=OPEN).exists():
        raise ReviewIsOpen(reference=elector_reference)
    review = Review.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        kind=kind,
        elector=entry.elector,
        entry=entry,
        registers=registers,
        grounds=grounds,
        opened_on=on,
    )
    record(
        ReviewOpened(review.reference, kind, elector_reference, registers),
        actor=actor,
        subjects=[review, entry.elector],
        reason=grounds,
        basis=REVIEWS[kind].source.describe(),
    )
    return review


@operation(Permission.REVIEWS_MANAGE)
def send_review_notice(
    *, actor: Actor, reference: str, version: int, on: date, hearing_on: date | None = None
) -> Review:
    """Note that the notice of a review went out today; the law gives the last day to answer, or the hearing's days.

    :param hearing_on: the day of the hearing, for type C.
    :raises OutsideTheHearingDays: where the hearing is not on one of its days.
    """
    review = review_in_hand(actor, reference, version)
    dates = review_dates(ReviewType(review.kind), on, calendar_of(actor.authority_id))
    if dates.hearing is not None:
        if hearing_on is None or not dates.hearing.not_before <= hearing_on <= dates.hearing.not_after:
            raise OutsideTheHearingDays(first=dates.hearing.not_before, last=dates.hearing.not_after)
        review.state, review.hearing_on = ReviewState.HEARING, hearing_on
        until = f"hearing on {hearing_on}"
    else:
        review.state, review.answer_by = ReviewState.WAITING, dates.answer_until
        until = f"answer by {dates.answer_until}"
    review.notice_on = on
    _save(review)
    record(
        ReviewNoticeSent(reference, until),
        actor=actor,
        subjects=[review, review.elector],
        basis=dates.rule.source.describe(),
    )
    return review


@operation(Permission.REVIEWS_MANAGE)
def go_on_to_type_a(*, actor: Actor, reference: str, version: int, opinion: str, on: date) -> Review:
    """Turn a type B review without a satisfactory answer into type A, stating the officer's opinion and grounds.

    :raises TooSoonToRemove: where the elector may still answer.
    """
    review = review_in_hand(actor, reference, version)
    if review.kind != ReviewType.B or review.answer_by is None or on <= review.answer_by:
        raise TooSoonToRemove(reference=reference, why=f"the elector may answer until {review.answer_by}")
    review.kind, review.state = ReviewType.A, ReviewState.OPEN
    review.notice_on = review.answer_by = None
    review.grounds = opinion
    review.version += 1
    review.save()
    record(
        ReviewOpened(reference, ReviewType.A, review.elector.reference, review.registers),
        actor=actor,
        subjects=[review, review.elector],
        reason=opinion,
        basis=REVIEWS[ReviewType.A].source.describe(),
    )
    return review


@operation(Permission.REVIEWS_MANAGE)
def close_review(
    *, actor: Actor, reference: str, version: int, remove: bool, reasons: str, at: datetime, on: date
) -> Review:
    """Decide a review: the entry is kept, or leaves the registers under review with the next notice.

    :raises TooSoonToRemove: where the elector may still answer, the hearing is to come, or the review is of type B.
    """
    review = review_in_hand(actor, reference, version)
    determination = Determination(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, "D"),
        outcome=Outcome.DELETED if remove else Outcome.RETAINED,
        review=review,
        elector_id=review.elector_id,
        ground=f"Type {review.kind} review",
        basis=REVIEW.describe()[:120],
        reasons=reasons,
        determined_at=at,
        determined_on=on,
        determined_by=actor.name,
        capacity=actor.capacity,
    )
    if remove:
        _refuse_too_soon(review, on)
    determination.save(force_insert=True)
    if remove:
        propose_deletion(
            entry=review.entry,
            decided=Decided(AlterationReason.REVIEW, at, on, determination),
            parliamentary=review.registers != "local",
            local=review.registers != "parliamentary",
        )
    review.state, review.closed_on = (ReviewState.REMOVED if remove else ReviewState.KEPT), on
    _save(review)
    record(
        ReviewClosed(reference, "to be removed" if remove else "kept"),
        actor=actor,
        subjects=[review, review.elector, determination],
        reason=reasons,
        basis=REVIEW.describe(),
    )
    return review


def review_in_hand(actor: Actor, reference: str, version: int) -> Review:
    """Return an open review, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises ReviewChanged: where it was changed or closed since.
    """
    found = (
        Review.objects.select_for_update(of=("self",))
        .select_related("elector", "entry")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if found is None:
        raise NotFound(kind="review", reference=reference)
    if found.version != version or found.state not in OPEN:
        raise ReviewChanged(reference=reference)
    return found


def _refuse_too_soon(review: Review, on: date) -> None:
    if review.kind == ReviewType.B:
        raise TooSoonToRemove(reference=review.reference, why="type B asks for evidence only")
    if review.notice_on is None:
        raise TooSoonToRemove(reference=review.reference, why="no notice has been sent")
    last = review.hearing_on or review.answer_by
    if last is None or on < last or (review.hearing_on is None and on == last):
        raise TooSoonToRemove(reference=review.reference, why=f"the elector has until {last}")


def _save(review: Review) -> None:
    review.version += 1
    review.save(update_fields=["state", "notice_on", "answer_by", "hearing_on", "closed_on", "version"])
