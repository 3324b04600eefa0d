"""Counting electors by marker and nation (handbook REG-803)."""

from datetime import date

import pytest

from pollwright.law.counts import Electorate, allowed_markers, counted_markers, electorate
from pollwright.law.markers import UnreadableMarker
from pollwright.law.nations import Nation
from pollwright.law.polls import PollType, Register

TODAY = date(2026, 12, 1)
# One register with every marker, in numbers that show in the totals which were counted.
ENTRIES = {"": 1_000_000, "F": 100_000, "B": 10_000, "L": 1_000, "N": 200, "BN": 30, "FN": 4, "G": 7_000_000, "M": 5}


@pytest.mark.parametrize(
    ("nation", "expected"),
    [
        # REG-803: parliamentary = none + F; local = all but F: B and L in England, M and G too in Wales, M in Scotland.
        (Nation.ENGLAND, Electorate(parliamentary=1_100_204, local=1_011_230)),
        (Nation.WALES, Electorate(parliamentary=1_100_204, local=8_011_235)),
        (Nation.SCOTLAND, Electorate(parliamentary=1_100_204, local=1_001_205)),
    ],
)
def test_electors_of_each_register_by_marker(nation: Nation, expected: Electorate) -> None:
    assert electorate(ENTRIES, nation, TODAY) == expected


def test_g_counted_in_england_until_the_eu_change() -> None:
    found = electorate({"": 10, "G": 3}, Nation.ENGLAND, date(2023, 12, 1))

    assert found == Electorate(parliamentary=10, local=13)


def test_the_sets_for_sql_hold_every_printed_form() -> None:
    assert counted_markers(Register.LOCAL, Nation.ENGLAND, TODAY) == {"", "N", "B", "BN", "L", "LN"}
    assert counted_markers(Register.PARLIAMENTARY, Nation.ENGLAND, TODAY) == {"", "N", "F", "FN"}
    assert allowed_markers(PollType.PCC, Nation.WALES, TODAY) == {"", "N", "B", "BN", "L", "LN"}


def test_a_count_of_an_unknown_marker_is_refused_rather_than_guessed() -> None:
    with pytest.raises(UnreadableMarker):
        electorate({"": 10, "X": 1}, Nation.ENGLAND, TODAY)
