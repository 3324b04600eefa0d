"""Story 1: an application received at 23:50 on the last day is on the right notice; one at 00:01 is not, and the page
says why.

Facts: handbook REG-331 and REG-341. For a poll on Thursday 7 May 2026 the last day to apply is Monday 20 April, and the
final notice is published on Wednesday 29 April.
"""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.register.models import Application, Notice
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door
from tests.pages.browsing import chromium_path
from tests.register.application_acts import deliver, record
from tests.stories.applications_browser import accessible, page_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]


class Story:
    """An officer looks at two applications that came eleven minutes apart."""

    def __init__(self, page: Page, officer: Actor, ledger: Ledger) -> None:
        self.page, self.officer, self.ledger = page, officer, ledger
        self.in_time = self.late = ""

    def given_a_poll_on_7_may_with_its_final_notice_planned(self) -> None:
        with arranged():
            Authority.objects.filter(pk=self.officer.authority_id).update(
                demonstration=True, clock_on=date(2026, 4, 21)
            )
            Notice.objects.create(
                authority_id=self.officer.authority_id, reference="N1", kind="final", title="Final notice",
                published_on=date(2026, 4, 29), determined_by=date(2026, 4, 28), received_by=date(2026, 4, 20),
                poll_on=date(2026, 5, 7),
            )  # fmt: skip

    def when_one_application_comes_at_2350_and_one_at_0001(self) -> None:
        at = datetime(2026, 4, 21, 9, tzinfo=UTC)
        deliver(self.officer, record("A1", self.ledger.property(), received_at="2026-04-20T23:50:00+01:00"), at=at)
        deliver(self.officer, record("A2", self.ledger.property(), received_at="2026-04-21T00:01:00+01:00"), at=at)
        self.in_time, self.late = (Application.objects.get(outside_reference=each).reference for each in ("A1", "A2"))

    def then_the_first_is_on_the_final_notice(self) -> None:
        self.page.goto("/register/applications/")
        accessible(self.page)
        self.page.get_by_role("link", name=self.in_time).click()
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


def test_an_application_at_2350_is_on_the_notice_and_one_at_0001_is_not(
    live_server: object, officer: Actor, ledger: Ledger, door: Door
) -> None:
    with page_of(door.client_as(Role.OFFICER), str(live_server)) as page:
        story = Story(page, officer, ledger)
        story.given_a_poll_on_7_may_with_its_final_notice_planned()
        story.when_one_application_comes_at_2350_and_one_at_0001()
        story.then_the_first_is_on_the_final_notice()
        story.then_the_second_is_not_and_the_page_says_why()
