"""Everything that happened to an elector, as a list: theirs alone, searched, narrowed, paged and downloaded."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor
from pollwright.register.models import Elector
from pollwright.register.operations.contacts import log_contact
from tests.fixtures.ledger import Ledger

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def contacted(actor: Actor, elector: Elector, channel: str) -> None:
    log_contact(actor=actor, elector_reference=elector.reference, channel=channel, note="Rang about the form", at=AT)


@pytest.mark.parametrize(
    ("query", "channels"),
    [("", ["email", "phone"]), ("sort=id&", ["phone", "email"]), ("search=email&", ["email"]), ("person=nobody&", [])],
)
def test_what_happened_is_listed_for_that_elector_alone(
    officer: Actor, browser: Callable[[Actor], Client], ledger: Ledger, query: str, channels: list[str]
) -> None:
    ours, another = ledger.elector(reference="E0/1"), ledger.elector()
    contacted(officer, ours, "phone")
    contacted(officer, another, "post")
    contacted(officer, ours, "email")
    client = browser(officer)

    answer = client.get(f"/register/electors/E0/1/history/?{query}columns=what&as=csv")
    linked = 'href="/register/electors/E0/1/history/"' in client.get("/register/electors/E0/1/").content.decode()

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    told = [row[0] for row in csv.reader(lines[1:])]
    assert [[channel for channel in ("phone", "post", "email") if channel in what] for what in told] == [
        [channel] for channel in channels
    ]
    assert linked


def test_an_anonymous_electors_history_is_for_those_who_may_see_them(
    officer: Actor, senior: Actor, browser: Callable[[Actor], Client], ledger: Ledger
) -> None:
    ledger.elector(reference="E7", anonymous=True, surname="", forenames="")

    statuses = [browser(actor).get("/register/electors/E7/history/").status_code for actor in (officer, senior)]

    assert statuses == [403, 200]


def test_the_list_asks_the_database_as_often_for_three_rows_as_for_one(
    officer: Actor, browser: Callable[[Actor], Client], ledger: Ledger
) -> None:
    elector, client = ledger.elector(reference="E0"), browser(officer)
    contacted(officer, elector, "phone")
    client.get("/register/electors/E0/history/")
    with CaptureQueriesContext(connection) as one:
        client.get("/register/electors/E0/history/")
    for channel in ("post", "email"):
        contacted(officer, elector, channel)

    with CaptureQueriesContext(connection) as three:
        client.get("/register/electors/E0/history/")

    assert len(three) == len(one)
