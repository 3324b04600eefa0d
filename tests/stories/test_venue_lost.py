"""Story B3: a venue is lost after cards went out: backup, amended notice and letters by clicking, and all of them agree."""

import csv
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from pollwright.acting import Actor, Role
from pollwright.elections.queries.cards_stations import stations_for
from pollwright.places.models import Property
from pollwright.printing.states import Kind
from pollwright.stations.models import Scheme
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door
from tests.nominations.nominating_acts import at
from tests.pages.browsing import chromium_path
from tests.printing.printing_acts import Press, a_town, press
from tests.stories.applications_browser import (
    accessible,
    fill,
    pages_of,
    set_clock,
    worker_does_it,
)
from tests.stories.applications_browser import press as push

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]
LOST_ON = at("2027-04-26 09:00:00").date()
TENT = "Tent, The Green, TA1 1AA"


class Story:
    """A senior officer moves a station to its backup, and the head releases what follows."""

    def __init__(self, senior: Page, head: Page, held: Press, scheme: Scheme) -> None:
        self.senior, self.head, self.held, self.scheme = senior, head, held, scheme

    def when_the_backup_is_used(self) -> None:
        self.senior.goto(f"/stations/schemes/{self.scheme.reference}/stations/1/")
        push(self.senior, "Use the backup venue")
        expect(self.senior.locator("main")).to_contain_text("Tent")
        fill(self.senior, "Reason", "The hall burnt down in the night")
        push(self.senior, "Use the backup venue")

    def when_the_letters_are_prepared_and_released_by_another(self) -> None:
        self.senior.goto("/documents/changes/")
        self.senior.locator("[data-row] a").first.click()
        accessible(self.senior)
        expect(self.senior.locator("main")).to_contain_text(TENT)
        change = self.senior.url
        push(self.senior, "Prepare the letters")
        push(self.senior, "Prepare")
        worker_does_it(self.senior, self.held.officer.authority_id)
        self.head.goto(change)
        push(self.head, "Release the letters")
        expect(self.head.locator("main")).to_contain_text(
            "Letters: 12. By hand: 0. Electors affected, and their proxies: 12."
        )
        push(self.head, "Release the letters")

    def then_every_letter_says_where(self, folder: Path) -> None:
        with self.head.expect_download() as chosen:
            self.head.get_by_role("link", name="Print file (CSV)").click()
        chosen.value.save_as(folder / "letters.csv")
        with (folder / "letters.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert ({row["Now"] for row in rows}, len(rows)) == ({f"1: {TENT}"}, 12)

    def when_the_amended_notice_is_prepared_approved_and_published(self) -> None:
        self.senior.goto(f"/documents/polls/{self.held.poll.reference}/prepare/{Kind.SITUATION}/")
        push(self.senior, "Prepare")
        worker_does_it(self.senior, self.held.officer.authority_id)
        self.senior.goto(f"/documents/polls/{self.held.poll.reference}/versions/")
        self.senior.locator("[data-row]").first.locator("a").first.click()
        notice = self.senior.url
        expect(self.senior.locator("h1")).to_contain_text("Amended notice of situation of polling stations")
        self.head.goto(notice)
        for act in ("Approve", "Publish"):
            push(self.head, act)
            push(self.head, f"{act} this document")
        expect(self.head.locator("main")).to_contain_text("Published")

    def then_the_public_page_names_the_tent(self) -> None:
        self.head.goto(f"/public/{self.held.hustings.ledger.authority.code}/notices/")
        self.head.get_by_role("link", name="Situation of polling stations").first.click()
        expect(self.head.locator("main")).to_contain_text(TENT)
        accessible(self.head)

    def then_the_finder_sends_them_to_the_tent(self) -> None:
        self.head.goto(f"/public/{self.held.hustings.ledger.authority.code}/stations/")
        fill(self.head, "Postcode", Property.objects.filter(district__code="AB").values_list("postcode", flat=True)[0])
        push(self.head, "Continue")
        expect(self.head.locator("main")).to_contain_text("Tent")
        expect(self.head.locator("main")).to_contain_text("Parish Hall")  # what was before


def test_after_a_venue_is_lost_the_notice_the_letters_and_the_stations_agree(
    live_server: object,
    settings: LazySettings,
    tmp_path: Path,
    officer: Actor,
    senior: Actor,
    head: Actor,
    ledger: Ledger,
    door: Door,
) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    held, scheme, _notice = a_town(press(officer, senior, head, ledger))
    set_clock(senior, LOST_ON)
    clients = door.client_as(Role.SENIOR), door.client_as(Role.HEAD)
    with pages_of(str(live_server), *clients) as (first, second):
        story = Story(first, second, held, scheme)
        story.when_the_backup_is_used()
        story.when_the_letters_are_prepared_and_released_by_another()
        story.then_every_letter_says_where(tmp_path)
        story.when_the_amended_notice_is_prepared_approved_and_published()
        story.then_the_public_page_names_the_tent()
        story.then_the_finder_sends_them_to_the_tent()

    found = stations_for(senior.authority_id, [held.poll.pk])
    assert found is not None
    assert {(one.number, one.name) for one in found.ranges} == {("1", "Tent")}
