"""The lists of keeping and removing: what is due, what is held, what was removed."""

import csv
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor
from pollwright.oversight.operations.holding import lift_hold, place_hold
from pollwright.oversight.operations.removing import remove_batch
from tests.oversight.test_retention import TODAY, received, run

Browser = Callable[[Actor], Client]

ADDRESSES = ("/audit/retention/due/", "/audit/retention/held/", "/audit/retention/removed/")


def rows_of(client: Client, address: str) -> list[list[str]]:
    """Return the rows of a list downloaded as CSV, without the apostrophe before what a spreadsheet would work out."""
    lines = b"".join(client.get(f"{address}as=csv").streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    return [[cell.removeprefix("'") for cell in row] for row in csv.reader(lines[1:])]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("", [0, 1, 2]),
        ("sort=-start&", [2, 1, 0]),
        ("held=yes&", [1]),
        ("held=no&kind=received-files&", [0, 2]),
        ("kind=nino&", []),
    ],
)
def test_records_that_are_due_are_listed_with_what_holds_them(
    head: Actor, stranger: Actor, browser: Browser, query: str, places: list[int]
) -> None:
    files = [received(head, date(2025, month, 1), f"{month}".encode()) for month in (1, 2, 3)]
    received(stranger, date(2025, 1, 1), b"theirs")
    place_hold(actor=head, kind="received-files", record_reference=files[1].token[:8], reason="Inquiry")
    client = browser(head)

    rows = rows_of(client, f"/audit/retention/due/?{query}")
    found = rows_of(client, f"/audit/retention/due/?search={files[2].token[:8].upper()}&")

    days = ["2025-01-01", "2025-02-01", "2025-03-01"]
    assert [row[:1] + row[2:] for row in rows] == [
        [files[place].token[:8], days[place], "yes" if place == 1 else "no"] for place in places
    ]
    assert [row[0] for row in found] == [files[2].token[:8]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["H0000003", "H0000001"]),
        ("lifted=yes&sort=reference&", ["H0000001", "H0000002", "H0000003"]),
        ("kind=nino&", ["H0000001"]),
        ("search=petition&", ["H0000003"]),
        ("search=A0000007&", ["H0000001"]),
    ],
)
def test_legal_holds_are_searched_filtered_and_sorted(
    head: Actor, stranger: Actor, browser: Browser, query: str, found: list[str]
) -> None:
    place_hold(actor=head, kind="nino", record_reference="A0000007", reason="Inquiry")
    place_hold(actor=head, kind="nino", record_reference="A0000008", reason="Inquiry")
    place_hold(actor=head, kind="received-files", record_reference="", reason="Petition")
    place_hold(actor=stranger, kind="nino", record_reference="", reason="Petition")
    lift_hold(actor=head, reference="H0000002", reason="It has ended")

    rows = rows_of(browser(head), f"/audit/retention/held/?{query}columns=reference&")

    assert [row[0] for row in rows] == found


def test_what_was_removed_is_listed_without_what_found_nothing(head: Actor, stranger: Actor, browser: Browser) -> None:
    for month in (1, 2):
        received(head, date(2025, month, 1), f"{month}".encode())
    received(stranger, date(2025, 1, 1), b"theirs")
    run(head, "received-files")
    remove_batch(actor=head, kind="copies-and-letters", on=TODAY)
    run(stranger, "received-files")
    client = browser(head)

    removed, every, other = (
        rows_of(client, f"/audit/retention/removed/?{query}columns=title&columns=count&columns=latest_start&")
        for query in ("", "nothing=yes&sort=at&", "kind=nino&")
    )

    # Kept 12 months, and the work ran on 22 November 2026: the latest day on which their life may have begun.
    files = ["Files as they were received, and lists of their errors", "2", "2025-11-22"]
    assert removed == [files]
    assert sorted(every) == sorted([files, ["Copies of the register and letters made for sending", "0", "2025-11-22"]])
    assert other == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(head: Actor, browser: Browser, address: str) -> None:
    def one_more(month: int) -> None:
        received(head, date(2024, month, 1), f"gone {month}".encode())
        run(head, "received-files")
        received(head, date(2025, month, 1), f"{month}".encode())
        place_hold(actor=head, kind="nino", record_reference=f"A{month}", reason="Inquiry")

    client = browser(head)
    one_more(1)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    one_more(2)
    one_more(3)

    with CaptureQueriesContext(connection) as three:
        page = client.get(address)

    assert (len(three), page.status_code) == (len(one), 200)
