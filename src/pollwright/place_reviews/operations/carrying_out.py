"""Carrying a review out: places are changed, and divisions and joinings drafted as a change of polling districts."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.place_reviews import events
from pollwright.place_reviews.models import PlaceReview, ReviewedDistrict
from pollwright.place_reviews.operations.taking import NotNow, in_hand, save_review
from pollwright.place_reviews.states import Decision, Proposal, ReviewState
from pollwright.places.models import DistrictArea
from pollwright.places.operations.district_changes import draft_change, plan_moves
from pollwright.places.operations.divisions import add_district, change_district
from pollwright.refusals import Refused


class HoldsLater(Refused):
    """What was agreed holds from a day."""

    code = "place_reviews.R050"
    problem = "What was agreed in review {reference} holds from {effective}."
    remedy = "Carry it out on that day or later, before the polling scheme of the next poll is made."


@operation(Permission.DISTRICTS_CHANGE)
def carry_out(*, actor: Actor, reference: str, version: int, on: date) -> PlaceReview:
    """Carry out what was agreed, by the acts of the room of places, in one act.

    A district that moves has its new place at once: schemes that are made from places have it from then on. Divisions
    and joinings are planned in one change of polling districts, which needs a notice and a revised register
    (REG-322); a new district is added here, without electors until then.

    :raises HoldsLater: before the day from which it holds.
    """
    review = in_hand(actor, reference, version, (ReviewState.FINISHED,))
    if review.carried_out_on is not None:
        raise NotNow(reference=reference, state=ReviewState.FINISHED.label)
    if review.effective_on is None or on < review.effective_on:
        raise HoldsLater(reference=reference, effective=review.effective_on or review.results_on)
    agreed = (
        ReviewedDistrict.objects.select_for_update(of=("self",))
        .select_related("district__polling_place", "to_place", "into")
        .filter(review=review, decision=Decision.AGREED)
        .exclude(proposal=Proposal.KEEP)
        .order_by("code")
    )
    rows = list(agreed)
    moved = [row for row in rows if row.proposal == Proposal.MOVE]
    redrawn = [row for row in rows if row.proposal != Proposal.MOVE]
    for row in moved:
        row.done = _moved(actor, row)
    if redrawn:
        review.change = draft_change(actor=actor, title=review.title, reason=f"Review {reference}: {review.minute}")
    for row in redrawn:
        row.done = _redrawn(actor, row, review, on)
    for row in rows:
        row.version += 1
    ReviewedDistrict.objects.bulk_update(rows, ["done", "version"], batch_size=500)
    save_review(review, carried_out_on=on)
    happened = events.CarriedOut(reference, len(moved), len(redrawn))
    record(happened, actor=actor, subjects=[review, *rows])
    return review


def _moved(actor: Actor, row: ReviewedDistrict) -> str:
    place = _place(row)
    if row.district.polling_place_id == row.to_place_id:
        return f"Votes at {place} already"
    change_district(actor=actor, code=row.code, name=row.district.name, polling_place=place)
    return f"Votes at {place}"


def _redrawn(actor: Actor, row: ReviewedDistrict, review: PlaceReview, on: date) -> str:
    change = review.change.reference if review.change else ""
    if row.into is not None:
        homes = plan_moves(actor=actor, reference=change, to_district=row.into.code, from_district=row.code)
        return f"{homes} homes go to {row.into.code} with {change}"
    inside = DistrictArea.objects.filter(district=row.district_id, valid_to__isnull=True).order_by("kind")
    add_district(
        actor=actor,
        code=row.new_code,
        name=row.new_name,
        areas=list(inside.values_list("area__code", flat=True)),
        on=on,
        polling_place=_place(row),
    )
    homes = sum(
        plan_moves(actor=actor, reference=change, to_district=row.new_code, from_district=row.code, street=street)
        for street in row.streets.splitlines()
    )
    return f"{homes} homes go to {row.new_code} with {change}"


def _place(row: ReviewedDistrict) -> str:
    return row.to_place.reference if row.to_place else ""
