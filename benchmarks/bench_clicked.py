"""The rehearsal of a general election day as two officers click it, on the server and the worker that an office runs.

The polls are those of `rehearsal`. What is typed person by person is done by operations: nomination papers, and staff.
Run only by name; it needs a Chromium.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

from django.db import connection
from django_scopes import scopes_disabled
from playwright.sync_api import Browser, Page, Response, expect

from benchmarks.papers_acts import officer
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.rehearsal_acts import Days, all_called, days_of, nominated, nominated_in_parishes, office, real_polls
from benchmarks.serving import serving
from pollwright.acting import Actor
from pollwright.authorities.operations.clock import set_clock
from pollwright.elections.models import CardRun, Combination, Contest
from pollwright.elections.states import ContestState
from pollwright.jobs.models import Work
from pollwright.jobs.states import LIVE
from pollwright.polling_day.models import Desk
from pollwright.polling_day.queries.packing import packed
from pollwright.printing.models import StationPacks
from pollwright.stations.models import Scheme
from tests.pages.browsing import chromium, chromium_path
from tests.stories.applications_browser import (
    fill,
    fill_day,
    follow,
    note_packed,
    press,
    ready_to_pack,
    release_packs,
    throw_away,
)

PATIENCE = 1_200_000
"""Milliseconds that a click may take: what is slow is measured, not refused."""
ACT_SECONDS, PAGE_SECONDS = 20, 2
"""Within which an act that no worker does, and a page that is only read, are to be answered."""


@benchmark("clicked", prepared=True, long=True)
def clicked(bench: Bench) -> Iterator[Measurement]:
    """Rehearse the day by its pages, stage by stage."""
    path = chromium_path()
    if path is None:
        bench.say("no Chromium on this machine")
        return
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    with scopes_disabled(), serving() as port, _worker(), chromium(path) as browser:
        expect.set_options(timeout=PATIENCE)
        yield from Clicks(bench, officer(), browser, f"http://localhost:{port}").rehearsed()


class Clicks:
    """A senior officer who prepares, and the head of service who approves and releases."""

    def __init__(self, bench: Bench, actor: Actor, browser: Browser, address: str) -> None:
        self.bench, self.actor = bench, actor
        self.slowest: dict[str, tuple[float, str]] = {}
        self.senior = self._signed_in(browser, address, "Senior electoral services officer")
        self.head = self._signed_in(browser, address, "Head of electoral services (ERO)")
        self.reference = ""
        self.days: Days

    def rehearsed(self) -> Iterator[Measurement]:
        """Yield what each stage took, and the slowest answers."""
        office(self.actor)
        earlier, scheme = all_called(self.actor)
        before = real_polls(self.actor)
        yield self._stage("rehearsed", 60, lambda: self._copied(earlier, scheme))
        self._clock(self.days.notices.date())
        yield self._stage("notices of election", 120, lambda: self._all_have("Notice of election"))
        stage = "At the notice, for poll cards"
        yield self._stage("freeze", 30, lambda: self._frozen(stage, self.days.notices.date()))
        yield self._stage("cards", 90, self._cards)
        combination = Combination.objects.get(reference=self.reference)
        nominated(self.actor, combination)
        nominated_in_parishes(self.actor, combination)
        self._clock(self.days.stated.date())
        yield self._stage("statements", 360, self._statements)
        yield self._stage("outcomes", 120, lambda: self._of_all(self.head, "Settle whether polls are taken"))
        left = Contest.objects.filter(poll__combination=combination, state=ContestState.OPEN).count()
        yield Measurement("clicked unsettled", left, "contests", 0, "contests without an outcome")
        for document in ("Notice of uncontested election", "Situation of polling stations", "Notice of poll"):
            yield self._stage(document.lower(), 180, partial(self._all_have, document))
        yield self._stage("ballot papers", 360, self._ballot_papers)
        self._clock(self.days.final.date())
        stage = "Final alteration, for station registers"
        yield self._stage("final freeze", 30, lambda: self._frozen(stage, self.days.final.date()))
        yield self._stage("packs", 1500, self._packs)
        yield self._stage("packed", 120, lambda: self._boxes(combination.day))
        unpacked = sum(not row.packed for row in packed(Desk.objects.get(rehearsal=True)))
        yield Measurement("clicked unpacked", unpacked, "stations", 0, "stations that are not packed whole")
        yield self._stage("thrown away", 60, self._thrown_away)
        touched = float(real_polls(self.actor) != before)
        yield Measurement("clicked touched", touched, "real polls or registers", 0, "marks before and after")
        for method, limit, what in (("GET", PAGE_SECONDS, "slowest page"), ("POST", ACT_SECONDS, "slowest act")):
            took, where = self.slowest.get(method, (0.0, ""))
            yield Measurement(f"clicked {what}", took, "s", limit, where)

    def _copied(self, earlier: Combination, scheme: str) -> None:
        page = self.senior
        page.goto(f"/polls/combined/{earlier.reference}/")
        press(page, "Rehearse these polls")
        press(page, "Rehearse these polls")
        expect(page.locator("main")).to_contain_text("This is a rehearsal")
        made = Combination.objects.filter(authority=self.actor.authority_id).exclude(pk=earlier.pk).latest("pk")
        self.reference, self.days = made.reference, days_of(made)
        page.goto(f"/stations/schemes/new/?of={self.reference}")
        page.get_by_label("The scheme of an earlier poll").check()
        page.get_by_label("Which scheme").select_option(scheme)
        press(page, "Make it")
        self._worker_does_it(page)
        copied = f"/stations/schemes/{Scheme.objects.latest('pk').reference}/"
        page.goto(copied)
        press(page, "Adopt")
        fill(page, "Why it is adopted with its warnings", "A rehearsal")
        press(page, "Adopt")
        self._worker_does_it(page)
        page.goto(copied)
        expect(page.locator("main")).to_contain_text("Adopted")

    def _all_have(self, document: str, *, published: bool = True) -> None:
        self._prepared(f"Prepare all: {document}", "Prepare")
        for act in ("Approve all", "Publish all") if published else ("Approve all",):
            self.head.goto(f"/documents/combined/{self.reference}/")
            follow(self.head, f"{act}: {document}")
            if act == "Publish all":
                fill(self.head, "Reason, where it is late", "A rehearsal")
            press(self.head, act)
            self._worker_does_it(self.head)

    def _frozen(self, stage: str, on: date) -> None:
        page = self.senior
        page.goto(f"/polls/of/{self.reference}/electorate/freeze/")
        page.get_by_label("Stage").select_option(label=stage)
        fill_day(page, "As the register stood on", on)
        press(page, "Freeze")
        self._worker_does_it(page)

    def _cards(self) -> None:
        page = self.senior
        page.goto(f"/polls/of/{self.reference}/cards/")
        page.get_by_label("For whom").select_option(label="Everybody entitled")
        fill_day(page, "Ballot papers are sent to postal voters on", self.days.final.date())
        press(page, "Prepare")
        self._worker_does_it(page)
        self.head.goto(f"/polls/cards/{CardRun.objects.latest('pk').reference}/")
        press(self.head, "Release to the printer")
        self.head.get_by_label("I have looked at the totals, the batches and the sample cards.").check()
        press(self.head, "Release")
        self._worker_does_it(self.head)
        self.head.goto(f"/polls/cards/{CardRun.objects.latest('pk').reference}/")
        expect(self.head.locator("main")).to_contain_text("Released")

    def _statements(self) -> None:
        self._of_all(self.senior, "Prepare the statements of persons nominated")
        self._of_all(self.head, "Approve the statements of persons nominated")
        self._all_have("Statement of persons nominated")

    def _of_all(self, page: Page, act: str) -> None:
        page.goto(f"/nominations/polls/{self.reference}/all/")
        press(page, act)
        press(page, act)
        self._worker_does_it(page)

    def _ballot_papers(self) -> None:
        self._all_have("Ballot paper", published=False)
        self._prepared("Order all: Orders of ballot papers", "Prepare the orders")
        self.head.goto(f"/documents/combined/{self.reference}/")
        follow(self.head, "Release all orders: Orders of ballot papers")
        press(self.head, "Release all orders")
        self._worker_does_it(self.head)

    def _packs(self) -> None:
        self.senior.goto(f"/documents/polls/{self.reference}/packs/prepare/")
        press(self.senior, "Prepare")
        self._worker_does_it(self.senior)
        release_packs(self.head, StationPacks.objects.latest("pk").reference, self._worker_does_it)

    def _boxes(self, day: date) -> None:
        page = self.senior
        ready_to_pack(page, f"{day:%A} {day.day} {day:%B %Y}")
        note_packed(page)

    def _thrown_away(self) -> None:
        throw_away(self.senior, self.reference)

    def _prepared(self, link: str, button: str) -> None:
        self.senior.goto(f"/documents/combined/{self.reference}/")
        follow(self.senior, link)
        press(self.senior, button)
        self._worker_does_it(self.senior)

    def _worker_does_it(self, page: Page) -> None:
        """Wait as the officer does until the work of the page is over, and see that it is done."""
        expect(page).to_have_url(re.compile(r"/work/W\d+/$"))
        address = page.url
        page.goto("about:blank")  # the page renews itself when the work has ended, and would meet the visit below
        while Work.objects.filter(authority=self.actor.authority_id, state__in=LIVE).exists():
            time.sleep(0.2)
        page.goto(address)
        expect(page.locator("main")).to_contain_text("Done", timeout=20_000)

    def _clock(self, on: date) -> None:
        set_clock(actor=self.actor, on=on)

    def _stage(self, name: str, limit: float, act: Callable[[], None]) -> Measurement:
        started = time.perf_counter()
        act()
        took = time.perf_counter() - started
        self.bench.say(f"{name}: {took:.1f} s; slowest so far {self.slowest}")
        return Measurement(f"clicked {name}", took, "s", limit, "clock on the wall")

    def _signed_in(self, browser: Browser, address: str, title: str) -> Page:
        page = browser.new_context(base_url=address).new_page()
        page.set_default_timeout(60_000)
        page.set_default_navigation_timeout(PATIENCE)
        page.goto("/sign-in/demonstration/")
        page.get_by_role("button", name=title).first.click()
        page.wait_for_load_state()
        page.on("response", self._answered)
        return page

    def _answered(self, response: Response) -> None:
        """Keep how long the longest documents took until they began to come."""
        request = response.request
        if request.resource_type != "document":
            return
        took = request.timing["responseStart"] / 1000
        if took > self.slowest.get(request.method, (0.0, ""))[0]:
            self.slowest[request.method] = (took, request.url.partition("//")[2].partition("/")[2])


@contextmanager
def _worker() -> Iterator[None]:
    connection.close()
    command = [sys.executable, "-m", "pollwright.cli.main", "worker"]
    worker = subprocess.Popen(command, env={**os.environ, "POLLWRIGHT_DEMONSTRATION": "1"}, stdout=sys.stderr)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(60)
