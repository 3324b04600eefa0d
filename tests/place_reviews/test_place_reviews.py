"""A review of polling districts and places from its notice to what follows, over the town of the tests of stations."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.authorities.operations.settings import change_setting
from pollwright.documents.blocks import Column, Picture, Table
from pollwright.place_reviews.models import Comment, PlaceReview, ReviewedDistrict, ReviewPaper
from pollwright.place_reviews.operations import appealing, carrying_out, hearing, papers, proposing, reviewing
from pollwright.place_reviews.operations.hearing import CommentFacts
from pollwright.place_reviews.operations.proposing import ProposalFacts
from pollwright.place_reviews.operations.reviewing import ReviewFacts
from pollwright.place_reviews.operations.taking import NotNow, ReviewChanged
from pollwright.place_reviews.papers.mapped import map_of
from pollwright.place_reviews.queries.reviews import review_record
from pollwright.place_reviews.states import AppealBy, AppealGround, Decision, PaperKind, Proposal, View, Voice
from pollwright.places.models import PollingDistrict, PollingPlace, PropertyMove
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.stations.conftest import town
from tests.stations.towns import Town

__all__ = ["town"]
NOTICE, ENDS, PROPOSED, DECIDED, RESULTS = (
    date(2028, 10, 6), date(2028, 11, 14), date(2028, 12, 1), date(2029, 2, 21), date(2029, 3, 1),
)  # fmt: skip
"""MM-N03: a notice on 6 October and comments until 14 November; full council on 21 February, the register on 1 March."""
FACTS = ReviewFacts("Review of 2028", None, True, NOTICE, ENDS, PROPOSED, DECIDED, RESULTS)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


@pytest.fixture
def begun(officer: Actor, town: Town) -> PlaceReview:
    """Begin a review of AA and AB, which vote at one hall, and BA, which votes at a school."""
    for home, number in ((town.ledger.property(town.districts["AA"], street=f"{name} Lane"), at) for at, name in
                         enumerate(("Abbey", "Brook", "Castle"), start=1)):  # fmt: skip
        town.elector("AA", number, home)
    town.electors("BA", 2)
    return reviewing.begin_review(actor=officer, facts=FACTS, on=NOTICE)


def given(review: PlaceReview, code: str = "") -> dict[str, Any]:
    """What an act names of the review, and of a district of it, as they stand."""
    found = {"reference": review.reference, "version": PlaceReview.objects.get(pk=review.pk).version}
    if code:
        row = ReviewedDistrict.objects.get(review=review, code=code)
        found |= {"district": code, "seen": row.version}
    return found


def publish(officer: Actor, senior: Actor, review: PlaceReview, kind: PaperKind, day: date) -> ReviewPaper:
    made = papers.prepare_paper(actor=officer, kind=kind, at=at(day), **given(review))
    return papers.publish_paper(actor=senior, reference=made.reference, version=made.version, at=at(day))


def propose(officer: Actor, review: PlaceReview, code: str, proposal: Proposal, **facts: Any) -> None:
    proposing.propose(actor=officer, facts=ProposalFacts(proposal, "Nearer", **facts), **given(review, code))


def test_a_review_is_carried_from_its_notice_to_new_places_and_a_change_of_districts(
    officer: Actor, senior: Actor, head: Actor, begun: PlaceReview, town: Town
) -> None:
    publish(officer, senior, begun, PaperKind.NOTICE, NOTICE)
    said = CommentFacts(Voice.RETURNING_OFFICER, date(2028, 10, 20), View.FOR, "Two rooms can be used.", "BA")
    hearing.take_comment(actor=officer, reference=begun.reference, facts=said, on=date(2028, 10, 20))
    publish(officer, senior, begun, PaperKind.OFFICER, date(2028, 10, 30))
    propose(officer, begun, "BA", Proposal.MOVE, place="PP-AA")
    propose(officer, begun, "AA", Proposal.SPLIT, place="PP-BA", new_code="AC", new_name="Abbey",
            streets=("Abbey Lane", "brook lane"))  # fmt: skip
    propose(officer, begun, "AB", Proposal.MERGE, into="AA")
    publish(officer, senior, begun, PaperKind.PROPOSALS, date(2028, 12, 2))
    proposing.decide(actor=senior, decision=Decision.NOT_AGREED, reasons="Too far", **given(begun, "AB"))
    proposing.agree_the_rest(actor=senior, reasons="As proposed", **given(begun))
    proposing.settle_review(
        actor=senior, body="Full council", minute="57", decided_on=DECIDED, effective_on=RESULTS, **given(begun)
    )
    publish(officer, senior, begun, PaperKind.REPORT, date(2029, 2, 22))

    done = carrying_out.carry_out(actor=head, on=RESULTS, **given(begun))

    places = dict(PollingDistrict.objects.filter(valid_to__isnull=True).values_list("code", "polling_place__reference"))
    assert places == {"AA": "PP-AA", "AB": "PP-AA", "AC": "PP-BA", "BA": "PP-AA"}
    assert done.change is not None
    moves = PropertyMove.objects.filter(change=done.change).order_by("property__street")
    assert list(moves.values_list("property__street", "to_district__code")) == [
        ("Abbey Lane", "AC"), ("Brook Lane", "AC"),
    ]  # fmt: skip
    assert (done.change.state, Comment.objects.get().published_on) == ("draft", date(2028, 10, 30))
    with pytest.raises(NotNow):
        carrying_out.carry_out(actor=head, on=RESULTS, **given(begun))


def test_homes_are_measured_to_the_place_there_is_and_to_the_one_that_is_proposed(
    officer: Actor, begun: PlaceReview, ledger: Ledger, town: Town
) -> None:
    with arranged():
        PollingPlace.objects.filter(reference="PP-BA").update(easting=300_000, northing=130_000)
        PollingPlace.objects.filter(reference="PP-AA").update(easting=300_000, northing=130_600, postcode="TA9 9ZZ")
    for east, north in ((300_300, 130_400), (300_000, 130_100)):
        ledger.property(town.districts["BA"], easting=east, northing=north, postcode="TA2 2ZZ")

    reviewing.count_review(actor=officer, on=NOTICE, **given(begun))
    propose(officer, begun, "BA", Proposal.MOVE, place="PP-AA")

    row = ReviewedDistrict.objects.get(review=begun, code="BA")
    # By hand: 500 m (300, 400) and 100 m to the school; 361 m (300, 200) and 500 m to the hall.
    assert (row.mean_metres, row.far_metres, row.inside) == (300, 500, True)
    assert (row.to_mean_metres, row.to_far_metres, row.to_inside) == (430, 500, None)
    assert (row.electors, row.in_person) == (2, 2)
    # On the map: the hall to which it would move, the one district whose homes are known, and the line between.
    _heading, _words, picture, numbers = map_of(begun)
    assert isinstance(picture, Picture)
    assert [picture.svg.count(f"<{shape}") for shape in ("rect", "circle", "line")] == [1, 1, 1]
    assert (">BA</text>" in picture.svg, numbers) == (
        True,
        Table((Column("Number", 1), Column("Polling place", 6)), (("1", "Parish Hall"),), "Polling places on the map"),
    )


def test_whoever_prepared_a_paper_does_not_publish_it_and_data_that_moved_void_it(
    senior: Actor, officer: Actor, head: Actor, begun: PlaceReview
) -> None:
    made = papers.prepare_paper(actor=senior, kind=PaperKind.NOTICE, at=at(NOTICE), **given(begun))
    known = {"reference": made.reference, "version": made.version, "at": at(NOTICE)}

    with pytest.raises(papers.NotSecondPerson):
        papers.publish_paper(actor=senior, **known)
    later = ReviewFacts(**{name: getattr(FACTS, name) for name in FACTS.__slots__} | {"title": "Another title"})
    reviewing.change_review(actor=officer, facts=later, **given(begun))
    with pytest.raises(papers.DataMoved):
        papers.publish_paper(actor=head, **known)

    begun.refresh_from_db()
    assert begun.state == "draft"


def test_what_is_out_of_its_time_or_place_is_refused(officer: Actor, senior: Actor, begun: PlaceReview) -> None:
    facts = CommentFacts(Voice.ELECTOR, NOTICE, View.AGAINST, "Too far")

    with pytest.raises(NotNow):
        hearing.take_comment(actor=officer, reference=begun.reference, facts=facts, on=NOTICE)
    publish(officer, senior, begun, PaperKind.NOTICE, NOTICE)
    with pytest.raises(papers.NothingToSay):
        papers.prepare_paper(actor=officer, kind=PaperKind.OFFICER, at=at(NOTICE), **given(begun))
    with pytest.raises(papers.TooEarly):
        publish(officer, senior, begun, PaperKind.PROPOSALS, ENDS)
    with pytest.raises(proposing.NoSuchStreet):
        propose(officer, begun, "AA", Proposal.SPLIT, place="PP-BA", new_code="AC", new_name="C", streets=("Hill",))
    with pytest.raises(proposing.ProposalIncomplete):
        propose(officer, begun, "BA", Proposal.MOVE, place="PP-BA")
    propose(officer, begun, "AB", Proposal.MERGE, into="AA")
    with pytest.raises(proposing.JoinedTwice):
        propose(officer, begun, "BA", Proposal.MERGE, into="AB")
    seen = given(begun, "BA")
    propose(officer, begun, "BA", Proposal.MOVE, place="PP-AA")
    with pytest.raises(ReviewChanged):
        proposing.propose(actor=senior, facts=ProposalFacts(Proposal.KEEP, ""), **seen)
    publish(officer, senior, begun, PaperKind.PROPOSALS, date(2028, 11, 20))
    with pytest.raises(proposing.Undecided):
        proposing.settle_review(
            actor=senior, body="Council", minute="1", decided_on=DECIDED, effective_on=RESULTS, **given(begun)
        )


def test_fewer_than_thirty_electors_do_not_reach_the_commission_and_a_direction_has_two_months(
    officer: Actor, begun: PlaceReview
) -> None:
    with arranged():
        PlaceReview.objects.filter(pk=begun.pk).update(state="finished")
    asked = {"ground": AppealGround.ACCESS, "words": "", "told_on": RESULTS, "on": RESULTS}

    with pytest.raises(appealing.MayNotAppeal):
        appealing.take_appeal(actor=officer, by=AppealBy.ELECTORS, electors=29, **asked, **given(begun))
    appeal = appealing.take_appeal(actor=officer, by=AppealBy.ELECTORS, electors=30, **asked, **given(begun))
    directed = appealing.take_direction(
        actor=officer, reference=appeal.reference, version=1, directed_on=date(2029, 6, 30), direction="Ramp",
        on=date(2029, 7, 1),
    )  # fmt: skip

    # MM-N04: the council acts on a direction in two months.
    assert directed.act_by == date(2029, 8, 30)


def test_growth_is_taken_from_the_register_as_far_as_it_goes_back(
    officer: Actor, begun: PlaceReview, town: Town
) -> None:
    town.elector("BA", 3, effective_from=date(2026, 6, 1))

    with pytest.raises(reviewing.NoPastToTell):
        reviewing.expect_as_before(actor=officer, years=5, on=NOTICE, **given(begun))
    reviewing.expect_as_before(actor=officer, years=2, on=date(2028, 2, 1), **given(begun))

    grown = dict(ReviewedDistrict.objects.filter(review=begun).values_list("code", "growth"))
    assert grown == {"AA": 0, "AB": 0, "BA": 1}
    counts = review_record(begun.authority_id, begun.reference).counts
    assert (counts.districts, counts.electors, counts.expected, counts.unassessed) == (3, 5, 6, 3)


def test_the_lists_of_a_review_ask_the_database_as_often_for_three_rows_as_for_one(
    client_as: Callable[[Role], Client], officer: Actor, begun: PlaceReview
) -> None:
    client = client_as(Role.OFFICER)
    with arranged():
        PlaceReview.objects.filter(pk=begun.pk).update(state="open")
    facts = CommentFacts(Voice.ELECTOR, NOTICE, View.AGAINST, "Too far")
    here = f"/stations/reviews/{begun.reference}"
    pages = ("/stations/reviews/", f"{here}/", f"{here}/comments/", f"{here}/districts/?look=crowded", f"{here}/map/")

    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(page).status_code == 200
        return len(found)

    hearing.take_comment(actor=officer, reference=begun.reference, facts=facts, on=NOTICE)
    one = [asked(page) for page in pages]
    for _ in range(2):
        hearing.take_comment(actor=officer, reference=begun.reference, facts=facts, on=NOTICE)
        reviewing.begin_review(actor=officer, facts=FACTS, on=NOTICE)

    assert [asked(page) for page in pages] == one


def test_a_comment_is_sent_online_once_while_the_council_hears_people(
    officer: Actor, senior: Actor, head: Actor, begun: PlaceReview, authority: Authority
) -> None:
    page, stranger = f"/stations/reviews/say/{authority.code}/{begun.reference}/", Client()
    typed = {"voice": "elector", "about": "BA", "view": "against", "words": "Too far", "name": "", "contact": ""}
    before = stranger.get(page).status_code
    publish(officer, senior, begun, PaperKind.NOTICE, NOTICE)
    day = date(2028, 10, 20)
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=day)
    shut = stranger.post(page, typed).content.decode()
    change_setting(actor=head, name="place_reviews.online_comments", value=True, valid_from=day, on=day, reason="Yes")

    opened = stranger.get(page).content.decode()
    answers = [stranger.post(page, typed, follow=True).content.decode() for _ in range(2)]
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(clock_on=date(2028, 11, 15))
    late = stranger.post(page, typed | {"words": "Later"}).content.decode()

    # MM-N03: comments until 14 November
    made = Comment.objects.get()
    assert (before, made.voice, made.about.code if made.about else "", made.received_on) == (404, "elector", "BA", day)
    assert ["Your comment was received" in answer for answer in answers] == [True, True]
    # whoever cancels is not told that a comment was received
    assert f"{page}received/" not in opened
    assert "were heard until Tuesday 14 November 2028" in stranger.get(page).content.decode()
    assert ["are not taken online at the moment" in answer for answer in (shut, late)] == [True, True]
    assert Event.objects.get(code="place_reviews.comment-sent-online").capacity == "member of the public"
