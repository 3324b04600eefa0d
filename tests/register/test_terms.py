"""Words in place of codes: every code that the law knows has its words, and lists are downloaded whole."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import pytest
from django.test import Client

from pollwright.acting import Role
from pollwright.law.anonymity import Officer, Order
from pollwright.law.deletions import Origin, ReviewType, Shows
from pollwright.law.facts import ResidenceRight
from pollwright.law.registration import NinoClass
from pollwright.law.verification import Document, Match
from pollwright.register.models import Review
from pollwright.register.operations.determining import TooEarly
from pollwright.register.web import terms
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (ResidenceRight, terms.RESIDENCE_RIGHTS),
        (Document, terms.DOCUMENTS),
        (Order, terms.ORDERS),
        (Officer, terms.OFFICERS),
        (Origin, terms.ORIGINS),
        (Shows, terms.SHOWN_BY_A_SOURCE),
        (NinoClass, terms.NINO_CLASSES),
        (Match, terms.MATCHES),
        (ReviewType, terms.REVIEW_TYPES),
    ],
)
def test_every_code_has_its_words(codes: type[StrEnum], words: dict[str, object]) -> None:
    assert {str(code) for code in codes if code} == set(map(str, words))


def test_nationalities_are_read_as_countries_and_an_unknown_code_stays() -> None:
    assert terms.countries(["GB", "PL", "QQ"]) == "British (GB), Poland (PL), QQ"


def test_a_refusal_writes_a_day_in_words() -> None:
    refused = TooEarly(reference="A0000001", first=date(2026, 4, 9))

    assert (
        refused.said == "Application A0000001 can't be allowed before 9 April 2026: it is open to objection until then."
    )


def test_a_list_longer_than_a_page_is_downloaded_whole(client_as: Callable[[Role], Client], ledger: Ledger) -> None:
    home = ledger.property()
    for number in range(27):
        entry = ledger.entry(home=home)
        with arranged():
            Review.objects.create(
                authority=ledger.authority,
                reference=f"V{number:07d}",
                elector=entry.elector,
                entry=entry,
                kind="A",
                grounds="Post came back",
                opened_on=date(2026, 11, 1),
            )

    answer = client_as(Role.HEAD).get("/register/reviews/?as=csv&size=25")

    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 27
    assert lines[1].split(",")[:2] == ["V0000000", "Type A: opinion and grounds"]
