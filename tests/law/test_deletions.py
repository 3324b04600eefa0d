"""Grounds for deleting an entry, and reviews (handbook 2.6)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.deletions import (
    DeletionSource,
    Ground,
    Origin,
    Outcome,
    ReviewType,
    Shows,
    deletion_ground,
    review_dates,
)
from tests.law.calendars_for_tests import ENGLAND


def gone(*origins: Origin) -> list[DeletionSource]:
    return [DeletionSource(origin, Shows.NOT_RESIDENT) for origin in origins]


def died(origin: Origin, *, particulars: bool = False) -> list[DeletionSource]:
    return [DeletionSource(origin, Shows.DEATH, particulars)]


def allowed_elsewhere(origin: Origin) -> list[DeletionSource]:
    return [DeletionSource(origin, Shows.ALLOWED_ELSEWHERE)]


@pytest.mark.parametrize(
    ("sources", "outcome", "ground"),
    [
        # REG-252: death needs one source.
        (died(Origin.DEATH_CERTIFICATE), Outcome.MAY_DELETE, Ground.DEATH),
        (died(Origin.REGISTRAR), Outcome.MAY_DELETE, Ground.DEATH),
        (died(Origin.CANVASS_RESPONSE), Outcome.MAY_DELETE, Ground.DEATH),
        (died(Origin.COUNCIL_TAX), Outcome.MAY_DELETE, Ground.DEATH),
        (died(Origin.CONTRACTOR_RECORDS), Outcome.MAY_DELETE, Ground.DEATH),
        (died(Origin.CLOSE_RELATIVE, particulars=True), Outcome.MAY_DELETE, Ground.DEATH),
        (died(Origin.CARE_HOME_MANAGER, particulars=True), Outcome.MAY_DELETE, Ground.DEATH),
        (died(Origin.CLOSE_RELATIVE), Outcome.NEEDS_REVIEW, None),
        (died(Origin.RESIDENT), Outcome.NEEDS_REVIEW, None),
        # REG-252: an application allowed elsewhere.
        (allowed_elsewhere(Origin.DIGITAL_SERVICE), Outcome.MAY_DELETE, Ground.ELSEWHERE),
        (allowed_elsewhere(Origin.OTHER_REGISTRATION_OFFICER), Outcome.MAY_DELETE, Ground.ELSEWHERE),
        (allowed_elsewhere(Origin.RESIDENT), Outcome.NEEDS_REVIEW, None),
        # REG-253: the examples of the handbook.
        (gone(Origin.CANVASS_RESPONSE, Origin.COUNCIL_TAX), Outcome.MAY_DELETE, Ground.TWO_SOURCES),
        (gone(Origin.UNDELIVERED_POST, Origin.RESIDENT), Outcome.TO_BE_JUDGED, Ground.TWO_SOURCES),
        (gone(Origin.UNDELIVERED_POST, Origin.UNDELIVERED_POST), Outcome.NEEDS_REVIEW, None),
        (gone(Origin.COUNCIL_TAX), Outcome.NEEDS_REVIEW, None),
        # REG-254: silence is no ground.
        (gone(Origin.CANVASS_SILENCE), Outcome.NO_GROUND, None),
        (gone(Origin.CANVASS_SILENCE, Origin.COUNCIL_TAX), Outcome.NEEDS_REVIEW, None),
        ([], Outcome.NO_GROUND, None),
    ],
)
def test_what_the_sources_allow(sources: list[DeletionSource], outcome: Outcome, ground: Ground | None) -> None:
    decision = deletion_ground(sources)

    assert (decision.outcome, decision.ground) == (outcome, ground)


def test_the_reasons_name_silence_and_what_is_still_needed() -> None:
    decision = deletion_ground(gone(Origin.CANVASS_SILENCE, Origin.COUNCIL_TAX))

    assert [(working.says, working.source.rule) for working in decision.workings] == [
        ("No answer to the canvass is no ground and no source", "REG-254"),
        ("One source does not suffice: find a second, or review the entry", "REG-255"),
    ]


def test_nothing_is_said_of_silence_where_there_was_an_answer() -> None:
    decision = deletion_ground(gone(Origin.CANVASS_RESPONSE, Origin.COUNCIL_TAX))

    assert [working.says for working in decision.workings] == ["Independent sources: canvass-response, council-tax"]


SOURCES = st.builds(DeletionSource, st.sampled_from(list(Origin)), st.sampled_from(list(Shows)), st.booleans())


@given(st.lists(SOURCES, max_size=5))
def test_repeating_a_source_never_changes_the_outcome(sources: list[DeletionSource]) -> None:
    assert deletion_ground(sources * 2).outcome == deletion_ground(sources).outcome


@given(st.sampled_from([Shows.NOT_RESIDENT, Shows.NOT_ENTITLED]), st.sampled_from(list(Origin)), st.integers(1, 4))
def test_no_single_origin_takes_a_living_resident_off_the_register(shows: Shows, origin: Origin, times: int) -> None:
    assert deletion_ground([DeletionSource(origin, shows)] * times).ground is None


@pytest.mark.parametrize(
    ("review_type", "notice_on", "answer_until"),
    [
        # REG-255 with reg 8: 14 and 28 calendar days; a last day that does not count moves on.
        (ReviewType.A, date(2026, 9, 2), date(2026, 9, 16)),
        (ReviewType.B, date(2026, 9, 2), date(2026, 9, 30)),
        (ReviewType.B, date(2026, 8, 3), date(2026, 9, 1)),  # 31 August is a bank holiday
    ],
)
def test_until_when_an_elector_may_answer_a_review(
    review_type: ReviewType, notice_on: date, answer_until: date
) -> None:
    dates = review_dates(review_type, notice_on, ENGLAND)

    assert (dates.answer_until, dates.hearing) == (answer_until, None)


def test_a_type_c_review_goes_straight_to_a_hearing() -> None:
    # The range of REG-235.
    dates = review_dates(ReviewType.C, date(2026, 4, 22), ENGLAND)

    assert dates.answer_until is None
    assert dates.hearing is not None
    assert (dates.hearing.not_before, dates.hearing.not_after) == (date(2026, 4, 27), date(2026, 5, 1))
