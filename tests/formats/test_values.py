"""Single values: spaces, numbers, yes and no, e-mail, garbled letters."""

import polars as pl
import pytest

from pollwright.formats import values


def parsed(parse, *texts):
    return pl.DataFrame({"text": texts}, schema={"text": pl.String}).select(parse(pl.col("text"))).to_series().to_list()


def test_text_is_cleaned_of_what_cannot_be_seen():
    frame = pl.DataFrame({"name": ["  O'Brien\u00a0 Zoe\u0308 ", "\u200bSmith\x00", " ", "", None, "A B"]})

    cleaned = values.cleaned(frame, ["name"])

    assert cleaned["name"].to_list() == ["O'Brien Zoë", "Smith", None, None, None, "A B"]


def test_yes_and_no_in_the_words_of_exports():
    found = parsed(values.boolean, "yes", "Y", "TRUE", "1", "no", "N", "false", "0", "", None, "maybe")

    assert found == [True, True, True, True, False, False, False, False, None, None, None]


# INT-410: zeros go, twelve digits stay whole, and nothing that has been a floating-point number is believed.
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("100021243352", 100021243352),
        ("000072771509", 72771509),
        ("0000000000100021243352", 100021243352),
        ("1", 1),
        ("0", None),
        ("1.00021E+11", None),
        ("1,00021E+11", None),
        ("1E11", None),
        ("100021243352.0", 100021243352),
        ("'000021243352", 21243352),
        ("100021243352.5", None),
        ("1000212433521", None),
        ("-1", None),
        ("n/a", None),
        ("", None),
    ],
)
def test_a_uprn_is_whole_or_refused(text, number):
    assert parsed(values.uprn, text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("349506", 349506.0),
        ("524755.48", 524755.48),
        ("-5.83", -5.83),
        ("0", None),
        ("0.00", None),
        ("", None),
        ("x", None),
    ],
)
def test_a_coordinate_of_nought_is_unknown(text, number):
    assert parsed(values.coordinate, text) == [number]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a.b@example.org", True),
        ("a+b@mail.example.org", True),
        ("o'brien@example.co.uk", True),
        ("a@example", False),
        ("a b@example.org", False),
        ("a@@example.org", False),
        ("a@-example.org", False),
        ("a@example..org", False),
        ("x" * 250 + "@example.org", False),
    ],
)
def test_an_e_mail_address_has_one_at_sign_and_a_domain(text, good):
    assert parsed(values.email, text) == [text if good else None]


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("ZoÃ«", True),
        ("Oâ€™Brien", True),
        ("Â£", True),
        ("Zo\ufffd", True),
        ("Zoë", False),
        ("Ãlvaro", False),
        ("Siân", False),
    ],
)
def test_garbled_letters_are_noticed(text, garbled):
    assert parsed(values.garbled, text) == [garbled]
