"""Story 1: an application received at 23:50 on the last day is on the right notice; one at 00:01 is not, and the page
says why. All of it by the pages: the plan of the notices, both applications, their match, the determination, the notice.

Facts: handbook REG-331 and REG-341. For a poll on Thursday 7 May 2026 the last day to apply is Monday 20 April, and the
final notice is published on Wednesday 29 April. REG-230: what is listed on Monday 20 April may be determined from
Tuesday 28 April, which is also the last day for the final notice.
"""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from pollwright.acting import Actor, Role
from pollwright.register.models import Application, Notice, RegisterEntry
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door
from tests.pages.browsing import chromium_path
from tests.stories.applications_browser import (
    a_file,
    accessible,
    fill,
    fill_day,
    is_told,
    page_of,
    press,
    set_clock,
    worker_does_it,
)

LONDON = ZoneInfo("Europe/London")
POLL, FINAL = date(2026, 5, 7), date(2026, 4, 29)
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]


class Story:
    """The head of elections works through the last days before a poll."""

    def __init__(self, page: Page, head: Actor, ledger: Ledger, folder: Path) -> None:
        self.page, self.head, self.ledger, self.folder = page, head, ledger, folder
        self.in_time = self.late = ""

    def given_a_published_register_and_the_notices_of_a_poll_on_7_may(self) -> None:
        self.home = self.ledger.property()
        self.ledger.entry(publication=self.ledger.publication(), home=self.home, number=1)
        set_clock(self.head, date(2026, 3, 30))
        self.page.goto("/register/notices/")
        self.page.get_by_role("button", name="Plan a notice").click()
        self.page.get_by_label("The notices of an election").check()
        fill_day(self.page, "Polling day", POLL)
        fill_day(self.page, "Last day for delivery of nominations", date(2026, 4, 9))
        press(self.page, "Show the days")
        expect(self.page.locator("main")).to_contain_text("Final, Wednesday 29 April 2026")
        accessible(self.page)
        press(self.page, "Plan it on these days")

    def when_one_application_comes_at_2350_and_one_at_0001(self) -> None:
        set_clock(self.head, date(2026, 4, 22))
        self.in_time = self._entered("Early", datetime(2026, 4, 20, 23, 50, tzinfo=LONDON))
        self.late = self._entered("Late", datetime(2026, 4, 21, 0, 1, tzinfo=LONDON))

    def then_the_first_is_meant_for_the_final_notice(self) -> None:
        self.page.goto("/register/applications/")
        accessible(self.page)
        self.page.get_by_role("link", name=self.in_time, exact=True).click()
        expect(self.page.locator("#notice + p")).to_have_text("Final election notice, Wednesday 29 April 2026")
        accessible(self.page)

    def then_the_second_is_not_and_the_page_says_why(self) -> None:
        self.page.goto(f"/register/applications/{self.late}/")
        expect(self.page.locator("#notice + p")).to_have_text("Monthly notice, Monday 1 June 2026")
        missed = self.page.get_by_role("heading", name="It misses: Final election notice, Wednesday 29 April 2026")
        expect(missed).to_be_visible()
        expect(self.page.locator("main")).to_contain_text(
            "It was received after the last day for this notice: Monday 20 April 2026"
        )
        accessible(self.page)

    def when_both_are_matched_and_the_first_is_allowed_on_28_april(self) -> None:
        rows = (f"{one},pass,2026-04-23T08:00:00+01:00" for one in (self.in_time, self.late))
        results = a_file(self.folder, "results.csv", "\n".join(("application_reference,result,replied_at", *rows, "")))
        self.page.goto("/register/applications/results/")
        self.page.get_by_label("File of results").set_input_files(results)
        self.page.get_by_label("National match").check()
        press(self.page, "Take in the file")
        set_clock(self.head, date(2026, 4, 28))
        for reference in (self.in_time, self.late):
            self._acts(reference, "Confirm age, nationality and residence")
            is_told(self.page, "The application is ready to determine.")
        self._acts(self.in_time, "Allow")
        is_told(self.page, "The application was allowed.")

    def then_the_second_may_not_be_allowed_that_day(self) -> None:
        self._acts(self.late, "Allow")
        expect(self.page.locator(".govuk-error-summary")).to_contain_text("can't be allowed before 29 April 2026")
        accessible(self.page)

    def when_the_final_notice_is_prepared_and_issued(self) -> None:
        set_clock(self.head, FINAL)
        self.notice = Notice.objects.get(kind="final").reference
        self.page.goto(f"/register/notices/{self.notice}/")
        press(self.page, "Prepare")
        worker_does_it(self.page, self.head.authority_id)
        self._looks_into("Addition", [self.in_time_elector])
        self.page.goto(f"/register/notices/{self.notice}/missed/")
        expect(self.page.locator("[data-row]")).to_have_count(1)
        expect(self.page.locator("[data-row]")).to_contain_text(self.late)
        expect(self.page.locator("[data-row]")).to_contain_text("received after the last day for this notice")
        accessible(self.page)
        self.page.goto(f"/register/notices/{self.notice}/")
        press(self.page, "Issue today")
        is_told(self.page, "The notice was issued. Its alterations are in force.")

    def then_the_first_is_on_the_register_by_that_notice_and_the_second_is_not(self) -> None:
        self.page.goto(f"/register/applications/{self.in_time}/")
        expect(self.page.locator("#notice + p")).to_have_text(
            f"Carried by {self.notice}, and in force from Wednesday 29 April 2026"
        )
        self.page.goto(f"/register/applications/{self.late}/")
        expect(self.page.locator("#notice + p")).to_have_text("Monthly notice, Monday 1 June 2026")
        entered = RegisterEntry.objects.filter(effective_from=FINAL, effective_to__isnull=True)
        assert list(entered.values_list("surname", flat=True)) == ["Early"]

    @property
    def in_time_elector(self) -> str:
        found = Application.objects.values_list("elector__reference", flat=True).get(reference=self.in_time)
        return str(found)

    def _entered(self, surname: str, received: datetime) -> str:
        self.page.goto("/register/applications/new/")
        self.page.get_by_label("E-mail", exact=True).first.check()
        fill_day(self.page, "Day of receipt", received.date())
        for label, value in (
            ("Time of receipt", f"{received:%H:%M}"),
            ("Forenames", "Robin"),
            ("Surname", surname),
            ("Nationality", "GB"),
            ("National Insurance number", "QQ123456C"),
            ("Property reference", self.home.reference),
        ):
            fill(self.page, label, value)
        fill_day(self.page, "Date of birth", date(1990, 2, 3 if surname == "Early" else 4))
        fill_day(self.page, "Date of the declaration", received.date())
        for group, answer in (
            ("Did they leave an address in the last 12 months?", "No"),
            ("Another address where they live", "None"),
            ("May they be in the open register?", "No"),
        ):
            self.page.get_by_role("group", name=group).get_by_label(answer, exact=True).check()
        self.page.get_by_label("Declared to be true").check()
        press(self.page, "Enter the application")
        is_told(self.page, "was entered.")
        return str(Application.objects.values_list("reference", flat=True).get(surname=surname))

    def _acts(self, reference: str, label: str) -> None:
        self.page.goto(f"/register/applications/{reference}/")
        press(self.page, label)
        press(self.page, label)

    def _looks_into(self, figure: str, electors: list[str]) -> None:
        self.page.goto(f"/register/notices/{self.notice}/")
        accessible(self.page)
        self.page.get_by_role("link", name=f"1 {figure}").click()
        expect(self.page.locator("[data-row] td:first-child")).to_have_text(electors)


def test_an_application_at_2350_is_on_the_notice_and_one_at_0001_is_not(
    live_server: object, settings: LazySettings, tmp_path: Path, head: Actor, ledger: Ledger, door: Door
) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    with page_of(door.client_as(Role.HEAD), str(live_server)) as page:
        story = Story(page, head, ledger, tmp_path)
        story.given_a_published_register_and_the_notices_of_a_poll_on_7_may()
        story.when_one_application_comes_at_2350_and_one_at_0001()
        story.then_the_first_is_meant_for_the_final_notice()
        story.then_the_second_is_not_and_the_page_says_why()
        story.when_both_are_matched_and_the_first_is_allowed_on_28_april()
        story.then_the_second_may_not_be_allowed_that_day()
        story.when_the_final_notice_is_prepared_and_issued()
        story.then_the_first_is_on_the_register_by_that_notice_and_the_second_is_not()
