"""The franchise matrix of the handbook (1.6), cell by cell, and its history."""

from collections.abc import Collection
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.franchise import (
    Letter,
    Marker,
    Nation,
    NotCovered,
    PollType,
    Register,
    UnreadableMarker,
    inherited_marker_exception,
    marker_allows,
    parse_marker,
)
from pollwright.law.markers import MATRIX, letters_on, matrix_row

TODAY = date(2026, 11, 22)
ENGLISH = (
    PollType.ENGLAND_LOCAL,
    PollType.PARISH,
    PollType.MAYOR,
    PollType.CA_MAYOR,
    PollType.PCC,
    PollType.NEIGHBOURHOOD_REFERENDUM,
    PollType.COUNCIL_TAX_REFERENDUM,
    PollType.GOVERNANCE_REFERENDUM,
)
# Handbook 1.6: (nation, polls, letters that may vote, lowest age).
TABLE = [
    (Nation.ENGLAND, (PollType.UK_PARLIAMENT, PollType.RECALL), ("", "F"), 18),
    (Nation.WALES, (PollType.UK_PARLIAMENT, PollType.RECALL), ("", "F"), 18),
    (Nation.SCOTLAND, (PollType.UK_PARLIAMENT, PollType.RECALL), ("", "F"), 18),
    (Nation.ENGLAND, ENGLISH, ("", "B", "L"), 18),
    (Nation.WALES, (PollType.PCC,), ("", "B", "L"), 18),
    (Nation.WALES, (PollType.SENEDD, PollType.WELSH_LOCAL), ("", "B", "G", "L", "M"), 16),
    (Nation.SCOTLAND, (PollType.SCOTTISH_PARLIAMENT, PollType.SCOTTISH_LOCAL), ("", "L", "M"), 16),
]
CELLS = [(nation, poll, letters, age) for nation, polls, letters, age in TABLE for poll in polls]


@pytest.mark.parametrize(("nation", "poll_type", "letters", "age"), CELLS)
def test_each_poll_is_open_to_the_letters_of_the_matrix(
    nation: Nation, poll_type: PollType, letters: Collection[str], age: int
) -> None:
    allowed = {letter for letter in Letter if marker_allows(letter, poll_type, nation, TODAY).allowed}

    assert allowed == set(letters)
    assert matrix_row(poll_type, nation, TODAY).minimum_age == age


def test_the_matrix_covers_these_polls_and_no_others() -> None:
    assert {(row.nation, row.poll_type) for row in MATRIX} == {(nation, poll) for nation, poll, _, _ in CELLS}


@pytest.mark.parametrize(("nation", "poll_type", "letters", "age"), CELLS)
def test_anonymity_neither_gives_nor_takes_a_vote(
    nation: Nation, poll_type: PollType, letters: Collection[str], age: int
) -> None:
    differing = [
        letter
        for letter in Letter
        if marker_allows(f"{letter}N", poll_type, nation, TODAY).allowed
        != marker_allows(letter, poll_type, nation, TODAY).allowed
    ]

    assert differing == []


@pytest.mark.parametrize("nation", [Nation.WALES, Nation.SCOTLAND])
def test_an_english_poll_is_not_asked_of_another_nation(nation: Nation) -> None:
    with pytest.raises(NotCovered):
        marker_allows("", PollType.ENGLAND_LOCAL, nation, TODAY)


def test_a_poll_before_the_rules_held_is_not_answered() -> None:
    # The first commissioners were elected on 15 November 2012.
    assert marker_allows("", PollType.PCC, Nation.ENGLAND, date(2012, 11, 15)).allowed
    with pytest.raises(NotCovered):
        marker_allows("", PollType.PCC, Nation.ENGLAND, date(2012, 11, 14))


@pytest.mark.parametrize(
    ("on", "letters"),
    [(date(2024, 5, 2), {"", "G", "K", "L"}), (date(2024, 5, 7), {"", "B", "L"})],
)
def test_the_commissioner_polls_of_2_may_2024_were_the_last_under_the_old_eu_franchise(
    on: date, letters: Collection[str]
) -> None:
    # REG-120: the change took effect on 7 May 2024, after the police and crime commissioner polls of 2 May.
    assert {letter for letter in Letter if marker_allows(letter, PollType.PCC, Nation.ENGLAND, on).allowed} == letters


@pytest.mark.parametrize(
    ("poll_type", "nation", "on", "age"),
    [
        (PollType.SENEDD, Nation.WALES, date(2016, 5, 5), 18),
        (PollType.SENEDD, Nation.WALES, date(2021, 5, 6), 16),
        (PollType.WELSH_LOCAL, Nation.WALES, date(2017, 5, 4), 18),
        (PollType.WELSH_LOCAL, Nation.WALES, date(2022, 5, 5), 16),
        (PollType.SCOTTISH_PARLIAMENT, Nation.SCOTLAND, date(2011, 5, 5), 18),
        (PollType.SCOTTISH_PARLIAMENT, Nation.SCOTLAND, date(2016, 5, 5), 16),
    ],
)
def test_the_vote_at_16_came_to_each_nation_in_its_year(
    poll_type: PollType, nation: Nation, on: date, age: int
) -> None:
    assert matrix_row(poll_type, nation, on).minimum_age == age


@pytest.mark.parametrize(
    ("attains_on", "poll_type", "nation", "allowed"),
    [
        (date(2027, 5, 6), PollType.ENGLAND_LOCAL, Nation.ENGLAND, True),  # 18 on polling day
        (date(2027, 5, 7), PollType.ENGLAND_LOCAL, Nation.ENGLAND, False),
        (date(2029, 5, 6), PollType.WELSH_LOCAL, Nation.WALES, True),  # 16 on polling day
        (date(2029, 5, 7), PollType.WELSH_LOCAL, Nation.WALES, False),
    ],
)
def test_an_attainer_votes_from_the_day_of_age(
    attains_on: date, poll_type: PollType, nation: Nation, allowed: bool
) -> None:
    printed = Marker(Letter.NONE, attains_on=attains_on)

    assert marker_allows(printed, poll_type, nation, date(2027, 5, 6)).allowed == allowed


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("", Marker(Letter.NONE)),
        ("B", Marker(Letter.B)),
        ("n", Marker(Letter.NONE, anonymous=True)),
        ("B+N", Marker(Letter.B, anonymous=True)),
        ("FN", Marker(Letter.F, anonymous=True)),
        ("A", Marker(Letter.NONE)),
        ("G A", Marker(Letter.G)),
        ("N, B", Marker(Letter.B, anonymous=True)),
    ],
)
def test_markers_are_read_as_other_systems_print_them(printed: str, expected: Marker) -> None:
    assert parse_marker(printed) == expected


@pytest.mark.parametrize("printed", ["BG", "X", "Z9", "FL"])
def test_what_is_no_marker_is_refused(printed: str) -> None:
    with pytest.raises(UnreadableMarker):
        parse_marker(printed)


@given(st.sampled_from(list(Letter)), st.booleans())
def test_a_marker_reads_back_as_it_was_printed(letter: Letter, anonymous: bool) -> None:
    assert parse_marker(Marker(letter, anonymous).text) == Marker(letter, anonymous)


@pytest.mark.parametrize(
    ("nation", "wrong"),
    [
        (Nation.ENGLAND, {"E", "G", "K", "M", "U"}),
        (Nation.WALES, {"E", "K", "U"}),
        (Nation.SCOTLAND, {"B", "E", "G", "K", "U"}),
    ],
)
def test_inherited_markers_that_cannot_be_right_are_found(nation: Nation, wrong: set[str]) -> None:
    found = {letter for letter in Letter if inherited_marker_exception(letter, nation, TODAY) is not None}

    assert found == wrong


def test_an_inherited_g_is_an_exception_in_england_only_since_the_change() -> None:
    before = inherited_marker_exception("GN", Nation.ENGLAND, date(2024, 5, 6))
    after = inherited_marker_exception("GN", Nation.ENGLAND, date(2024, 5, 7))

    assert before is None
    assert after is not None
    assert (after.marker, after.source.rule) == ("GN", "REG-122")


def test_an_inherited_marker_that_can_not_be_read_is_an_exception() -> None:
    found = inherited_marker_exception("X9", Nation.ENGLAND, TODAY)

    assert found is not None
    assert found.says == "The marker is not one letter of franchise, with N where the entry is anonymous"


def test_each_register_takes_the_letters_of_its_polls() -> None:
    found = {nation: letters_on(Register.LOCAL, nation, TODAY) for nation in (Nation.ENGLAND, Nation.SCOTLAND)}

    assert found == {Nation.ENGLAND: {"", "B", "L"}, Nation.SCOTLAND: {"", "L", "M"}}
    assert letters_on(Register.PARLIAMENTARY, Nation.WALES, TODAY) == {"", "F"}
