"""Figures, quarters and colours, by the worked examples of the handbook."""

from datetime import date
from decimal import Decimal

import pytest

from pollwright.performance.rating import (
    Direction,
    Period,
    Rating,
    direction,
    number_of,
    per_cent,
    period_of,
    rated,
)


# MM-F03, MM-F05, and REG-541 with the Commission's shares of 2021 over 10,000 properties: 75% + 16% + 0.93%
@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(36_548, 40_000, "91.37"), (1_203, 1_204, "99.92"), (7_500 + 1_600 + 93, 10_000, "91.93"), (1, 3, "33.33")],
)
def test_a_share_is_rounded_half_up_at_the_end(part: int, whole: int, share: str) -> None:
    assert per_cent(part, whole) == Decimal(share)


def test_nothing_has_no_share() -> None:
    assert per_cent(0, 0) is None


# MM-F09: five points short of 90 is amber still; of a target of 100 it is one point
@pytest.mark.parametrize(
    ("value", "target", "rating"),
    [
        ("90", "90", Rating.GREEN),
        ("86", "90", Rating.AMBER),
        ("85", "90", Rating.AMBER),
        ("84.99", "90", Rating.RED),
        ("99", "100", Rating.AMBER),
        ("98.9", "100", Rating.RED),
        ("97.1", "85", Rating.GREEN),
        (None, "85", Rating.GREY),
        ("97.1", None, Rating.GREY),
    ],
)
def test_the_colour_goes_by_target_and_tolerance(value: str | None, target: str | None, rating: Rating) -> None:
    given = [None if text is None else Decimal(text) for text in (value, target)]

    assert rated(*given) is rating


def test_where_lower_is_better_the_colour_and_the_way_turn_round() -> None:
    assert rated(Decimal(4), Decimal(5), lower_is_better=True) is Rating.GREEN
    assert rated(Decimal(8), Decimal(5), lower_is_better=True, tolerance=Decimal(2)) is Rating.RED
    assert direction(Decimal(5), Decimal(4), lower_is_better=True) is Direction.BETTER
    assert direction(Decimal(5), Decimal(4)) is Direction.WORSE
    assert direction(None, Decimal(4)) is Direction.UNKNOWN


# MM-F07: targets may be text
@pytest.mark.parametrize(
    ("text", "number"),
    [("90%", "90"), ("95.60%", "95.60"), ("1,204", "1204"), ("£19", "19"), ("New PI", None), ("TBA", None), ("", None)],
)
def test_the_number_of_a_figure_is_read_and_text_is_none(text: str, number: str | None) -> None:
    assert number_of(text) == (None if number is None else Decimal(number))


# MM-G03: quarters are those of the financial year, Q1 from April
@pytest.mark.parametrize(
    ("day", "label", "first", "last"),
    [
        (date(2026, 4, 1), "2026/27 Q1", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 1), "2026/27 Q3", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 3, 31), "2026/27 Q4", date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_a_day_lies_in_a_quarter_of_its_financial_year(day: date, label: str, first: date, last: date) -> None:
    found = period_of(day)

    assert (found.label, found.first, found.last) == (label, first, last)


def test_a_year_goes_from_april_to_march_and_its_label_wraps_the_century() -> None:
    assert (Period(2026).first, Period(2026).last, Period(2099).label) == (
        date(2026, 4, 1),
        date(2027, 3, 31),
        "2099/00",
    )
