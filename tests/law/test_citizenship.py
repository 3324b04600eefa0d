"""What nationalities amount to. Lists from Schedule 3 to the British Nationality Act 1981 and handbook REG-102, 120."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.citizenship import STATUSES, Citizenship, UnknownNationality, citizenship
from pollwright.law.countries import COUNTRIES

TODAY = date(2026, 11, 22)
THE_27 = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
TERRITORIES = "AI BM FK GI GS IO KY MS PN SH TC VG"
EU_27 = frozenset(THE_27.split())
OWN_RIGHTS = frozenset({"CY", "MT", "IE"})
TREATY = frozenset({"ES", "PT", "LU", "PL", "DK"})


@pytest.mark.parametrize(
    ("nationalities", "expected"),
    [
        (("GB",), Citizenship.BRITISH),
        (("JE",), Citizenship.BRITISH),
        (("IE",), Citizenship.IRISH),
        (("CY",), Citizenship.COMMONWEALTH),
        (("MT",), Citizenship.COMMONWEALTH),
        (("IN",), Citizenship.COMMONWEALTH),
        (("GI",), Citizenship.COMMONWEALTH),
        (("ZW",), Citizenship.COMMONWEALTH),  # left the organisation, stays in the Schedule
        (("PL",), Citizenship.TREATY_EU),
        (("DK",), Citizenship.TREATY_EU),
        (("FR",), Citizenship.OTHER_EU),
        (("US",), Citizenship.OTHER),
        (("CH",), Citizenship.OTHER),
        (("FR", "GB"), Citizenship.BRITISH),
        (("FR", "CA"), Citizenship.COMMONWEALTH),  # the greatest right counts (Lords Hansard, 13 May 2024)
        (("US", "RO"), Citizenship.OTHER_EU),
        ((), Citizenship.NOT_RECORDED),
    ],
)
def test_citizenship_today(nationalities: tuple[str, ...], expected: Citizenship) -> None:
    assert citizenship(nationalities, TODAY) == expected


def test_the_citizens_of_the_27_stand_as_the_handbook_lists_them() -> None:
    found = {code: citizenship((code,), TODAY) for code in EU_27}

    assert {code for code in found if found[code] is Citizenship.TREATY_EU} == TREATY
    assert {code for code in found if found[code] is Citizenship.OTHER_EU} == EU_27 - TREATY - OWN_RIGHTS


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("PL", date(2004, 4, 30), Citizenship.OTHER),
        ("PL", date(2004, 5, 1), Citizenship.OTHER_EU),
        ("PL", date(2024, 5, 6), Citizenship.OTHER_EU),
        ("PL", date(2024, 5, 7), Citizenship.TREATY_EU),
        ("HR", date(2013, 6, 30), Citizenship.OTHER),
        ("HR", date(2013, 7, 1), Citizenship.OTHER_EU),
        # SI 2015/1771 took The Gambia out on 12 November 2015; SI 2018/620 put it back on 22 June 2018.
        ("GM", date(2015, 11, 11), Citizenship.COMMONWEALTH),
        ("GM", date(2015, 11, 12), Citizenship.OTHER),
        ("GM", date(2018, 6, 21), Citizenship.OTHER),
        ("GM", date(2018, 6, 22), Citizenship.COMMONWEALTH),
        ("MV", date(2017, 5, 11), Citizenship.COMMONWEALTH),
        ("MV", date(2017, 5, 12), Citizenship.OTHER),
        ("ZA", date(1994, 7, 25), Citizenship.OTHER),
        ("ZA", date(1994, 7, 26), Citizenship.COMMONWEALTH),
        ("CM", date(1999, 1, 24), Citizenship.OTHER),
        ("CM", date(1999, 1, 25), Citizenship.COMMONWEALTH),
    ],
)
def test_citizenship_on_the_day_that_it_changed(code: str, on: date, expected: Citizenship) -> None:
    assert citizenship((code,), on) == expected


@pytest.mark.parametrize("entry", ["Polish", "pl", "GBR", "", "ZZ", "EU"])
def test_an_entry_that_is_no_country_code_is_refused_without_repeating_it(entry: str) -> None:
    with pytest.raises(UnknownNationality) as refusal:
        citizenship(("GB", entry), TODAY)

    assert str(refusal.value) == "A nationality must be a two-letter country code in capitals"


def test_schedule_3_has_its_56_present_countries() -> None:
    # The 56 states of the Commonwealth in 2026, less the United Kingdom, and Zimbabwe, which is kept in the Schedule.
    territories = set(TERRITORIES.split())

    found = {code for code in COUNTRIES if citizenship((code,), TODAY) is Citizenship.COMMONWEALTH}

    assert len(found - territories) == 56
    assert territories <= found


def test_every_row_of_the_tables_names_a_country_and_ends_after_it_begins() -> None:
    wrong = [
        status
        for status in STATUSES
        if status.country not in COUNTRIES
        or (status.in_force_until is not None and status.in_force_until <= status.in_force_from)
    ]

    assert wrong == []


@given(st.sampled_from(sorted(COUNTRIES)), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_no_nationality_has_two_statuses_on_a_day(code: str, on: date) -> None:
    in_force = [
        status
        for status in STATUSES
        if status.country == code
        and status.in_force_from <= on
        and (status.in_force_until is None or on < status.in_force_until)
    ]

    assert len(in_force) <= 1
