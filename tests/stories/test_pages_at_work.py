"""Officers at work in browsers: two on one record, a button pressed twice, a session that ends while somebody types,
a neighbour's address, no JavaScript, and paper."""

import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Page, expect

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import monthly_notice
from pollwright.register.models import Alteration, Application, Determination, Elector, Notice, NoticeLine
from pollwright.register.operations.notices import draft_notice, record_prepared_notice, rehearse_notice
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import PASSWORD, SECRET, Door, code_at
from tests.pages.browsing import chromium_path
from tests.register.application_acts import record
from tests.register.ledger_acts import alteration
from tests.register.test_determining import ready
from tests.stories.applications_browser import accessible, fill, is_told, page_of, pages_of, press, set_clock

# REG-230: received on Friday 20 November 2026, an application may be determined from Monday 30 November.
DETERMINED_ON = date(2026, 11, 30)
JANUARY = monthly_notice(2027, 1, calendar_for(Nation.ENGLAND))
Browse = Callable[[Actor], Client]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def address(live_server: object) -> str:
    return str(live_server)


@pytest.fixture
def application(head: Actor, ledger: Ledger) -> str:
    """The address of an application that is ready to determine today."""
    set_clock(head, DETERMINED_ON)
    [made] = ready(head, record("A1", ledger.property()))
    return f"/register/applications/{made.reference}/"


@pytest.fixture
def notice(head: Actor, ledger: Ledger) -> str:
    """The address of a prepared notice that can be issued today: one addition, one removal."""
    set_clock(head, JANUARY.published_on)
    entry = ledger.entry(ledger.elector(surname="Gone"), publication=ledger.publication(), number=1)
    alteration(ledger.authority, "delete", entry=entry, reason="moved")
    alteration(ledger.authority, "add", elector=ledger.elector(surname="Coming"), home=entry.property)
    drafted = draft_notice(actor=head, dates=JANUARY, title="January notice")
    prepared, files = rehearse_notice(head, drafted.reference)
    record_prepared_notice(actor=head, reference=drafted.reference, prepared=prepared, files=files)
    return f"/register/notices/{drafted.reference}/"


def boxes_of(page: Page) -> dict[str, str]:
    """Return what stands in the boxes of a form that people fill, by the names of the boxes."""
    boxes = page.locator("main input[type=text], main textarea").all()
    return {str(box.get_attribute("name")): box.input_value() for box in boxes}


def test_the_second_of_two_officers_on_one_elector_is_told_and_what_was_typed_is_still_there(
    address: str, head: Actor, senior: Actor, ledger: Ledger, browser: Browse
) -> None:
    elector = ledger.elector(surname="Nowak", nationalities=["PL"], residence_right="settled")
    ledger.entry(elector, marker="B", parliamentary=False)
    path = f"/register/changes/nationality/{elector.reference}/"
    typed = {"nationalities": "GB", "evidence": "Passport of 2026, seen at the counter"}

    with pages_of(address, browser(head), browser(senior)) as [first, second]:
        for page in (first, second):
            page.goto(path)
        fill(first, "Nationality", "GB;PL")
        fill(first, "What you saw", "Certificate of naturalisation")
        press(first, "Save")
        is_told(first, "It was recorded.")
        fill(second, "Nationality", typed["nationalities"])
        fill(second, "What you saw", typed["evidence"])
        press(second, "Save")
        expect(second.locator(".govuk-error-summary")).to_contain_text("Somebody else has changed")
        accessible(second)
        kept = boxes_of(second)

    assert kept == typed | {"nationality_2": "", "nationality_3": ""}
    assert Elector.objects.get(pk=elector.pk).nationalities == ["GB", "PL"]
    assert Alteration.objects.count() == 1


def test_the_second_of_two_officers_on_one_application_is_told_who_decided_and_nothing_is_decided_twice(
    address: str, head: Actor, senior: Actor, application: str, browser: Browse
) -> None:
    with pages_of(address, browser(head), browser(senior)) as [first, second]:
        first.goto(f"{application}allow/")
        second.goto(f"{application}reject/")
        press(first, "Allow")
        is_told(first, "The application was allowed.")
        fill(second, "Ground of the rejection, as the applicant will be told it", "Not resident")
        press(second, "Reject")
        told = second.locator(".govuk-error-summary")
        expect(told).to_contain_text(re.compile("has already been determined|Somebody else has changed"))
        assert boxes_of(second)["ground"] == "Not resident"

    assert list(Determination.objects.values_list("outcome", flat=True)) == ["allowed"]


def answered(page: Page, said: str, *, surely: bool) -> None:
    """Wait for the answer; where the browser sends the second press too, it may be the refusal of that one."""
    expect(page.locator(".pw-message, .govuk-error-summary").first).to_be_visible()
    if surely:
        is_told(page, said)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_determination_whose_button_is_pressed_twice_is_made_once(
    address: str, head: Actor, application: str, browser: Browse, scripts: bool
) -> None:
    with page_of(browser(head), address, scripts=scripts) as page:
        page.goto(f"{application}allow/")
        page.get_by_role("button", name="Allow", exact=True).dblclick()
        answered(page, "The application was allowed.", surely=scripts)
        page.goto(application)
        expect(page.locator(".pw-heading .govuk-tag")).to_have_text(re.compile("^Allowed"))

    assert (Determination.objects.count(), Alteration.objects.count()) == (1, 1)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_notice_whose_button_is_pressed_twice_is_issued_once(
    address: str, head: Actor, notice: str, browser: Browse, scripts: bool
) -> None:
    with page_of(browser(head), address, scripts=scripts) as page:
        page.goto(notice)
        page.get_by_role("button", name="Issue today").dblclick()
        answered(page, "The notice was issued.", surely=scripts)
        page.goto(notice)
        expect(page.locator(".pw-steps__step--done")).to_have_count(3)

    assert Event.objects.filter(code="register.notice-issued").count() == 1
    assert (Notice.objects.get().state, NoticeLine.objects.count()) == ("issued", 2)


def test_what_was_typed_when_the_session_ended_is_offered_again_to_the_same_person(
    address: str, head: Actor, application: str, door: Door, settings: LazySettings
) -> None:
    officer = door.person(Role.HEAD)
    with page_of(door.client(officer), address) as page:
        page.goto(f"{application}reject/")
        fill(page, "Ground of the rejection, as the applicant will be told it", "Not resident")
        fill(page, "Reasons for the record", "Visited twice; the neighbour at 3 says they moved in May")
        let_sessions_run_out()
        press(page, "Reject")
        is_told(page, "not saved, but it is kept")
        sign_in_again(page, officer.email)
        expect(page.locator("h1")).to_have_text("Send what you typed again?")
        page.get_by_text("What you typed", exact=True).click()
        expect(page.locator("main")).to_contain_text("the neighbour at 3 says they moved in May")
        assert Application.objects.get().state == "ready"
        press(page, "Send it again")
        is_told(page, "The application was rejected.")

    assert list(Determination.objects.values_list("outcome", "ground")) == [("rejected", "Not resident")]


def test_an_address_of_the_council_next_door_looks_like_none(
    address: str, head: Actor, stranger: Actor, ledger: Ledger, browser: Browse
) -> None:
    path = f"/register/electors/{ledger.entry(ledger.elector(surname='Secret')).elector.reference}/"

    with page_of(browser(stranger), address) as page:
        theirs = page.goto(path)
        shown = page.locator("body").inner_text()
        accessible(page)
        nowhere = page.goto("/register/electors/NOBODY/")
        heading = page.locator("h1").inner_text()

    assert theirs is not None
    assert nowhere is not None
    assert (theirs.status, nowhere.status) == (404, 404)
    assert ("Secret" in shown, heading in shown) == (False, True)


def test_without_javascript_an_elector_is_found_an_application_entered_and_the_day_s_work_determined(
    address: str, head: Actor, application: str, ledger: Ledger, browser: Browse
) -> None:
    ledger.entry(ledger.elector(surname="Pemberton"))
    with page_of(browser(head), address, scripts=False) as page:
        page.goto("/")
        page.get_by_label("Search everything").fill("pemberton")
        page.keyboard.press("Enter")
        page.get_by_role("link", name=re.compile("Pemberton")).click()
        press(page, "Change or note something")
        page.get_by_role("link", name="Log a contact").click()
        page.get_by_label("Telephone").check()
        fill(page, "What was said", "Asked when the register comes out")
        press(page, "Save")
        is_told(page, "It was recorded.")
        expect(page.locator("main")).to_contain_text("Asked when the register comes out")

        page.goto("/register/applications/?queue=ready")
        page.locator("[data-row] input").check()
        press(page, "Allow those ready")
        press(page, "Allow")
        is_told(page, "1 application was allowed.")

        page.goto("/register/notices/plan/")
        page.get_by_label("A monthly notice").check()
        page.get_by_role("combobox", name="Month").select_option("January 2027")
        press(page, "Show the days")
        press(page, "Plan it on these days")
        expect(page.locator("[data-row]")).to_have_count(1)

    assert Event.objects.filter(code="register.contact-logged").count() == 1
    assert (Determination.objects.count(), Notice.objects.count()) == (1, 1)


def test_on_paper_there_is_nothing_to_press_and_nothing_is_cut(
    address: str, head: Actor, notice: str, ledger: Ledger, browser: Browse
) -> None:
    home = ledger.property()
    elector = ledger.entry(ledger.elector(surname="Pemberton"), home).elector.reference
    [made] = ready(head, record("A1", ledger.property()))
    paths = (
        f"/register/electors/{elector}/",
        f"/households/{home.reference}/",
        f"/register/applications/{made.reference}/",
        notice,
    )
    with page_of(browser(head), address) as page:
        for path in paths:
            page.goto(path)
            on_screen = facts_of(page)
            page.emulate_media(media="print")
            page.set_viewport_size({"width": 703, "height": 1000})  # A4 less the margins, at 96 dots an inch

            assert (path, pressable(page), cut(page)) == (path, [], [])
            assert facts_of(page) == on_screen
            assert page.pdf(format="A4").startswith(b"%PDF")
            page.emulate_media(media="screen")


def facts_of(page: Page) -> list[str]:
    """Return the words of the tables and lists of facts that are shown, without what can be done about them."""
    found = page.locator("main td, main dd:not(.govuk-summary-list__actions), main dt").all_inner_texts()
    return [" ".join(one.split()) for one in found]


def pressable(page: Page) -> list[str]:
    """Return what is shown that only makes sense on a screen."""
    shown = page.locator("button:visible, .govuk-button:visible, nav:visible, header form:visible")
    return shown.all_inner_texts()


def cut(page: Page) -> list[str]:
    """Return the classes of what is wider than the room it has, and would not be printed whole."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('main, main *')].filter((one) => one.scrollWidth > one.clientWidth + 1"
        " && !one.closest('.govuk-visually-hidden') && getComputedStyle(one).overflowX !== 'visible')"
        ".map((one) => one.className)"
    )
    return found


def let_sessions_run_out() -> None:
    """Let an hour pass for every session: as long as nobody has touched it."""
    for row in Session.objects.all():
        held = row.get_decoded()
        if "seen" in held:
            held["seen"] -= 3600
            row.session_data = Session.objects.encode(held)
            row.save()


def sign_in_again(page: Page, email: str) -> None:
    """Sign in with password and the code after the one that was used."""
    page.locator("main [name=login]").fill(email)
    page.locator("main [name=password]").fill(PASSWORD)
    press(page, "Sign in")
    page.locator("main [name=code]").fill(code_at(time.time() + 30, SECRET))
    press(page, "Continue")
