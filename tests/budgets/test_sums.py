"""The arithmetic of budgets.

60,000 less 31,200 spent and 12,900 ordered leaves 15,900: the handbook's example (MM-E05). Virements up to £10,000 and
£50,000 are its limits (MM-E08), 10% and £1,000 its threshold (MM-A26). The rest is worked by hand.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.budgets.sums import (
    Approval,
    Limits,
    Sums,
    Threshold,
    expected,
    months_gone,
    outstanding,
    pence_in,
    still_to_come,
    total,
)

PENCE = st.integers(-(10**12), 10**12)


def test_what_is_available_is_neither_spent_nor_ordered() -> None:
    assert Sums(latest=6_000_000, actual=3_120_000, committed=1_290_000).available == 1_590_000


@given(st.lists(st.builds(Sums, PENCE, PENCE, PENCE, PENCE, PENCE), max_size=6), st.integers(0, 6))
def test_totals_reconcile_however_headings_are_grouped(parts: list[Sums], cut: int) -> None:
    whole = total(parts)

    assert total(parts[:cut]) + total(parts[cut:]) == whole
    assert whole.variance == sum(one.variance for one in parts)
    assert whole.available == sum(one.available for one in parts)


@given(PENCE)
def test_the_months_of_an_even_budget_come_to_the_whole(latest: int) -> None:
    shares = [still_to_come(latest, gone) - still_to_come(latest, gone + 1) for gone in range(12)]

    assert (still_to_come(latest, 0), sum(shares), still_to_come(latest, 12)) == (latest, latest, 0)
    assert max(shares) - min(shares) <= 1


@pytest.mark.parametrize(
    ("latest", "actual", "committed", "gone", "forecast"),
    [
        (1_200_000, 800_000, 100_000, 8, 1_200_000),  # four months of 100,000 are left, one of them ordered
        (1_200_000, 900_000, 500_000, 8, 1_400_000),  # more is ordered than was to come
        (1_200_000, 1_300_000, 0, 12, 1_300_000),
        (-300_000, -100_000, 0, 6, -250_000),
    ],
)
def test_the_forecast_is_spent_and_ordered_and_what_is_to_come(
    latest: int, actual: int, committed: int, gone: int, forecast: int
) -> None:
    assert expected(latest, actual, committed, to_come=still_to_come(latest, gone)) == forecast


@pytest.mark.parametrize(
    ("ordered", "received", "posted", "left"),
    [(1000, None, 0, 1000), (1000, None, 400, 600), (1000, 1100, 400, 700), (1000, 900, 1000, 0), (1000, 0, 0, 0)],
)
def test_what_of_an_order_is_not_in_the_ledger_yet(ordered: int, received: int | None, posted: int, left: int) -> None:
    assert outstanding(ordered, received, posted) == left
    assert outstanding(ordered, received, posted, cancelled=True) == 0


@pytest.mark.parametrize(
    ("variance", "latest", "passed"),
    [
        (100_000, 2_000_000, False),
        (100_001, 2_000_000, True),
        (-100_001, 2_000_000, True),
        (10_000, 100_000, False),
        (10_001, 100_000, True),
        (1, 0, True),
        (0, 0, False),
    ],
)
def test_a_variance_is_explained_above_a_tenth_or_a_thousand_pounds(variance: int, latest: int, passed: bool) -> None:
    assert Threshold(10, 100_000).passed(variance, latest) is passed


@pytest.mark.parametrize(
    ("pence", "whose"),
    [
        (1_000_000, Approval.HEAD),
        (1_000_001, Approval.DIRECTOR),
        (5_000_000, Approval.DIRECTOR),
        (5_000_001, Approval.COMMITTEE),
    ],
)
def test_whose_approval_a_virement_needs(pence: int, whose: Approval) -> None:
    assert Limits(1_000_000, 5_000_000).approval(pence) is whose


@pytest.mark.parametrize(
    ("on", "gone"),
    [
        (date(2026, 3, 31), 0),
        (date(2026, 4, 1), 0),
        (date(2027, 1, 5), 9),
        (date(2027, 3, 31), 11),
        (date(2028, 1, 1), 12),
    ],
)
def test_how_many_months_of_a_year_are_over(on: date, gone: int) -> None:
    assert months_gone(2026, on) == gone


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1,234.50", 123_450),
        ("1234.5", 123_450),
        ("(12.00)", -1200),
        ("12.00-", -1200),
        ("-£0.05", -5),
        ("7", 700),
        ("1.2500", 125),
        ("1.255", None),
        ("", None),
        ("(5", None),
        ("five", None),
    ],
)
def test_amounts_as_ledgers_write_them(text: str, pence: int | None) -> None:
    assert pence_in(text) == pence
