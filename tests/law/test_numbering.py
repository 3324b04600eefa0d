"""The statutory order as byte-ordered keys (handbook 4.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.facts import Category
from pollwright.law.numbering import Section, folded, house_key, name_key, premises_key, property_key, section_of


def in_byte_order(keys: list[str]) -> list[str]:
    return sorted(keys, key=lambda key: key.encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("Smith-Jones", "smith jones"),
        ("  Łukasz   ŻÓŁĆ ", "lukasz zolc"),
        ("Müller", "muller"),
        ("Straße", "strasse"),
        ("Ærøskøbing", "aeroskobing"),
        ("Siân", "sian"),
        ("D.H. Lawrence", "d h lawrence"),
        ("D. H. Lawrence", "d h lawrence"),
        ("St. John", "st john"),
        ("İpek", "ipek"),
        ("", ""),
    ],
)
def test_names_are_folded_as_they_are_filed(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_house_numbers_go_by_value_with_letters_after_them() -> None:
    # REG-404: 2, 2A, 10; flats by number.
    walk = [
        "1",
        "2",
        "2A",
        "2 B",
        "3",
        "9",
        "10",
        "10-12",
        "10A",
        "11",
        "100",
        "Flat 3",
        "Flat 3B",
        "Flat 12",
        "Garage",
    ]

    keys = [house_key(text) for text in walk]

    assert in_byte_order(keys) == keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2A", "2a"),
        ("2A", "2 A"),
        ("10 - 12", "10-12"),
        ("10–12", "10-12"),
        ("Flat  3", "flat 3"),
        ("007", "7"),
        ("1/A", "1a"),
    ],
)
def test_ways_of_writing_one_number_have_one_place(one: str, other: str) -> None:
    assert house_key(one) == house_key(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Block A B", "block a b"),
        ("1st Floor", "00000001 st floor"),
        ("Flat-3", "flat 00000003"),
        ("Unit 4 5", "unit 00000004 00000005"),
        ("12B-14", "00000012b-00000014"),
    ],
)
def test_only_a_single_letter_joins_a_number_and_only_numbers_make_a_range(text: str, expected: str) -> None:
    assert house_key(text) == expected


def test_a_street_goes_by_number_then_flats_then_named_houses() -> None:
    street = [
        ("1", "", ""),
        ("2", "", ""),
        ("2", "", "Flat 1"),
        ("2", "", "Flat 2"),
        ("2", "", "Flat 10"),
        ("2A", "", ""),
        ("10", "", ""),
        ("", "Appletree Court", ""),
        ("", "Appletree Court", "Flat 1"),
        ("", "Appletree Court", "Flat 2"),
        ("", "Rose Cottage", ""),
    ]

    keys = [premises_key(number, name, flat) for number, name, flat in street]

    assert in_byte_order(keys) == keys
    assert len(set(keys)) == len(keys)


def test_one_street_ends_before_the_next_begins() -> None:
    part = [
        property_key("High Street", "1", "", ""),
        property_key("High Street", "", "Yew House", "Flat 1"),
        property_key("High Street", "", "Yew House", "Unit 2"),
        property_key("High Street", "", "Yew House North", ""),
        property_key("High Street North", "1", "", ""),
        property_key("O'Hara Close", "1", "", ""),
    ]

    assert in_byte_order(part) == part


def test_the_agreed_walk_order_comes_before_numbers_and_names() -> None:
    walked = [
        premises_key("", "Zeta House", "", walk_order=1),
        premises_key("20", "", "", walk_order=2),
        premises_key("1", "", "", walk_order=10),
    ]

    assert in_byte_order(walked) == walked


def test_names_are_filed_by_surname_then_forenames() -> None:
    names = [("Ó Brien", "Zoë"), ("O'Brien", "Adam"), ("", "Prince"), ("Obrien", "Adam Lee"), ("O", "Zed")]

    filed = sorted(names, key=lambda name: name_key(*name))

    assert filed == [("O", "Zed"), ("Ó Brien", "Zoë"), ("O'Brien", "Adam"), ("Obrien", "Adam Lee"), ("", "Prince")]


@pytest.mark.parametrize(
    ("category", "anonymous", "withheld", "expected"),
    [
        # REG-400 and table 1.7.
        (Category.ORDINARY, False, False, Section.ORDINARY),
        (Category.FORCES, False, False, Section.ORDINARY),
        (Category.FORCES, False, True, Section.OTHER),
        (Category.LOCAL_CONNECTION, False, True, Section.OTHER),
        (Category.OVERSEAS, False, False, Section.OTHER),
        (Category.OVERSEAS, True, False, Section.ANONYMOUS),
        (Category.ORDINARY, True, False, Section.ANONYMOUS),
    ],
)
def test_where_an_entry_is_printed(category: Category, anonymous: bool, withheld: bool, expected: Section) -> None:
    assert section_of(category, anonymous=anonymous, address_withheld=withheld) == expected


def test_the_sections_stand_in_statutory_order() -> None:
    assert sorted(Section) == [Section.ORDINARY, Section.OTHER, Section.ANONYMOUS]


@given(st.integers(0, 99_999_999), st.integers(0, 99_999_999), st.sampled_from(["", "Flat ", "Unit "]))
def test_numbers_sort_by_value_whatever_stands_before_them(one: int, other: int, before: str) -> None:
    first, second = house_key(f"{before}{one}").encode(), house_key(f"{before}{other}").encode()

    assert (first < second) == (one < other)


@given(st.text(max_size=40))
def test_keys_are_plain_lower_case_and_settled(text: str) -> None:
    for key in (folded(text), house_key(text)):
        assert key.isascii()
        assert key == key.lower()
        assert key == key.strip()
    assert folded(folded(text)) == folded(text)
    assert house_key(house_key(text)) == house_key(text)
