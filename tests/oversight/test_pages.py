"""The pages of the trail, its seals, and of keeping and removing."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.audit.sealing import seal_events
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.oversight.models import LegalHold
from pollwright.oversight.operations.holding import place_hold
from tests.audit.test_operations import add_day, add_day_on
from tests.audit.test_seals import tampering

Browser = Callable[[Actor], Client]


def rows_of(client: Client, address: str) -> list[list[str]]:
    """Return the first cells of a list downloaded as CSV."""
    answer = client.get(address)
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    return [line.split(",") for line in lines[1:]]


def test_the_trail_shows_the_authoritys_acts_and_no_other(head: Actor, stranger: Actor, browser: Browser) -> None:
    add_day(actor=head, name="Ours")
    add_day(actor=stranger, name="Theirs")

    page = browser(head).get("/audit/").content.decode()

    assert ("Added Ours" in page, "Theirs" in page) == (True, False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Added Day 2", "Added Day 1"]),
        ("search=day 1&", ["Added Day 1"]),
        ("person=head&", ["Added Day 2", "Added Day 1"]),
        ("person=nobody&", []),
        ("operation=testing.add_day_on&", ["Added Day 2", "Added Day 1"]),
        ("operation=register&", []),
        ("at-from=2020-01-01&at-to=2020-01-31&", []),
        ("subject=elector:1&", []),
        ("subject=nonworkingday&", ["Added Day 2", "Added Day 1"]),
    ],
)
def test_the_trail_is_filtered(head: Actor, browser: Browser, query: str, found: list[str]) -> None:
    for day in (1, 2):
        add_day_on(actor=head, day=day)

    rows = rows_of(browser(head), f"/audit/?{query}columns=what&as=csv")

    assert [row[0] for row in rows if "Day" in row[0]] == found


def test_the_trail_asks_the_database_as_often_for_three_as_for_one(head: Actor, browser: Browser) -> None:
    client = browser(head)
    add_day_on(actor=head, day=1)
    client.get("/audit/")
    with CaptureQueriesContext(connection) as one:
        client.get("/audit/")
    for day in (2, 3):
        add_day_on(actor=head, day=day)

    with CaptureQueriesContext(connection) as three:
        client.get("/audit/")

    assert len(three) == len(one)


def test_an_event_shows_who_why_changes_and_seal(head: Actor, browser: Browser) -> None:
    add_day_on(actor=head, day=4)
    seal_events(actor=head)
    event = Event.objects.get(operation="testing.add_day_on")

    page = browser(head).get(f"/audit/event/{event.pk}/").content.decode()

    wanted = [head.name, "Electoral Registration Officer", "Day 4", event.digest, "nonworkingday"]
    assert [text for text in wanted if text not in page] == []


def test_another_authoritys_event_is_not_found(head: Actor, stranger: Actor, browser: Browser) -> None:
    add_day_on(actor=stranger, day=4)
    event = Event.objects.get(authority_id=stranger.authority_id, operation="testing.add_day_on")

    assert browser(head).get(f"/audit/event/{event.pk}/").status_code == 404


def test_the_list_of_seals_can_be_kept(head: Actor, browser: Browser) -> None:
    add_day_on(actor=head, day=4)
    (seal,) = seal_events(actor=head)

    (row,) = rows_of(browser(head), "/audit/seals/?as=csv")

    assert (row[0], row[-1]) == ("1", seal.digest)


def test_seals_are_searched_by_number_and_digest(head: Actor, browser: Browser) -> None:
    for day in (4, 5):
        add_day_on(actor=head, day=day)
        (seal,) = seal_events(actor=head)
    client = browser(head)

    found = [rows_of(client, f"/audit/seals/?search={words}&as=csv") for words in ("1", seal.digest[:20].upper())]
    shown = seal.digest in client.post("/audit/seals/", {"search": "1"}, follow=True).content.decode()

    assert ([[row[0] for row in rows] for rows in found], shown) == ([["1"], ["2"]], False)


def test_verifying_by_the_button_is_work_with_the_findings_as_a_file(head: Actor, browser: Browser) -> None:
    add_day_on(actor=head, day=4)
    seal_events(actor=head)
    with tampering() as cursor:
        cursor.execute("UPDATE audit_event SET summary = 'nothing'")

    answer = browser(head).post("/audit/seals/verify/")
    work = Work.objects.get()
    ended = perform(head.authority_id, work.reference)

    assert answer.headers["Location"] == f"/work/{work.reference}/"
    assert (ended.outcome["findings"], [file["name"] for file in ended.outcome["files"]]) == (1, ["audit-findings.csv"])


def test_the_preview_shows_every_kind_and_who_may_remove_sees_the_button(
    head: Actor, actor_as: Callable[[Role], Actor], browser: Browser
) -> None:
    pages = [
        [client.get(f"/audit/retention/{end}").content.decode() for end in ("", "held/")]
        for client in (browser(actor_as(Role.AUDITOR)), browser(head))
    ]

    shown = [("National Insurance numbers" in kinds, "Place a legal hold" in holds) for kinds, holds in pages]
    assert shown == [(True, False), (True, True)]


def test_a_hold_is_placed_and_lifted_on_its_pages(head: Actor, browser: Browser) -> None:
    client = browser(head)

    empty = client.post("/audit/retention/holds/", {"kind": "nino", "record": "", "reason": ""})
    client.post("/audit/retention/holds/", {"kind": "nino", "record": "A0000007", "reason": "Petition"})
    client.post("/audit/retention/holds/H0000001/", {"reason": "The petition was dismissed"})

    hold = LegalHold.objects.get()
    assert empty.status_code == 200
    assert (hold.kind, hold.record, hold.reason, hold.lifted_at is None) == ("nino", "A0000007", "Petition", False)


def test_removal_on_the_page_becomes_work(head: Actor, browser: Browser) -> None:
    answer = browser(head).post("/audit/retention/remove/", {"kind": ["ended-work", "made-up"]})

    work = Work.objects.get()
    assert (answer.headers["Location"], work.parameters["kinds"]) == (f"/work/{work.reference}/", ["ended-work"])


def test_another_authoritys_hold_is_not_found(head: Actor, stranger: Actor, browser: Browser) -> None:
    place_hold(actor=stranger, kind="nino", record_reference="", reason="Petition")

    assert browser(head).post("/audit/retention/holds/H0000001/", {"reason": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("role", "statuses"),
    [(Role.OFFICER, [403, 403, 403]), (Role.AUDITOR, [200, 200, 200]), (Role.CUSTOMER_SERVICE, [403, 403, 403])],
)
def test_who_may_see_the_pages(
    actor_as: Callable[[Role], Actor], browser: Browser, role: Role, statuses: list[int]
) -> None:
    client = browser(actor_as(role))

    assert [client.get(f"/audit/{end}").status_code for end in ("", "seals/", "retention/")] == statuses
