"""The pages of places: lists, one of each, forms, and who may see them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.places.models import (
    Area,
    AreaBoundary,
    DistrictChange,
    PollingDistrict,
    Property,
    PropertyMove,
    PropertyTask,
)
from pollwright.places.operations import divisions
from pollwright.places.operations.divisions import PollingPlaceFacts
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import errors_on, hidden_fields, messages_on
from tests.places.place_files import areas, districts, home, polling_places, properties

ON = date(2026, 11, 2)
SQUARE = {"type": "Polygon", "coordinates": [[[-3.0, 51.0], [-2.9, 51.0], [-2.9, 51.1], [-3.0, 51.1], [-3.0, 51.0]]]}


@pytest.fixture
def home_of(ledger: Ledger) -> Property:
    """A house in district AA1, in a ward."""
    ward = ledger.area("ward", name="Quarry Hill")
    district = ledger.district("AA1", areas=(ward,))
    ledger.district("AA2")
    return ledger.property(district, reference="P1", building_number="2", postcode="TA1 1ZZ")


def planned(reference: str, ledger: Ledger, **given: Any) -> DistrictChange:
    return DistrictChange.objects.create(authority=ledger.authority, reference=reference, title=reference, **given)


def text_of(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def test_the_list_finds_by_words_postcode_and_uprn(
    officer: Actor, browser: Callable[[Actor], Any], home_of: Property, ledger: Ledger
) -> None:
    with arranged():
        Property.objects.filter(pk=home_of.pk).update(search="2 quarry road wellbridge ta1 1zz ta11zz 990 p1")
    ledger.property(home_of.district, reference="P2", street="Mill Lane")
    client = browser(officer)

    found = [
        client.post("/places/properties/", {"search": words}, headers={"HX-Request": "true"}).content.decode()
        for words in ("quarry 2", "TA11ZZ", "990", "Mill")
    ]

    shown = [tuple(f"/properties/{each}/" in one for each in ("P1", "P2")) for one in found]
    assert shown == [(True, False), (True, False), (True, False), (False, True)]


def test_the_list_is_filtered_by_area_and_downloaded(
    officer: Actor, browser: Callable[[Actor], Any], home_of: Property, ledger: Ledger
) -> None:
    ledger.property(PollingDistrict.objects.get(code="AA2"), reference="P2")
    ward = Area.objects.get(name="Quarry Hill")

    answer = browser(officer).get(f"/places/properties/?area={ward.pk}&as=csv")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[-1] for line in lines] == ["Reference", "P1"]


def test_the_list_pages_by_key_in_walk_order(officer: Actor, browser: Callable[[Actor], Any], ledger: Ledger) -> None:
    district = ledger.district("AA1")
    for number in range(1, 31):
        ledger.property(district, reference=f"P{number:02d}", sort_key=f"{100 - number:04d}")
    client = browser(officer)

    first = text_of(client, "/places/properties/?size=25")
    onward = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = text_of(client, onward)

    shown = [[f"P{n:02d}" for n in range(1, 31) if f"/places/properties/P{n:02d}/" in page] for page in (first, second)]
    assert shown == [[f"P{n:02d}" for n in range(6, 31)], [f"P{n:02d}" for n in range(1, 6)]]


@pytest.mark.parametrize(
    "address",
    [
        "/places/properties/",
        "/places/areas/",
        "/places/districts/",
        "/places/tasks/",
        "/places/changes/",
        "/places/changes/C1/",
    ],
)
def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(
    officer: Actor, browser: Callable[[Actor], Any], home_of: Property, ledger: Ledger, address: str
) -> None:
    client = browser(officer)
    with arranged():
        PropertyTask.objects.create(authority=ledger.authority, property=home_of, kind="ended", opened_on=ON)
        change, goal = planned("C1", ledger), PollingDistrict.objects.get(code="AA2")
        PropertyMove.objects.create(authority=ledger.authority, change=change, property=home_of, to_district=goal)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in (2, 3):
        other = ledger.property(ledger.district(areas=(ledger.area("parish"),)), street=f"Lane {number}")
        with arranged():
            PropertyTask.objects.create(authority=ledger.authority, property=other, kind="ended", opened_on=ON)
            planned(f"C{number}", ledger)
            PropertyMove.objects.create(authority=ledger.authority, change=change, property=other, to_district=goal)

    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(three) == len(one)


def test_a_property_shows_its_district_areas_and_tasks(
    officer: Actor, browser: Callable[[Actor], Any], home_of: Property
) -> None:
    with arranged():
        PropertyTask.objects.create(authority=home_of.authority, property=home_of, kind="ended", opened_on=ON)

    page = text_of(browser(officer), "/places/properties/P1/")

    expected = ["2 Quarry Road", "Quarry Hill", "/places/districts/AA1/", "The gazetteer ends it", "Occupied"]
    assert [text for text in expected if text not in page] == []


def test_a_reference_with_a_slash_has_a_page(officer: Actor, browser: Callable[[Actor], Any], ledger: Ledger) -> None:
    ledger.property(reference="OLD/7 b")

    assert [browser(officer).get(f"/places/properties/OLD/7%20b/{act}").status_code for act in ("", "address/")] == [
        200,
        200,
    ]


def test_an_address_is_corrected_and_the_page_says_who_did_it(
    officer: Actor, browser: Callable[[Actor], Any], home_of: Property
) -> None:
    client = browser(officer)
    sent = hidden_fields(client.get("/places/properties/P1/address/")) | {
        "building_number": "2A",
        "street": "Quarry Road",
        "town": "Wellbridge",
        "postcode": "TA1 1ZZ",
        "reason": "Gazetteer",
    }

    done = client.post("/places/properties/P1/address/", sent, follow=True)
    late = client.post("/places/properties/P1/address/", sent | {"building_number": "2B"})

    page = done.content.decode()
    assert messages_on(done) == ["The address was corrected."]
    assert ("Corrected the address of property P1" in page, "Gazetteer" in page) == (True, True)
    assert errors_on(late) == [
        "Property P1 has been changed by somebody else since you opened it."
        " Look at it again, and repeat your change if it is still needed."
    ]
    assert Property.objects.get(reference="P1").building_number == "2A"


def test_a_property_is_added_split_merged_and_ended_by_its_pages(
    officer: Actor, browser: Callable[[Actor], Any], home_of: Property
) -> None:
    client = browser(officer)
    day = {"on-day": "23", "on-month": "11", "on-year": "2026"}

    def send(address: str, **given: str) -> list[str]:
        return messages_on(client.post(address, hidden_fields(client.get(address)) | day | given, follow=True))

    added = send(
        "/places/add-property/",
        reference="N1",
        building_number="4",
        street="Quarry Road",
        district="AA1",
        kind="dwelling",
        status="occupied",
    )
    split = send("/places/properties/N1/split/", parts="Flat 1\nFlat 2", reason="Converted")
    merged = send(
        "/places/properties/N1-1/merge/",
        others="N1-2",
        reference="N2",
        building_number="4",
        street="Quarry Road",
        reason="Back",
    )
    ended = send("/places/properties/N2/demolish/", reason="Fire")

    assert [added, split, merged, ended] == [
        ["Property N1 was added."],
        ["The property was split into 2."],
        ["The properties were merged."],
        ["The property has ended."],
    ]
    assert list(Property.objects.filter(valid_to__isnull=True).values_list("reference", flat=True)) == ["P1"]


def test_an_area_shows_its_outline_and_its_districts(
    officer: Actor, browser: Callable[[Actor], Any], home_of: Property
) -> None:
    ward = Area.objects.get(name="Quarry Hill")
    with arranged():
        AreaBoundary.objects.create(area=ward, authority=ward.authority, geometry=SQUARE)

    page = text_of(browser(officer), f"/places/areas/ward/{ward.code}/")

    # A tenth of a degree each way at 51 degrees north is 0.629 as wide as it is high: 302 of 480.
    assert ('viewBox="-4 -4 310 488"' in page, "/places/districts/AA1/" in page) == (True, True)


def test_a_district_is_added_and_gets_its_polling_place(
    officer: Actor, browser: Callable[[Actor], Any], home_of: Property
) -> None:
    client = browser(officer)
    divisions.add_polling_place(actor=officer, reference="PP1", facts=PollingPlaceFacts("Village Hall"))
    ward = Area.objects.get(name="Quarry Hill")
    day = {"on-day": "23", "on-month": "11", "on-year": "2026"}

    added = client.post(
        "/places/add-district/", day | {"code": "AB1", "name": "Upper", "areas": ward.code}, follow=True
    )
    changed = client.post("/places/districts/AB1/change/", {"name": "Upper", "polling_place": "PP1"}, follow=True)

    assert [messages_on(added), messages_on(changed)] == [
        ["The polling district was added."],
        ["The district was changed."],
    ]
    assert "Village Hall" in changed.content.decode()


def test_a_change_of_districts_is_planned_previewed_and_noticed(
    head: Actor, browser: Callable[[Actor], Any], home_of: Property, ledger: Ledger
) -> None:
    ledger.entry(home=home_of)
    ledger.entry(home=home_of)
    client = browser(head)

    client.post("/places/add-change/", {"title": "Review", "reason": "Growth"})
    change = DistrictChange.objects.get()
    address = f"/places/changes/{change.reference}/"
    client.post(f"{address}moves/", {"to_district": "AA2", "from_district": "AA1"})
    preview = text_of(client, address)
    early = client.post(
        f"{address}notice/", {"effective_on-day": "1", "effective_on-month": "1", "effective_on-year": "2020"}
    )
    client.post(f"{address}notice/", {"effective_on-day": "1", "effective_on-month": "12", "effective_on-year": "2099"})

    figures = [line.split("<")[0] for line in preview.split('govuk-table__cell--numeric">')[1:]]
    assert figures == ["1", "0", "2", "0", "0", "1", "0", "2", "1"]
    assert errors_on(early)[0].startswith("For a revised register on 1 January 2020 the notice had to be published by")
    assert DistrictChange.objects.get().state == "noticed"


def test_what_was_planned_is_taken_out_of_a_draft_again(
    head: Actor, browser: Callable[[Actor], Any], home_of: Property
) -> None:
    client = browser(head)
    client.post("/places/add-change/", {"title": "Review", "reason": "Growth"})
    address = f"/places/changes/{DistrictChange.objects.get().reference}/"
    client.post(f"{address}moves/", {"to_district": "AA2", "from_district": "AA1"})

    nothing = client.post(f"{address}take-out/", {"to_district": "", "street": "Nowhere", "properties": ""})
    client.post(f"{address}take-out/", {"to_district": "", "street": home_of.street, "properties": ""})

    assert errors_on(nothing)[0].startswith("None of these properties is in change of districts")
    assert PropertyMove.objects.count() == 0
    assert "What moves" not in text_of(client, address)


def test_files_are_uploaded_checked_and_then_imported(senior: Actor, browser: Callable[[Actor], Any]) -> None:
    client = browser(senior)
    texts = {
        "file1": areas(),
        "file2": districts(),
        "file3": polling_places(),
        "file4": properties(home("P1"), home("P2", district="ZZ9")),
    }
    files = {name: SimpleUploadedFile(f"{name}.csv", f"{text}\n".encode()) for name, text in texts.items()}

    client.post("/places/import/", files)
    check = perform(senior.authority_id, Work.objects.get().reference)
    report = text_of(client, f"/places/import/{check.reference}/")
    nothing = Property.objects.count()
    client.post(f"/places/import/{check.reference}/confirm/", {"keep_good_rows": "yes"})
    done = perform(senior.authority_id, Work.objects.latest("pk").reference)
    after = text_of(client, f"/places/import/{done.reference}/")

    assert (nothing, "There is no polling district with this code." in report) == (0, True)
    assert (done.outcome["new"], "Import these files" in report, "Import these files" in after) == (8, True, False)
    assert list(Property.objects.values_list("reference", flat=True)) == ["P1"]


def test_a_task_is_closed_once(officer: Actor, browser: Callable[[Actor], Any], home_of: Property) -> None:
    with arranged():
        task = PropertyTask.objects.create(authority=home_of.authority, property=home_of, kind="ended", opened_on=ON)
    client = browser(officer)

    first = client.post(f"/places/tasks/{task.pk}/", {"reason": "They have moved"}, follow=True)
    again = client.post(f"/places/tasks/{task.pk}/", {"reason": "Once more"})

    assert messages_on(first) == ["The task is closed."]
    assert errors_on(again) == ["This task has been dealt with already. Look at the list again."]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.CUSTOMER_SERVICE, (200, 403, 403, 403)),
        (Role.OFFICER, (200, 200, 403, 403)),
        (Role.SENIOR, (200, 200, 200, 403)),
        (Role.HEAD, (200, 200, 200, 200)),
    ],
)
def test_who_may_open_what(client_as: Callable[[Role], Any], role: Role, may: tuple[int, ...]) -> None:
    client = client_as(role)
    pages = ("/places/properties/", "/places/add-property/", "/places/import/", "/places/add-change/")

    assert tuple(client.get(page).status_code for page in pages) == may


def test_another_authoritys_places_are_not_found(
    officer: Actor, browser: Callable[[Actor], Any], other_authority: object, stranger: Actor
) -> None:
    divisions.add_district(actor=stranger, code="XX1", name="Theirs", areas=[], on=ON)
    divisions.add_polling_place(actor=stranger, reference="XP", facts=PollingPlaceFacts("Theirs"))
    client = browser(officer)
    pages = ("districts/XX1/", "polling-places/XP/", "districts/XX1/change/")

    assert [client.get(f"/places/{page}").status_code for page in pages] == [404, 404, 404]
    assert "Theirs" not in text_of(client, "/places/districts/")
