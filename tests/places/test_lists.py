"""The lists of places: tasks, changes of districts, what one moves, the districts of an area."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.places.models import PollingDistrict, Property, PropertyMove, PropertyTask
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.places.test_pages import ON, home_of, planned, text_of

__all__ = ["home_of"]


def rows_of(client: Any, address: str) -> list[list[str]]:
    """Return the rows of a list downloaded as CSV, with the columns that are asked for."""
    answer = client.get(f"{address}as=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    return [line.split(",") for line in lines[1:]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["P1", "P2"]),
        ("sort=-opened_on&", ["P2", "P1"]),
        ("kind=district&", ["P2"]),
        ("search=mill&", ["P2"]),
        ("closed=yes&", ["P3", "P1", "P2"]),
    ],
)
def test_tasks_are_searched_filtered_and_sorted(
    officer: Actor, browser: Callable[[Actor], Any], home_of: Property, ledger: Ledger, query: str, found: list[str]
) -> None:
    kinds = {"P1": "ended", "P2": "district", "P3": "ended"}
    closed = {"P3": date(2026, 11, 9)}
    with arranged():
        for day, (name, kind) in enumerate(kinds.items(), start=1):
            place = home_of if name == "P1" else ledger.property(home_of.district, reference=name)
            Property.objects.filter(pk=place.pk).update(search="4 mill lane" if name == "P2" else "2 quarry road")
            opened = date(2026, 11, 1) if name == "P3" else date(2026, 11, 1 + day)
            PropertyTask.objects.create(
                authority=ledger.authority,
                property=place,
                kind=kind,
                opened_on=opened,
                resolved_on=closed.get(name),
            )

    rows = rows_of(browser(officer), f"/places/tasks/?{query}columns=property&")

    assert [row[0] for row in rows] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["C3", "C2", "C1"]),
        ("sort=effective_on&", ["C2", "C3", "C1"]),
        ("state=draft&", ["C1"]),
        ("search=c2&", ["C2"]),
    ],
)
def test_changes_of_districts_are_searched_filtered_and_sorted(
    officer: Actor, browser: Callable[[Actor], Any], ledger: Ledger, query: str, found: list[str]
) -> None:
    with arranged():
        planned("C1", ledger)
        for reference, on in (("C2", date(2026, 11, 20)), ("C3", date(2026, 12, 1))):
            planned(reference, ledger, state="noticed", notice_on=ON, effective_on=on)

    rows = rows_of(browser(officer), f"/places/changes/?{query}columns=reference&")

    assert [row[0] for row in rows] == found


def test_what_a_change_moves_is_listed_street_by_street(
    officer: Actor, browser: Callable[[Actor], Any], ledger: Ledger
) -> None:
    goal = ledger.district("AA2")
    with arranged():
        change = planned("C1", ledger)
        for code, street in (("AA1", "Mill Lane"), ("AA3", "Mill Lane"), ("AA1", "Abbey Row"), ("AA1", "Mill Lane")):
            district = PollingDistrict.objects.filter(code=code).first() or ledger.district(code)
            place = ledger.property(district, street=street)
            PropertyMove.objects.create(authority=ledger.authority, change=change, property=place, to_district=goal)
    client = browser(officer)

    every, mill, most = (
        rows_of(client, f"/places/changes/C1/?{query}")
        for query in ("", "search=MILL&from_district=AA3&", "sort=-properties&")
    )

    assert every == [
        ["Abbey Row", "AA1", "AA2", "1"],
        ["Mill Lane", "AA1", "AA2", "2"],
        ["Mill Lane", "AA3", "AA2", "1"],
    ]
    assert (mill, most[0]) == ([every[2]], every[1])


def test_a_large_area_shows_twenty_districts_and_leads_to_the_list_of_them(
    officer: Actor, browser: Callable[[Actor], Any], ledger: Ledger
) -> None:
    ward = ledger.area("ward", code="W1")
    for number in range(21):
        ledger.district(f"AB{number:02d}", areas=(ward,))
    ledger.district("ZZ1")
    client = browser(officer)

    page = text_of(client, "/places/areas/ward/W1/")
    rows = rows_of(client, f"/places/districts/?area={ward.pk}&")

    assert (page.count("/places/districts/AB"), f'href="/places/districts/?area={ward.pk}"' in page) == (20, True)
    assert [row[0] for row in rows] == [f"AB{number:02d}" for number in range(21)]
