"""Signing in, in a browser, against the real server: first time, daily, by recovery code, by passkey; locked; left idle."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pollwright.postgres import Server
from tests.fixtures.signing_in import PASSWORD, SECRET, code_at, code_now
from tests.pages.browsing import AXE, ROOT, chromium, chromium_path, violations
from tests.stories.serving_pages import an_installation, served

PEOPLE = ("new", "daily", "codes", "keys", "idle", "locked", "kept")
BUILT = ROOT / "src" / "pollwright" / "pages" / "static" / "pages" / "pollwright.js"

pytestmark = [
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(
        not (BUILT.exists() and AXE.exists()), reason="the front end is not built (npm ci, npm run build)"
    ),
]


@dataclass(frozen=True)
class Town:
    """An authority with its people, in a database of its own."""

    environment: dict[str, str]
    passwords: dict[str, str]


@pytest.fixture(scope="module")
def town(postgres_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with an_installation(postgres_server, tmp_path_factory.mktemp("home")) as environment:
        command = [sys.executable, "-m", "tests.access.town", *PEOPLE]
        made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        yield Town(environment, json.loads(made.stdout))


@pytest.fixture(scope="module")
def address(town: Town) -> Iterator[str]:
    with served(town.environment) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(str(chromium_path())) as opened:
        yield opened


class Visitor:
    """A person at a browser. Every page they come to is looked at by axe."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def arrives_at(self, heading: str) -> None:
        """Check the page by its heading, and what axe says of it."""
        expect(self.page.locator("h1")).to_have_text(re.compile(rf"{re.escape(heading)}\s*$"))
        folder = os.environ.get("POLLWRIGHT_SCREENSHOTS")
        if folder:
            name = re.sub(r"\W+", "-", heading.lower())
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
        assert violations(self.page) == []

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def enters(self, **values: str) -> None:
        """Fill boxes by their names."""
        for name, value in values.items():
            self.page.locator(f"main [name={name}]").first.fill(value)

    def presses(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).click()

    def gives_password(self, name: str, password: str = PASSWORD) -> None:
        self.opens("/sign-in/login/")
        self.enters(login=f"{name}@example.org", password=password)
        self.presses("Sign in")

    def signs_in(self, name: str, code: str = "") -> None:
        self.gives_password(name)
        self.enters(code=code or code_now())
        self.presses("Continue")

    def signs_out(self) -> None:
        self.presses("Sign out")
        self.arrives_at("Sign in")


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield Visitor(page, address)
    context.close()
    assert problems == []


def test_a_new_person_changes_the_password_and_sets_up_an_app(visitor: Visitor, town: Town) -> None:
    visitor.gives_password("new", town.passwords["new"])
    visitor.arrives_at("Change your password")
    visitor.enters(oldpassword=town.passwords["new"], password1="short", password2="short")
    visitor.presses("Change password")
    expect(visitor.page.locator(".govuk-error-summary")).to_contain_text("at least 12 characters")
    visitor.enters(oldpassword=town.passwords["new"], password1=PASSWORD, password2=PASSWORD)
    visitor.presses("Change password")

    visitor.arrives_at("Set up an authenticator app")
    secret = visitor.page.locator("#totp-secret").inner_text().replace(" ", "")
    visitor.enters(code=code_now(secret))
    visitor.presses("Continue")
    visitor.arrives_at("Recovery codes")
    expect(visitor.page.locator("#recovery-codes li")).to_have_count(10)
    visitor.page.get_by_role("button", name="Go on").click()

    visitor.arrives_at("Your account")
    expect(visitor.page.locator(".pw-header__person")).to_contain_text("New Hazel")
    visitor.signs_out()


def test_a_person_signs_in_with_password_and_code_and_comes_to_the_page_they_wanted(visitor: Visitor) -> None:
    visitor.opens("/access/people/")
    visitor.arrives_at("Sign in")
    visitor.enters(login="daily@example.org", password=PASSWORD)
    visitor.presses("Sign in")
    visitor.arrives_at("Second factor")
    visitor.enters(code="000000")
    visitor.presses("Continue")
    expect(visitor.page.locator(".govuk-error-summary")).to_contain_text("Incorrect code")
    visitor.enters(code=code_now())
    visitor.presses("Continue")

    visitor.arrives_at("People")
    visitor.page.get_by_role("link", name="Daily Hazel", exact=True).first.click()
    for path, heading in (
        ("/access/people/", "People"),
        ("/access/roles/", "Roles and what they may do"),
        ("/access/delegations/", "Delegations"),
        ("/access/delegations/add/", "Record a delegation"),
        ("/access/settings/", "Settings"),
        ("/access/settings/notices.optional_months/", "Optional months in which a notice is issued"),
        ("/access/days/add/", "Add a day that is not a working day"),
        ("/access/clock/", "Set the demonstration's clock"),
        ("/sign-in/logout/", "Sign out"),
    ):
        visitor.opens(path)
        visitor.arrives_at(heading)


def test_an_administrator_adds_a_person_whose_password_is_shown_once(visitor: Visitor) -> None:
    visitor.opens("/sign-in/demonstration/")
    visitor.arrives_at("Sign in to the demonstration")
    visitor.presses("System administrator")
    visitor.opens("/access/people/add/")
    visitor.presses("Add")
    visitor.arrives_at("Add a person")
    expect(visitor.page.locator(".govuk-error-summary li")).to_have_count(3)
    visitor.enters(name="Fresh Hand", email="fresh@example.org")
    visitor.page.get_by_label("Electoral services officer", exact=True).check()
    visitor.presses("Add")

    visitor.arrives_at("Person added")
    expect(visitor.page.locator("#temporary-password")).to_have_text(re.compile(r"^([a-z0-9]{5}-){3}[a-z0-9]{5}$"))
    visitor.opens("/access/people/")
    visitor.page.get_by_role("link", name="Fresh Hand").click()
    visitor.arrives_at("Fresh Hand")
    for label, heading in (
        ("Reset the second factor", "Reset the second factor of Fresh Hand"),
        ("Stop from signing in", "Stop Fresh Hand from signing in"),
        ("Change the role", "Change the role of Fresh Hand"),
    ):
        visitor.page.get_by_role("link", name=label).click()
        visitor.arrives_at(heading)
        visitor.page.go_back()


def test_a_recovery_code_lets_a_person_in_who_lost_their_phone(visitor: Visitor) -> None:
    visitor.signs_in("codes")
    visitor.opens("/sign-in/factors/recovery-codes/new/")
    visitor.arrives_at("Make new recovery codes")
    visitor.presses("Make new codes")
    code = visitor.page.locator("#recovery-codes li").first.inner_text()
    visitor.signs_out()

    visitor.signs_in("codes", code)

    visitor.opens("/sign-in/factors/recovery-codes/")
    expect(visitor.page.locator("main")).to_contain_text("You have 9 recovery codes left.")
    visitor.arrives_at("Recovery codes")


def test_a_passkey_is_added_and_is_enough_to_sign_in(visitor: Visitor) -> None:
    visitor.signs_in("keys")
    devices = visitor.page.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    visitor.opens("/sign-in/factors/passkeys/add/")
    visitor.arrives_at("Add a passkey")
    visitor.enters(name="My telephone")
    visitor.presses("Add the passkey")
    visitor.page.wait_for_url("**/recovery-codes/")
    visitor.opens("/access/account/")
    expect(visitor.page.locator("main")).to_contain_text("My telephone")
    visitor.arrives_at("Your account")
    visitor.signs_out()

    visitor.presses("Sign in with a passkey")

    expect(visitor.page.locator(".pw-header__person")).to_contain_text("Keys Hazel")
    visitor.opens("/access/account/")
    visitor.page.get_by_role("link", name="Take away My telephone").click()
    visitor.arrives_at("Take away a passkey")
    visitor.presses("Take away")
    expect(visitor.page.locator("main")).not_to_contain_text("My telephone, added")


def test_a_passkey_that_is_refused_is_said_to_be_so(visitor: Visitor) -> None:
    devices = visitor.page.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    visitor.opens("/sign-in/login/")

    refuse = "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    visitor.page.evaluate(refuse)
    expect(visitor.page.get_by_text("The passkey was not given.")).to_be_hidden()
    visitor.presses("Sign in with a passkey")

    expect(visitor.page.get_by_text("The passkey was not given.")).to_be_visible()
    assert violations(visitor.page) == []


def test_after_five_failures_the_door_is_locked(visitor: Visitor) -> None:
    for _ in range(5):
        visitor.gives_password("locked", "wrong horse battery")

    visitor.arrives_at("Signing in is locked")
    expect(visitor.page.locator("main")).to_contain_text("Wait 15 minutes and try again.")


def test_a_form_that_is_sent_after_the_session_ran_out_can_be_sent_again(browser: Browser, town: Town) -> None:
    with served(town.environment, POLLWRIGHT_IDLE_MINUTES="0.06") as address:
        context = browser.new_context()
        visitor = Visitor(context.new_page(), address)
        visitor.signs_in("kept")
        visitor.opens("/access/days/add/")
        visitor.enters(**{"day-day": "4", "day-month": "1", "day-year": "2027"}, name="Mourning", reason="Proclaimed")
        time.sleep(4)
        visitor.presses("Add")
        visitor.arrives_at("Sign in")
        expect(visitor.page.locator(".pw-message")).to_contain_text("not saved, but it is kept")
        visitor.enters(login="kept@example.org", password=PASSWORD)
        visitor.presses("Sign in")
        visitor.enters(code=code_at(time.time() + 30, SECRET))
        visitor.presses("Continue")
        visitor.arrives_at("Send what you typed again?")
        visitor.presses("Send it again")

        expect(visitor.page.locator(".pw-message")).to_contain_text("Day added.")
        expect(visitor.page.locator("main")).to_contain_text("Monday 4 January 2027")
        context.close()


def test_every_page_of_signing_in_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    visitor = Visitor(context.new_page(), address)

    visitor.signs_in("idle")
    visitor.opens("/access/account/")

    expect(visitor.page.locator("h1")).to_have_text("Your account")
    visitor.presses("Sign out")
    expect(visitor.page.get_by_role("button", name="Sign in with a passkey")).not_to_be_visible()
    context.close()
