"""Content of applications, numbers and duplicates (handbook 2.1)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.facts import Category
from pollwright.law.invitations import Invitation, invitation_due, next_invitation
from pollwright.law.registration import (
    SENDABLE,
    ApplicationKind,
    DuplicateKind,
    Held,
    Item,
    NinoClass,
    classify_nino,
    duplicate_of,
    missing_items,
)
from tests.law.calendars_for_tests import ENGLAND

COMPLETE = frozenset(
    {
        Item.FULL_NAME,
        Item.ADDRESS,
        Item.LEFT_ADDRESS_ANSWER,
        Item.OTHER_ADDRESS_ANSWER,
        Item.DATE_OF_BIRTH,
        Item.NINO,
        Item.NATIONALITY,
        Item.OPEN_REGISTER_CHOICE,
        Item.DECLARATION_OF_TRUTH,
        Item.DATE,
    }
)
DECLARED = frozenset({Item.FULL_NAME, Item.ADDRESS, Item.DECLARATION_OF_TRUTH, Item.DATE})
ABROAD = frozenset({Item.BRITISH_STATEMENT, Item.ABROAD_STATEMENT, Item.PRESENT_ADDRESS})


def test_a_full_ordinary_application_lacks_nothing() -> None:
    assert missing_items(ApplicationKind.ORDINARY, COMPLETE) == ()


@pytest.mark.parametrize("item", sorted(COMPLETE))
def test_each_item_of_regulation_26_is_asked_for(item: Item) -> None:
    missing = missing_items(ApplicationKind.ORDINARY, COMPLETE - {item})

    assert [requirement.code for requirement in missing] == [item]


@pytest.mark.parametrize(
    ("given_items", "lacking"),
    [
        (COMPLETE - {Item.NINO} | {Item.NO_NINO_REASON}, 0),
        (COMPLETE - {Item.NATIONALITY} | {Item.NO_NATIONALITY_REASON}, 0),
        (COMPLETE - {Item.DATE_OF_BIRTH} | {Item.NO_BIRTH_REASON, Item.AGE_STATEMENT}, 0),
        (COMPLETE - {Item.DATE_OF_BIRTH} | {Item.NO_BIRTH_REASON}, 1),  # REG-200: a statement of age is needed too
        (COMPLETE - {Item.DATE_OF_BIRTH, Item.NINO, Item.NATIONALITY}, 3),
    ],
)
def test_a_reason_stands_in_for_birth_number_or_nationality(given_items: frozenset[Item], lacking: int) -> None:
    assert len(missing_items(ApplicationKind.ORDINARY, given_items)) == lacking


def test_an_eu_citizen_is_asked_how_long_they_have_lived_here() -> None:
    # REG-123.
    missing = missing_items(ApplicationKind.ORDINARY, COMPLETE, eu_citizen=True)

    assert [requirement.source.provision for requirement in missing] == ["reg 26(1)(fa)"]
    assert missing_items(ApplicationKind.ORDINARY, COMPLETE | {Item.EU_RESIDENCE_ANSWER}, eu_citizen=True) == ()


def test_no_number_is_asked_of_a_person_under_16() -> None:
    assert missing_items(ApplicationKind.ORDINARY, COMPLETE - {Item.NINO}, under_16=True) == ()


@pytest.mark.parametrize(
    ("kind", "extra"),
    [
        (ApplicationKind.FORCES, {Item.SERVICE_DECLARATION}),
        (ApplicationKind.CROWN_SERVANT, {Item.SERVICE_DECLARATION}),
        (ApplicationKind.BRITISH_COUNCIL, {Item.SERVICE_DECLARATION}),
        (ApplicationKind.LOCAL_CONNECTION, {Item.LOCAL_CONNECTION_DECLARATION, Item.CONTACT}),
        (ApplicationKind.ANONYMOUS, {Item.ANONYMOUS_APPLICATION, Item.EVIDENCE_OF_RISK}),
    ],
)
def test_special_categories_bring_their_declarations(kind: ApplicationKind, extra: set[Item]) -> None:
    missing = missing_items(kind, COMPLETE)

    assert {item for requirement in missing for item in requirement.ways[0]} == extra
    assert missing_items(kind, COMPLETE | extra) == ()


def test_an_overseas_application_states_citizenship_and_former_connection() -> None:
    given_items = DECLARED | ABROAD | {Item.DATE_OF_BIRTH, Item.NINO, Item.NATIONALITY, Item.FORMER_CONNECTION}

    assert missing_items(ApplicationKind.OVERSEAS, given_items) == ()
    assert len(missing_items(ApplicationKind.OVERSEAS, given_items - ABROAD - {Item.FORMER_CONNECTION})) == 4


def test_a_renewal_needs_neither_number_nor_nationality() -> None:
    # REG-162.
    given_items = DECLARED | ABROAD | {Item.DATE_OF_BIRTH, Item.NO_OTHER_ENTRY, Item.OFFENCE_AWARENESS}

    assert missing_items(ApplicationKind.RENEWAL, given_items) == ()
    assert len(missing_items(ApplicationKind.RENEWAL, DECLARED)) == 6


@pytest.mark.parametrize(
    ("given_items", "lacking"),
    [
        (DECLARED | {Item.FORMER_NAME, Item.EVIDENCE_OF_NAME}, 0),
        (DECLARED | {Item.FORMER_NAME, Item.DATE_OF_BIRTH, Item.NINO}, 0),
        (DECLARED | {Item.FORMER_NAME, Item.DATE_OF_BIRTH}, 1),
        (DECLARED, 2),
    ],
)
def test_a_change_of_name_brings_evidence_or_can_be_matched(given_items: frozenset[Item], lacking: int) -> None:
    # REG-251.
    assert len(missing_items(ApplicationKind.CHANGE_OF_NAME, given_items)) == lacking


@given(st.sampled_from(list(ApplicationKind)), st.sets(st.sampled_from(list(Item))), st.sampled_from(list(Item)))
def test_giving_more_never_leaves_more_missing(kind: ApplicationKind, given_items: set[Item], item: Item) -> None:
    assert set(missing_items(kind, given_items | {item})) <= set(missing_items(kind, given_items))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # REG-204; QQ is never issued, so no number here is anyone's.
        ("QQ123456C", NinoClass.FULL),
        ("qq 12 34 56 c", NinoClass.FULL),
        ("QQ-12-34-56-C", NinoClass.FULL),
        ("QQ123456", NinoClass.WITHOUT_SUFFIX),
        ("TN010190M", NinoClass.TEMPORARY),
        ("OO123456C", NinoClass.TEMPORARY),
        ("12345678", NinoClass.TEMPORARY),
        ("943 476 5919", NinoClass.PERHAPS_NHS_NUMBER),
        ("QQ12345C", NinoClass.MALFORMED),
        ("unknown", NinoClass.MALFORMED),
        ("QQ１２３４５６C", NinoClass.MALFORMED),  # full-width digits
        ("", NinoClass.NOT_GIVEN),
        (" - ", NinoClass.NOT_GIVEN),
    ],
)
def test_what_was_written_for_a_number_is_classed(written: str, expected: NinoClass) -> None:
    assert classify_nino(written) == expected


def test_only_whole_and_suffixless_numbers_are_sent() -> None:
    assert sorted(SENDABLE) == [NinoClass.FULL, NinoClass.WITHOUT_SUFFIX]


HOME = Held("P1", Category.ORDINARY)
ABROAD_ENTRY = Held("P1", Category.OVERSEAS)


@pytest.mark.parametrize(
    ("kind", "at", "entries", "applications", "expected"),
    [
        (ApplicationKind.ORDINARY, "P1", [], [], DuplicateKind.NEW),
        (ApplicationKind.ORDINARY, "P1", [HOME], [], DuplicateKind.ALREADY_REGISTERED),
        (ApplicationKind.ORDINARY, "P1", [], [HOME], DuplicateKind.ALREADY_APPLIED),
        (ApplicationKind.ORDINARY, "P2", [HOME], [], DuplicateKind.SECOND_ADDRESS),  # REG-103
        (ApplicationKind.ORDINARY, "P1", [ABROAD_ENTRY], [], DuplicateKind.NEW),  # home again
        (ApplicationKind.OVERSEAS, "P1", [ABROAD_ENTRY], [], DuplicateKind.RENEW_INSTEAD),  # REG-162
        (ApplicationKind.OVERSEAS, "P1", [HOME], [], DuplicateKind.NEW),
        (ApplicationKind.CHANGE_OF_NAME, "P1", [HOME], [], DuplicateKind.NEW),
        (ApplicationKind.ANONYMOUS, "P1", [HOME], [HOME], DuplicateKind.ALREADY_APPLIED),
    ],
)
def test_an_application_is_set_beside_what_is_held(
    kind: ApplicationKind, at: str, entries: list[Held], applications: list[Held], expected: DuplicateKind
) -> None:
    assert duplicate_of(kind, at, entries, applications).kind == expected


@pytest.mark.parametrize(
    ("identified_on", "due"),
    [
        # REG-240: both worked examples.
        (date(2025, 9, 5), date(2025, 10, 3)),
        (date(2025, 7, 28), date(2025, 8, 26)),
    ],
)
def test_an_invitation_is_due_in_28_days_or_on_the_next_working_day(identified_on: date, due: date) -> None:
    assert invitation_due(identified_on, ENGLAND).on == due


@pytest.mark.parametrize(
    ("invitations", "visited", "category", "stop", "expected"),
    [
        # REG-241, 242 and 154.
        (0, False, Category.ORDINARY, False, Invitation.INVITE),
        (1, False, Category.ORDINARY, False, Invitation.REMIND),
        (2, True, Category.ORDINARY, False, Invitation.REMIND),
        (3, False, Category.ORDINARY, False, Invitation.VISIT),
        (3, True, Category.ORDINARY, False, Invitation.NOTHING),
        (1, False, Category.ORDINARY, True, Invitation.NOTHING),
        (0, False, Category.FORCES, False, Invitation.INVITE),
        (1, False, Category.FORCES, False, Invitation.NOTHING),
    ],
)
def test_three_invitations_and_a_visit(
    invitations: int, visited: bool, category: Category, stop: bool, expected: Invitation
) -> None:
    assert next_invitation(invitations, visited=visited, category=category, stop=stop).step == expected
