"""How long records are kept (handbook 9)."""

from datetime import date, timedelta

import pytest

from pollwright.law.nations import NotCovered
from pollwright.law.retention import LIVES, FixedPeriod, RecordKind, due_for_removal
from tests.law.calendars_for_tests import ENGLAND

START = date(2025, 3, 10)


@pytest.mark.parametrize(
    ("kind", "remove_on"),
    [
        (RecordKind.REGISTRATION_APPLICATION, date(2026, 3, 10)),
        (RecordKind.NINO, date(2026, 4, 10)),
        (RecordKind.CANVASS_RESPONSE, date(2026, 3, 10)),
        (RecordKind.INVITATION, date(2026, 3, 10)),
        (RecordKind.ABSENT_VOTE_APPLICATION, date(2026, 3, 10)),
        # 28 working days from Mon 10 March 2025, over Easter: Fri 18 and Mon 21 April do not count, so Thu 17 April is
        # the 28th; removed from the day after.
        (RecordKind.VOTER_DOCUMENT_GRANTED, date(2025, 4, 18)),
        (RecordKind.VOTER_DOCUMENT_REFUSED, date(2026, 3, 10)),
        (RecordKind.CERTIFICATE_RECORD, date(2035, 3, 10)),
        (RecordKind.MARKED_REGISTER, date(2026, 3, 10)),
        (RecordKind.SUPPLY_REQUEST, date(2027, 3, 10)),
        (RecordKind.ANONYMOUS_EVIDENCE, date(2026, 3, 10)),
    ],
)
def test_each_record_is_removed_when_its_life_is_up_and_not_before(kind: RecordKind, remove_on: date) -> None:
    before = due_for_removal(kind, START, remove_on - timedelta(days=1), ENGLAND)
    then = due_for_removal(kind, START, remove_on, ENGLAND)

    assert (before.due, then.due, then.remove_on) == (False, True, remove_on)


@pytest.mark.parametrize("kind", [RecordKind.DATE_OF_BIRTH, RecordKind.OLD_REGISTER])
def test_births_and_old_registers_have_no_end_of_their_own(kind: RecordKind) -> None:
    removal = due_for_removal(kind, START, date(2028, 1, 1), ENGLAND)

    assert (removal.due, removal.remove_on) == (False, None)


def test_every_kind_of_record_has_a_life() -> None:
    assert sorted(life.kind for life in LIVES) == sorted(RecordKind)


def test_a_legal_hold_stops_removal_and_says_so() -> None:
    removal = due_for_removal(RecordKind.NINO, START, date(2027, 1, 1), ENGLAND, held=True)

    assert (removal.due, removal.remove_on) == (False, date(2026, 4, 10))
    assert removal.workings[-1].says == "Kept under a legal hold"


def test_an_authority_may_choose_its_own_period_where_the_law_leaves_it_one() -> None:
    # Handbook 9: canvass responses, local policy of 1 to 12 months.
    assert due_for_removal(RecordKind.CANVASS_RESPONSE, START, START, ENGLAND, months=3).remove_on == date(2025, 6, 10)


def test_a_period_that_the_law_fixes_can_not_be_changed() -> None:
    with pytest.raises(FixedPeriod):
        due_for_removal(RecordKind.NINO, START, START, ENGLAND, months=24)


def test_the_first_voter_cards_have_a_life() -> None:
    # Applications opened on 16 January 2023.
    removal = due_for_removal(RecordKind.VOTER_DOCUMENT_REFUSED, date(2023, 1, 16), START, ENGLAND)

    assert removal.remove_on == date(2024, 1, 16)


def test_a_voter_card_before_there_were_any_is_not_answered() -> None:
    with pytest.raises(NotCovered):
        due_for_removal(RecordKind.VOTER_DOCUMENT_REFUSED, date(2023, 1, 15), START, ENGLAND)
