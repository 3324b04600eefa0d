"""Birthdays, attainers and the youngest who may be registered (handbook 1.3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.ages import attainer_end, attains_on, birthday, may_be_published, years_before, youngest_birth
from pollwright.law.nations import Nation
from pollwright.law.polls import Register


@pytest.mark.parametrize(
    ("relevant_date", "end", "born_by"),
    [
        # REG-111: worked examples, and the reading of 1 December that the handbook chose.
        (date(2026, 11, 22), date(2027, 11, 30), date(2009, 11, 30)),
        (date(2026, 12, 2), date(2028, 11, 30), date(2010, 11, 30)),
        (date(2026, 11, 30), date(2027, 11, 30), date(2009, 11, 30)),
        (date(2026, 12, 1), date(2028, 11, 30), date(2010, 11, 30)),
        (date(2027, 1, 1), date(2028, 11, 30), date(2010, 11, 30)),
    ],
)
def test_an_attainer_reaches_18_within_the_year_that_begins_next_december(
    relevant_date: date, end: date, born_by: date
) -> None:
    found = youngest_birth(Register.PARLIAMENTARY, Nation.ENGLAND, relevant_date)

    assert (attainer_end(relevant_date), found.born_by, found.source.rule) == (end, born_by, "REG-111")


def test_someone_just_turned_16_may_be_registered_in_december() -> None:
    # REG-111: 2 December 2026, born 30 November 2010.
    assert birthday(date(2010, 11, 30), 16) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("born", "years", "reached"),
    [
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
        (date(2008, 12, 31), 18, date(2026, 12, 31)),
    ],
)
def test_the_day_on_which_an_age_is_reached(born: date, years: int, reached: date) -> None:
    assert birthday(born, years) == reached


@pytest.mark.parametrize(
    ("on", "printed"),
    [(date(2026, 11, 21), date(2026, 11, 22)), (date(2026, 11, 22), None), (date(2026, 11, 23), None)],
)
def test_the_day_of_reaching_18_is_printed_until_it_comes(on: date, printed: date | None) -> None:
    assert attains_on(date(2008, 11, 22), on) == printed


@pytest.mark.parametrize(
    ("nation", "register", "born_by"),
    [
        (Nation.ENGLAND, Register.LOCAL, date(2009, 11, 30)),
        (Nation.WALES, Register.LOCAL, date(2012, 11, 22)),
        (Nation.SCOTLAND, Register.LOCAL, date(2012, 11, 22)),
        (Nation.WALES, Register.PARLIAMENTARY, date(2009, 11, 30)),
        (Nation.SCOTLAND, Register.PARLIAMENTARY, date(2009, 11, 30)),
    ],
)
def test_wales_and_scotland_take_people_from_14_on_the_local_register(
    nation: Nation, register: Register, born_by: date
) -> None:
    assert youngest_birth(register, nation, date(2026, 11, 22)).born_by == born_by


@pytest.mark.parametrize(("nation", "on"), [(Nation.SCOTLAND, date(2014, 9, 18)), (Nation.WALES, date(2019, 12, 12))])
def test_the_local_register_began_at_18_before_the_vote_at_16(nation: Nation, on: date) -> None:
    found = youngest_birth(Register.LOCAL, nation, on)

    assert found == youngest_birth(Register.PARLIAMENTARY, nation, on)


def test_on_a_29_february_the_14_year_olds_are_those_born_by_28_february() -> None:
    assert years_before(date(2028, 2, 29), 14) == date(2014, 2, 28)
    assert years_before(date(2028, 2, 29), 12) == date(2016, 2, 29)


@pytest.mark.parametrize(
    ("born", "nation", "published"),
    [
        (date(2010, 11, 23), Nation.WALES, False),
        (date(2010, 11, 22), Nation.WALES, True),  # 16 today
        (date(2010, 11, 23), Nation.SCOTLAND, False),
        (date(2010, 11, 23), Nation.ENGLAND, True),
        (None, Nation.SCOTLAND, True),
    ],
)
def test_nothing_is_published_of_a_person_under_16_in_wales_or_scotland(
    born: date | None, nation: Nation, published: bool
) -> None:
    # REG-113.
    assert may_be_published(born, nation, date(2026, 11, 22)) == published


DAYS = st.dates(date(2014, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(0, 4000), st.sampled_from(list(Register)), st.sampled_from([Nation.ENGLAND, Nation.WALES]))
def test_waiting_never_makes_anyone_too_young(
    relevant_date: date, days: int, register: Register, nation: Nation
) -> None:
    later = date.fromordinal(relevant_date.toordinal() + days)

    now, then = (youngest_birth(register, nation, day).born_by for day in (relevant_date, later))

    assert now <= then


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.integers(0, 100), DAYS)
def test_reaching_an_age_and_being_born_in_time_for_it_agree(born: date, years: int, day: date) -> None:
    assert (birthday(born, years) <= day) == (born <= years_before(day, years))
