"""Papers, subscribers and deposits by kind of poll (handbook 5.1, N-01, N-02)."""

from datetime import date

import pytest

from pollwright.law.nations import Nation, NotCovered
from pollwright.law.nominations.papers import (
    Bearer,
    Paper,
    deposit_returned,
    may_bear,
    may_come_by_post,
    nomination_rules,
    papers_missing,
    signatures_needed,
)
from pollwright.law.timetables.kinds import Kind

POLL = date(2027, 5, 6)


@pytest.mark.parametrize(
    ("kind", "areas", "number", "each_area", "deposit_pence"),
    [
        (Kind.LOCAL, 1, 2, 0, 0),
        (Kind.PARISH, 1, 2, 0, 0),
        (Kind.MAYORAL, 1, 30, 0, 500_00),
        (Kind.COMBINED_AUTHORITY_MAYORAL, 4, 100, 10, 5_000_00),
        (Kind.COMBINED_AUTHORITY_MAYORAL, 11, 110, 10, 5_000_00),
        (Kind.PCC, 1, 100, 0, 5_000_00),
        (Kind.UK_PARLIAMENT, 1, 10, 0, 500_00),
        (Kind.GLA, 33, 66, 2, 10_000_00),
    ],
)
def test_signatures_and_deposit_are_those_of_the_table(
    kind: Kind, areas: int, number: int, each_area: int, deposit_pence: int
) -> None:
    rules = nomination_rules(kind, Nation.ENGLAND, POLL)

    needed = signatures_needed(rules, areas)

    assert (needed.number, needed.each_area, rules.deposit_pence) == (number, each_area, deposit_pence)


@pytest.mark.parametrize(("votes", "returned"), [(499, False), (500, False), (501, True)])
def test_a_deposit_is_lost_at_exactly_five_per_cent(votes: int, returned: bool) -> None:
    rules = nomination_rules(Kind.UK_PARLIAMENT, Nation.ENGLAND, POLL)

    assert deposit_returned(votes, 10_000, rules).holds is returned


def test_a_party_s_candidate_needs_a_certificate_too() -> None:
    rules = nomination_rules(Kind.LOCAL, Nation.ENGLAND, POLL)

    assert papers_missing([Paper.NOMINATION, Paper.CONSENT], rules, party_description=False) == (Paper.HOME_ADDRESS,)
    assert papers_missing(rules.papers, rules, party_description=True) == (Paper.CERTIFICATE,)


def test_papers_with_original_signatures_do_not_come_by_post() -> None:
    assert {paper: may_come_by_post(paper).holds for paper in (Paper.NOMINATION, Paper.CERTIFICATE)} == {
        Paper.NOMINATION: False,
        Paper.CERTIFICATE: True,
    }


def test_anyone_delivers_a_local_paper_and_only_those_concerned_a_parliamentary_one() -> None:
    local, parliamentary = (nomination_rules(kind, Nation.ENGLAND, POLL) for kind in (Kind.LOCAL, Kind.UK_PARLIAMENT))

    found = [may_bear(Bearer.ANYONE, local), may_bear(Bearer.ANYONE, parliamentary)]

    assert [answer.holds for answer in found] == [True, False]
    assert may_bear(Bearer.AGENT, parliamentary).holds


def test_nobody_is_nominated_at_a_referendum() -> None:
    with pytest.raises(NotCovered):
        nomination_rules(Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, Nation.ENGLAND, POLL)


def test_english_councillors_needed_ten_subscribers_before_may_2021() -> None:
    found = [
        signatures_needed(nomination_rules(Kind.LOCAL, Nation.ENGLAND, poll)).number
        for poll in (date(2019, 5, 2), date(2021, 5, 6))
    ]

    assert found == [10, 2]
