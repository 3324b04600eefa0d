"""What each address and operation of reviews of polling places is tried with, and makers of their records."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pollwright.place_reviews.models import Appeal, Comment, PlaceReview, ReviewedDistrict, ReviewPaper
from pollwright.places.models import PollingDistrict
from tests.walk.kinds import MOMENT, made, polling_place, stored
from tests.walk.poll_kinds import held, once
from tests.walk.sampling import Sample, act_on, by_reference
from tests.walk.world import World

DAY = date(2026, 9, 1)
DAYS = {
    "notice_on": DAY, "consultation_ends_on": date(2026, 10, 1), "proposals_on": date(2026, 10, 2),
    "decision_on": date(2026, 11, 2), "results_on": date(2026, 11, 3),
}  # fmt: skip


def review(world: World) -> str:
    """A review that is open for comments, with a district in it."""
    return _review(world, "PR0000001", "open")


def _review(world: World, reference: str, state: str) -> str:
    found = once(world, PlaceReview, reference, title="Walk", state=state, counted_on=DAY, **DAYS)
    if held(world, ReviewedDistrict, review=found) is None:
        district = held(world, PollingDistrict) or world.ledger.district()
        facts: dict[str, Any] = {"district": district, "code": district.code, "proposal": "keep"}
        made(world, ReviewedDistrict, review=found, electors=5, in_person=4, **facts)
    return str(found.reference)


def finished(world: World) -> str:
    """A review whose results are published."""
    return _review(world, "PR0000002", "finished")


def comment(world: World) -> str:
    of = PlaceReview.objects.get(authority=world.authority, reference=review(world))
    facts = {"voice": "elector", "received_on": DAY, "view": "against", "words": "Walk"}
    return str(once(world, Comment, "PRC0000001", review=of, **facts).reference)


def paper(world: World) -> str:
    """A paper that is published and waits to be posted."""
    of = PlaceReview.objects.get(authority=world.authority, reference=review(world))
    facts = {"kind": "notice", "number": 1, "state": "published", "digest": "0" * 64, "prepared_by": "Walk"}
    facts |= {"prepared_at": MOMENT, "published_at": MOMENT, "published_by": "Walk"}
    file = stored(world, "place-review-paper")
    return str(once(world, ReviewPaper, "PRP0000001", review=of, file=file, word=file, **facts).reference)


def appeal(world: World) -> str:
    of = PlaceReview.objects.get(authority=world.authority, reference=finished(world))
    facts = {"told_on": date(2026, 11, 10), "by": "expertise", "ground": "disabled-access"}
    return str(once(world, Appeal, "PRA0000001", review=of, **facts).reference)


def district(world: World) -> dict[str, Any]:
    reference = review(world)
    code = ReviewedDistrict.objects.get(authority=world.authority, review__reference=reference).code
    return {"reference": reference, "code": code}


def district_act(world: World) -> dict[str, Any]:
    polling_place(world)
    return district(world) | {"name": "propose"}


SAMPLES: dict[str, Sample] = {
    "place_reviews:appeal-act": act_on(appeal, "direction"),
    "place_reviews:comment": by_reference(comment),
    "place_reviews:comment-act": act_on(comment, "correct"),
    "place_reviews:comment-new": by_reference(review),
    "place_reviews:comments": by_reference(review),
    "place_reviews:district": district,
    "place_reviews:district-act": district_act,
    "place_reviews:districts": by_reference(review),
    "place_reviews:map": by_reference(review),
    "place_reviews:paper": by_reference(paper),
    "place_reviews:paper-act": act_on(paper, "post"),
    "place_reviews:posting-list": by_reference(paper),
    "place_reviews:review": by_reference(review),
    "place_reviews:review-act": act_on(review, "growth"),
}
RECORDS: dict[str, Callable[[World], str]] = {
    "place_reviews.abandon_review": review,
    "place_reviews.comment_online": review,
    "place_reviews.agree_the_rest": review,
    "place_reviews.answer_comment": comment,
    "place_reviews.carry_out": finished,
    "place_reviews.change_review": review,
    "place_reviews.close_appeal": appeal,
    "place_reviews.correct_comment": comment,
    "place_reviews.count_review": review,
    "place_reviews.decide": review,
    "place_reviews.drop_paper": paper,
    "place_reviews.expect_as_before": review,
    "place_reviews.expect_growth": review,
    "place_reviews.post_paper": paper,
    "place_reviews.prepare_paper": review,
    "place_reviews.propose": review,
    "place_reviews.publish_paper": paper,
    "place_reviews.settle_review": review,
    "place_reviews.take_appeal": finished,
    "place_reviews.take_comment": review,
    "place_reviews.take_direction": appeal,
}
