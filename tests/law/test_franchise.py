"""Entitlement, markers and votes worked out from facts (handbook 1.2 to 1.6)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.countries import COUNTRIES
from pollwright.law.franchise import (
    Category,
    Detention,
    Facts,
    Letter,
    Nation,
    NotCovered,
    PollType,
    ResidenceRight,
    marker,
    marker_allows,
    may_vote,
    registers,
)
from pollwright.law.letters import letter_of

TODAY = date(2026, 11, 22)
POLL = date(2027, 5, 6)
ADULT = date(1980, 3, 14)
BRITON = Facts(nationalities=("GB",), date_of_birth=ADULT)


def eu(code: str, right: ResidenceRight = ResidenceRight.NOT_STATED) -> Facts:
    return Facts(nationalities=(code,), residence_right=right, date_of_birth=ADULT)


# (facts, nation, on the parliamentary register, on the local register, printed marker or None)
ENTITLEMENTS = [
    (BRITON, Nation.ENGLAND, True, True, ""),
    (eu("IE"), Nation.ENGLAND, True, True, ""),
    (eu("CY"), Nation.ENGLAND, True, True, ""),
    (eu("MT"), Nation.ENGLAND, True, True, ""),
    (eu("IN", ResidenceRight.LIMITED_LEAVE), Nation.ENGLAND, True, True, ""),
    (eu("IN", ResidenceRight.NO_LEAVE), Nation.ENGLAND, False, False, None),
    (eu("PL"), Nation.ENGLAND, False, True, "B"),
    (eu("DK", ResidenceRight.LIMITED_LEAVE), Nation.ENGLAND, False, True, "B"),
    (eu("PL", ResidenceRight.NO_LEAVE), Nation.ENGLAND, False, False, None),
    (eu("FR", ResidenceRight.PRE_2021), Nation.ENGLAND, False, True, "B"),
    (eu("FR", ResidenceRight.SETTLED), Nation.ENGLAND, False, False, None),
    (eu("FR"), Nation.ENGLAND, False, False, None),
    (eu("US", ResidenceRight.SETTLED), Nation.ENGLAND, False, False, None),
    (replace(BRITON, peer=True), Nation.ENGLAND, False, True, "L"),
    (replace(BRITON, category=Category.PEER), Nation.ENGLAND, False, True, "L"),
    (replace(BRITON, category=Category.OVERSEAS), Nation.ENGLAND, True, False, "F"),
    (replace(eu("IN"), category=Category.OVERSEAS), Nation.ENGLAND, False, False, None),
    (replace(BRITON, category=Category.OVERSEAS, peer=True), Nation.ENGLAND, False, False, None),
    (replace(BRITON, category=Category.FORCES), Nation.ENGLAND, True, True, ""),  # REG-131: no letter
    (replace(BRITON, category=Category.CROWN_SERVANT), Nation.ENGLAND, True, True, ""),
    (replace(BRITON, category=Category.LOCAL_CONNECTION), Nation.ENGLAND, True, True, ""),
    (replace(BRITON, anonymous=True), Nation.ENGLAND, True, True, "N"),
    (replace(eu("PL"), anonymous=True), Nation.ENGLAND, False, True, "BN"),
    (replace(BRITON, category=Category.OVERSEAS, anonymous=True), Nation.ENGLAND, True, False, "FN"),
    (replace(BRITON, detention=Detention.CONVICTED_LONGER), Nation.ENGLAND, False, False, None),
    (replace(BRITON, detention=Detention.CONVICTED_TO_12_MONTHS), Nation.WALES, False, False, None),
    (replace(BRITON, detention=Detention.CONVICTED_TO_12_MONTHS), Nation.SCOTLAND, False, True, "M"),
    (replace(BRITON, detention=Detention.CONVICTED_LONGER), Nation.SCOTLAND, False, False, None),
    (eu("PL"), Nation.WALES, False, True, "B"),
    (eu("FR", ResidenceRight.PRE_2021), Nation.WALES, False, True, "B"),
    (eu("FR", ResidenceRight.SETTLED), Nation.WALES, False, True, "G"),
    (eu("US", ResidenceRight.SETTLED), Nation.WALES, False, True, "M"),
    (eu("US", ResidenceRight.NO_LEAVE), Nation.WALES, False, False, None),
    (eu("FR", ResidenceRight.SETTLED), Nation.SCOTLAND, False, True, "M"),
    (eu("US", ResidenceRight.LIMITED_LEAVE), Nation.SCOTLAND, False, True, "M"),
]


@pytest.mark.parametrize(("facts", "nation", "parliamentary", "local", "printed"), ENTITLEMENTS)
def test_registers_and_marker_follow_from_the_facts(
    facts: Facts, nation: Nation, parliamentary: bool, local: bool, printed: str | None
) -> None:
    found = registers(facts, nation, TODAY)
    marked = marker(facts, nation, TODAY).marker

    assert (found.parliamentary.entitled, found.local.entitled) == (parliamentary, local)
    assert (marked.text if marked else None) == printed


@pytest.mark.parametrize(
    ("born", "parliamentary", "attains"),
    [
        # REG-111: on 22 November 2026 the latest birth is 30 November 2009.
        (date(2009, 11, 30), True, date(2027, 11, 30)),
        (date(2009, 12, 1), False, None),
        (date(2008, 11, 22), True, None),  # 18 today
        (date(2008, 11, 23), True, date(2026, 11, 23)),
    ],
)
def test_an_attainer_is_registered_with_the_day_of_age(born: date, parliamentary: bool, attains: date | None) -> None:
    facts = replace(BRITON, date_of_birth=born)

    marked = marker(facts, Nation.ENGLAND, TODAY).marker

    assert registers(facts, Nation.ENGLAND, TODAY).parliamentary.entitled == parliamentary
    assert (marked.attains_on if marked else None) == attains


@pytest.mark.parametrize(
    ("born", "parliamentary", "local"),
    [
        (date(2012, 11, 22), False, True),  # 14 today
        (date(2012, 11, 23), False, False),
        (date(2009, 11, 30), True, True),
    ],
)
@pytest.mark.parametrize("nation", [Nation.WALES, Nation.SCOTLAND])
def test_wales_and_scotland_register_from_14_for_their_own_polls(
    nation: Nation, born: date, parliamentary: bool, local: bool
) -> None:
    # REG-113.
    found = registers(replace(BRITON, date_of_birth=born), nation, TODAY)

    assert (found.parliamentary.entitled, found.local.entitled) == (parliamentary, local)


def test_a_person_who_only_says_they_are_under_18_is_not_taken_for_an_adult() -> None:
    said = Facts(nationalities=("GB",), stated_under_18=True)

    assert registers(said, Nation.ENGLAND, TODAY).any is False
    assert may_vote(said, PollType.ENGLAND_LOCAL, Nation.ENGLAND, POLL).allowed is False


@pytest.mark.parametrize(
    ("born", "allowed"), [(date(2009, 5, 6), True), (date(2009, 5, 7), False), (date(2008, 2, 29), True)]
)
def test_a_voter_is_18_on_or_before_polling_day(born: date, allowed: bool) -> None:
    facts = replace(BRITON, date_of_birth=born)

    assert may_vote(facts, PollType.ENGLAND_LOCAL, Nation.ENGLAND, POLL).allowed == allowed


@pytest.mark.parametrize(("poll", "allowed"), [(date(2026, 2, 28), False), (date(2026, 3, 1), True)])
def test_one_born_on_29_february_is_18_on_1_march(poll: date, allowed: bool) -> None:
    facts = replace(BRITON, date_of_birth=date(2008, 2, 29))

    decision = may_vote(facts, PollType.ENGLAND_LOCAL, Nation.ENGLAND, poll)

    assert (decision.allowed, decision.steps[-1].source.provision) == (allowed, "s 9")


def test_an_imported_attainer_is_judged_by_the_printed_day() -> None:
    facts = Facts(attains_on=date(2027, 5, 7), inherited_marker="")

    answers = [may_vote(facts, PollType.ENGLAND_LOCAL, Nation.ENGLAND, day).allowed for day in (POLL, date(2027, 5, 7))]

    assert answers == [False, True]
    assert (
        marker(facts, Nation.ENGLAND, TODAY).marker
        == marker(replace(BRITON, date_of_birth=date(2009, 5, 7)), Nation.ENGLAND, TODAY).marker
    )


@pytest.mark.parametrize(("attains_on", "registered"), [(date(2027, 11, 30), True), (date(2027, 12, 1), False)])
def test_a_printed_day_past_the_attainer_year_is_too_far_off(attains_on: date, registered: bool) -> None:
    # REG-111: on 22 November 2026 the year ends on 30 November 2027.
    facts = Facts(attains_on=attains_on, inherited_marker="")

    assert registers(facts, Nation.ENGLAND, TODAY).any == registered


def test_the_page_can_show_every_step_of_why_a_pole_votes_in_england() -> None:
    decision = may_vote(eu("PL", ResidenceRight.SETTLED), PollType.ENGLAND_LOCAL, Nation.ENGLAND, POLL)

    assert decision.allowed
    assert [(step.rule, step.fact, step.holds, step.source.rule) for step in decision.steps] == [
        (
            "Citizen of a state with a voting treaty, with leave or needing none",
            "Nationality PL (treaty-eu); right of residence settled",
            True,
            "REG-120",
        ),
        ("This poll is open to: no letter, letter B, letter L", "letter B", True, "REG-120"),
        ("Aged 18 or over on polling day", "Reaches 18 on 14 March 1998", True, "REG-120"),
    ]


def test_the_page_shows_which_step_refused_a_pole_at_a_general_election() -> None:
    decision = may_vote(eu("PL"), PollType.UK_PARLIAMENT, Nation.ENGLAND, POLL)

    assert not decision.allowed
    assert [step.rule for step in decision.steps if not step.holds] == ["This poll is open to: no letter, letter F"]


@pytest.mark.parametrize(
    ("right", "on", "printed"),
    [
        (ResidenceRight.SETTLED, date(2024, 5, 2), "G"),
        (ResidenceRight.PRE_2021, date(2024, 5, 2), "G"),
        (ResidenceRight.PRE_2021, date(2024, 5, 7), "B"),
        (ResidenceRight.SETTLED, date(2024, 5, 7), None),
    ],
)
def test_a_french_citizen_in_england_before_and_after_the_change(
    right: ResidenceRight, on: date, printed: str | None
) -> None:
    facts = eu("FR", right)

    marked = marker(facts, Nation.ENGLAND, on).marker

    assert (marked.text if marked else None) == printed
    assert may_vote(facts, PollType.ENGLAND_LOCAL, Nation.ENGLAND, on).allowed == (printed is not None)


def test_the_old_eu_letter_ends_on_the_day_of_the_change() -> None:
    facts = eu("FR", ResidenceRight.SETTLED)

    letters = [letter_of(facts, Nation.ENGLAND, on).letter for on in (date(2024, 5, 6), date(2024, 5, 7))]

    assert letters == [Letter.G, None]


def test_becoming_british_gives_the_full_franchise() -> None:
    before = eu("FR", ResidenceRight.PRE_2021)
    after = replace(before, nationalities=("FR", "GB"))

    answers = [may_vote(facts, PollType.UK_PARLIAMENT, Nation.ENGLAND, POLL).allowed for facts in (before, after)]

    assert answers == [False, True]


@pytest.mark.parametrize(
    ("inherited", "category", "printed"),
    [
        ("", Category.ORDINARY, ""),
        ("B", Category.ORDINARY, "B"),
        ("", Category.OVERSEAS, "F"),
        ("F", Category.OVERSEAS, "F"),
        ("", Category.PEER, "L"),
        ("G", Category.ORDINARY, None),
        ("K", Category.ORDINARY, None),
        ("X", Category.ORDINARY, None),
        (None, Category.ORDINARY, None),
    ],
)
def test_without_a_nationality_the_inherited_marker_is_evidence_where_it_can_be_right(
    inherited: str | None, category: Category, printed: str | None
) -> None:
    marked = marker(Facts(inherited_marker=inherited, category=category), Nation.ENGLAND, TODAY).marker

    assert (marked.text if marked else None) == printed


def test_recorded_nationality_outweighs_the_inherited_marker_and_says_so() -> None:
    facts = replace(eu("PL"), inherited_marker="")

    decision = may_vote(facts, PollType.UK_PARLIAMENT, Nation.ENGLAND, POLL)

    assert not decision.allowed
    assert decision.steps[-1].fact == "Inherited “”; worked out: letter B"


def test_registration_in_northern_ireland_is_not_answered() -> None:
    with pytest.raises(NotCovered):
        registers(BRITON, Nation.NORTHERN_IRELAND, TODAY)
    with pytest.raises(NotCovered):
        marker(BRITON, Nation.NORTHERN_IRELAND, TODAY)


GREAT_BRITAIN = st.sampled_from([Nation.ENGLAND, Nation.WALES, Nation.SCOTLAND])
PEOPLE = st.builds(
    Facts,
    nationalities=st.lists(st.sampled_from(sorted(COUNTRIES)), max_size=3).map(tuple),
    residence_right=st.sampled_from(list(ResidenceRight)),
    category=st.sampled_from(list(Category)),
    anonymous=st.booleans(),
    peer=st.booleans(),
    date_of_birth=st.dates(date(1920, 1, 1), date(2015, 1, 1)),
    detention=st.sampled_from(list(Detention)),
    inherited_marker=st.none() | st.sampled_from(["", "B", "F", "G", "K", "L", "N", "BN"]),
)
POLLS = {
    Nation.ENGLAND: [PollType.UK_PARLIAMENT, PollType.ENGLAND_LOCAL, PollType.PCC],
    Nation.WALES: [PollType.UK_PARLIAMENT, PollType.WELSH_LOCAL, PollType.PCC],
    Nation.SCOTLAND: [PollType.UK_PARLIAMENT, PollType.SCOTTISH_LOCAL],
}


@given(PEOPLE, GREAT_BRITAIN, st.data())
def test_the_printed_marker_gives_the_same_vote_as_the_facts(facts: Facts, nation: Nation, data: st.DataObject) -> None:
    poll_type = data.draw(st.sampled_from(POLLS[nation]))
    marked = marker(facts, nation, TODAY).marker

    by_facts = may_vote(facts, poll_type, nation, POLL).allowed

    by_marker = marked is not None and marker_allows(marked, poll_type, nation, POLL).allowed
    assert by_facts == by_marker


@given(PEOPLE, GREAT_BRITAIN)
def test_nobody_is_printed_without_a_register_or_registered_without_a_marker(facts: Facts, nation: Nation) -> None:
    assert registers(facts, nation, TODAY).any == (marker(facts, nation, TODAY).marker is not None)


@given(PEOPLE, GREAT_BRITAIN)
def test_full_franchise_is_never_printed_for_a_foreign_citizen(facts: Facts, nation: Nation) -> None:
    foreign = replace(facts, nationalities=("FR", "US", "CH"), category=Category.ORDINARY)

    marked = marker(foreign, nation, TODAY).marker

    assert marked is None or marked.letter in {Letter.B, Letter.G, Letter.M}


@given(PEOPLE, GREAT_BRITAIN, st.dates(date(2021, 6, 1), date(2028, 1, 1)), st.integers(0, 2000))
def test_growing_older_never_takes_a_register_away(facts: Facts, nation: Nation, on: date, days: int) -> None:
    assert facts.date_of_birth is not None
    older = replace(facts, date_of_birth=facts.date_of_birth - timedelta(days=days))

    younger_on, older_on = registers(facts, nation, on), registers(older, nation, on)

    assert younger_on.local.entitled <= older_on.local.entitled
    assert younger_on.parliamentary.entitled <= older_on.parliamentary.entitled
