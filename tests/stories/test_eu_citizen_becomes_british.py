"""Story 2: an EU citizen becomes British: the marker changes by alteration and the history explains it."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from pollwright.acting import Actor, Role
from pollwright.register.models import Elector, Notice, RegisterEntry
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door
from tests.pages.browsing import chromium_path
from tests.stories.applications_browser import (
    accessible,
    fill_day,
    is_told,
    page_of,
    press,
    set_clock,
    worker_does_it,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]


class Story:
    """The head of elections sees a certificate of naturalisation."""

    def __init__(self, page: Page, head: Actor, ledger: Ledger) -> None:
        self.page, self.head, self.ledger = page, head, ledger
        self.elector: Elector | None = None

    @property
    def reference(self) -> str:
        assert self.elector is not None
        return self.elector.reference

    def given_a_polish_citizen_with_marker_b(self) -> None:
        set_clock(self.head, date(2026, 11, 23))
        self.elector = self.ledger.elector(nationalities=["PL"], residence_right="settled", surname="Nowak")
        self.ledger.entry(
            self.elector, marker="B", parliamentary=False, publication=self.ledger.publication(), number=1
        )

    def when_the_officer_changes_the_nationality(self) -> None:
        self.page.goto(f"/register/electors/{self.reference}/")
        self.page.get_by_role("button", name="Change or note something").click()
        accessible(self.page)
        self.page.get_by_role("link", name="Change the nationality").click()
        self.page.get_by_label("Nationality", exact=True).fill("GB;PL")
        self.page.get_by_label("What you saw").fill("Certificate of naturalisation")
        accessible(self.page)
        self.page.get_by_role("button", name="Save").click()

    def then_the_entry_is_as_it_was_until_the_notice(self) -> None:
        entry = RegisterEntry.objects.get(elector=self.elector, effective_to__isnull=True)
        assert (entry.marker, entry.parliamentary) == ("B", False)

    def when_the_notice_of_january_is_planned_prepared_and_issued(self) -> None:
        # REG-310: the notice of January 2027 comes on Monday 4 January.
        self.page.goto("/register/notices/plan/")
        self.page.get_by_label("A monthly notice").check()
        self.page.get_by_role("combobox", name="Month").select_option("January 2027")
        press(self.page, "Show the days")
        expect(self.page.locator("main")).to_contain_text("Monthly, Monday 4 January 2027")
        press(self.page, "Plan it on these days")
        set_clock(self.head, date(2027, 1, 4))
        self.page.goto("/register/notices/")
        self.page.locator("[data-row] a").first.click()
        press(self.page, "Prepare")
        worker_does_it(self.page, self.head.authority_id)
        self.page.goto(f"/register/notices/{Notice.objects.get().reference}/")
        self.page.get_by_role("link", name="1 Amendment", exact=True).click()
        expect(self.page.locator("[data-row]")).to_contain_text("Change of nationality or franchise")
        self.page.go_back()
        press(self.page, "Issue today")
        is_told(self.page, "The notice was issued. Its alterations are in force.")

    def then_the_marker_has_gone_and_both_registers_hold_them(self) -> None:
        entry = RegisterEntry.objects.get(elector=self.elector, effective_to__isnull=True)
        assert (entry.marker, entry.parliamentary, entry.local) == ("", True, True)

    def then_the_history_explains_it(self) -> None:
        self.page.goto(f"/register/electors/{self.reference}/")
        expect(self.page.locator("main")).to_contain_text(
            f"Changed the nationality of elector {self.reference}: marker B becomes none"
        )
        expect(self.page.locator("main")).to_contain_text("Certificate of naturalisation")
        entries = self.page.locator("table tbody tr").all_inner_texts()
        assert [row.split("\t")[:2] + row.split("\t")[6:7] for row in entries] == [
            ["4 Jan 2027", "", ""],
            ["1 Dec 2025", "4 Jan 2027", "B"],
        ]
        accessible(self.page)

    def then_the_page_says_why_they_may_vote_for_parliament_now(self) -> None:
        self.page.goto(f"/register/electors/{self.reference}/why/")
        self.page.get_by_label("Poll", exact=True).select_option("UK Parliament")
        fill_day(self.page, "Polling day", date(2027, 5, 6))
        press(self.page, "Show why")
        expect(self.page.locator("main")).to_contain_text("may vote at a poll for UK Parliament on Thursday 6 May 2027")
        accessible(self.page)


def test_an_eu_citizen_who_becomes_british(
    live_server: object, settings: LazySettings, tmp_path: Path, head: Actor, ledger: Ledger, door: Door
) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    with page_of(door.client_as(Role.HEAD), str(live_server)) as page:
        story = Story(page, head, ledger)
        story.given_a_polish_citizen_with_marker_b()
        story.when_the_officer_changes_the_nationality()
        story.then_the_entry_is_as_it_was_until_the_notice()
        story.when_the_notice_of_january_is_planned_prepared_and_issued()
        story.then_the_marker_has_gone_and_both_registers_hold_them()
        story.then_the_history_explains_it()
        story.then_the_page_says_why_they_may_vote_for_parliament_now()
