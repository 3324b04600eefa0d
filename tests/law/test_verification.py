"""Settling identity (handbook 2.3)."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.law.registration import NinoClass
from pollwright.law.verification import (
    DOCUMENT_LISTS,
    Attestor,
    Document,
    Match,
    Progress,
    Verification,
    documents_suffice,
    may_attest,
    next_step,
)

NEW = Progress(nino=NinoClass.FULL)
FAILED = replace(NEW, sent=True, digital_service=Match.FAIL)


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        # REG-220 to 225, in the order of the handbook.
        (NEW, Verification.SEND_TO_DIGITAL_SERVICE),
        (replace(NEW, nino=NinoClass.WITHOUT_SUFFIX), Verification.SEND_TO_DIGITAL_SERVICE),
        (replace(NEW, sent=True), Verification.WAIT_FOR_DIGITAL_SERVICE),
        (replace(NEW, sent=True, digital_service=Match.PASS), Verification.SETTLED),
        (FAILED, Verification.RESTATE_DETAILS),
        (replace(FAILED, restated=True), Verification.MATCH_LOCALLY),
        (replace(FAILED, restated=True, local=Match.PASS), Verification.SETTLED),
        (replace(FAILED, restated=True, local=Match.FAIL), Verification.ASK_FOR_DOCUMENTS),
        (replace(FAILED, restated=True, local=Match.FAIL, documents=True), Verification.SETTLED),
        (replace(FAILED, restated=True, local=Match.FAIL, documents=False), Verification.ASK_FOR_DOCUMENTS),
        (replace(FAILED, restated=True, local=Match.FAIL, no_documents=True), Verification.ATTESTATION),
        (replace(FAILED, restated=True, local=Match.FAIL, attested=True), Verification.SETTLED),
        (replace(NEW, near_deadline=True), Verification.MATCH_LOCALLY),
        (replace(NEW, near_deadline=True, local=Match.FAIL), Verification.SEND_TO_DIGITAL_SERVICE),
        (replace(NEW, nino=NinoClass.NOT_GIVEN), Verification.MATCH_LOCALLY),
        (replace(NEW, nino=NinoClass.TEMPORARY, local=Match.FAIL), Verification.ASK_FOR_DOCUMENTS),
        (replace(NEW, under_16=True), Verification.MATCH_WITH_EDUCATION_RECORDS),
        (replace(NEW, under_16=True, local=Match.FAIL), Verification.ASK_FOR_DOCUMENTS),
    ],
)
def test_the_next_step_in_settling_identity(progress: Progress, expected: Verification) -> None:
    assert next_step(progress).step == expected


def documents(first: int, second: int, third: int) -> list[Document]:
    kinds = (
        (Document.PASSPORT, first),
        (Document.BIRTH_CERTIFICATE, second),
        (Document.BANK_LETTER, third),
    )
    return [document for document, number in kinds for _ in range(number)]


@pytest.mark.parametrize(
    ("first", "second", "third", "enough"),
    [
        # REG-224: one of list 1; one of list 2 and two more of lists 2 and 3; four of list 3.
        (1, 0, 0, True),
        (0, 1, 2, True),
        (0, 2, 1, True),
        (0, 3, 0, True),
        (0, 0, 4, True),
        (0, 0, 3, False),
        (0, 2, 0, False),
        (0, 1, 1, False),
        (0, 0, 0, False),
    ],
)
def test_which_documents_settle_identity(first: int, second: int, third: int, enough: bool) -> None:
    assert documents_suffice(documents(first, second, third)).holds == enough


def test_the_three_lists_hold_every_document_once() -> None:
    listed = [document for number in (1, 2, 3) for document in DOCUMENT_LISTS[number]]

    assert sorted(listed) == sorted(Document)


@given(st.lists(st.sampled_from(list(Document)), max_size=6), st.sampled_from(list(Document)))
def test_one_more_document_never_weakens_the_case(sent: list[Document], more: Document) -> None:
    assert documents_suffice([*sent, more]).holds >= documents_suffice(sent).holds


REGISTER = date(2025, 12, 1)
NEIGHBOUR = Attestor(
    registered_in_england_or_wales=True, close_relative=False, good_standing=True, added_on=None, attested_on=()
)


@pytest.mark.parametrize(
    ("attestor", "allowed"),
    [
        # REG-225.
        (NEIGHBOUR, True),
        (replace(NEIGHBOUR, attested_on=(date(2026, 2, 1),)), True),
        (replace(NEIGHBOUR, attested_on=(date(2026, 2, 1), date(2026, 3, 1))), False),
        (replace(NEIGHBOUR, attested_on=(date(2025, 11, 30), date(2026, 3, 1))), True),
        (replace(NEIGHBOUR, attested_on=(date(2026, 2, 1), date(2026, 3, 1)), added_on=date(2026, 3, 2)), True),
        (replace(NEIGHBOUR, attested_on=(date(2025, 2, 1), date(2025, 3, 1)), added_on=date(2025, 1, 2)), True),
        (replace(NEIGHBOUR, registered_in_england_or_wales=False), False),
        (replace(NEIGHBOUR, close_relative=True), False),
        (replace(NEIGHBOUR, good_standing=False), False),
    ],
)
def test_who_may_attest_and_how_often(attestor: Attestor, allowed: bool) -> None:
    assert may_attest(attestor, REGISTER).holds == allowed


def test_identity_once_settled_stays_settled_whatever_else_happens() -> None:
    settled = replace(NEW, sent=True, digital_service=Match.PASS)

    later = {
        next_step(replace(settled, local=local, documents=sent, near_deadline=near)).step
        for local, sent, near in product((None, Match.FAIL), (None, False), (True, False))
    }

    assert later == {Verification.SETTLED}
