"""How each kind of poll is conducted (handbook 1.1, 1.2; B-30, K-01, T-22)."""

from datetime import date, time

import pytest

from pollwright.law.conduct.at_the_poll import CardsSent, cards_sent, hours_of, identification_needed
from pollwright.law.conduct.franchises import kinds_of, poll_type_of
from pollwright.law.conduct.officers import Officer, conduct_of
from pollwright.law.conduct.voting_systems import Contest, VotingSystem, contests_of, most_marks, voting_system
from pollwright.law.markers import matrix_row
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.polls import PollType
from pollwright.law.timetables.kinds import NATIONS, Kind

MAY_2026 = date(2026, 5, 7)
MAY_2027 = date(2027, 5, 6)

# E-02 (mayors change on 4 May 2023), E-05 (combined authorities again from 18 June 2026), E-06, 1.1
SYSTEMS = [
    (Kind.MAYORAL, Nation.ENGLAND, date(2023, 5, 3), VotingSystem.SUPPLEMENTARY_VOTE),
    (Kind.MAYORAL, Nation.ENGLAND, date(2023, 5, 4), VotingSystem.FIRST_PAST_THE_POST),
    (Kind.MAYORAL, Nation.ENGLAND, MAY_2027, VotingSystem.FIRST_PAST_THE_POST),
    (Kind.PCC, Nation.WALES, date(2021, 5, 6), VotingSystem.SUPPLEMENTARY_VOTE),
    (Kind.PCC, Nation.WALES, MAY_2027, VotingSystem.FIRST_PAST_THE_POST),
    (Kind.COMBINED_AUTHORITY_MAYORAL, Nation.ENGLAND, MAY_2026, VotingSystem.FIRST_PAST_THE_POST),
    (Kind.COMBINED_AUTHORITY_MAYORAL, Nation.ENGLAND, date(2026, 7, 30), VotingSystem.SUPPLEMENTARY_VOTE),
    (Kind.LOCAL, Nation.ENGLAND, MAY_2027, VotingSystem.FIRST_PAST_THE_POST),
    (Kind.LOCAL, Nation.SCOTLAND, MAY_2027, VotingSystem.SINGLE_TRANSFERABLE_VOTE),
    (Kind.SENEDD, Nation.WALES, MAY_2026, VotingSystem.CLOSED_LIST),
    (Kind.BID, Nation.ENGLAND, MAY_2027, VotingSystem.DUAL_MAJORITY),
]


@pytest.mark.parametrize(("kind", "nation", "poll", "system"), SYSTEMS)
def test_the_voting_system_is_that_of_the_poll_s_day(
    kind: Kind, nation: Nation, poll: date, system: VotingSystem
) -> None:
    assert voting_system(kind, nation, poll).system is system


def test_a_combined_authority_election_under_way_on_18_june_2026_kept_its_system() -> None:
    # E-05: the order saves elections already under way; for the poll of 30 July the notice was due by 25 June.
    found = [
        voting_system(Kind.COMBINED_AUTHORITY_MAYORAL, Nation.ENGLAND, date(2026, 7, 30), notice_on=notice).system
        for notice in (date(2026, 6, 17), date(2026, 6, 25))
    ]

    assert found == [VotingSystem.FIRST_PAST_THE_POST, VotingSystem.SUPPLEMENTARY_VOTE]


def test_london_has_three_ballots() -> None:
    assert set(contests_of(Kind.GLA, Nation.ENGLAND, date(2024, 5, 2))) == {
        Contest.LONDON_MAYOR,
        Contest.CONSTITUENCY,
        Contest.LONDON_WIDE,
    }
    with pytest.raises(NotCovered):
        voting_system(Kind.GLA, Nation.ENGLAND, date(2024, 5, 2))


@pytest.mark.parametrize(
    ("system", "seats", "marks"),
    [
        (VotingSystem.FIRST_PAST_THE_POST, 3, 3),
        (VotingSystem.SUPPLEMENTARY_VOTE, 1, 2),
        (VotingSystem.SINGLE_TRANSFERABLE_VOTE, 4, None),
        (VotingSystem.CLOSED_LIST, 6, 1),
        (VotingSystem.TWO_ANSWERS, 1, 1),
    ],
)
def test_a_voter_makes_as_many_marks_as_the_system_gives(system: VotingSystem, seats: int, marks: int | None) -> None:
    assert most_marks(system, seats) == marks


# B-30 and 1.1: all England, all UK Parliamentary, commissioners in Wales; never devolved or Welsh local polls
@pytest.mark.parametrize(
    ("kind", "nation", "poll", "by_election", "needed"),
    [
        (Kind.LOCAL, Nation.ENGLAND, date(2023, 5, 3), False, False),
        (Kind.LOCAL, Nation.ENGLAND, date(2023, 5, 4), False, True),
        (Kind.LOCAL, Nation.WALES, MAY_2027, False, False),
        (Kind.LOCAL, Nation.SCOTLAND, MAY_2027, False, False),
        (Kind.PARISH, Nation.ENGLAND, MAY_2027, False, True),
        (Kind.PARISH_POLL, Nation.ENGLAND, MAY_2027, False, False),
        (Kind.PCC, Nation.WALES, date(2024, 5, 2), False, True),
        (Kind.SENEDD, Nation.WALES, MAY_2026, False, False),
        (Kind.SCOTTISH_PARLIAMENT, Nation.SCOTLAND, MAY_2026, False, False),
        (Kind.UK_PARLIAMENT, Nation.SCOTLAND, date(2024, 7, 4), False, True),
        (Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2023, 7, 20), True, True),
        (Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2023, 7, 20), False, False),
        (Kind.UK_PARLIAMENT, Nation.ENGLAND, date(2023, 2, 9), True, False),
        (Kind.BID, Nation.ENGLAND, MAY_2027, False, False),
    ],
)
def test_identification_is_asked_for_where_and_since_the_law_has_it(
    kind: Kind, nation: Nation, poll: date, by_election: bool, needed: bool
) -> None:
    assert identification_needed(kind, nation, poll, by_election=by_election).holds is needed


def test_cards_go_to_every_voter_save_where_a_parish_must_ask_and_where_there_are_none() -> None:
    assert {kind: cards_sent(kind)[0] for kind in (Kind.LOCAL, Kind.PARISH, Kind.PARISH_POLL, Kind.BID)} == {
        Kind.LOCAL: CardsSent.EVERY_VOTER,
        Kind.PARISH: CardsSent.WHERE_THE_PARISH_ASKS,
        Kind.PARISH_POLL: CardsSent.NOBODY,
        Kind.BID: CardsSent.NOBODY,
    }


@pytest.mark.parametrize(
    ("kind", "poll", "opens", "closes"),
    [
        (Kind.LOCAL, MAY_2027, time(7), time(22)),
        (Kind.PARISH_POLL, MAY_2027, time(16), time(21)),
        (Kind.BID, MAY_2027, None, time(17)),
    ],
)
def test_hours_are_those_of_the_timetable(kind: Kind, poll: date, opens: time | None, closes: time) -> None:
    found = hours_of(kind, Nation.ENGLAND, poll)

    assert (found.opens, found.closes) == (opens, closes)


def test_the_acting_returning_officer_conducts_a_general_election_south_of_the_border_only() -> None:
    found = [
        conduct_of(Kind.UK_PARLIAMENT, nation, MAY_2027).officers[0] for nation in (Nation.ENGLAND, Nation.SCOTLAND)
    ]

    assert found == [Officer.ACTING_RETURNING_OFFICER, Officer.RETURNING_OFFICER]


@pytest.mark.parametrize(
    ("kind", "nation"), [(kind, nation) for kind, nations in NATIONS.items() for nation in nations]
)
def test_every_kind_of_poll_has_rules_a_system_and_a_franchise_wherever_it_exists(kind: Kind, nation: Nation) -> None:
    contests = contests_of(kind, nation, MAY_2027)

    assert conduct_of(kind, nation, MAY_2027).officers != ()
    assert contests != ()
    if kind is not Kind.BID and nation is not Nation.NORTHERN_IRELAND:
        assert matrix_row(poll_type_of(kind, nation), nation, MAY_2027).minimum_age in (16, 18)


def test_ratepayers_not_electors_vote_in_an_improvement_district() -> None:
    with pytest.raises(NotCovered):
        poll_type_of(Kind.BID, Nation.ENGLAND)


def test_each_franchise_of_england_is_that_of_its_kinds() -> None:
    assert {each: kinds_of(each, Nation.ENGLAND) for each in (PollType.PARISH, PollType.ENGLAND_LOCAL)} == {
        PollType.PARISH: (Kind.PARISH, Kind.PARISH_POLL),
        PollType.ENGLAND_LOCAL: (Kind.LOCAL, Kind.GLA),
    }
