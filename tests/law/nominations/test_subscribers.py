"""Subscribers (N-05 to N-11). Where no other source is named, the case is the handbook's own test of the rule."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.nations import Nation
from pollwright.law.nominations.papers import Needed
from pollwright.law.nominations.subscribers import (
    Finding,
    PaperBefore,
    Registered,
    Signature,
    Subscribed,
    check_subscribers,
    number_key,
    register_that_decides,
)
from pollwright.law.sources import Source
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.working_out import timetable

POLL = date(2026, 5, 7)
TWO = Needed(2, 0, Source("Rules"))
SNAPSHOT = {
    "AB1": Registered("alice", "Alice Archer"),
    "AB2": Registered("bob", "Bob Baker"),
    "AB3": Registered("carol", "Carol Carter"),
    "AB4": Registered("dan", "Dan Dyer", in_area=False),
    "AB5": Registered("erin", "", anonymous=True),
    "AB6": Registered("fay", "Fay Fisher", attains_on=POLL),
    "AB7": Registered("gus", "Gus Green", attains_on=date(2026, 5, 8)),
}


def checked(
    *numbers: str, vacancies: int = 1, before: tuple[PaperBefore, ...] = (), needed: Needed = TWO, voting_age: int = 18
) -> Subscribed:
    signatures = [Signature(number) for number in numbers]
    return check_subscribers(signatures, SNAPSHOT, needed, vacancies, before, POLL, voting_age=voting_age)


@pytest.mark.parametrize(
    ("number", "finding"),
    [
        ("AB 0002", Finding.COUNTS),
        ("", Finding.NO_NUMBER),
        ("AB9", Finding.NOT_ON_REGISTER),
        ("AB4", Finding.OUTSIDE_AREA),
        ("AB5", Finding.ANONYMOUS),
        ("AB6", Finding.COUNTS),
        ("AB7", Finding.UNDER_AGE),
        ("AB1", Finding.SIGNED_TWICE),
    ],
)
def test_each_signature_has_its_verdict_and_one_bad_one_spoils_the_paper(number: str, finding: Finding) -> None:
    found = checked("AB1", number)

    assert [verdict.finding for verdict in found.verdicts] == [Finding.COUNTS, finding]
    assert found.holds is (finding is Finding.COUNTS)


def test_a_spare_signature_does_not_save_the_paper() -> None:
    found = checked("AB1", "AB9", "AB2")

    assert [verdict.finding for verdict in found.verdicts] == [
        Finding.COUNTS,
        Finding.NOT_ON_REGISTER,
        Finding.NOT_NEEDED,
    ]
    assert not found.holds


def test_a_paper_with_too_few_signatures_fails() -> None:
    assert not checked("AB1").holds


def test_with_three_vacancies_an_elector_s_fourth_paper_is_bad() -> None:
    papers: list[Subscribed] = []
    for other in ("AB2", "AB3", "AB6", "AB2"):
        before = tuple(PaperBefore(paper.electors) for paper in papers)
        papers.append(checked("AB1", other, vacancies=3, before=before))

    assert [paper.holds for paper in papers] == [True, True, True, False]
    assert [verdict.finding for verdict in papers[3].verdicts] == [Finding.TOO_MANY_PAPERS, Finding.COUNTS]
    assert papers[3].verdicts[0].working.source.rule == "N-10"


def test_a_paper_held_invalid_still_uses_its_signatures_up() -> None:
    first = checked("AB1", "AB9")

    second = checked("AB1", "AB2", before=(PaperBefore(first.electors),))

    assert second.verdicts[0].finding is Finding.TOO_MANY_PAPERS


def test_a_signature_left_out_of_account_leaves_the_elector_free_to_sign_another_paper() -> None:
    first = checked("AB1", "AB2", "AB3")

    second = checked("AB3", "AB6", before=(PaperBefore(first.electors),))

    assert (first.electors, second.holds) == (frozenset({"alice", "bob"}), True)


def test_a_candidate_who_has_gone_leaves_subscribers_free() -> None:
    gone = PaperBefore(frozenset({"alice", "bob"}), gone_before=True)

    assert checked("AB1", "AB2", before=(gone,)).holds


def test_a_printed_name_that_differs_from_the_register_is_a_doubt_and_no_fault() -> None:
    signatures = [Signature("AB1", "ALICE M. ARCHER"), Signature("AB2", "Robin Butcher")]

    found = check_subscribers(signatures, SNAPSHOT, TWO, 1, (), POLL)

    assert [(verdict.name_differs, verdict.finding) for verdict in found.verdicts] == [
        (False, Finding.COUNTS),
        (True, Finding.COUNTS),
    ]


def test_where_the_vote_is_at_sixteen_so_is_subscribing() -> None:
    assert checked("AB1", "AB7", voting_age=16).holds


@pytest.mark.parametrize(("from_second", "holds"), [(9, False), (10, True)])
def test_a_combined_authority_s_paper_needs_ten_from_each_council_among_the_first_hundred(
    from_second: int, holds: bool
) -> None:
    snapshot = {
        f"A{number}": Registered(f"{number}", area="first" if number > from_second else "second")
        for number in range(1, 121)
    }
    signatures = [Signature(f"A{number}") for number in range(1, 121)]

    found = check_subscribers(
        signatures, snapshot, Needed(100, 10, Source("Order")), 1, (), POLL, areas=("first", "second")
    )

    assert (found.holds, len(found.electors)) == (holds, 100)


def test_the_register_of_the_last_day_for_the_notice_decides() -> None:
    # N-08: for 7 May 2026 that is 30 March 2026, whenever the notice was published.
    decides = register_that_decides(timetable(Poll(Kind.LOCAL, Nation.ENGLAND, POLL)))

    assert (decides.on, decides.source.rule) == (date(2026, 3, 30), "N-08")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ab 0123/1", "AB123/1"),
        ("AB-123/1", "AB123/1"),
        ("AB1231", "AB1231"),
        ("WD1-0045", "WD1-45"),
        ("WD-1/45", "WD1/45"),
        ("AB 0", "AB0"),
        (" - ", ""),
    ],
)
def test_elector_numbers_are_compared_as_they_are_meant(written: str, key: str) -> None:
    assert number_key(written) == key


@given(numbers=st.lists(st.sampled_from(["AB1", "AB2", "AB3", "AB5", "AB9"]), max_size=5), vacancies=st.integers(1, 3))
def test_a_paper_holds_only_if_each_of_the_first_signatures_does(numbers: list[str], vacancies: int) -> None:
    found = checked(*numbers, vacancies=vacancies)

    first = numbers[:2]
    good = len(first) == 2 and len(set(first)) == 2 and set(first) <= {"AB1", "AB2", "AB3"}
    assert found.holds is good
    assert replace(found, verdicts=found.verdicts[:2]).electors == found.electors
