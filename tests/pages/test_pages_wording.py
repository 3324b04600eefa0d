"""Expected words are those of the design (section 6): `Thursday 7 May 2026`, `5pm`, `£1,234.50`."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pollwright.pages import wording


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(17), "5pm"),
        (time(23, 59), "11:59pm"),
        (time(9, 5), "9:05am"),
        (time(0, 1), "12:01am"),
        (time(12, 30), "12:30pm"),
        (time(0), "midnight"),
        (time(12), "midday"),
    ],
)
def test_a_time_is_written_as_people_say_it(at: time, words: str) -> None:
    assert wording.clock(at) == words


def test_a_day_is_written_in_full() -> None:
    assert wording.day(date(2026, 5, 7)) == "Thursday 7 May 2026"
    assert wording.short_day(date(2026, 5, 7)) == "7 May 2026"


def test_a_day_follows_the_language_of_the_page() -> None:
    with translation.override("cy"):
        assert wording.day(date(2026, 5, 7)) == "Dydd Iau 7 Mai 2026"


def test_a_moment_in_summer_is_given_in_local_time() -> None:
    # 22:50 in Greenwich on 30 June is ten to midnight in London, where summer time is an hour ahead.
    at = datetime(2026, 6, 30, 22, 50, tzinfo=UTC)

    assert wording.moment(at) == "Tuesday 30 June 2026 at 11:50pm"
    assert wording.short_moment(datetime(2026, 6, 30, 23, 50, tzinfo=UTC)) == "1 Jul 2026, 12:50am"


def test_midnight_names_both_days_so_that_nobody_takes_the_wrong_night() -> None:
    at = datetime(2026, 5, 7, 23, tzinfo=UTC)  # summer time: the night after polling day

    assert wording.moment(at) == "midnight between Thursday 7 May 2026 and Friday 8 May 2026"
    assert wording.short_moment(at) == "midnight, 7 May 2026 to 8 May 2026"


@pytest.mark.parametrize(
    ("pence", "words"), [(123450, "£1,234.50"), (0, "£0.00"), (-5, "-£0.05"), (-123456, "-£1,234.56"), (None, "")]
)
def test_money_is_written_in_pounds(pence: int | None, words: str) -> None:
    assert wording.money(pence) == words


@given(st.integers(-(10**12), 10**12))
def test_no_penny_is_lost_in_writing(pence: int) -> None:
    written = wording.money(pence)

    assert Decimal(written.replace("£", "").replace(",", "")) * 100 == pence


def test_numbers_and_counts_mark_their_thousands() -> None:
    assert wording.number(434910) == "434,910"
    assert wording.plural(1, "elector", "electors") == "1 elector"
    assert wording.plural(2000, "elector", "electors") == "2,000 electors"


def test_what_is_not_known_is_left_blank() -> None:
    writers = (
        wording.day,
        wording.short_day,
        wording.clock,
        wording.moment,
        wording.short_moment,
        wording.number,
        wording.yes_no,
    )

    assert {write(None) for write in writers} == {""}
