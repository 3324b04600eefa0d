"""Search: what officers type, and whom they mean by it. The cases are those of requirement C6 of the issue."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pollwright.authorities.models import Authority
from pollwright.register.models import ElectorSearch, RegisterEntry, SearchWord
from pollwright.register.queries.search_matching import Place
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.searching import looked_up, names, refreshed, registered

HIGH_STREET = {"building_number": "12", "street": "High Street", "town": "Wellbridge", "postcode": "TA1 2AB"}


@pytest.fixture
def people(ledger: Ledger) -> None:
    """A few people, each with something in the name or address that searches trip over."""
    registered(ledger, "Smith", "John Arthur", home=HIGH_STREET)
    registered(ledger, "Ng", "Wei")
    registered(ledger, "O", "Min-Jun")
    registered(ledger, "O’Brien", "Siân")
    registered(ledger, "Smith-Jones", "Amelia")
    registered(ledger, "Žukauskas", "Žydrūnas")
    registered(ledger, "de Souza", "Maria")
    registered(ledger, "Macdonald", "Catherine")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("smith john", "Smith, John Arthur"),
        ("john smith", "Smith, John Arthur"),
        ("Arthur John SMITH", "Smith, John Arthur"),
        ("smi joh", "Smith, John Arthur"),
        ("smiht", "Smith, John Arthur"),
        ("jonh smiht", "Smith, John Arthur"),
        ("12 high street", "Smith, John Arthur"),
        ("12 hihg street", "Smith, John Arthur"),
        ("smith high st", "Smith, John Arthur"),
        ("ta12ab", "Smith, John Arthur"),
        ("TA1 2AB", "Smith, John Arthur"),
        ("ng", "Ng, Wei"),
        ("wei ng", "Ng, Wei"),
        ("O", "O, Min-Jun"),
        ("o min jun", "O, Min-Jun"),
        ("obrien", "O’Brien, Siân"),
        ("O'Brien", "O’Brien, Siân"),
        ("o brien", "O’Brien, Siân"),
        ("sian o’brien", "O’Brien, Siân"),
        ("smith-jones", "Smith-Jones, Amelia"),
        ("jones smith amelia", "Smith-Jones, Amelia"),
        ("zukauskas", "Žukauskas, Žydrūnas"),
        ("Žukauskas", "Žukauskas, Žydrūnas"),
        ("souza", "de Souza, Maria"),
        ("maria de souza", "de Souza, Maria"),
        ("cathrine macdonnald", "Macdonald, Catherine"),
    ],
)
def test_the_first_that_is_found_is_whom_the_officer_means(authority: Authority, typed: str, meant: str) -> None:
    found = names(authority, typed)

    assert found[:1] == [meant]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "typed", ["", "   ", "%", "_", "\\", "qqqqxz", "'; --", "\x00", "@", "12 zzz", "x" * 5000, "-/-"]
)
def test_what_matches_nobody_finds_nobody(authority: Authority, typed: str) -> None:
    assert names(authority, typed) == []


def test_a_name_that_is_a_surname_comes_before_the_same_word_in_an_address(
    ledger: Ledger, authority: Authority
) -> None:
    registered(ledger, "Walker", "Ann", home={"building_number": "1", "street": "Ash Road"})
    registered(ledger, "Ash", "Tom")

    assert names(authority, "ash") == ["Ash, Tom", "Walker, Ann"]


def test_an_elector_number_finds_its_elector_alone(ledger: Ledger, authority: Authority) -> None:
    publication = ledger.publication()
    district = ledger.district("AB1")
    for number in (123, 124):
        ledger.entry(ledger.elector(), ledger.property(district), publication=publication, number=number)
    wanted = ledger.elector(surname="Numbered")
    ledger.entry(wanted, ledger.property(district), publication=publication, number=125)

    found = looked_up(authority, "ab1-125").rows

    assert [(row.name, row.number, row.match.places) for row in found] == [
        ("Numbered, Alex", "AB1-125", (Place.NUMBER,))
    ]


def test_a_reference_a_phone_an_email_and_a_uprn_find_their_elector(ledger: Ledger, authority: Authority) -> None:
    registered(ledger, "Other", "One")
    registered(
        ledger,
        "Contact",
        "Una",
        reference="E7654321",
        email="Una.Contact@example.org",
        phone="01823 555 0199",
        home={"uprn": 990_123_456_789},
    )

    asked = ("e7654321", "una.contact@example", "01823 5550199", "+44 1823 555 0199", "990123456789")

    assert [names(authority, typed) for typed in asked] == [["Contact, Una"]] * 5


def test_it_says_where_a_former_name_and_a_former_address_matched(ledger: Ledger, authority: Authority) -> None:
    elector = registered(ledger, "Rowe", "Jane", previous_surname="Peverell")
    old = ledger.property(building_number="9", street="Tannery Lane", postcode="TA9 9ZZ")
    ledger.entry(elector, old, effective_from=date(2020, 1, 1), effective_to=date(2024, 1, 1))
    refreshed(authority)

    by_name, by_address = looked_up(authority, "peverell").rows, looked_up(authority, "tannery lane").rows

    assert [row.match.places for row in (*by_name, *by_address)] == [(Place.FORMER_NAME,), (Place.FORMER_ADDRESS,)]
    assert by_name[0].match.formerly == ("peverell jane",)
    assert by_address[0].match.formerly == ("9 tannery lane wellbridge ta9 9zz",)


def test_whoever_left_the_register_is_found_and_shown_as_gone(ledger: Ledger, authority: Authority) -> None:
    elector = registered(ledger, "Gone", "Away")
    with arranged():
        RegisterEntry.objects.filter(elector=elector).update(effective_to=date(2026, 2, 2))
    refreshed(authority)

    assert [(row.name, row.in_force) for row in looked_up(authority, "gone away").rows] == [("Gone, Away", False)]


def test_another_authoritys_electors_are_never_found(ledger: Ledger, other_authority: Authority) -> None:
    registered(ledger, "Hereonly", "Hal", reference="E7000001")

    assert [names(other_authority, typed) for typed in ("hereonly", "hereonyl", "E7000001", "quarry road")] == [[]] * 4


def test_an_elector_who_becomes_anonymous_is_found_by_nothing_and_leaves_no_word(
    ledger: Ledger, authority: Authority
) -> None:
    elector = registered(ledger, "Secretan", "Vera", home={"street": "Hideaway Mews", "building_number": "3"})
    registered(ledger, "Known", "Vera")
    with arranged():
        type(elector).objects.filter(pk=elector.pk).update(anonymous=True, forenames="", surname="", email="", phone="")
    refreshed(authority)

    assert [names(authority, typed) for typed in ("secretan", "secretna", "hideaway", elector.reference)] == [[]] * 4
    assert ElectorSearch.objects.filter(elector=elector).count() == 0
    words = set(SearchWord.objects.values_list("word", flat=True))
    assert ({"secretan", "hideaway", "mews"} & words, {"vera", "known"} & words) == (set(), {"vera", "known"})


def test_more_than_the_limit_is_said(ledger: Ledger, authority: Authority) -> None:
    for number in range(22):
        registered(ledger, "Many", f"Name{number:02}")

    found = looked_up(authority, "many")

    assert (len(found.rows), found.more) == (20, True)


def test_a_search_asks_the_database_as_often_for_three_as_for_one(ledger: Ledger, authority: Authority) -> None:
    registered(ledger, "Counted", "One")
    with CaptureQueriesContext(connection) as one:
        names(authority, "counted")
    for forename in ("Two", "Three"):
        registered(ledger, "Counted", forename)
    with CaptureQueriesContext(connection) as three:
        names(authority, "counted")

    assert (len(one), len(names(authority, "counted"))) == (len(three), 3)
