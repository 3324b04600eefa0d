"""Story B2: three vacancies, four papers with one subscriber on all: the fourth is held invalid, with the rule (N-10)."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from pollwright.acting import Actor, Role
from pollwright.nominations.models import NominationPaper
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door
from tests.nominations.nominating_acts import BROUGHT, Hustings, delivered, hustings
from tests.pages.browsing import chromium_path
from tests.stories.applications_browser import accessible, fill, fill_day, page_of, press, set_clock

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]


class Story:
    """A senior officer takes the fourth paper at the counter."""

    def __init__(self, page: Page, abbey: Hustings) -> None:
        self.page, self.abbey = page, abbey

    def when_the_fourth_paper_is_entered(self) -> None:
        self.page.goto(f"/nominations/contests/{self.abbey.contest.reference}/enter/")
        fill(self.page, "Surname", "Ŵyn")
        fill(self.page, "Other names in full", "Kim Toni")
        fill(self.page, "Home address", "12 Sample Terrace")
        self.page.get_by_label("The home address", exact=True).check()
        fill(self.page, "Subscribers", "AB1\nAB5, Alex Testing")
        for paper in ("Nomination form", "Home address form", "Consent to nomination"):
            self.page.get_by_role("checkbox", name=paper).check()
        accessible(self.page)
        press(self.page, "Check the paper")
        expect(self.page.locator("h1")).to_contain_text("Ŵyn")

    def when_it_is_delivered(self) -> None:
        press(self.page, "Record the formal delivery")
        fill_day(self.page, "Day of receipt", date(2027, 4, 6))
        fill(self.page, "Time of receipt", "11:00:30")
        self.page.get_by_role("radio").last.check()
        fill(self.page, "Name of whoever delivered it", "A Friend")
        press(self.page, "Record the formal delivery")

    def then_the_rule_is_shown_and_it_cannot_be_held_valid_in_silence(self) -> None:
        expect(self.page.locator("main")).to_contain_text(
            "The elector has subscribed as many papers, delivered before, as there are seats"
        )
        expect(self.page.locator("main")).to_contain_text("[N-10]")
        press(self.page, "Hold it valid")
        press(self.page, "Hold it valid")
        expect(self.page.locator(".govuk-error-summary")).to_contain_text("as there are seats")

    def then_it_is_held_invalid_on_the_lawful_ground(self) -> None:
        self.page.goto(f"/nominations/papers/{NominationPaper.objects.get(candidate__surname='Ŵyn').reference}/")
        press(self.page, "Hold it invalid")
        accessible(self.page)
        self.page.get_by_role("radio", name="subscribed").check()
        fill(self.page, "Reasons", "AB1 signed three papers before")
        press(self.page, "Hold it invalid")
        expect(self.page.locator("main")).to_contain_text("AB1 signed three papers before")


def test_the_fourth_paper_of_one_subscriber_is_held_invalid_with_the_rule(
    live_server: object, officer: Actor, senior: Actor, ledger: Ledger, door: Door
) -> None:
    abbey = hustings(senior, ledger)
    set_clock(senior, date(2027, 4, 9))
    for number in (2, 3, 4):
        delivered(officer, abbey.contest, "AB1", f"AB{number}", surname=f"Candidate{number}", received_at=BROUGHT)
    with page_of(door.client_as(Role.SENIOR), str(live_server)) as page:
        story = Story(page, abbey)
        story.when_the_fourth_paper_is_entered()
        story.when_it_is_delivered()
        story.then_the_rule_is_shown_and_it_cannot_be_held_valid_in_silence()
        story.then_it_is_held_invalid_on_the_lawful_ground()

    paper = NominationPaper.objects.get(candidate__surname="Ŵyn")
    assert (paper.state, paper.ground) == ("invalid", "not-subscribed-as-required")
