"""Story B1: nine valid requests lead to co-option; a tenth on the fourteenth day to a poll within 60 working days.

The days are those of handbook E-11: notice on Monday 23 November 2026, requests until Friday 11 December, the poll by
Friday 19 February 2027.
"""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from pollwright.acting import Actor, Role
from pollwright.elections.models import Contest
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door
from tests.pages.browsing import chromium_path
from tests.stories.applications_browser import accessible, fill, fill_day, page_of, press, set_clock

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]
NOTICE_ON, LAST_DAY, DAY_AFTER = date(2026, 11, 23), date(2026, 12, 11), date(2026, 12, 12)


class Story:
    """A senior officer fills two seats of a parish council, each in the way that the requests lead to."""

    def __init__(self, page: Page, head: Actor, ledger: Ledger) -> None:
        self.page, self.head = page, head
        parish = ledger.area("parish", code="E04000001", name="Ashcott")
        home = ledger.property(ledger.district(areas=(parish,)))
        self.electors = [ledger.entry(home=home).elector.reference for _ in range(10)]

    def given_a_vacancy_whose_notice_is_out(self, seat: str) -> str:
        set_clock(self.head, NOTICE_ON)
        self.page.goto("/polls/vacancies/")
        self.page.get_by_role("button", name="Record a vacancy of a parish council").click()
        accessible(self.page)
        fill(self.page, "Council", "Ashcott")
        self.page.get_by_label("Area", exact=True).select_option("Ashcott")
        fill(self.page, "Seat", seat)
        self.page.get_by_label("Cause", exact=True).select_option("DEATH")
        fill_day(self.page, "Vacant since", date(2026, 11, 16))
        fill_day(self.page, "Next ordinary election of this council", date(2029, 5, 3))
        fill(self.page, "Seats of the council", "9")
        press(self.page, "Record it")
        address = self.page.url
        press(self.page, "Note the notice of vacancy")
        press(self.page, "Note the notice of vacancy")
        return address

    def when_electors_ask(self, electors: list[str], on: date) -> None:
        for elector in electors:
            press(self.page, "Record a request for an election")
            fill(self.page, "Elector", elector)
            fill_day(self.page, "Day on which it was received", on)
            press(self.page, "Record a request for an election")

    def then_it_is_settled(self, outcome: str) -> None:
        press(self.page, "Settle how it is filled")
        expect(self.page.locator("main")).to_contain_text(outcome)
        press(self.page, "Settle how it is filled")
        expect(self.page.locator("main")).to_contain_text(outcome)
        accessible(self.page)

    def then_the_poll_is_called_within_its_days(self) -> None:
        expect(self.page.locator("main")).to_contain_text("from Thursday 21 January 2027 to Friday 19 February 2027")
        press(self.page, "Call the by-election")
        fill_day(self.page, "Polling day", date(2027, 2, 22))
        press(self.page, "Call the by-election")
        expect(self.page.locator(".govuk-error-summary")).to_contain_text("19 February 2027")
        fill_day(self.page, "Polling day", date(2027, 2, 18))
        press(self.page, "Call the by-election")
        expect(self.page.locator("h1")).to_contain_text("Ashcott")


def test_nine_requests_lead_to_co_option_and_a_tenth_on_the_last_day_to_a_poll(
    live_server: object, head: Actor, ledger: Ledger, door: Door
) -> None:
    with page_of(door.client_as(Role.SENIOR), str(live_server)) as page:
        story = Story(page, head, ledger)
        first = story.given_a_vacancy_whose_notice_is_out("Seat 1")
        set_clock(head, LAST_DAY)
        page.goto(first)
        story.when_electors_ask(story.electors[:9], date(2026, 11, 30))
        expect(page.locator("main")).to_contain_text("9 of 10")
        expect(page.get_by_role("button", name="Settle how it is filled")).to_have_count(0)
        set_clock(head, DAY_AFTER)
        page.goto(first)
        story.then_it_is_settled("The council fills the seat by co-option")

        second = story.given_a_vacancy_whose_notice_is_out("Seat 2")
        set_clock(head, LAST_DAY)
        page.goto(second)
        story.when_electors_ask(story.electors[:9], date(2026, 11, 30))
        story.when_electors_ask(story.electors[9:], LAST_DAY)
        story.then_it_is_settled("A by-election is held")
        story.then_the_poll_is_called_within_its_days()

    assert Contest.objects.get().ballot_id == "x-parish.ashcott.ashcott.by.2027-02-18"
