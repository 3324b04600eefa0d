"""INT-756: a table of good and bad postcodes. Forms from handbook interfaces 11."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.formats import postcodes

GOOD = {
    "M1 1AE": "M1 1AE",
    "M60 1NW": "M60 1NW",
    "CR2 6XH": "CR2 6XH",
    "DN55 1PT": "DN55 1PT",
    "W1A 1HQ": "W1A 1HQ",
    "EC1A 1BB": "EC1A 1BB",
    "ta1 1aa": "TA1 1AA",
    "Ta1 1aA": "TA1 1AA",
    "TA11AA": "TA1 1AA",
    "ta11aa": "TA1 1AA",
    "TA1  1AA": "TA1 1AA",
    " TA1 1AA ": "TA1 1AA",
    "T A1 1 AA": "TA1 1AA",
    "TA1\u00a01AA": "TA1 1AA",
    "TA1\t1AA": "TA1 1AA",
    "BS5 9TJ": "BS5 9TJ",
    "bs35 3uw": "BS35 3UW",
    "SW1A0AA": "SW1A 0AA",
    "N1C 4AG": "N1C 4AG",
    "CM0 7AA": "CM0 7AA",
    "HA01AA": "HA0 1AA",
    "GIR 0AA": "GIR 0AA",
    "gir0aa": "GIR 0AA",
    "BF1 2AA": "BF1 2AA",
    "BFPO 57": "BFPO 57",
    "BFPO57": "BFPO 57",
    "bfpo 5401": "BFPO 5401",
    "BFPO 1": "BFPO 1",
    "JE2 3QA": "JE2 3QA",
    "GY1 1AA": "GY1 1AA",
    "IM1 1AA": "IM1 1AA",
    "BT99 9AA": "BT99 9AA",
    "ZZ1 1ZZ": "ZZ1 1ZZ",
    "ZE2 9XX": "ZE2 9XX",
    "L1 8JQ": "L1 8JQ",
}
BAD = [
    "TA1 1A",
    "TA1 AAA",
    "TA1",
    "1AA",
    "A",
    "TA1 1CA",
    "TA1 1AI",
    "TA1 1KA",
    "TA1 1AM",
    "TA1 1OA",
    "TA1 1AV",
    "TAA1 1AA",
    "TA111 1AA",
    "TA01 1AA",
    "W1O 1AA",
    "TA1A1 1AA",
    "T 1AA",
    "11 1AA",
    "TA1 1AAA",
    "TA1-1AA",
    "TA1.1AA",
    "TA1, 1AA",
    "GIR 1AA",
    "BFPO",
    "BFPO 0",
    "BFPO 12345",
    "BFPO AB",
    "n/a",
    "unknown",
    "90210",
    "D02 AF30",
    "=TA1 1AA",
    "ТА1 1AA",  # Cyrillic letters that look Latin
]


@pytest.mark.parametrize(("text", "stored"), GOOD.items())
def test_a_good_postcode_is_stored_in_one_form(text, stored):
    found = pl.select(postcodes.normalised(pl.lit(text))).item()

    assert (found, postcodes.normalise(text)) == (stored, stored)


@pytest.mark.parametrize("text", BAD)
def test_a_bad_postcode_is_refused(text):
    found = pl.select(postcodes.normalised(pl.lit(text))).item()

    assert (found, postcodes.normalise(text)) == (None, None)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("TA1 OAA", "TA1 0AA"),
        ("SW1A OAA", "SW1A 0AA"),
        ("S01 4AB", "SO1 4AB"),
        ("TAI 1AA", "TA1 1AA"),
        ("TA1-1AA", "TA1 1AA"),
        ("TA1.1AA,", "TA1 1AA"),
        ("0X1 1AA", "OX1 1AA"),
        ("TA1 1A", None),
        ("n/a", None),
        ("90210", None),
    ],
)
def test_a_likely_slip_is_suggested_and_never_mended_silently(text, meant):
    assert (postcodes.suggestion(text), postcodes.normalise(text)) == (meant, None)


@given(st.from_regex(r"\A[A-Z]{1,2}([0-9]|[1-9][0-9]|[0-9][A-HJKMNP-Z])[0-9][ABD-HJLNP-UW-Z]{2}\Z"))
def test_storing_is_stable_whatever_the_case_and_spaces(compact):
    stored = postcodes.normalise(compact)

    assert stored == postcodes.normalise(stored) == postcodes.normalise(f" {compact.lower()} ")
