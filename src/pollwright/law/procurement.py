"""From which values on contracts are bought and published in a certain way, each with the days on which it holds.

Thresholds are those of a council that buys for itself (a sub-central authority), VAT included.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.sources import Source

PROCUREMENT_ACT_2023: Final = "Procurement Act 2023"
TRANSPARENCY_CODE_2015: Final = "Local Government Transparency Code 2015"
VAT_ACT_1994: Final = "Value Added Tax Act 1994"

VALUE: Final = Source(PROCUREMENT_ACT_2023, "s 4 and Sch 3", "MM-H05")
VAT: Final = Source(VAT_ACT_1994, "s 2(1)", "MM-H05", confirmed=False)
PUBLISHED: Final = Source(TRANSPARENCY_CODE_2015, "Part 2.1, contracts above £5,000", "MM-H04")
SPEND: Final = Source(TRANSPARENCY_CODE_2015, "Part 2.1, expenditure above £500", "MM-H04")

PUBLISHED_ABOVE_PENCE: Final = 500_000
"""Contracts above this value are published each quarter."""
SPEND_ABOVE_PENCE: Final = 50_000
"""Payments above this are published each quarter."""
_VAT_PER_CENT: Final = 20
_YEAR: Final = 12


class Purchase(StrEnum):
    """What is bought, as the Act tells it apart."""

    GOODS = "goods-and-services"
    WORKS = "works"
    LIGHT_TOUCH = "light-touch"


class Duty(StrEnum):
    """What the value of a contract asks for."""

    NONE = "none"
    NOTICE = "notice"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Threshold:
    """The value, in pence, from which a duty begins, and the days on which it holds; `until` None while it does."""

    duty: Duty
    purchase: Purchase | None
    pence: int
    since: date
    until: date | None
    source: Source


SINCE, _LAST_2025, _SINCE_2026 = date(2025, 2, 24), date(2025, 12, 31), date(2026, 1, 1)
_BEFORE = Source(PROCUREMENT_ACT_2023, "Sch 1 as it stood until 31 December 2025", "MM-H05")
_OLD = Source(PROCUREMENT_ACT_2023, "Sch 1 as it stood until 31 December 2025", "MM-H05", confirmed=False)
_NEW = Source(PROCUREMENT_ACT_2023, "Sch 1 as amended from 1 January 2026", "MM-H05")
THRESHOLDS: Final = (
    Threshold(Duty.FULL, Purchase.GOODS, 21_490_400, SINCE, _LAST_2025, _BEFORE),
    Threshold(Duty.FULL, Purchase.WORKS, 537_260_900, SINCE, _LAST_2025, _OLD),
    Threshold(Duty.FULL, Purchase.LIGHT_TOUCH, 66_354_000, SINCE, _LAST_2025, _OLD),
    Threshold(Duty.FULL, Purchase.GOODS, 20_772_000, _SINCE_2026, None, _NEW),
    Threshold(Duty.FULL, Purchase.WORKS, 519_300_000, _SINCE_2026, None, _NEW),
    Threshold(Duty.FULL, Purchase.LIGHT_TOUCH, 66_354_000, _SINCE_2026, None, _NEW),
    Threshold(
        Duty.NOTICE,
        None,
        3_000_000,
        SINCE,
        None,
        Source(PROCUREMENT_ACT_2023, "ss 84 to 87", "MM-H05", confirmed=False),
    ),
)


def passed(value: int, on: date, purchase: Purchase = Purchase.GOODS) -> Threshold | None:
    """Return the highest threshold that a contract's value, in pence, reaches on a day, None where it reaches none.

    Before the Act was in force there is none.
    """
    held = [
        one
        for one in THRESHOLDS
        if one.purchase in (None, purchase) and one.since <= on and (one.until is None or on <= one.until)
    ]
    reached = [one for one in held if value >= one.pence]
    return max(reached, key=lambda one: one.pence) if reached else None


def whole_value(pence: int, *, yearly: bool, months: int, extension_months: int = 0) -> int:
    """Return what a contract is worth for the thresholds: over its term and every extension, with VAT, in pence.

    :param pence: its sum without VAT, for a year where `yearly`, else for the term of `months`.

    >>> whole_value(1_500_000, yearly=True, months=48, extension_months=24)
    10800000
    """
    without = value_over(pence, yearly=yearly, months=months + extension_months)
    if not yearly and months and extension_months:
        without = -(-pence * (months + extension_months) // months)
    return -(-without * (100 + _VAT_PER_CENT) // 100)


def value_over(pence: int, *, yearly: bool, months: int) -> int:
    """Return what a contract comes to over months, in pence, rounded up; a sum for the term is that sum."""
    return -(-pence * max(months, _YEAR) // _YEAR) if yearly else pence
