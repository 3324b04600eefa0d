"""Dates: every form, the century rule, and refusal rather than a guess."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.formats import dates
from pollwright.formats.dates import Order

TODAY = date(2026, 11, 22)


def read(*values, **options):
    return dates.read(pl.Series("born", values, dtype=pl.String), two_digits_until=TODAY, **options)


@pytest.mark.parametrize(
    "text",
    [
        "1980-02-03",
        "1980-02-03 00:00:00",
        "1980-02-03T00:00:00Z",
        "1980/02/03",
        "19800203",
        "03/02/1980",
        "3/2/1980",
        "03-02-1980",
        "03.02.1980",
        "03 02 1980",
        "3/2/80",
        "03/02/1980 00:00",
        "03-Feb-1980",
        "3-feb-80",
        "3 February 1980",
        "3rd Feb 1980",
        "29254",  # Excel: =DATEVALUE("3 Feb 1980")
    ],
)
def test_the_third_of_february_1980_is_read_in_every_form(text):
    found = read(text, "31/12/1999", None, "")

    assert found.dates.to_list() == [date(1980, 2, 3), date(1999, 12, 31), None, None]
    assert not found.impossible.any()


@pytest.mark.parametrize(
    "text",
    [
        "31/02/1980",
        "1980-13-01",
        "1980-02-30",
        "00/01/1980",
        "12/25/1980",
        "29/02/1900",
        "1/1/999",
        "0001-01-01",
        "yesterday",
        "1980",
        "60",
        "12345678",
        "1.5E+04",
        "03-Foo-1980",
        "3/2",
        "--",
    ],
)
def test_what_is_no_date_is_impossible(text):
    found = read(text, "31/12/1999")

    assert (found.dates.to_list(), found.impossible.to_list()) == ([None, date(1999, 12, 31)], [True, False])


@pytest.mark.parametrize(
    ("text", "year"),
    [("22/11/26", 2026), ("23/11/26", 1926), ("01/01/00", 2000), ("31/12/99", 1999), ("29/2/24", 2024)],
)
def test_a_year_of_two_digits_is_the_last_that_is_not_in_the_future(text, year):
    assert read(text).dates[0].year == year


# Excel's own answers, its leap day of 1900 left out.
@pytest.mark.parametrize(
    ("serial", "day"), [("1000", date(1902, 9, 26)), ("36526", date(2000, 1, 1)), ("46348", date(2026, 11, 22))]
)
def test_excels_serial_numbers(serial, day):
    assert read(serial).dates.to_list() == [day]


def test_one_value_that_can_only_be_month_first_makes_the_doubtful_ones_refused():
    found = read("03/02/1980", "12/25/1980", "25/12/1980", "05/05/1980", "1980-02-03")

    assert found.dates.to_list() == [None, None, date(1980, 12, 25), date(1980, 5, 5), date(1980, 2, 3)]
    assert found.ambiguous.to_list() == [True, False, False, False, False]
    assert found.impossible.to_list() == [False, True, False, False, False]
    assert found.other_order


def test_distrust_from_an_earlier_part_refuses_the_doubtful_ones():
    found = read("03/02/1980", "25/12/1980", distrust=True)

    assert (found.dates.to_list(), found.ambiguous.to_list()) == ([None, date(1980, 12, 25)], [True, False])


def test_a_layout_that_is_sure_of_its_order_is_believed():
    found = read("03/02/1980", "12/25/1980", "25/12/1980", order=Order.MONTH_FIRST)

    assert found.dates.to_list() == [date(1980, 3, 2), date(1980, 12, 25), None]
    assert found.impossible.to_list() == [False, False, True]


DAYS = st.dates(date(1900, 3, 1), TODAY)


@given(DAYS)
def test_every_day_survives_every_form(day):
    serial = (day - date(1899, 12, 30)).days
    forms = [day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d-%b-%Y}", f"{day.day} {day:%B} {day.year}", f"{day:%Y%m%d}"]
    forms += [f"{serial}"] if serial > 2200 else []

    assert read(*forms).dates.to_list() == [day] * len(forms)


@given(st.dates(TODAY - timedelta(days=36_000), TODAY))
def test_two_digit_years_of_the_last_hundred_years_survive(day):
    assert read(f"{day:%d/%m/%y}").dates.to_list() == [day]
