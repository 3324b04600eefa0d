"""What is proposed for a district, and what the council decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.place_reviews import events
from pollwright.place_reviews.models import PlaceReview, ReviewedDistrict
from pollwright.place_reviews.operations.reviewing import district_in_hand, measure, save_district
from pollwright.place_reviews.operations.taking import in_hand, save_review
from pollwright.place_reviews.queries.measuring import Reach, reaches
from pollwright.place_reviews.states import WORKING, Decision, Proposal, ReviewState
from pollwright.places.models import PollingDistrict, PollingPlace, Property
from pollwright.refusals import NotFound, Refused


class ProposalIncomplete(Refused):
    """A proposal names what it needs."""

    code = "place_reviews.R020"
    problem = "The proposal for district {district} lacks what it needs: {missing}."
    remedy = "Say where it is to vote, into which district it goes, or which streets become a new district."
    words = frozenset({"missing"})


class NoSuchStreet(Refused):
    """A street has no home in the district."""

    code = "place_reviews.R021"
    problem = "District {district} has no home in {street}."
    remedy = "Write each street as the list of properties has it, one to a line."


class JoinedTwice(Refused):
    """A district does not go into one that goes away itself."""

    code = "place_reviews.R022"
    problem = "District {district} can't be joined with {into}: one of them is to be joined with another already."
    remedy = "Propose both to go into the same district."


class CodeInUse(Refused):
    """A new district has a code of its own."""

    code = "place_reviews.R023"
    problem = "There is a polling district {taken} already, or another proposal has that code."
    remedy = "Choose another code."


class Undecided(Refused):
    """Every district is decided before the review is."""

    code = "place_reviews.R024"
    problem = "{districts} districts have no decision yet; the first is {first}."
    remedy = "Put down the decision about each; those that stay as they are can be agreed together."


class DecidedTooEarly(Refused):
    """The council decides on what was published."""

    code = "place_reviews.R025"
    problem = "The proposals were published on {proposals}; the decision can't be of {on}, nor hold from {effective}."
    remedy = "Check the day of the meeting and the day from which the decision holds."


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """A proposal for one district.

    :param place: reference of the place where it, or of a division the new district, is to vote.
    :param into: code of the district that it is joined with.
    :param streets: those that become the new district.
    """

    proposal: Proposal
    reasons: str
    place: str = ""
    into: str = ""
    new_code: str = ""
    new_name: str = ""
    streets: tuple[str, ...] = ()


@operation(Permission.PLACE_REVIEWS_EDIT)
def propose(
    *, actor: Actor, reference: str, version: int, district: str, seen: int, facts: ProposalFacts
) -> ReviewedDistrict:
    """Put down what is proposed for a district; a decision about an earlier proposal falls.

    :raises ProposalIncomplete: where the place, the other district or the streets are not named.
    :raises NoSuchStreet: where a street has no home in the district.
    :raises JoinedTwice: where it would go into a district that goes away.
    :raises CodeInUse: where the new district's code is taken.
    """
    review = in_hand(actor, reference, version, WORKING)
    row = district_in_hand(review, district, seen)
    before = row.proposal
    _clear(row)
    row.proposal, row.reasons = facts.proposal, facts.reasons
    if facts.proposal is not Proposal.KEEP and not facts.reasons.strip():
        raise ProposalIncomplete(district=district, missing="the reasons")
    if facts.proposal in (Proposal.MOVE, Proposal.SPLIT):
        _to_place(row, facts)
    if facts.proposal is Proposal.SPLIT:
        _divided(row, facts)
    if facts.proposal is Proposal.MERGE:
        _joined(row, facts)
    save_district(row)
    record(
        events.ChangeProposed(reference, district, facts.proposal.value),
        actor=actor,
        subjects=[review, row],
        changes={"proposal": (before, facts.proposal.value)},
        reason=facts.reasons,
    )
    return row


@operation(Permission.PLACE_REVIEWS_RELEASE)
def decide(
    *, actor: Actor, reference: str, version: int, district: str, seen: int, decision: Decision, reasons: str
) -> ReviewedDistrict:
    """Put down what the council decided about a district, and why. It may be put right until the report is out."""
    review = in_hand(actor, reference, version, (ReviewState.PROPOSED, ReviewState.DECIDED))
    row = district_in_hand(review, district, seen)
    before = row.decision
    row.decision, row.decision_reasons = decision, reasons
    save_district(row)
    record(
        events.ProposalDecided(reference, district, decision.value),
        actor=actor,
        subjects=[review, row],
        changes={"decision": (before, decision.value)},
        reason=reasons,
    )
    return row


@operation(Permission.PLACE_REVIEWS_RELEASE)
def agree_the_rest(*, actor: Actor, reference: str, version: int, reasons: str) -> int:
    """Agree every proposal that has no decision, for one reason; return how many there were.

    :raises NotFound: where every district has a decision.
    """
    review = in_hand(actor, reference, version, (ReviewState.PROPOSED,))
    rows = list(ReviewedDistrict.objects.select_for_update().filter(review=review, decision="").order_by("code"))
    if not rows:
        raise NotFound(kind="undecided district of the review", reference=reference)
    for row in rows:
        row.decision, row.decision_reasons = Decision.AGREED, reasons
        row.version += 1
    ReviewedDistrict.objects.bulk_update(rows, ["decision", "decision_reasons", "version"], batch_size=500)
    save_review(review)
    happened = events.ProposalDecided(reference, str(len(rows)), Decision.AGREED.value)
    record(happened, actor=actor, subjects=[review], reason=reasons)
    return len(rows)


@operation(Permission.PLACE_REVIEWS_RELEASE)
def settle_review(
    *, actor: Actor, reference: str, version: int, body: str, minute: str, decided_on: date, effective_on: date
) -> PlaceReview:
    """Record which body decided the review, when, where it is minuted, and from when its decisions hold.

    :raises Undecided: where a district has no decision.
    :raises DecidedTooEarly: where it was before the proposals, or is to hold before it.
    """
    review = in_hand(actor, reference, version, (ReviewState.PROPOSED,))
    missing = list(
        ReviewedDistrict.objects.filter(review=review, decision="").order_by("code").values_list("code", flat=True)
    )
    if missing:
        raise Undecided(districts=len(missing), first=missing[0])
    if not review.proposals_on <= decided_on <= effective_on:
        raise DecidedTooEarly(proposals=review.proposals_on, on=decided_on, effective=effective_on)
    save_review(
        review,
        state=ReviewState.DECIDED,
        decided_by=body,
        minute=minute,
        decision_on=decided_on,
        effective_on=effective_on,
        results_on=max(review.results_on, decided_on),
    )
    record(events.ReviewSettled(reference, body, decided_on, effective_on), actor=actor, subjects=[review])
    return review


def _clear(row: ReviewedDistrict) -> None:
    row.to_place = row.into = None
    measure(row, Reach(access=""))
    row.new_code = row.new_name = row.streets = ""
    row.decision = row.decision_reasons = ""


def _to_place(row: ReviewedDistrict, facts: ProposalFacts) -> None:
    place = PollingPlace.objects.filter(authority=row.authority_id, reference=facts.place).first()
    same = facts.proposal is Proposal.MOVE and place is not None and place.pk == row.district.polling_place_id
    if place is None or same:
        raise ProposalIncomplete(district=row.code, missing="a polling place other than its own")
    row.to_place = place
    found = reaches(row.authority_id, [(row.district_id, place.pk)])
    measure(row, found.get((row.district_id, place.pk), Reach()))


def _divided(row: ReviewedDistrict, facts: ProposalFacts) -> None:
    if not (facts.new_code and facts.new_name and facts.streets):
        raise ProposalIncomplete(district=row.code, missing="the code, name and streets of the new district")
    homes = Property.objects.filter(authority=row.authority_id, district=row.district_id, valid_to__isnull=True)
    here = {street.casefold() for street in homes.values_list("street", flat=True).distinct()}
    for street in facts.streets:
        if street.casefold() not in here:
            raise NoSuchStreet(district=row.code, street=street)
    districts = PollingDistrict.objects.filter(authority=row.authority_id, code=facts.new_code, valid_to__isnull=True)
    proposals = ReviewedDistrict.objects.filter(review=row.review_id, new_code=facts.new_code).exclude(pk=row.pk)
    if districts.exists() or proposals.exists():
        raise CodeInUse(taken=facts.new_code)
    row.new_code, row.new_name, row.streets = facts.new_code, facts.new_name, "\n".join(facts.streets)


def _joined(row: ReviewedDistrict, facts: ProposalFacts) -> None:
    into = PollingDistrict.objects.filter(authority=row.authority_id, code=facts.into, valid_to__isnull=True).first()
    if into is None or into.pk == row.district_id:
        raise ProposalIncomplete(district=row.code, missing="another district in force")
    others = ReviewedDistrict.objects.filter(review=row.review_id, proposal=Proposal.MERGE).exclude(pk=row.pk)
    if others.filter(into=row.district_id).exists() or others.filter(district=into).exists():
        raise JoinedTwice(district=row.code, into=facts.into)
    row.into = into
