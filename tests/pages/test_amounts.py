"""Amounts come back from a form as they were shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.pages.forms.amounts import pence_of, pounds_of


@pytest.mark.parametrize(("typed", "pence"), [("125", 12500), ("125.50", 12550), ("0.05", 5), ("-0.50", -50)])
def test_pounds_and_pence_are_whole_pence(typed: str, pence: int) -> None:
    assert pence_of(typed) == pence


@given(st.integers(-(10**11), 10**11))
def test_what_a_form_shows_is_read_as_the_same_amount(pence: int) -> None:
    assert pence_of(pounds_of(pence)) == pence


def test_no_amount_is_shown_as_nothing() -> None:
    assert pounds_of(None) == ""
