"""Evidence for an anonymous entry (handbook 1.9)."""

from dataclasses import replace
from datetime import date

import pytest

from pollwright.law.anonymity import (
    CourtOrder,
    Officer,
    Order,
    RiskAttestation,
    attestation_suffices,
    order_suffices,
    risk_is_shown,
)

TODAY = date(2026, 11, 22)
GOOD = RiskAttestation(Officer.MIDWIFE, in_writing=True, signed=True, dated_on=date(2026, 11, 1), years=2)
LAPSED = CourtOrder(Order.NON_MOLESTATION, date(2025, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("made_on", "expires_on", "live"),
    [
        (date(2026, 1, 1), date(2026, 11, 22), True),
        (date(2026, 1, 1), None, True),
        (date(2026, 1, 1), date(2026, 11, 21), False),
        (date(2026, 11, 23), None, False),
    ],
)
def test_a_court_order_counts_while_it_is_in_force(made_on: date, expires_on: date | None, live: bool) -> None:
    assert order_suffices(CourtOrder(Order.RESTRAINING, made_on, expires_on), TODAY).holds == live


@pytest.mark.parametrize(
    ("attestation", "enough"),
    [
        (GOOD, True),
        (replace(GOOD, years=1), True),
        (replace(GOOD, years=5), True),
        (replace(GOOD, years=0), False),
        (replace(GOOD, years=6), False),
        (replace(GOOD, signed=False), False),
        (replace(GOOD, in_writing=False), False),
        (replace(GOOD, dated_on=date(2024, 11, 23)), True),  # its last day: 22 November 2026
        (replace(GOOD, dated_on=date(2024, 11, 22)), False),
        (replace(GOOD, dated_on=TODAY), True),
        (replace(GOOD, dated_on=date(2026, 11, 23)), False),
        # REG-172: midwives and others qualify since 7 March 2018.
        (replace(GOOD, dated_on=date(2018, 3, 6), years=5), False),
    ],
)
def test_an_attestation_is_by_a_qualifying_officer_signed_and_live(attestation: RiskAttestation, enough: bool) -> None:
    assert attestation_suffices(attestation, TODAY).holds == enough


def test_a_midwife_could_attest_from_7_march_2018() -> None:
    answers = [
        attestation_suffices(replace(GOOD, dated_on=day), date(2018, 6, 1)).holds
        for day in (date(2018, 3, 6), date(2018, 3, 7))
    ]

    assert answers == [False, True]


def test_one_good_piece_of_evidence_is_enough_and_none_is_not() -> None:
    answers = [
        risk_is_shown(orders, attestations, TODAY).holds
        for orders, attestations in (
            ([LAPSED], [GOOD]),
            ([LAPSED], []),
            ([], []),
        )
    ]

    assert answers == [True, False, False]
