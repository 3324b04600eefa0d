"""Stations: staff, equipment, accepted identification and reviews (B-20 to B-30, G-03)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.nations import Nation
from pollwright.law.stations import (
    ChangeDuty,
    NumberPart,
    Place,
    SplitFault,
    accepted_documents,
    duties_on_change,
    items_needed,
    may_be_companion,
    review_in_window,
    review_window,
    split_faults,
    staffing,
)
from pollwright.law.timetables.kinds import Kind

POLL = date(2027, 5, 6)


@pytest.mark.parametrize(
    ("in_person", "poll", "clerks", "within"),
    [
        (0, POLL, 2, True),
        (1_250, POLL, 2, True),
        (1_251, POLL, 3, True),
        (2_250, POLL, 3, True),
        (2_251, POLL, 3, False),
        (1_000, date(2023, 5, 4), 1, True),
        (2_500, date(2023, 5, 4), 3, True),
        (2_501, date(2023, 5, 4), 3, False),
    ],
)
def test_staff_follow_the_electors_in_person_by_the_guidance_of_the_day(
    in_person: int, poll: date, clerks: int, within: bool
) -> None:
    found = staffing(in_person, poll)

    assert (found.presiding_officers, found.poll_clerks, found.within_guidance) == (1, clerks, within)


def test_identification_brings_its_notice_its_list_a_private_area_and_a_mirror() -> None:
    england, wales = (
        {item.code for item in items_needed(Kind.LOCAL, nation, POLL)} for nation in (Nation.ENGLAND, Nation.WALES)
    )

    assert england - wales == {"identification-notice", "refusal-list", "private-area", "mirror"}
    assert wales - england == set()


def test_guidance_hangs_inside_and_outside_and_instructions_in_every_booth() -> None:
    # B-23
    found = {(item.code, item.place) for item in items_needed(Kind.LOCAL, Nation.ENGLAND, date(2022, 5, 5))}

    assert {
        ("guidance-inside", Place.INSIDE),
        ("guidance-outside", Place.OUTSIDE),
        ("instructions", Place.EVERY_BOOTH),
    } <= found
    assert "magnifier" not in {code for code, _ in found}


def test_the_veteran_card_is_accepted_from_1_may_2025() -> None:
    before, since = ({one.code for one in accepted_documents(poll)} for poll in (date(2025, 4, 30), date(2025, 5, 1)))

    assert since - before == {"veteran-card"}


def test_an_anonymous_elector_shows_the_document_made_for_it_and_nobody_else_does() -> None:
    assert [one.code for one in accepted_documents(POLL, anonymous=True)] == ["aed"]
    assert "aed" not in {one.code for one in accepted_documents(POLL)}


@pytest.mark.parametrize(
    ("on", "window"),
    [
        (date(2024, 6, 1), (date(2023, 10, 1), date(2025, 1, 31))),
        (date(2025, 1, 31), (date(2023, 10, 1), date(2025, 1, 31))),
        (date(2025, 2, 1), (date(2028, 10, 1), date(2030, 1, 31))),
        (date(2026, 11, 22), (date(2028, 10, 1), date(2030, 1, 31))),
    ],
)
def test_reviews_fall_in_sixteen_months_of_every_fifth_year(on: date, window: tuple[date, date]) -> None:
    assert review_window(on) == window


@pytest.mark.parametrize(
    ("notice", "results", "holds"),
    [
        (date(2028, 10, 1), date(2030, 1, 31), True),
        (date(2028, 9, 30), date(2029, 6, 1), False),
        (date(2029, 11, 1), date(2030, 2, 1), False),
    ],
)
def test_a_whole_review_lies_in_its_window(notice: date, results: date, holds: bool) -> None:
    assert review_in_window(notice, results).holds is holds


def test_a_companion_is_eighteen() -> None:
    assert [may_be_companion(age).holds for age in (17, 18)] == [False, True]


@pytest.mark.parametrize(
    ("parts", "faults"),
    [
        ([(1, 500), (501, 900)], []),
        ([(1, 500), (502, 900)], [(SplitFault.GAP, 501, 501)]),
        ([(1, 500), (500, 900)], [(SplitFault.OVERLAP, 500, 500)]),
        ([(1, 900), (100, 200)], [(SplitFault.OVERLAP, 100, 200)]),
        ([(1, 899)], [(SplitFault.GAP, 900, 900)]),
        ([(1, 950)], [(SplitFault.OUTSIDE, 1, 950)]),
        ([], [(SplitFault.GAP, 1, 900)]),
    ],
)
def test_a_district_split_by_number_gives_each_number_one_station(
    parts: list[tuple[int, int]], faults: list[tuple[SplitFault, int, int]]
) -> None:
    split = [NumberPart(f"{place}", *numbers) for place, numbers in enumerate(parts)]

    assert list(split_faults(split, 1, 900)) == faults


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 15)), max_size=5))
def test_a_split_has_no_fault_exactly_where_every_number_is_in_one_part(spans: list[tuple[int, int]]) -> None:
    parts = [NumberPart("", first, first + more) for first, more in spans]
    held = [number for part in parts for number in range(part.first, part.last + 1)]

    assert (split_faults(parts, 1, 20) == ()) is (sorted(held) == list(range(1, 21)))


def test_a_station_changed_after_cards_went_out_means_a_notice_letters_and_a_sign_at_the_old_place() -> None:
    assert set(duties_on_change(notice_published=True, cards_sent=True)) == set(ChangeDuty)
    assert duties_on_change(notice_published=False, cards_sent=False) == (ChangeDuty.UPDATE_EXPORTS,)
    assert ChangeDuty.LETTERS not in duties_on_change(notice_published=True, cards_sent=False)
