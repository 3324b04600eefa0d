"""Story 3: publication is killed half way; on restart it completes once, and every edition reconciles.

Two officers click it through in browsers of their own. Real workers, killed by `kill -9` while the database holds them at
a chosen statement: a lock of the test's stands in their way, so the moment is the same every time.
"""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings
from django.test import Client
from django_scopes import scope
from playwright.sync_api import Page, expect

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.files.store import path_of
from pollwright.jobs.queries.works import WorkFacts, work_of
from pollwright.jobs.states import WorkState
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import revised_register
from pollwright.register.models import (
    DistrictProof,
    NoticeLine,
    Publication,
    PublicationFile,
    RegisterEntry,
    RegisterNumber,
)
from pollwright.register.operations.publications import draft_publication
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.jobs.workers import held, killed, until, waiting, worker
from tests.pages.browsing import chromium_path
from tests.register.ledger_acts import alteration
from tests.register.publishing_acts import ON, last_year
from tests.stories.applications_browser import accessible, is_told, pages_of, press

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]


class Story:
    """An officer publishes the register; a worker does the work, and may die."""

    def __init__(self, pages: list[Page], url: str, home: Path, officer: Actor, second: Actor, ledger: Ledger) -> None:
        self.page, self.second_page = pages
        self.url, self.home, self.officer, self.second, self.ledger = url, home, officer, second, ledger
        self.workers: list[subprocess.Popen[bytes]] = []
        self.reference = ""

    def given_a_register_with_changes_due(self) -> None:
        last_year(self.ledger)
        with arranged():
            Authority.objects.filter(pk=self.officer.authority_id).update(demonstration=True, clock_on=ON)
        with scope(authority=self.officer.authority_id):
            bell = RegisterEntry.objects.select_related("elector").get(surname="Bell")
            ames = RegisterEntry.objects.select_related("property").get(surname="Ames")
        alteration(self.ledger.authority, "delete", entry=bell, reason="death")
        alteration(self.ledger.authority, "add", elector=self.ledger.elector(surname="Eden"), home=ames.property)
        dates = revised_register(ON, calendar_for(Nation.ENGLAND))
        self.reference = draft_publication(actor=self.officer, dates=dates).reference

    def when_it_is_prepared(self, held_at: str = "") -> WorkFacts:
        self.page.goto(f"/register/publications/{self.reference}/")
        return self._performed("Prepare", held_at)

    def when_it_is_approved_and_published(self, held_at: str = "") -> WorkFacts:
        self.second_page.goto(f"/register/publications/{self.reference}/")
        press(self.second_page, "Approve this register")
        is_told(self.second_page, "You approved the register.")
        self.page.goto(f"/register/publications/{self.reference}/")
        return self._performed("Publish today", held_at)

    def then_its_page_says_that_it_was_done_once(self, attempts: str) -> None:
        main = self.page.locator("main")
        expect(main).to_contain_text("Done")
        expect(main).to_contain_text(f"Attempts {attempts}")
        accessible(self.page)
        self.page.goto(f"/register/publications/{self.reference}/")
        expect(self.page.locator(".pw-steps__step--done .pw-steps__label")).to_have_text(
            ["Planned", "Prepared and proved"]
        )
        accessible(self.page)

    def then_its_page_shows_it_issued_with_its_proof(self) -> None:
        self.page.goto(f"/register/publications/{self.reference}/")
        self.page.get_by_text("Issued", exact=True).first.wait_for()
        total = self.page.get_by_role("row").filter(has_text="All districts")
        expect(total.locator("td")).to_have_text(["4", "1", "1", "0", "0", "4", "0"])
        self.page.goto(f"/register/publications/{self.reference}/entries/")
        expect(self.page.locator("[data-row] td:nth-child(3)")).to_have_text(
            ["Ames, Alex", "Eden, Alex", "Cox, Alex", "Dunn, Alex"]
        )
        accessible(self.page)

    def then_nothing_has_changed(self) -> None:
        with scope(authority=self.officer.authority_id):
            publication = Publication.objects.get(reference=self.reference)
            found = sorted(RegisterEntry.objects.filter(effective_to__isnull=True).values_list("surname", flat=True))
            assert found == ["Ames", "Bell", "Cox", "Dunn"]
            assert RegisterNumber.objects.filter(publication=publication).count() == 0
            assert NoticeLine.objects.filter(publication=publication).count() == 0

    def then_it_was_published_once_and_every_edition_reconciles(self) -> None:
        with scope(authority=self.officer.authority_id):
            publication = Publication.objects.get(reference=self.reference)
            held = list(RegisterNumber.objects.filter(publication=publication).values_list("number", flat=True))
            proof = DistrictProof.objects.values_list("before", "added", "deleted", "after").get(
                publication=publication
            )
            full = self._edition(publication, "full")
            opened = self._edition(publication, "open")
            lines = NoticeLine.objects.filter(publication=publication).count()
            issued = Event.objects.filter(code="register.publication-issued").count()
        assert (publication.state, issued, lines) == ("issued", 1, 2)
        assert (proof, sorted(held)) == ((4, 1, 1, 4), [1, 2, 3, 4])
        assert full == ["Ames", "Eden", "Cox", "Dunn"]
        assert opened == full

    def _edition(self, publication: Publication, edition: str) -> list[str]:
        files = PublicationFile.objects.select_related("file").filter(publication=publication, edition=edition)
        csv, parquet = (path_of(files.get(format=form).file) for form in ("csv", "parquet"))
        names = pl.read_parquet(parquet)["surname"].to_list()
        assert pl.read_csv(csv)["surname"].to_list() == names
        return names

    def _performed(self, label: str, held_at: str) -> WorkFacts:
        if held_at:
            self.end_workers()
            with held(self.url, held_at):
                reference = self._asked(label)
                first = self._worker()
                until(lambda: waiting(self.url) > 0)
                killed(first)
            until(lambda: waiting(self.url) == 0)
            self.then_nothing_has_changed()
        else:
            reference = self._asked(label)
        self._worker()
        until(lambda: not self._facts(reference).live)
        return self._facts(reference)

    def _asked(self, label: str) -> str:
        """Press the button that asks for the work, and return the work's reference from the address it leads to."""
        press(self.page, label)
        self.page.wait_for_url("**/work/**")
        return self.page.url.rstrip("/").rpartition("/")[2]

    def _facts(self, reference: str) -> WorkFacts:
        with scope(authority=self.officer.authority_id):
            return work_of(self.officer.authority_id, reference)

    def _worker(self) -> subprocess.Popen[bytes]:
        self.workers.append(worker(self.url, self.home))
        return self.workers[-1]

    def end_workers(self) -> None:
        for each in self.workers:
            killed(each)


@pytest.fixture
def story(
    live_server: object,
    settings: LazySettings,
    tmp_path: Path,
    database_url: str,
    senior: Actor,
    head: Actor,
    ledger: Ledger,
    browser: Callable[[Actor], Client],
) -> Iterator[Story]:
    settings.FILES_ROOT = tmp_path / "files"
    with pages_of(str(live_server), browser(senior), browser(head)) as pages:
        told = Story(pages, database_url, tmp_path, senior, head, ledger)
        told.given_a_register_with_changes_due()
        yield told
        told.end_workers()


@pytest.mark.parametrize("held_at", ["register_registernumber"])
def test_killed_while_it_is_prepared(story: Story, held_at: str) -> None:
    prepared = story.when_it_is_prepared(held_at)
    story.then_its_page_says_that_it_was_done_once(attempts="2")
    published = story.when_it_is_approved_and_published()

    assert (prepared.state, prepared.attempts, published.state) == (WorkState.DONE, 2, WorkState.DONE)
    story.then_it_was_published_once_and_every_edition_reconciles()


@pytest.mark.parametrize("held_at", ["register_districtproof"])
def test_killed_while_it_is_published(story: Story, held_at: str) -> None:
    story.when_it_is_prepared()
    published = story.when_it_is_approved_and_published(held_at)

    assert (published.state, published.attempts) == (WorkState.DONE, 2)
    story.then_it_was_published_once_and_every_edition_reconciles()
    story.then_its_page_shows_it_issued_with_its_proof()
