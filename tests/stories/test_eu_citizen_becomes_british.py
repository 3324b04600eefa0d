"""Story 2: an EU citizen becomes British: the marker changes by alteration and the history explains it."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.register.models import Elector, RegisterEntry
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door
from tests.pages.browsing import chromium_path
from tests.register.ledger_acts import take
from tests.stories.applications_browser import accessible, page_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]


class Story:
    """A senior officer sees a certificate of naturalisation."""

    def __init__(self, page: Page, senior: Actor, ledger: Ledger) -> None:
        self.page, self.senior, self.ledger = page, senior, ledger
        self.elector: Elector | None = None

    @property
    def reference(self) -> str:
        assert self.elector is not None
        return self.elector.reference

    def given_a_polish_citizen_with_marker_b(self) -> None:
        with arranged():
            Authority.objects.filter(pk=self.senior.authority_id).update(
                demonstration=True, clock_on=date(2026, 11, 23)
            )
        self.elector = self.ledger.elector(nationalities=["PL"], residence_right="settled", surname="Nowak")
        self.ledger.entry(self.elector, marker="B", parliamentary=False)

    def when_the_officer_changes_the_nationality(self) -> None:
        self.page.goto(f"/register/changes/of/{self.reference}/")
        accessible(self.page)
        self.page.get_by_role("link", name="Change the nationality").click()
        self.page.get_by_label("Nationality").fill("GB;PL")
        self.page.get_by_label("What you saw").fill("Certificate of naturalisation")
        accessible(self.page)
        self.page.get_by_role("button", name="Save").click()

    def then_the_entry_is_as_it_was_until_the_notice(self) -> None:
        entry = RegisterEntry.objects.get(elector=self.elector, effective_to__isnull=True)
        assert (entry.marker, entry.parliamentary) == ("B", False)

    def when_the_next_notice_takes_effect(self) -> None:
        take(self.ledger.authority, date(2026, 12, 1), determined_by=date(2026, 11, 30))

    def then_the_marker_has_gone_and_both_registers_hold_them(self) -> None:
        entry = RegisterEntry.objects.get(elector=self.elector, effective_to__isnull=True)
        assert (entry.marker, entry.parliamentary, entry.local) == ("", True, True)

    def then_the_history_explains_it(self) -> None:
        self.page.goto(f"/register/electors/{self.reference}/")
        expect(self.page.locator("main")).to_contain_text(
            f"Changed the nationality of elector {self.reference}: marker B becomes none"
        )
        expect(self.page.locator("main")).to_contain_text("Certificate of naturalisation")


def test_an_eu_citizen_who_becomes_british(live_server: object, senior: Actor, ledger: Ledger, door: Door) -> None:
    with page_of(door.client_as(Role.SENIOR), str(live_server)) as page:
        story = Story(page, senior, ledger)
        story.given_a_polish_citizen_with_marker_b()
        story.when_the_officer_changes_the_nationality()
        story.then_the_entry_is_as_it_was_until_the_notice()
        story.when_the_next_notice_takes_effect()
        story.then_the_marker_has_gone_and_both_registers_hold_them()
        story.then_the_history_explains_it()
