"""What is owed in a year and after a poll. Days are those worked in the handbook (MM-P02, MM-A15, MM-N01) or by hand."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.timetables.kinds import Kind
from pollwright.law.year import YEARLY, claim_day, duties_after, duties_between, postal_statement_days
from tests.law.calendars_for_tests import ENGLAND


def test_the_statement_as_to_postal_ballot_papers_moves_off_a_sunday_and_a_bank_holiday() -> None:
    # MM-P02: a poll on 6 May 2027; 16 May is a Sunday, 31 May a holiday.
    assert postal_statement_days(date(2027, 5, 6), ENGLAND) == (date(2027, 5, 17), date(2027, 6, 1))


def test_an_account_due_on_a_saturday_is_sent_the_friday_before() -> None:
    # MM-A15: the poll of 4 July 2024; 4 January 2025 is a Saturday.
    assert claim_day(date(2024, 7, 4), ENGLAND) == date(2025, 1, 3)


def test_what_follows_a_poll_depends_on_its_kind() -> None:
    day = date(2027, 5, 6)
    found = {kind: [(one.code, one.on) for one in duties_after(day, kind, ENGLAND)] for kind in Kind}

    statement = ("postal-statement", date(2027, 6, 1))
    assert found[Kind.LOCAL] == [statement, ("expenses", date(2027, 6, 10))]  # 35 days (MM-P05)
    assert found[Kind.PARISH] == [statement, ("expenses", date(2027, 6, 3))]  # 28 days
    assert found[Kind.PCC] == [statement, ("expenses", date(2027, 6, 10)), ("claim", date(2027, 11, 5))]
    assert (found[Kind.COUNCIL_TAX_REFERENDUM], found[Kind.BID]) == ([statement], [])


def test_a_review_of_polling_districts_ends_every_fifth_year() -> None:
    found = duties_between(date(2023, 1, 1), date(2035, 12, 31), ENGLAND)

    # MM-N01: windows 2023-10-01 to 2025-01-31, 2028-10-01 to 2030-01-31, and from 2033.
    windows = [(one.begins, one.on) for one in found if one.code == "district-review"]
    assert windows == [
        (date(2023, 10, 1), date(2025, 1, 31)),
        (date(2028, 10, 1), date(2030, 1, 31)),
        (date(2033, 10, 1), date(2035, 1, 31)),
    ]


@given(year=st.integers(2020, 2028), month=st.integers(1, 12))
def test_every_duty_comes_once_a_year_whichever_days_are_asked_for(year: int, month: int) -> None:
    split = date(year, month, 1)
    whole = duties_between(date(year, 1, 1), date(year, 12, 31), ENGLAND)

    before = [one for one in duties_between(date(year, 1, 1), split, ENGLAND) if one.on < split]
    after = duties_between(split, date(year, 12, 31), ENGLAND)

    yearly = [one.code for one in whole if one.code != "district-review"]
    assert sorted(yearly) == sorted(one.code for one in YEARLY)
    assert (*before, *after) == whole
