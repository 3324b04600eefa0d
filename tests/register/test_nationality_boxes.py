"""Nationalities on forms: chosen by name, codes as well, several, and never one that is no country's."""

import pytest
from django.http import QueryDict
from django.test import Client

from pollwright.acting import Role
from pollwright.law.countries import COUNTRIES
from pollwright.pages.forms import Form
from pollwright.register.web.nationalities import NAMES, boxes_of, code_of, codes_in, nationality_boxes
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door, errors_on

FORM = Form(*nationality_boxes(required=True))


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (("Poland", "", ""), ("PL",)),
        (("poland", "British", ""), ("PL", "GB")),
        (("GB;PL", "", ""), ("GB", "PL")),
        (("pl", "United Kingdom", "Cote d'Ivoire; bahamas"), ("PL", "GB", "CI", "BS")),
        (("Poland (PL)", "British (GB)", "PL"), ("PL", "GB")),
        (("Cocos (Keeling) Islands", "", "The Gambia"), ("CC", "GM")),
    ],
)
def test_names_and_codes_are_read_from_all_boxes(typed: tuple[str, ...], codes: tuple[str, ...]) -> None:
    data = QueryDict(mutable=True)
    data.update(dict(zip(boxes_of(()), typed, strict=True)))

    bound = FORM.bind(data)

    assert (bound.summary, codes_in(bound.values)) == ((), codes)


def test_every_country_is_found_by_the_name_that_the_list_offers_and_by_its_code() -> None:
    assert {code: (code_of(NAMES[code]), code_of(code)) for code in COUNTRIES} == {
        code: (code, code) for code in COUNTRIES
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Polland", "Polland is not a country in the list. Choose one of the names."),
        ("PL; XX", "XX is not a country in the list. Choose one of the names."),
        ("", "Enter nationality"),
    ],
)
def test_what_is_no_country_is_told_beside_its_box(typed: str, said: str) -> None:
    data = QueryDict(mutable=True)
    data.update({"nationalities": typed})

    bound = FORM.bind(data)

    assert [(error.message, error.href) for error in bound.summary] == [(said, "#nationalities")]


def test_what_is_held_stands_in_the_boxes_by_name_and_comes_back_the_same() -> None:
    held = ("GB", "PL", "FR", "DE")
    data = QueryDict(mutable=True)
    data.update(FORM.blank(boxes_of(held)).typed)

    assert (dict(data.items()), codes_in(FORM.bind(data).values)) == (
        {"nationalities": "British", "nationality_2": "Poland", "nationality_3": "France; Germany"},
        held,
    )


def test_the_page_offers_each_country_once_and_shows_what_is_held(door: Door, ledger: Ledger) -> None:
    elector = ledger.elector(nationalities=["GB", "PL"])
    client: Client = door.client_as(Role.SENIOR)
    path = f"/register/changes/nationality/{elector.reference}/"

    page = client.get(path).content.decode()
    wrong = client.post(path, {"version": "1", "nationalities": "Utopia", "evidence": "Passport"})

    assert page.count("<option value=") - page.count('<option value="">') >= len(COUNTRIES)
    assert (page.count("<datalist"), page.count('list="countries"'), page.count('<option value="Poland">')) == (1, 3, 1)
    assert ('value="British"' in page, 'name="nationality_2"' in page) == (True, True)
    assert errors_on(wrong) == ["Utopia is not a country in the list. Choose one of the names."]
