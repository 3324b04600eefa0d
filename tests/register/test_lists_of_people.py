"""Lists of people: who may have them as files and what the trail keeps of it, and what their search finds."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.files.store import place
from pollwright.law.deletions import Origin, Shows
from pollwright.register.models import Application, Elector, Objection, QualityFinding, Review
from pollwright.register.operations.deleting import SourceGiven, open_deletion
from pollwright.register.operations.intake_tray import add_to_tray
from tests.desk.browsing import client_of, page
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.people import actor_in

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ON = AT.date()


@pytest.fixture(autouse=True)
def clock(authority: Authority, settings: Any, tmp_path: Any) -> None:
    """Set the authority's clock to 23 November 2026, and give it a store of its own."""
    settings.FILES_ROOT = tmp_path / "files"
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=ON)


def hide(elector: Elector) -> None:
    """Let an elector be anonymous; their application by name and their home stay as they were."""
    with arranged():
        Elector.objects.filter(pk=elector.pk).update(
            anonymous=True, anonymous_until=ON + timedelta(days=9), surname="", forenames=""
        )


def finding(first: Elector, second: Elector) -> str:
    with arranged():
        made = QualityFinding.objects.create(
            authority=first.authority, kind="duplicate", key=f"pair:{first.pk}", elector=first, other_elector=second,
            detail="Same name and date of birth",
        )  # fmt: skip
    return made.key


def listed(ledger: Ledger, officer: Actor, surname: str) -> dict[str, str]:
    """Put one elector on every list that is searched; return by list what its row is known by."""
    elector = ledger.elector(surname=surname, category="overseas", expires_on=date(2026, 12, 1))
    entry = ledger.entry(elector, ledger.property(street=f"{surname} Mews"))
    twin = ledger.elector(surname="Twin")
    ledger.entry(twin)
    code = elector.reference[-6:]
    finding(elector, twin)
    with arranged():
        application = Application.objects.create(
            authority=ledger.authority, reference=f"A{code}", kind="ordinary", channel="online", received_at=AT,
            lists_on=ON, may_determine_from=ON, state="listed", surname=surname, elector=elector,
        )  # fmt: skip
        about = {"authority": ledger.authority, "entry": entry, "grounds": "Doubts"}
        Objection.objects.create(
            reference=f"J{code}", objector=twin, made_at=AT, in_time=True, application=application, **about
        )
        Review.objects.create(reference=f"V{code}", elector=elector, kind="A", opened_on=ON, **about)
    case = open_deletion(
        actor=officer,
        elector_reference=elector.reference,
        source=SourceGiven(origin=Origin.COUNCIL_TAX, shows=Shows.NOT_RESIDENT, received_on=ON),
        on=ON,
    )
    return {
        "/register/quality/": elector.reference,
        "/register/objections/": f"J{code}",
        "/register/reviews/": f"V{code}",
        "/register/deletions/": case.reference,
        "/register/deletions/expiring/": elector.reference,
    }


def rows_found(client: Client, address: str, words: str) -> str:
    return client.post(address, {"search": words}, follow=True).content.decode().partition("<tbody")[2]


def test_lists_are_searched_by_reference_and_name_and_nobody_anonymous_is_found_by_name(
    ledger: Ledger, officer: Actor
) -> None:
    ours, other = listed(ledger, officer, "Quillon"), listed(ledger, officer, "Otherwise")
    client = client_of(officer)

    def shown(words: str) -> dict[str, list[bool]]:
        pages = {address: rows_found(client, address, words) for address in ours}
        return {address: [rows[address] in text for rows in (ours, other)] for address, text in pages.items()}

    by_name = shown("quillon")
    by_reference = {
        address: [ref in rows_found(client, address, ours[address].lower()) for ref in (ours[address], other[address])]
        for address in ours
    }
    hide(Elector.objects.get(surname="Quillon"))
    hidden = shown("quillon")

    assert by_name == by_reference == {key: [True, False] for key in ours}
    assert hidden == {key: [False, False] for key in ours}


def test_publications_and_the_tray_are_searched(ledger: Ledger, officer: Actor) -> None:
    revised, imported = ledger.publication(), ledger.publication(date(2025, 12, 2), kind="imported")
    posted, brought = (
        add_to_tray(
            actor=officer,
            scan=place(channel.encode()),
            media_type="application/pdf",
            channel=channel,
            received_at=AT,
            at=AT,
        )
        for channel in ("post", "counter")
    )
    client = client_of(officer)

    def shown(address: str, words: str, *rows: Any) -> list[bool]:
        text = rows_found(client, address, words)
        return [f"/{row.reference}/" in text for row in rows]

    publications = [
        shown("/register/publications/", words, revised, imported) for words in ("IMPORT", revised.reference)
    ]
    tray = [shown("/register/tray/", words, posted, brought) for words in ("counter", posted.reference.lower())]

    assert publications == [[False, True], [True, False]]
    assert tray == [[False, True], [True, False]]


def test_a_searched_list_asks_the_database_as_often_for_three_rows_as_for_one(ledger: Ledger, officer: Actor) -> None:
    client = client_of(officer)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{address}?search=quillon").status_code == 200
        return len(queries)

    addresses = tuple(listed(ledger, officer, "Quillon"))
    page(client, addresses[0])
    one = {address: asked(address) for address in addresses}
    listed(ledger, officer, "Quillon")
    listed(ledger, officer, "Quillon")

    assert {address: asked(address) for address in addresses} == one


def test_two_who_may_be_the_same_are_told_apart_by_reference_and_address(ledger: Ledger, officer: Actor) -> None:
    first, second = (ledger.elector(surname="Same", forenames="Sam") for _ in range(2))
    for elector, number in ((first, "7"), (second, "9")):
        ledger.entry(elector, ledger.property(building_number=number))
    key = finding(first, second)
    client = client_of(officer)
    told = [
        f"Same, Sam ({one.reference}), {number} Quarry Road, Wellbridge TA1 1ZZ"
        for one, number in ((first, 7), (second, 9))
    ]

    pages = [page(client, "/register/quality/"), page(client, f"/register/quality/duplicate/{key}/")]
    hide(second)
    masked = [page(client, "/register/quality/"), page(client, f"/register/quality/duplicate/{key}/")]

    assert [[words in text for words in told] for text in pages] == [[True, True]] * 2
    assert [[words in text for words in (*told, second.reference, "9 Quarry Road")] for text in masked] == [
        [True, False, False, False]
    ] * 2


@pytest.mark.parametrize(
    ("address", "name"),
    [("applications", "applications"), ("deletions", "deletions"), ("reviews", "reviews"), ("quality", "data-quality")],
)
def test_only_who_may_export_has_the_list_as_a_file_and_the_trail_keeps_it_without_the_words(
    ledger: Ledger, officer: Actor, address: str, name: str
) -> None:
    listed(ledger, officer, "Quillon")
    desk, path = client_of(actor_in(ledger.authority, Role.CUSTOMER_SERVICE)), f"/register/{address}/"

    offered = ["as=csv" in client.get(path).content.decode() for client in (client_of(officer), desk)]
    refused = desk.get(f"{path}?as=csv").status_code
    nothing_kept = Event.objects.filter(code="register.list-downloaded").count()
    sent = client_of(officer).get(f"{path}?search=Quillon&as=csv")

    event = Event.objects.get(code="register.list-downloaded")
    assert (offered, refused, nothing_kept) == ([True, False], 403, 0)
    assert b"".join(sent.streaming_content).count(b"\r\n") == 2  # type: ignore[attr-defined]
    assert event.summary == f"downloaded the list {name} with 1 row as csv, narrowed by search"
