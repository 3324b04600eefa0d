"""Ballot papers: numbers, marks, quantities, wording, proofs (handbook 6)."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.ballot_papers.allocation import (
    StationElectors,
    TenderedPolicy,
    allocate,
    allocate_tendered,
    may_allocate,
    tendered_quantity,
)
from pollwright.law.ballot_papers.numbers import (
    MarkFault,
    NumberRange,
    Series,
    check_marks,
    may_use_official_mark,
    overlaps,
)
from pollwright.law.ballot_papers.proofs import Fault, Line, PaperProof, ProofFault, Statement, check_proof, digest
from pollwright.law.ballot_papers.wording import instruction
from pollwright.law.conduct.voting_systems import VotingSystem
from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import Kind

SOUTH = StationElectors("12", 1034)


def test_a_station_of_1034_has_21_books_of_50_and_20_tendered_papers() -> None:
    # B-12, the handbook's example: BPS 0011501–0012550 and T 000121–000140.
    (papers,) = allocate([SOUTH], poll="east", prefix="BPS", first=11_501, book=50)
    (tendered,) = allocate_tendered([SOUTH], poll="east", prefix="T", first=121)

    assert (papers.books, papers.papers.papers) == (21, 1_050)
    assert papers.papers.describe() == "BPS 0011501–0012550"
    assert (tendered.describe(), tendered.number(140)) == ("T 000121–000140", "T 000140")


@pytest.mark.parametrize(("in_person", "papers"), [(40, 5), (600, 12), (5_000, 20)])
def test_tendered_papers_are_two_per_cent_and_from_five_to_twenty(in_person: int, papers: int) -> None:
    assert tendered_quantity(in_person) == papers
    assert tendered_quantity(in_person, TenderedPolicy(least=10, most=10)) == 10


@given(
    electors=st.lists(st.integers(0, 3_000), max_size=30),
    book=st.sampled_from([25, 50, 100]),
    first=st.integers(1, 100_000),
    percent=st.integers(1, 100),
)
def test_books_cover_every_station_s_electors_and_run_on_without_gap_or_overlap(
    electors: list[int], book: int, first: int, percent: int
) -> None:
    share = Fraction(percent, 100)
    stations = [StationElectors(f"{place}", count) for place, count in enumerate(electors)]

    found = allocate(stations, poll="p", prefix="B", first=first, book=book, share=share)

    assert [one.station for one in found] == [one.station for one in stations if one.in_person]
    assert all(share * one.in_person <= one.papers.papers < share * one.in_person + book + 1 for one in found)
    assert all(one.papers.papers == one.books * book for one in found)
    assert all(one.papers.last + 1 == following.papers.first for one, following in pairwise(found))
    assert overlaps(one.papers for one in found) == ()


@pytest.mark.parametrize(
    ("share", "last", "holds"),
    [
        (Fraction(1), None, True),
        (Fraction(7, 10), Fraction(68, 100), True),
        (Fraction(6, 10), Fraction(68, 100), False),
        (Fraction(9, 10), None, False),
    ],
)
def test_stations_have_papers_for_all_or_at_least_for_the_last_turnout(
    share: Fraction, last: Fraction | None, holds: bool
) -> None:
    assert may_allocate(share, last).holds is holds


@given(
    runs=st.lists(
        st.tuples(st.sampled_from(["A", "B"]), st.integers(1, 60), st.integers(0, 20), st.sampled_from(list(Series))),
        max_size=8,
    )
)
def test_an_overlap_is_found_exactly_where_two_runs_share_a_number(
    runs: list[tuple[str, int, int, Series]],
) -> None:
    ranges = [
        NumberRange("p", series, prefix, first, first + more, station=f"{place}")
        for place, (prefix, first, more, series) in enumerate(runs)
    ]

    found = {(frozenset({one.one.station, one.other.station}), one.first, one.last) for one in overlaps(ranges)}

    expected = set()
    for place, one in enumerate(ranges):
        for other in ranges[place + 1 :]:
            shared = sorted(set(range(one.first, one.last + 1)) & set(range(other.first, other.last + 1)))
            if shared and one.prefix == other.prefix:
                expected.add((frozenset({one.station, other.station}), shared[0], shared[-1]))
    assert found == expected


def test_two_polls_may_use_the_same_numbers() -> None:
    run = NumberRange("town", Series.STATION, "B", 1, 100)

    assert overlaps([run, replace(run, poll="parish")]) == ()


def test_identifying_marks_are_there_unique_prefixed_and_not_the_official_mark() -> None:
    assert check_marks(["S-1", "S-2", "S-2", "N-3", "", "rose"], official_mark="rose", prefix="S-") == (
        (MarkFault.MISSING, ("",)),
        (MarkFault.REPEATED, ("S-2",)),
        (MarkFault.IS_OFFICIAL_MARK, ("rose",)),
        (MarkFault.WITHOUT_PREFIX, ("", "N-3", "rose")),
    )
    assert check_marks(["S-1", "S-2"], prefix="S-") == ()


@pytest.mark.parametrize(
    ("kind", "poll", "holds"),
    [
        (Kind.UK_PARLIAMENT, date(2031, 7, 3), False),
        (Kind.UK_PARLIAMENT, date(2031, 7, 4), True),
        (Kind.LOCAL, date(2029, 7, 3), False),
        (Kind.LOCAL, date(2029, 7, 4), True),
    ],
)
def test_an_official_mark_rests_seven_years_in_a_constituency_and_five_elsewhere(
    kind: Kind, poll: date, holds: bool
) -> None:
    assert may_use_official_mark(kind, Nation.ENGLAND, poll, date(2024, 7, 4)).holds is holds


@pytest.mark.parametrize(
    ("system", "seats", "text", "columns"),
    [
        (
            VotingSystem.FIRST_PAST_THE_POST,
            1,
            "Vote for only one candidate by putting a cross [X] in the box next to your choice",
            1,
        ),
        (
            VotingSystem.FIRST_PAST_THE_POST,
            3,
            "Vote for no more than three candidates by putting a cross [X] in the box next to each of your choices",
            1,
        ),
        (
            VotingSystem.SUPPLEMENTARY_VOTE,
            1,
            "Vote once [X] in column one for your first choice, and vote once [X] in column two for your second choice",
            2,
        ),
    ],
)
def test_the_instruction_says_how_many_to_vote_for(system: VotingSystem, seats: int, text: str, columns: int) -> None:
    found = instruction(system, seats, Nation.ENGLAND)

    assert (found.english, found.columns, found.welsh_needed) == (text, columns, False)
    assert instruction(system, seats, Nation.WALES).welsh_needed


STATEMENT = Statement(
    "Ash",
    2,
    (
        Line("1", "ARCHER, Ann", "1 High Street", "Independent"),
        Line("2", "BAKER, Bob", "Address in Somerset", "Orchard Party", "E1v2"),
        Line("3", "CARTER, Cy", "3 High Street"),
    ),
)
PAPER = PaperProof(
    "Ash",
    2,
    instruction(VotingSystem.FIRST_PAST_THE_POST, 2, Nation.ENGLAND).english,
    STATEMENT.lines,
    digest(STATEMENT),
)
ONE, TWO, THREE = STATEMENT.lines


def test_a_paper_that_repeats_the_statement_may_be_printed() -> None:
    assert check_proof(PAPER, STATEMENT) == ()


@pytest.mark.parametrize(
    ("paper", "faults"),
    [
        (replace(PAPER, area="Elm"), [Fault(ProofFault.AREA)]),
        (replace(PAPER, seats=3), [Fault(ProofFault.SEATS)]),
        (
            replace(PAPER, instruction=instruction(VotingSystem.FIRST_PAST_THE_POST, 1, Nation.ENGLAND).english),
            [Fault(ProofFault.INSTRUCTION)],
        ),
        (replace(PAPER, lines=(ONE, THREE)), [Fault(ProofFault.MISSING, "2")]),
        (replace(PAPER, lines=(ONE, TWO, THREE, THREE)), [Fault(ProofFault.TWICE, "3")]),
        (replace(PAPER, lines=(ONE, TWO, THREE, Line("4", "X", ""))), [Fault(ProofFault.NOT_NOMINATED, "4")]),
        (replace(PAPER, lines=(TWO, ONE, THREE)), [Fault(ProofFault.ORDER, "2"), Fault(ProofFault.ORDER, "1")]),
        (replace(PAPER, lines=(replace(ONE, name="ARCHER, Anne"), TWO, THREE)), [Fault(ProofFault.NAME, "1")]),
        (replace(PAPER, lines=(replace(ONE, address=""), TWO, THREE)), [Fault(ProofFault.ADDRESS, "1")]),
        (replace(PAPER, lines=(replace(ONE, description=""), TWO, THREE)), [Fault(ProofFault.DESCRIPTION, "1")]),
        (replace(PAPER, lines=(ONE, replace(TWO, emblem="E1v1"), THREE)), [Fault(ProofFault.EMBLEM, "2")]),
        (replace(PAPER, marks=("A1", "A1")), [Fault(ProofFault.MARKS)]),
        (
            replace(
                PAPER,
                ranges=(
                    NumberRange("ash", Series.STATION, "B", 1, 100),
                    NumberRange("ash", Series.POSTAL, "B", 100, 150),
                ),
            ),
            [Fault(ProofFault.NUMBERS)],
        ),
    ],
)
def test_each_difference_from_the_statement_is_found_and_nothing_else(paper: PaperProof, faults: list[Fault]) -> None:
    assert list(check_proof(paper, STATEMENT)) == faults


def test_a_withdrawal_makes_every_earlier_proof_void() -> None:
    now = replace(STATEMENT, lines=(ONE, TWO))

    assert check_proof(PAPER, now) == (Fault(ProofFault.OUT_OF_DATE), Fault(ProofFault.NOT_NOMINATED, "3"))
    assert check_proof(replace(PAPER, lines=now.lines), now) == (Fault(ProofFault.OUT_OF_DATE),)
