"""Polls taken together (C-01 to C-12)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.combination import (
    CombinedFunction,
    CombinedPoll,
    PaperColour,
    SituationSays,
    Together,
    colours_that_clash,
    cost_of_each,
    functions_of_lead,
    may_merge_number_lists,
    one_mark_serves,
    order_of_lead,
    pair,
    shared_cost,
    situation_notice_says,
)
from pollwright.law.timetables.kinds import Kind

DAY = date(2027, 5, 6)
HERE = frozenset({"AA", "AB"})


def poll(kind: Kind, *, ordinary: bool = True, county: bool = False) -> CombinedPoll:
    return CombinedPoll(f"{kind}{'-county' if county else ''}", kind, DAY, HERE, ordinary, county)


PARLIAMENT, COUNCIL, PARISH = (poll(kind) for kind in (Kind.UK_PARLIAMENT, Kind.LOCAL, Kind.PARISH))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (PARLIAMENT, COUNCIL, Together.COMPULSORY),
        (replace(PARLIAMENT, ordinary=False), COUNCIL, Together.PERMITTED),
        (PARLIAMENT, replace(COUNCIL, ordinary=False), Together.PERMITTED),
        (PARLIAMENT, replace(COUNCIL, areas=frozenset({"ZZ"})), Together.SEPARATE),
        (PARLIAMENT, replace(COUNCIL, on=date(2027, 5, 13)), Together.SEPARATE),
        (COUNCIL, PARISH, Together.COMPULSORY),
        (poll(Kind.PCC), COUNCIL, Together.COMPULSORY),
        (PARLIAMENT, poll(Kind.PCC), Together.COMPULSORY),
        (poll(Kind.PARISH_POLL), COUNCIL, Together.FORBIDDEN),
        (poll(Kind.SENEDD), PARLIAMENT, Together.FORBIDDEN),
        (poll(Kind.SENEDD), replace(PARLIAMENT, ordinary=False), Together.PERMITTED),
        (poll(Kind.BID), COUNCIL, Together.SEPARATE),
    ],
)
def test_the_law_of_two_polls_does_not_depend_on_which_is_named_first(
    one: CombinedPoll, other: CombinedPoll, together: Together
) -> None:
    assert [pair(one, other).together, pair(other, one).together] == [together, together]


def test_the_senedd_and_the_commons_may_not_even_share_a_day() -> None:
    elsewhere = replace(PARLIAMENT, areas=frozenset({"ZZ"}))

    assert pair(poll(Kind.SENEDD), elsewhere).together is Together.FORBIDDEN


def test_the_general_election_leads_then_london_the_county_the_district_and_the_mayor() -> None:
    county = poll(Kind.LOCAL, county=True)
    polls = [PARISH, poll(Kind.MAYORAL), COUNCIL, county, poll(Kind.GLA), PARLIAMENT]

    ordered, workings = order_of_lead(polls)

    assert list(ordered) == [PARLIAMENT, poll(Kind.GLA), county, COUNCIL, poll(Kind.MAYORAL), PARISH]
    assert len(workings) == 6


def test_an_ordinary_election_leads_a_by_election() -> None:
    ordered, _ = order_of_lead([replace(PARLIAMENT, ordinary=False), COUNCIL])

    assert [one.kind for one in ordered] == [Kind.LOCAL, Kind.UK_PARLIAMENT]


def test_postal_papers_are_the_lead_s_only_where_that_was_agreed() -> None:
    assert set(functions_of_lead(with_postal=True)) - set(functions_of_lead(with_postal=False)) == {
        CombinedFunction.POSTAL
    }


def test_shared_costs_are_equal_whatever_the_polls_cost_alone() -> None:
    # C-05: £100.00 shared by three polls, and £20.00 of one's own.
    assert cost_of_each(100_00, {"b": 20_00}, ["a", "b", "c"]) == {"a": 33_34, "b": 53_33, "c": 33_33}


@given(pence=st.integers(0, 10**9), polls=st.integers(1, 12))
def test_shares_add_up_to_the_penny_and_differ_by_at_most_one(pence: int, polls: int) -> None:
    shares = shared_cost(pence, [f"{number}" for number in range(polls)])

    assert sum(shares.values()) == pence
    assert max(shares.values()) - min(shares.values()) <= 1


def test_papers_of_polls_taken_together_and_tendered_papers_differ_in_colour() -> None:
    papers = [
        PaperColour("parliament", "white", "pink"),
        PaperColour("council", "yellow", "Yellow "),
        PaperColour("parish", "WHITE", "green"),
    ]

    assert colours_that_clash(papers) == (("council", "council"), ("parliament", "parish"))


def test_one_mark_serves_where_every_paper_was_given() -> None:
    assert [one_mark_serves(given, ["a", "b"]).holds for given in (["b", "a"], ["a"])] == [True, False]


@pytest.mark.parametrize(
    ("postal", "together", "holds"), [(True, True, True), (True, False, False), (False, False, True)]
)
def test_postal_number_lists_are_merged_only_where_the_papers_go_out_together(
    postal: bool, together: bool, holds: bool
) -> None:
    assert may_merge_number_lists(postal=postal, issued_together=together).holds is holds


def test_the_notice_of_stations_says_that_polls_are_taken_together_and_if_in_part() -> None:
    wide = replace(COUNCIL, areas=HERE | {"AC"})

    assert situation_notice_says(PARLIAMENT, []) == ()
    assert situation_notice_says(PARLIAMENT, [wide]) == (SituationSays.TOGETHER, SituationSays.OTHER_AREAS)
    assert situation_notice_says(wide, [PARLIAMENT])[-1] is SituationSays.IN_PART
