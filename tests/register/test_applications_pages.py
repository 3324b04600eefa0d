"""The pages of applications and deletions: what they show, do, refuse and cost."""

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.law.deletions import Origin, Shows
from pollwright.register.models import Alteration, Application, DeletionCase, Notice, TrayItem
from pollwright.register.operations.deleting import SourceGiven, open_deletion
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import errors_on, messages_on
from tests.register.application_acts import deliver, record
from tests.register.ledger_acts import take
from tests.register.test_determining import ready


@pytest.fixture(autouse=True)
def clock(authority: Authority) -> None:
    """Set the authority's clock to Monday 30 November 2026, the first day to allow what came on the 20th."""
    with arranged():
        authority.demonstration, authority.clock_on = True, date(2026, 11, 30)
        authority.save()


@pytest.fixture
def officer_client(client_as: Callable[[Role], Client]) -> Client:
    return client_as(Role.OFFICER)


@pytest.fixture
def senior_client(client_as: Callable[[Role], Client]) -> Client:
    return client_as(Role.SENIOR)


def text_of(answer: HttpResponse) -> str:
    """Return the words of a page's main part."""
    main = answer.content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def post(client: Client, path: str, **given: Any) -> HttpResponse:
    return client.post(path, given, follow=True)


PLAIN_PAGES = (
    "applications/",
    "applications/list/",
    "applications/new/",
    "applications/import/",
    "applications/results/",
    "applications/match/",
    "tray/",
    "tray/add/",
    "deletions/",
    "deletions/new/",
    "deletions/reports/",
    "deletions/reports/import/",
    "deletions/expiring/",
)


@pytest.mark.parametrize("path", PLAIN_PAGES)
def test_every_page_shows_to_an_officer_and_not_to_a_stranger(officer_client: Client, path: str) -> None:
    assert officer_client.get(f"/register/{path}").status_code == 200
    assert Client().get(f"/register/{path}").status_code == 302


def test_the_list_can_be_searched_filtered_and_downloaded(
    officer: Actor, officer_client: Client, ledger: Ledger
) -> None:
    deliver(officer, record("A1", ledger.property(), fn="Zelda"), record("A2", ledger.property(), fn="Robin", nino=""))

    found = officer_client.post("/register/applications/", {"search": "zelda"}, follow=True)
    held = officer_client.get("/register/applications/?queue=incomplete")
    csv = officer_client.get("/register/applications/?as=csv")

    assert ("Newcomer, Zelda" in text_of(found), "Newcomer, Robin" in text_of(found)) == (True, False)
    assert ("Newcomer, Zelda" in text_of(held), "Newcomer, Robin" in text_of(held)) == (False, True)
    assert b"".join(csv).decode("utf-8-sig").count("\r\n") == 3  # type: ignore[arg-type]


def test_the_list_begins_with_what_is_undetermined_and_all_can_be_seen(
    officer: Actor, officer_client: Client, ledger: Ledger
) -> None:
    deliver(officer, record("A1", ledger.property(), fn="Zelda"), record("A2", ledger.property(), fn="Robin"))
    with arranged():
        Application.objects.filter(forenames="Zelda").update(state="rejected", determined_on=date(2026, 11, 30))

    shown = {
        asked: [name for name in ("Newcomer, Zelda", "Newcomer, Robin") if name in text_of(officer_client.get(path))]
        for asked, path in (
            ("plain", "/register/applications/"),
            ("all", "/register/applications/?queue=all"),
            ("rejected", "/register/applications/?state=rejected"),
        )
    }
    searched = text_of(officer_client.post("/register/applications/", {"search": "zelda"}, follow=True))
    csv = b"".join(officer_client.get("/register/applications/?as=csv")).decode()  # type: ignore[arg-type]

    assert shown == {
        "plain": ["Newcomer, Robin"],
        "all": ["Newcomer, Zelda", "Newcomer, Robin"],
        "rejected": ["Newcomer, Zelda"],
    }
    assert ("Newcomer, Zelda" in searched, "Zelda" in csv) == (True, False)


def test_the_lists_ask_the_database_as_often_for_three_rows_as_for_one(
    officer: Actor, officer_client: Client, ledger: Ledger
) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert officer_client.get(path).status_code == 200
        return len(queries)

    deliver(officer, record("A1", ledger.property()))
    paths = ("/register/applications/", "/register/applications/list/")
    one = [asked(path) for path in paths]
    deliver(officer, record("A2", ledger.property(), fn="Second"), record("A3", ledger.property(), fn="Third"))

    assert [asked(path) for path in paths] == one


def test_an_officer_allows_an_application_and_the_page_says_on_which_notice_it_is(
    officer: Actor, officer_client: Client, ledger: Ledger
) -> None:
    [application] = ready(officer, record("A1", ledger.property()))
    path = f"/register/applications/{application.reference}/"

    answer = post(officer_client, f"{path}allow/", version=str(application.version))

    # REG-310: the monthly notice of January 2027 comes on Monday 4 January and carries what was determined by
    # Monday 21 December; the revised register of 1 December carries what was determined by Monday 30 November.
    assert messages_on(answer) == ["The application was allowed. It takes effect with the notice shown below."]
    assert "Revised register, Tuesday 1 December 2026" in text_of(answer)


def test_a_form_with_an_old_version_is_refused_and_nothing_is_lost(
    officer: Actor, officer_client: Client, ledger: Ledger
) -> None:
    [application] = ready(officer, record("A1", ledger.property()))
    path = f"/register/applications/{application.reference}/reject/"

    answer = officer_client.post(path, {"version": "1", "ground": "Not resident", "reason": "Visited twice"})

    assert errors_on(answer)[0].startswith("Somebody else has changed application")
    assert 'value="Not resident"' in answer.content.decode()
    assert Application.objects.get().state == "ready"


def test_a_bulk_determination_asks_first_and_then_allows_those_ready(
    officer: Actor, officer_client: Client, ledger: Ledger
) -> None:
    made = ready(officer, record("A1", ledger.property()), record("A2", ledger.property(), fn="Second", nat="US"))
    chosen = {"act": "allow", "selected": [each.reference for each in made]}

    question = officer_client.post("/register/applications/bulk/", chosen)
    assert ("2 rows were chosen." in text_of(question), Alteration.objects.count()) == (True, 0)
    answer = officer_client.post("/register/applications/bulk/", chosen | {"sure": "yes"}, follow=True)

    assert messages_on(answer) == ["1 application was allowed. 1 needs a person to look."]


def test_an_application_received_at_2350_on_the_last_day_is_on_the_notice_and_one_at_0001_is_not(
    officer: Actor, officer_client: Client, authority: Authority, ledger: Ledger
) -> None:
    # Handbook REG-331 and REG-341: for a poll on Thursday 7 May 2026 the final notice is on Wednesday 29 April (fifth
    # working day before; 4 May is a bank holiday) and the last day to apply is Monday 20 April.
    with arranged():
        authority.clock_on = date(2026, 4, 21)
        authority.save()
        Notice.objects.create(
            authority=authority, reference="N1", kind="final", title="Final notice", published_on=date(2026, 4, 29),
            determined_by=date(2026, 4, 28), received_by=date(2026, 4, 20), poll_on=date(2026, 5, 7),
        )  # fmt: skip
    at = datetime(2026, 4, 21, 9, tzinfo=UTC)
    deliver(officer, record("A1", ledger.property(), received_at="2026-04-20T23:50:00+01:00"), at=at)
    deliver(officer, record("A2", ledger.property(), received_at="2026-04-21T00:01:00+01:00"), at=at)
    first, second = Application.objects.order_by("pk").values_list("reference", flat=True)

    in_time = text_of(officer_client.get(f"/register/applications/{first}/"))
    late = text_of(officer_client.get(f"/register/applications/{second}/"))

    assert "Which notice it will be on Final election notice, Wednesday 29 April 2026" in in_time
    assert "It misses" not in in_time
    assert "It misses: Final election notice, Wednesday 29 April 2026" in late
    assert "It was received after the last day for this notice: Monday 20 April 2026" in late
    assert "Which notice it will be on Monthly notice, Monday 1 June 2026" in late


def test_an_anonymous_applicant_is_named_on_no_page(officer: Actor, officer_client: Client, ledger: Ledger) -> None:
    home = ledger.property(postcode="TA9 9ZZ")
    deliver(officer, record("A1", home, kind="anonymous", fn="Hiddenname", ln="Secretson", dob="1977-07-07"))
    reference = Application.objects.get().reference

    pages = [
        officer_client.get(f"/register/applications/{reference}/"),
        officer_client.get("/register/applications/"),
        officer_client.get("/register/applications/list/"),
        officer_client.post("/register/applications/", {"search": "Secretson"}, follow=True),
    ]

    for page in pages[:3]:
        for secret in ("Hiddenname", "Secretson", "TA9 9ZZ", "7 July 1977", str(home.uprn)):
            assert secret not in page.content.decode()
    assert reference not in text_of(pages[3])


def test_what_somebody_applied_by_name_is_hidden_once_they_are_anonymous(
    officer: Actor, officer_client: Client, ledger: Ledger
) -> None:
    home = ledger.property(postcode="TA9 9ZZ")
    deliver(officer, record("A1", home, fn="Hiddenname", ln="Secretson", dob="1977-07-07"))
    reference = Application.objects.get().reference
    with arranged():
        Application.objects.update(elector=ledger.elector(surname="", forenames="", anonymous=True))

    pages = [
        officer_client.get(f"/register/applications/{reference}/").content.decode(),
        officer_client.get("/register/applications/?state=received").content.decode(),
        officer_client.get("/register/applications/?sort=name").content.decode(),
        b"".join(officer_client.get("/register/applications/?as=csv").streaming_content).decode(),
    ]
    found = officer_client.post("/register/applications/", {"search": "Secretson"}, follow=True)

    secrets = ("Hiddenname", "Secretson", "TA9 9ZZ", "7 July 1977", str(home.uprn))
    assert [secret for text in pages for secret in secrets if secret in text] == []
    assert "Under seal" in pages[0]
    assert reference not in text_of(found)


def test_an_application_is_keyed_beside_its_scan(
    officer_client: Client, ledger: Ledger, settings: LazySettings, tmp_path: Any
) -> None:
    settings.FILES_ROOT = tmp_path
    home = ledger.property()
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.7 example")
    moment = {"channel": "post", "received_on-day": "27", "received_on-month": "11", "received_on-year": "2026"}
    officer_client.post("/register/tray/add/", {"file": scan, "received_time": "09:10", **moment})
    item = TrayItem.objects.get()

    answer = post(
        officer_client,
        f"/register/tray/{item.reference}/",
        kind="ordinary", received_time="09:10", forenames="Robin", surname="Paper", nationalities="GB",
        nino="QQ123456C", property_reference=home.reference, left_within_a_year="no", other_address="none",
        open_register="no", language="en", declared_true="yes",
        **moment, **{"date_of_birth-day": "3", "date_of_birth-month": "2", "date_of_birth-year": "1990"},
        **{"declared_on-day": "26", "declared_on-month": "11", "declared_on-year": "2026"},
    )  # fmt: skip

    application = Application.objects.get()
    item.refresh_from_db()
    assert messages_on(answer) == [f"Application {application.reference} was entered."]
    assert (application.state, application.lists_on, application.missing) == ("listed", date(2026, 11, 27), [])
    assert (item.state, item.application_id) == ("keyed", application.pk)


def test_a_file_that_is_no_scan_stays_out_of_the_tray(officer_client: Client) -> None:
    answer = officer_client.post(
        "/register/tray/add/",
        {
            "file": SimpleUploadedFile("scan.pdf", b"<html>not a scan</html>"),
            "channel": "post", "received_on-day": "27", "received_on-month": "11", "received_on-year": "2026",
            "received_time": "09:10",
        },
    )  # fmt: skip

    assert errors_on(answer)[0].startswith("This file is not a scan")
    assert TrayItem.objects.count() == 0


def test_an_upload_shows_what_became_of_the_file(officer_client: Client, ledger: Ledger) -> None:
    good, bad = record("A1", ledger.property()), record("A2", ledger.property(), received_at="soon")
    lines = [",".join(good), ",".join(good.values()), ",".join(bad.values())]
    file = SimpleUploadedFile("applications.csv", "\n".join(lines).encode())

    answer = officer_client.post("/register/applications/import/", {"file": file})

    assert "Taken in 1" in text_of(answer)
    assert "The moment of receipt is missing" in text_of(answer)


def test_a_broken_upload_is_refused_in_words(officer_client: Client) -> None:
    file = SimpleUploadedFile("applications.xlsx", b"PK\x03\x04 broken")

    answer = officer_client.post("/register/applications/import/", {"file": file})

    assert (answer.status_code, len(errors_on(answer))) == (200, 1)


def test_a_deletion_goes_from_its_sources_to_a_determination(
    senior: Actor, senior_client: Client, ledger: Ledger
) -> None:
    entry = ledger.entry()
    source = SourceGiven(origin=Origin.COUNCIL_TAX, shows=Shows.NOT_RESIDENT, received_on=date(2026, 11, 20))
    case = open_deletion(actor=senior, elector_reference=entry.elector.reference, source=source, on=date(2026, 11, 20))
    page = senior_client.get(f"/register/deletions/{case.reference}/")
    assert "One source does not suffice" in text_of(page)

    post(
        senior_client, f"/register/deletions/{case.reference}/source/", version=str(case.version),
        origin="canvass-response", shows="not-resident",
        **{"received_on-day": "23", "received_on-month": "11", "received_on-year": "2026"},
    )  # fmt: skip
    answer = post(senior_client, "/register/deletions/bulk/", act="delete", selected=case.reference, sure="yes")

    assert messages_on(answer) == ["1 deletion was determined, 0 wait for a second person, 0 were left."]
    assert DeletionCase.objects.get().state == "deleted"


def test_an_officer_may_not_determine_deletions(officer_client: Client) -> None:
    answer = officer_client.post("/register/deletions/bulk/", {"act": "delete", "selected": "X1", "sure": "yes"})

    assert answer.status_code == 403


def test_another_authoritys_application_is_not_found(stranger: Actor, officer_client: Client) -> None:
    deliver(stranger, record("A1"))
    reference = Application._base_manager.get().reference

    answer = officer_client.get(f"/register/applications/{reference}/")

    assert answer.status_code == 404


def test_a_date_of_birth_is_shown_to_those_who_work_on_applications_only(
    officer: Actor, ledger: Ledger, client_as: Callable[[Role], Client]
) -> None:
    home = ledger.property()
    deliver(officer, record("D1", home, dob="1987-04-09"))
    reference = Application.objects.get().reference

    worker = text_of(client_as(Role.OFFICER).get(f"/register/applications/{reference}/"))
    desk = text_of(client_as(Role.CUSTOMER_SERVICE).get(f"/register/applications/{reference}/"))

    assert "Thursday 9 April 1987" in worker
    assert "Held, not shown" in desk
    assert "1987" not in desk


def test_an_application_on_the_register_says_which_notice_carried_it(
    authority: Authority, officer: Actor, ledger: Ledger, officer_client: Client
) -> None:
    [application] = ready(officer, record("A1", ledger.property()))
    path = f"/register/applications/{application.reference}/"
    post(officer_client, f"{path}allow/", version=str(application.version))
    notice, _ = take(authority, date(2026, 12, 1), determined_by=date(2026, 11, 30))

    page = text_of(officer_client.get(path))

    application.refresh_from_db()
    assert application.state == "on_register"
    assert f"Carried by {notice.reference}, and in force from Tuesday 1 December 2026" in page
