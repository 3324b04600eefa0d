"""Questions of referendums (T-16a, E-26) and ballots on improvement districts (E-20 to E-23)."""

from datetime import date, timedelta

import pytest

from pollwright.law.ballot_papers.questions import Governance, Matter, governance_question, neighbourhood_question
from pollwright.law.improvement_districts import (
    BallotResult,
    Entitlement,
    check_ballot_day,
    papers_twice,
    passes,
    proposer_gave_notice,
)
from tests.law.calendars_for_tests import ENGLAND


def test_only_the_authority_and_the_area_are_put_into_the_question_on_a_neighbourhood_plan() -> None:
    found = neighbourhood_question(Matter.NEIGHBOURHOOD_PLAN, "Somerset Council", "Ash")

    assert found.text == (
        "Do you want Somerset Council to use the neighbourhood plan for Ash to help it decide planning applications in "
        "the neighbourhood area?"
    )
    assert (found.answers, found.source.confirmed) == (("Yes", "No"), False)


def test_there_are_six_questions_on_governance_and_the_form_of_now_comes_first() -> None:
    questions = [
        governance_question("Ash Council", now, proposed)
        for now in Governance
        for proposed in Governance
        if now is not proposed
    ]

    assert len({question.answers for question in questions}) == 6
    assert all(question.answers[0].endswith("This is how the council is run now.") for question in questions)
    with pytest.raises(ValueError):
        governance_question("Ash Council", Governance.MAYOR, Governance.MAYOR)


@pytest.mark.parametrize(
    ("result", "carried"),
    [
        (BallotResult(60, 40, 1_000, 999), True),
        (BallotResult(60, 40, 1_000, 1_000), False),
        (BallotResult(50, 50, 2_000, 1_000), False),
        (BallotResult(40, 60, 2_000, 1_000), False),
    ],
)
def test_an_improvement_district_needs_a_majority_by_number_and_by_value(result: BallotResult, carried: bool) -> None:
    assert passes(result).holds is carried


def test_a_ratepayer_has_one_paper_for_each_hereditament() -> None:
    votes = [Entitlement("r", "h1", 9), Entitlement("r", "h2", 9), Entitlement("s", "h1", 9), Entitlement("r", "h1", 9)]

    assert papers_twice(votes) == (("r", "h1"),)


# E-22, E-23: papers of 2 October 2014 were in law for a ballot that closed on 30 October, 28 days later
@pytest.mark.parametrize(
    ("ballot", "sent", "notice", "holds"),
    [
        (date(2014, 10, 30), date(2014, 10, 2), date(2014, 9, 1), True),
        (date(2014, 10, 30), date(2014, 10, 3), date(2014, 9, 1), False),
        (date(2014, 10, 30), date(2014, 10, 2), date(2014, 9, 19), False),
        (date(2014, 10, 30), date(2014, 10, 2), date(2014, 7, 31), False),
        (date(2014, 11, 1), date(2014, 10, 2), date(2014, 9, 1), False),
    ],
)
def test_a_ballot_day_is_28_days_after_the_papers_and_42_to_90_after_the_notice(
    ballot: date, sent: date, notice: date, holds: bool
) -> None:
    assert check_ballot_day(ballot, notice, sent, ENGLAND).holds is holds


def test_a_proposer_gives_84_days_notice() -> None:
    notified = date(2026, 1, 5)

    assert [proposer_gave_notice(notified, notified + timedelta(days=days)).holds for days in (83, 84)] == [False, True]
