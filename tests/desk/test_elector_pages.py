"""The list and the record of electors, households, counts and the franchise page."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.files.models import StoredFile
from pollwright.files.store import open_content
from pollwright.jobs.runner import perform
from pollwright.law.nations import Nation
from pollwright.places.models import Property
from pollwright.register.models import ContactNote, Elector, ElectorProtected, RegisterEntry
from pollwright.register.operations.sealing import name_mac, sealed_particulars
from pollwright.register.queries.electorates import Count, electorates
from pollwright.register.web import electors
from tests.desk.browsing import client_of, page, said
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration
from tests.register.publishing_acts import make_anonymous
from tests.register.searching import refreshed, registered

SECRETS = ("Secretan", "secretan", "Hideaway", "hideaway", "ZZ1 9ZZ", "07700900999", "1971")
"""What is known of the anonymous elector below and must stand on no page."""
BORN = date(1971, 3, 4)


@pytest.fixture
def anonymous(ledger: Ledger, authority: Authority) -> Elector:
    """An elector who was on the register by name, and has become anonymous with a sealed record."""
    home = ledger.property(building_number="3", street="Hideaway Mews", postcode="ZZ1 9ZZ")
    elector = ledger.elector(reference="E7009999", surname="Secretan", forenames="Vera", born=BORN)
    publication = ledger.publication()
    ledger.entry(elector, home, publication=publication, number=55, effective_to=date(2026, 3, 2))
    with arranged():
        ContactNote.objects.create(
            authority=authority, elector=elector, property=home, at=datetime(2026, 1, 1, tzinfo=UTC),
            channel="phone", note="Vera Secretan of Hideaway Mews rang", by_name="Test",
        )  # fmt: skip
        RegisterEntry.objects.create(
            authority=authority, elector=elector, district_id=home.district_id, section="3-anonymous", marker="N",
            parliamentary=True, local=True, effective_from=date(2026, 3, 2),
        )  # fmt: skip
        Elector.objects.filter(pk=elector.pk).update(anonymous=True, surname="", forenames="", email="", phone="")
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pollwright.authority', %s, true)", [str(authority.pk)])
        particulars = {"surname": "Secretan", "forenames": "Vera", "address": "3 Hideaway Mews", "phone": "07700900999"}
        ElectorProtected.objects.create(
            elector=elector, authority=authority, sealed=sealed_particulars(elector.reference, particulars),
            name_mac=name_mac("Vera", "Secretan", BORN),
        )  # fmt: skip
    refreshed(authority)
    elector.refresh_from_db()
    return elector


def home_of(elector: Elector) -> Property:
    return Property.objects.get(registerentry__elector=elector, registerentry__property__isnull=False)


def test_nothing_of_an_anonymous_elector_stands_on_any_page(anonymous: Elector, head: Actor, officer: Actor) -> None:
    record = f"/register/electors/{anonymous.reference}/"
    for_all = ("/", "/register/electors/", "/register/electors/?as=csv", "/register/counts/", "/register/quality/")
    for_some = (record, f"{record}reveal/", f"{record}why/?poll=parish&on-day=6&on-month=5&on-year=2027")

    seen = [page(client_of(actor), address) for actor in (head, officer) for address in for_all]
    seen += [page(client_of(head), address) for address in for_some]
    found = [
        said(client_of(head).post("/search/", {"search": word}, follow=True)) for word in ("vera", "mews", "E7009999")
    ]

    assert [secret for text in (*seen, *found) for secret in SECRETS if secret in text] == []
    assert ["Nobody found" in text for text in found] == [True] * 3


def test_the_list_hides_who_is_anonymous_before_a_notice_says_so(ledger: Ledger, officer: Actor) -> None:
    home = ledger.property(building_number="3", street="Hideaway Mews", postcode="ZZ1 9ZZ")
    ledger.entry(ledger.elector(surname="Secretan", forenames="Vera"), home)
    make_anonymous("Secretan")
    client = client_of(officer)

    seen = [page(client, f"/register/electors/{query}") for query in ("", "?as=csv", "?sort=name", "?sort=-name")]

    assert [secret for text in seen for secret in SECRETS if secret in text] == []
    assert ["Anonymous entry" in text for text in seen] == [True, True, False, False]


def test_the_household_where_an_anonymous_elector_was_does_not_know_them(anonymous: Elector, head: Actor) -> None:
    shown = page(client_of(head), f"/households/{home_of(anonymous).reference}/")

    assert [secret for secret in ("Secretan", "Vera", "E7009999", "07700900999", "rang") if secret in shown] == []
    assert "Nobody is registered here." in shown


def test_the_record_of_an_anonymous_elector_is_for_those_who_may_see_it(
    anonymous: Elector, officer: Actor, senior: Actor
) -> None:
    address = f"/register/electors/{anonymous.reference}/"

    answers = [client_of(actor).get(address).status_code for actor in (officer, senior)]

    assert answers == [403, 200]


def test_a_reveal_needs_a_reason_and_leaves_an_event(anonymous: Elector, senior: Actor) -> None:
    client, address = client_of(senior), f"/register/electors/{anonymous.reference}/reveal/"

    before, without = page(client, address), said(client.post(address, {"reason": " "}))
    shown = said(client.post(address, {"reason": "asked by the police in writing"}))

    event = Event.objects.get(code="register.protected-revealed")
    assert ["Secretan" in text for text in (before, without, shown)] == [False, False, True]
    assert "Thursday 4 March 1971" in shown
    assert (event.reason, event.actor_name, event.subject_count) == ("asked by the police in writing", senior.name, 1)
    assert not any(secret in event.summary for secret in SECRETS)


@pytest.mark.parametrize("page_of", ["", "why/", "reveal/"])
def test_another_authoritys_elector_does_not_exist(ledger: Ledger, stranger: Actor, page_of: str) -> None:
    elector = registered(ledger, "Elsewhere", "Ed", reference="E7001111")
    household = f"/households/{home_of(elector).reference}/"

    answers = [
        client_of(stranger).get(one).status_code for one in (f"/register/electors/E7001111/{page_of}", household)
    ]

    assert answers == [404, 404]


def test_the_list_is_in_order_of_number_and_pages_forward_and_back(ledger: Ledger, officer: Actor) -> None:
    publication = ledger.publication()
    for code in ("AB1", "AB2", "AC1"):
        home = ledger.property(ledger.district(code))
        for number in range(20, 0, -1):
            ledger.entry(ledger.elector(), home, publication=publication, number=number)
    client = client_of(officer)

    first = client.get("/register/electors/?size=25").content.decode()
    onward = next(line for line in first.split('"') if "after=" in line).replace("&amp;", "&")
    second = client.get(onward).content.decode()
    back = next(line for line in second.split('"') if "before=" in line).replace("&amp;", "&")

    assert numbers_in(first) == [*(f"AB1-{n}" for n in range(1, 21)), *(f"AB2-{n}" for n in range(1, 6))]
    assert numbers_in(second) == [*(f"AB2-{n}" for n in range(6, 21)), *(f"AC1-{n}" for n in range(1, 11))]
    assert numbers_in(client.get(back).content.decode()) == numbers_in(first)


def numbers_in(text: str) -> list[str]:
    return [part.split("<")[0] for part in text.split(">") if part[:3] in {"AB1", "AB2", "AC1"} and "-" in part[:5]]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("marker=B", ["Bee, Alex"]),
        ("category=overseas", ["Far, Alex"]),
        ("attainer=yes", ["Young, Alex"]),
        ("register=local-only", ["Bee, Alex"]),
        ("register=parliamentary-only", ["Far, Alex"]),
        ("open_register=no", ["Shy, Alex"]),
        ("expires-from=2027-01-01&expires-to=2027-12-31", ["Far, Alex"]),
        ("district=XX1", ["Shy, Alex"]),
        ("sort=-name", ["Young, Alex", "Shy, Alex", "Far, Alex", "Bee, Alex"]),
    ],
)
def test_each_filter_of_the_list_leaves_those_it_is_for(
    ledger: Ledger, officer: Actor, query: str, names: list[str]
) -> None:
    ledger.entry(ledger.elector(surname="Bee", nationalities=["PL"]), marker="B", parliamentary=False)
    far = ledger.elector(surname="Far", category="overseas", expires_on=date(2027, 5, 1))
    ledger.entry(far, marker="F", local=False)
    ledger.entry(ledger.elector(surname="Young"), attains_on=date(2028, 1, 1))
    ledger.entry(ledger.elector(surname="Shy", open_register=False), ledger.property(ledger.district("XX1")))

    assert [row["Name"] for row in downloaded(officer, query)] == names


def downloaded(actor: Actor, query: str) -> list[dict[str, str]]:
    answer: Any = client_of(actor).get(f"/register/electors/?as=csv&{query}")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_a_download_leaves_an_event_without_the_words_that_were_searched_for(ledger: Ledger, officer: Actor) -> None:
    registered(ledger, "Downloaded", "Dee")
    client = client_of(officer)
    address = client.post("/register/electors/", {"search": "downloaded"})["Location"]

    client.get(f"{address}&as=csv")

    event = Event.objects.get(code="register.electors-downloaded")
    assert event.summary == "downloaded a list of 1 elector as csv, narrowed by search"
    assert "ownloaded" not in address


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Bee, Alex", "Gone, Alex", "Young, Alex"]),
        ("now=yes&sort=-name&", ["Young, Alex", "Bee, Alex"]),
        ("now=no&", ["Gone, Alex"]),
        ("search=YOUNG&", ["Young, Alex"]),
        ("search=alex+gone&", ["Gone, Alex"]),
    ],
)
def test_everybody_of_a_home_is_listed_but_who_is_anonymous(
    ledger: Ledger, officer: Actor, query: str, names: list[str]
) -> None:
    hall = ledger.property(reference="HALL/1")
    for surname in ("Young", "Bee"):
        ledger.entry(ledger.elector(surname=surname), hall)
    ledger.entry(ledger.elector(surname="Gone"), hall, effective_to=date(2026, 3, 2))
    ledger.entry(ledger.elector(surname="Hidden"), hall)
    make_anonymous("Hidden")
    ledger.entry(ledger.elector(surname="Elsewhere"))

    answer: Any = client_of(officer).get(f"/households/HALL/1/people/?{query}as=csv")

    rows = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
    assert [row["Name"] for row in rows] == names


def test_a_household_shows_the_first_twenty_and_leads_to_the_list_of_all(ledger: Ledger, officer: Actor) -> None:
    hall, publication = ledger.property(reference="HALL"), ledger.publication()
    for number in range(1, 22):
        elector = ledger.elector(surname=f"Guest{number:02d}")
        ledger.entry(elector, hall, publication=publication, number=number)

    shown = client_of(officer).get("/households/HALL/").content.decode()

    assert [name for name in ("Guest01", "Guest20", "Guest21") if name in shown] == ["Guest01", "Guest20"]
    assert ('href="/households/HALL/people/"' in shown, "Registered here now: the first 20" in shown) == (True, True)


@pytest.mark.parametrize(
    "address",
    [
        "/register/electors/",
        "/register/electors/?sort=name",
        "/households/P0/",
        "/households/P0/people/",
        "/register/electors/E0/",
    ],
)
def test_a_page_asks_the_database_as_often_for_three_as_for_one(ledger: Ledger, head: Actor, address: str) -> None:
    home, publication = ledger.property(reference="P0"), ledger.publication()
    ledger.entry(ledger.elector(reference="E0"), home, publication=publication)
    client = client_of(head)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(2):
        ledger.entry(ledger.elector(), home, publication=publication)
    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(one) == len(three)


def test_the_record_says_on_which_notice_a_pending_deletion_will_be(
    ledger: Ledger, authority: Authority, officer: Actor
) -> None:
    """Handbook REG-310: determined 14 December 2026, so after the cut-off of no notice before 4 January 2027."""
    elector = registered(ledger, "Leaver", "Lee")
    alteration(
        authority, "delete", entry=RegisterEntry.objects.get(elector=elector), on=date(2026, 12, 14), reason="moved"
    )
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=date(2026, 12, 15))

    shown = page(client_of(officer), f"/register/electors/{elector.reference}/")

    assert "Deletion: No longer resident" in shown
    assert "will be on the notice of Monday 4 January 2027" in shown


def test_the_entries_can_be_seen_as_they_stood_on_a_day(ledger: Ledger, officer: Actor) -> None:
    elector = ledger.elector(reference="E7002222")
    old, new = (ledger.property(street=street) for street in ("Old Street", "New Street"))
    ledger.entry(elector, old, effective_from=date(2020, 1, 1), effective_to=date(2026, 2, 2))
    ledger.entry(elector, new, effective_from=date(2026, 2, 2))
    client = client_of(officer)

    days = [page(client, f"/register/electors/E7002222/?at={day}") for day in ("2026-02-01", "2026-02-02")]

    assert ["Old Street" in text.split("Entries over time")[1] for text in days] == [True, False]


def test_why_a_polish_citizen_may_vote_for_councillors_and_not_for_parliament(ledger: Ledger, officer: Actor) -> None:
    """Handbook REG-120: Poland has a voting treaty, so the letter B, for local polls alone."""
    elector = ledger.elector(reference="E7003333", nationalities=["PL"], residence_right="settled")
    ledger.entry(elector, marker="B", parliamentary=False)
    client, day = client_of(officer), "on-day=6&on-month=5&on-year=2027"

    local = page(client, f"/register/electors/E7003333/why/?poll=england-local&{day}")
    parliament = page(client, f"/register/electors/E7003333/why/?poll=uk-parliament&{day}")

    assert (
        "may vote at a poll for Local councillors" in local,
        "may not vote at a poll for UK Parliament" in parliament,
    ) == (True, True)
    assert "Citizen of a state with a voting treaty" in local
    assert "REG-120" in local
    assert "17 May" not in local + parliament  # the birthday in the factory is not for this page


def test_an_entry_that_came_too_late_gives_no_vote(ledger: Ledger, authority: Authority, officer: Actor) -> None:
    """Handbook REG-334: what is published after the fifth working day before the poll does not count at it."""
    elector = registered(ledger, "Late", "Lou", reference="E7004444")
    change = alteration(authority, "add", elector=elector, home=home_of(elector), reason="application")
    with arranged():
        RegisterEntry.objects.filter(elector=elector).update(effective_from=date(2027, 5, 4), opened_by=change)
        notice = authority.notice_set.create(
            reference="N0000009",
            kind="monthly",
            title="Notice",
            published_on=date(2027, 5, 4),
            determined_by=date(2027, 4, 20),
        )
        notice.noticeline_set.create(
            authority=authority, alteration=change, kind="add", district_id=change.district_id, effect="opened",
            effective_on=date(2027, 5, 4),
        )  # fmt: skip

    shown = page(
        client_of(officer), "/register/electors/E7004444/why/?poll=england-local&on-day=6&on-month=5&on-year=2027"
    )

    assert "may not vote" in shown
    assert "after the fifth working day before the poll has no effect" in shown


@pytest.mark.parametrize(
    "query",
    [
        "poll=nonsense&on-day=6&on-month=5&on-year=2027",
        "poll=parish&on-day=31&on-month=2&on-year=2027",
        "poll=parish&on-day=1&on-month=1&on-year=1066",
    ],
)
def test_a_poll_that_can_not_be_is_a_message_and_no_fault(ledger: Ledger, officer: Actor, query: str) -> None:
    ledger.entry(ledger.elector(reference="E7005555"))

    assert "There is a problem" in page(client_of(officer), f"/register/electors/E7005555/why/?{query}")


def test_the_counts_are_those_of_the_registers_and_add_up_by_area(ledger: Ledger, authority: Authority) -> None:
    """Handbook REG-803: none and F are parliamentary; none, B and L local; G in England neither."""
    ward = ledger.area("ward", code="E05000001", name="Abbey")
    inside, outside = ledger.district("AA1", areas=(ward,)), ledger.district("ZZ1")
    for marker, home in (("", inside), ("F", inside), ("B", inside), ("L", outside), ("G", outside), ("N", outside)):
        ledger.entry(home=ledger.property(home), marker=marker, attains_on=date(2027, 6, 1) if marker == "" else None)
    ledger.entry(home=ledger.property(inside), effective_from=date(2020, 1, 1), effective_to=date(2026, 11, 23))

    found = electorates(authority.pk, Nation.ENGLAND, on=date(2026, 11, 23))
    before = electorates(authority.pk, Nation.ENGLAND, on=date(2026, 11, 22))

    assert found.whole == Count(electors=6, attainers=1, parliamentary=3, local=4)
    assert [(place.code, place.count.electors) for place in found.by_district] == [("AA1", 3), ("ZZ1", 3)]
    assert [(place.name, place.count) for place in found.by_area["ward"]] == [("Abbey", Count(3, 1, 2, 2))]
    assert (dict(found.by_franchise), before.whole.electors) == ({"": 2, "B": 1, "F": 1, "G": 1, "L": 1}, 7)
    assert found.as_json()["by_franchise"] == {"full": 2, "B": 1, "F": 1, "G": 1, "L": 1}


def test_a_long_list_is_written_by_the_worker_without_what_is_hidden(
    anonymous: Elector, ledger: Ledger, senior: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(ledger, "Openly", "Olive")
    monkeypatch.setattr(electors, "AT_ONCE", 1)

    answer = client_of(senior).get("/register/electors/?as=csv")
    perform(senior.authority_id, answer["Location"].split("/")[2])

    stored = StoredFile.objects.get(kind="electors-list")
    text = open_content(stored).read().decode("utf-8-sig")
    assert (stored.rows, [row["Name"] for row in csv.DictReader(io.StringIO(text))]) == (
        2,
        ["Anonymous entry", "Openly, Olive"],
    )
    assert [secret for secret in SECRETS if secret in text] == []
