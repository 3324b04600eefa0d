"""Beginning a review, its timetable, counting its electors, what is expected of them, and abandoning it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.law.periods import months_after
from pollwright.law.place_reviews import ReviewDays, days_in_order
from pollwright.place_reviews import events
from pollwright.place_reviews.models import PlaceReview, ReviewedDistrict
from pollwright.place_reviews.operations.taking import REVIEWS, ReviewChanged, in_hand, save_review
from pollwright.place_reviews.queries.measuring import Electors, Reach, electors_of, reaches, stations_of
from pollwright.place_reviews.states import WORKING, ReviewState
from pollwright.places.models import Area, PollingDistrict
from pollwright.places.queries.extent import districts_in_areas
from pollwright.refusals import NotFound, Refused
from pollwright.register.models import RegisterEntry

_COUNTED = ("electors", "in_person", "stations", "place", "mean_metres", "far_metres", "access", "inside")


class DaysOutOfOrder(Refused):
    """The steps of a review follow each other."""

    code = "place_reviews.R010"
    problem = "The days do not follow each other."
    remedy = "The notice comes first, then the end of the consultation, the proposals, the decision and the results."


class NothingToReview(Refused):
    """No polling district lies there."""

    code = "place_reviews.R011"
    problem = "No polling district in force lies there."
    remedy = "Choose another area, or leave it empty for the whole council."


class NoPastToTell(Refused):
    """The register does not go back far enough."""

    code = "place_reviews.R012"
    problem = "The register held here does not go back to {then}, so how it grew can't be told."
    remedy = "Choose fewer years, or type what is expected of each district."


class StepsAreTaken(Refused):
    """What was done on a day is not moved."""

    code = "place_reviews.R013"
    problem = "A step that was taken on a day can't be moved to another."
    remedy = "Leave the days of the steps that were taken as they are."


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What a review is of, and its timetable.

    :param area: id of the area that is reviewed; None for the whole council.
    """

    title: str
    area: int | None
    compulsory: bool
    notice_on: date
    consultation_ends_on: date
    proposals_on: date
    decision_on: date
    results_on: date


@operation(Permission.PLACE_REVIEWS_EDIT)
def begin_review(*, actor: Actor, facts: ReviewFacts, on: date) -> PlaceReview:
    """Begin a review of every polling district in force there, and count their electors in the register of the day.

    :raises DaysOutOfOrder: where the steps do not follow each other.
    :raises NothingToReview: where there is no district.
    """
    _check(facts)
    area = _area(actor, facts.area)
    held = PollingDistrict.objects.filter(authority=actor.authority_id, valid_to__isnull=True)
    if area is not None:
        held = held.filter(pk__in=districts_in_areas(actor.authority_id, [area.pk]))
    districts = list(held.order_by("code").values_list("pk", "code"))
    if not districts:
        raise NothingToReview
    review = PlaceReview.objects.create(
        authority_id=actor.authority_id, reference=next_reference(actor.authority_id, REVIEWS), **_stored(facts, area)
    )
    ReviewedDistrict.objects.bulk_create(
        ReviewedDistrict(authority_id=actor.authority_id, review=review, district_id=pk, code=code)
        for pk, code in districts
    )
    _count(review, on)
    save_review(review, counted_on=on)
    record(events.ReviewBegun(review.reference, len(districts)), actor=actor, subjects=[review])
    return review


@operation(Permission.PLACE_REVIEWS_EDIT)
def change_review(*, actor: Actor, reference: str, version: int, facts: ReviewFacts) -> PlaceReview:
    """Change the title or the timetable of a review; its area stays.

    :raises StepsAreTaken: where a step that was taken would be moved.
    """
    review = in_hand(actor, reference, version, (*WORKING, ReviewState.DECIDED))
    _check(facts)
    taken = {
        ReviewState.DRAFT: (),
        ReviewState.OPEN: ("notice_on",),
        ReviewState.PROPOSED: ("notice_on", "consultation_ends_on", "proposals_on"),
        ReviewState.DECIDED: ("notice_on", "consultation_ends_on", "proposals_on", "decision_on"),
    }
    wanted = _stored(facts, review.area)
    if any(wanted[name] != getattr(review, name) for name in taken[ReviewState(review.state)]):
        raise StepsAreTaken
    changes = {name: (getattr(review, name), value) for name, value in wanted.items() if getattr(review, name) != value}
    save_review(review, **wanted)
    record(events.ReviewChanged(reference), actor=actor, subjects=[review], changes=changes)
    return review


@operation(Permission.PLACE_REVIEWS_EDIT)
def count_review(*, actor: Actor, reference: str, version: int, on: date) -> PlaceReview:
    """Count the electors of every district again in the register of a day, and measure places and proposals anew."""
    review = in_hand(actor, reference, version, WORKING)
    districts, electors = _count(review, on)
    save_review(review, counted_on=on)
    record(events.ReviewCounted(reference, districts, electors), actor=actor, subjects=[review])
    return review


@operation(Permission.PLACE_REVIEWS_EDIT)
def expect_growth(
    *, actor: Actor, reference: str, version: int, district: str, seen: int, growth: int, note: str
) -> ReviewedDistrict:
    """Put down by how many electors a district is expected to grow, and what says so.

    :param seen: the version of the district as it was opened.
    """
    review = in_hand(actor, reference, version, WORKING)
    row = district_in_hand(review, district, seen)
    before = row.growth
    row.growth, row.growth_note = growth, note
    save_district(row)
    record(
        events.GrowthExpected(reference, 1), actor=actor, subjects=[review, row], changes={"growth": (before, growth)}
    )
    return row


@operation(Permission.PLACE_REVIEWS_EDIT)
def expect_as_before(*, actor: Actor, reference: str, version: int, years: int, on: date) -> int:
    """Expect every district to grow in so many years as it grew in the same number before; return how many districts.

    :raises NoPastToTell: where the register does not go back as far.
    """
    review = in_hand(actor, reference, version, WORKING)
    then = months_after(on, -12 * years)
    rows = list(ReviewedDistrict.objects.select_for_update().filter(review=review).order_by("pk"))
    ids = [row.district_id for row in rows]
    held = RegisterEntry.objects.filter(authority=actor.authority_id, district__in=ids, effective_from__lte=then)
    if not held.exists():
        raise NoPastToTell(then=then)
    before, now = (electors_of(actor.authority_id, ids, on=day) for day in (then, on))
    for row in rows:
        row.growth = now.get(row.district_id, Electors()).all - before.get(row.district_id, Electors()).all
        row.growth_note = f"The register from {then:%-d %B %Y} to {on:%-d %B %Y}"
        row.version += 1
    ReviewedDistrict.objects.bulk_update(rows, ["growth", "growth_note", "version"], batch_size=500)
    save_review(review)
    record(events.GrowthExpected(reference, len(rows)), actor=actor, subjects=[review])
    return len(rows)


@operation(Permission.PLACE_REVIEWS_RELEASE)
def abandon_review(*, actor: Actor, reference: str, version: int, reason: str) -> PlaceReview:
    """Abandon a review whose results are not published, with the reason; what was said in it is kept."""
    review = in_hand(actor, reference, version, (*WORKING, ReviewState.DECIDED))
    save_review(review, state=ReviewState.ABANDONED)
    record(events.ReviewAbandoned(reference), actor=actor, subjects=[review], reason=reason)
    return review


def district_in_hand(review: PlaceReview, code: str, seen: int) -> ReviewedDistrict:
    """Return a district of a review, locked.

    :raises ReviewChanged: where it was changed since it was `seen`.
    """
    held = ReviewedDistrict.objects.select_for_update(of=("self",)).select_related("district", "place", "to_place")
    row = held.filter(review=review, code=code).first()
    if row is None:
        raise NotFound(kind="district of the review", reference=code)
    if row.version != seen:
        raise ReviewChanged(reference=code)
    return row


def save_district(row: ReviewedDistrict) -> None:
    """Save a district of a review as the next version."""
    row.version += 1
    row.save()


def _check(facts: ReviewFacts) -> None:
    days = ReviewDays(
        facts.notice_on, facts.consultation_ends_on, facts.proposals_on, facts.decision_on, facts.results_on
    )
    if not days_in_order(days):
        raise DaysOutOfOrder


def _stored(facts: ReviewFacts, area: Area | None) -> dict[str, object]:
    names = ("title", "compulsory", "notice_on", "consultation_ends_on", "proposals_on", "decision_on", "results_on")
    return {name: getattr(facts, name) for name in names} | {"area": area}


def _area(actor: Actor, pk: int | None) -> Area | None:
    if pk is None:
        return None
    found = Area.objects.filter(authority=actor.authority_id, pk=pk, valid_to__isnull=True).first()
    if found is None:
        raise NotFound(kind="area", reference=str(pk))
    return found


def _count(review: PlaceReview, on: date) -> tuple[int, int]:
    """Put electors, stations and distances into every district of a review; return districts and electors."""
    rows = list(
        ReviewedDistrict.objects.select_for_update(of=("self",))
        .select_related("district")
        .filter(review=review)
        .order_by("pk")
    )
    ids = [row.district_id for row in rows]
    electors, stations = electors_of(review.authority_id, ids, on=on), stations_of(review.authority_id, ids)
    here = [(row.district_id, row.district.polling_place_id) for row in rows if row.district.polling_place_id]
    there = [(row.district_id, row.to_place_id) for row in rows if row.to_place_id]
    reach = reaches(review.authority_id, [*dict.fromkeys((*here, *there))])
    for row in rows:
        counted = electors.get(row.district_id, Electors())
        row.electors, row.in_person, row.stations = counted.all, counted.in_person, stations.get(row.district_id, 0)
        row.place_id = row.district.polling_place_id
        found = reach.get((row.district_id, row.place_id or 0), Reach())
        row.mean_metres, row.far_metres = found.mean_metres, found.far_metres
        row.access, row.inside = found.access, found.inside
        if row.to_place_id:
            measure(row, reach.get((row.district_id, row.to_place_id), Reach()))
        row.version += 1
    proposed = ("to_mean_metres", "to_far_metres", "to_access", "to_inside")
    ReviewedDistrict.objects.bulk_update(rows, [*_COUNTED, *proposed, "version"], batch_size=500)
    return len(rows), sum(row.electors for row in rows)


def measure(row: ReviewedDistrict, reach: Reach) -> None:
    """Put what the proposed place means for a district into it; the row is not saved."""
    row.to_mean_metres, row.to_far_metres = reach.mean_metres, reach.far_metres
    row.to_access, row.to_inside = reach.access, reach.inside
