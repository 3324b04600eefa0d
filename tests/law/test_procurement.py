"""Values of contracts and the thresholds that they reach: the figures and the worked example are the handbook's (MM-H05)."""

from datetime import date

import pytest

from pollwright.law.procurement import Duty, Purchase, passed, value_over, whole_value

NOW = date(2026, 11, 23)


def test_the_value_is_that_of_the_whole_term_with_extensions_and_vat() -> None:
    assert whole_value(1_500_000, yearly=True, months=48, extension_months=24) == 10_800_000
    assert whole_value(6_000_000, yearly=False, months=48, extension_months=24) == 10_800_000


@pytest.mark.parametrize(("yearly", "months", "pence"), [(True, 36, 900_000), (True, 0, 300_000), (False, 36, 300_000)])
def test_a_yearly_sum_counts_for_each_year_of_the_term(yearly: bool, months: int, pence: int) -> None:
    assert value_over(300_000, yearly=yearly, months=months) == pence


@pytest.mark.parametrize(
    ("value", "on", "purchase", "duty"),
    [
        (10_800_000, NOW, Purchase.GOODS, Duty.NOTICE),
        (2_999_999, NOW, Purchase.GOODS, None),
        (3_000_000, NOW, Purchase.GOODS, Duty.NOTICE),
        (20_772_000, NOW, Purchase.GOODS, Duty.FULL),
        (20_771_999, NOW, Purchase.GOODS, Duty.NOTICE),
        (21_000_000, date(2025, 12, 31), Purchase.GOODS, Duty.NOTICE),
        (21_000_000, date(2026, 1, 1), Purchase.GOODS, Duty.FULL),
        (66_354_000, NOW, Purchase.LIGHT_TOUCH, Duty.FULL),
        (519_299_999, NOW, Purchase.WORKS, Duty.NOTICE),
        (99_000_000, date(2019, 1, 1), Purchase.GOODS, None),
    ],
)
def test_which_threshold_a_value_reaches(value: int, on: date, purchase: Purchase, duty: Duty | None) -> None:
    found = passed(value, on, purchase)

    assert (found.duty if found else None) is duty
