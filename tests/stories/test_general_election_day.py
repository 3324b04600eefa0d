"""Story B4: a general election, all-out unitary with parishes, and a PCC poll on one day, rehearsed to packed boxes.

The days are those of handbook 2.3 for Thursday 6 May 2027: notices by 30 March, nominations until 4pm on 8 April, the
final notice of alteration on 28 April. What has its own browser tests is done by operations: calling the polls that are
not the parishes', the nomination papers, the interim stages of the electorate, and placing staff.
"""

from __future__ import annotations

import zipfile
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from pollwright.acting import Actor, Role
from pollwright.elections.models import Combination, Contest, Electorate, Poll
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.states import ContestState, SeatsOf, Stage
from pollwright.files.store import path_of
from pollwright.law.nominations.papers import Bearer
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.nominations.operations.determining import hold_valid
from pollwright.places.models import Area, PollingDistrict, PollingPlace
from pollwright.printing.models import DocumentFile, StationPacks
from pollwright.register.models import RegisterEntry
from pollwright.staffing.operations.placing import prepare_placing, record_placing
from pollwright.staffing.operations.plans import PlanTerms, make_plan
from pollwright.stations.models import Scheme
from pollwright.stations.operations.adopting import adopt_scheme
from pollwright.stations.operations.schemes import make_scheme
from pollwright.stations.states import Made
from tests.elections.electorate_acts import freeze
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door
from tests.nominations.nominating_acts import at, brought, entered
from tests.pages.browsing import chromium_path
from tests.printing.printing_acts import office
from tests.stories.applications_browser import (
    a_file,
    accessible,
    fill,
    fill_day,
    follow,
    is_told,
    note_packed,
    pages_of,
    press,
    ready_to_pack,
    release_packs,
    set_clock,
    throw_away,
    worker_does_it,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]
DAY, CALLED, NOTICE, STATED, FINAL = (
    date(2027, 5, 6), date(2027, 3, 1), date(2027, 3, 30), date(2027, 4, 9), date(2027, 4, 28),
)  # fmt: skip
INTERIM = {Stage.INTERIM_1: date(2027, 4, 8), Stage.INTERIM_2: date(2027, 4, 27)}
DISTRICTS = {"AA": ("Ashcott", "North"), "BB": ("Burtle", "North"), "CC": ("Catcott", "South")}
"""Of each district its parish, which is a ward of the council too, and its constituency."""
ELECTORS = 40
STANDING = {PollKind.LOCAL: 3, PollKind.UK_PARLIAMENT: 2, PollKind.PCC: 2}
MARK = "REHEARSAL"


class Story:
    """A senior officer rehearses the day, and the head of service approves and releases."""

    def __init__(self, senior: Page, head: Page, actors: tuple[Actor, Actor], ledger: Ledger) -> None:
        self.senior, self.head, self.ledger = senior, head, ledger
        self.officer, self.chief = actors
        self.rehearsal = ""

    def given_an_authority(self) -> None:
        office(self.ledger.authority, deposit_by="Bank transfer")
        publication = self.ledger.publication()
        police = self.ledger.area("police_area", name="Avon and Somerset")
        constituencies = {name: self.ledger.area("constituency", name=name) for name in ("North", "South")}
        for code, (parish, constituency) in DISTRICTS.items():
            areas = (self.ledger.area("ward", name=parish), self.ledger.area("parish", name=parish))
            district = self.ledger.district(code, areas=(*areas, constituencies[constituency], police))
            home = self.ledger.property(district)
            for number in range(1, ELECTORS + 1):
                self.ledger.entry(home=home, publication=publication, number=number)
            with arranged():
                hall = PollingPlace.objects.create(
                    authority=self.ledger.authority, reference=f"PP{code}", name=f"{parish} Hall", postcode="TA1 1ZZ"
                )
                PollingDistrict.objects.filter(pk=district.pk).update(polling_place=hall)

    def when_all_polls_are_called_and_combined(self, folder: Path) -> None:
        for kind, seats in ((PollKind.LOCAL, 2), (PollKind.UK_PARLIAMENT, 1), (PollKind.PCC, 1)):
            areas = {PollKind.LOCAL: "ward", PollKind.UK_PARLIAMENT: "constituency", PollKind.PCC: "police_area"}
            asked = PollAsked(
                kind, "Quantock", DAY, SeatsOf.WHOLE, trigger=date(2027, 3, 26), doubts_reason="A rehearsal"
            )
            held = Area.objects.filter(kind=areas[kind])
            contests = [ContestAsked(f"{area.kind}.{area.code}", seats) for area in held]
            call_poll(actor=self.officer, asked=asked, contests=contests, on=CALLED)
        self.senior.goto("/polls/new/parishes/")
        fill_day(self.senior, "Polling day", DAY)
        self.senior.get_by_label("From a list").check()
        codes = Area.objects.filter(kind="parish").values_list("code", flat=True)
        seats = a_file(folder, "seats.csv", "area_code,seats\n" + "".join(f"{code},2\n" for code in codes))
        self.senior.locator("input[type=file]").set_input_files(seats)
        fill(self.senior, "Reason to call them despite doubts", "A rehearsal")
        press(self.senior, "Call the polls")
        is_told(self.senior, "The polls were called")
        self.senior.goto(f"/polls/days/{DAY}/live/")
        press(self.senior, "Combine polls")
        press(self.senior, "Combine polls")
        expect(self.senior.locator("main")).to_contain_text("Leads")

    def when_they_are_rehearsed_with_the_scheme_of_the_real_polls(self) -> None:
        real = Combination.objects.get()
        made = make_scheme(actor=self.officer, of=real.reference, made_from=Made.PLACES, on=CALLED)
        adopt_scheme(
            actor=self.officer, reference=made.reference, version=made.version, at=at("2027-03-01 10:00:00"), on=CALLED,
            reason="As agreed",
        )  # fmt: skip
        press(self.senior, "Rehearse these polls")
        press(self.senior, "Rehearse these polls")
        expect(self.senior.locator("main")).to_contain_text("This is a rehearsal")
        self.rehearsal = Combination.objects.exclude(pk=real.pk).get().reference
        self.senior.goto(f"/stations/schemes/new/?of={self.rehearsal}")
        self.senior.get_by_label("The scheme of an earlier poll").check()
        self.senior.get_by_label("Which scheme").select_option(made.reference)
        press(self.senior, "Make it")
        worker_does_it(self.senior, self.chief.authority_id)
        self._scheme()
        press(self.senior, "Adopt")
        fill(self.senior, "Why it is adopted with its warnings", "Venues answer later")
        press(self.senior, "Adopt")
        worker_does_it(self.senior, self.chief.authority_id)
        self._scheme()
        expect(self.senior.locator("main")).to_contain_text("Adopted")

    def _scheme(self) -> None:
        made = Scheme.objects.get(combination__reference=self.rehearsal)
        self.senior.goto(f"/stations/schemes/{made.reference}/")

    def when_all_have(self, document: str, *, published: bool = True) -> None:
        """Prepare a document of every poll that asks for it, and have it approved and published by another."""
        self._prepare(f"Prepare all: {document}", "Prepare")
        acts = ("Approve all", "Publish all") if published else ("Approve all",)
        for act in acts:
            self.head.goto(f"/documents/combined/{self.rehearsal}/")
            follow(self.head, f"{act}: {document}")
            if act == "Publish all":
                fill(self.head, "Reason, where it is late", "A rehearsal")
            press(self.head, act)
            worker_does_it(self.head, self.chief.authority_id)
            expect(self.head.locator("main")).not_to_contain_text("left as it was")

    def when_a_stage_is_frozen(self, stage: str, on: date) -> None:
        set_clock(self.chief, on)
        self.senior.goto(f"/polls/of/{self.rehearsal}/electorate/freeze/")
        self.senior.get_by_label("Stage").select_option(label=stage)
        fill_day(self.senior, "As the register stood on", on)
        press(self.senior, "Freeze")
        worker_does_it(self.senior, self.chief.authority_id)

    def when_the_cards_are_released(self) -> None:
        self.senior.goto(f"/polls/of/{self.rehearsal}/cards/")
        self.senior.get_by_label("For whom").select_option(label="Everybody entitled")
        fill_day(self.senior, "Ballot papers are sent to postal voters on", date(2027, 4, 20))
        press(self.senior, "Prepare")
        worker_does_it(self.senior, self.chief.authority_id)
        self.senior.goto("/polls/cards/")
        self.senior.locator("[data-row] a").first.click()
        run = self.senior.url
        self.head.goto(run)
        press(self.head, "Release to the printer")
        self.head.get_by_label("I have looked at the totals, the batches and the sample cards.").check()
        press(self.head, "Release")
        worker_does_it(self.head, self.chief.authority_id)
        self.head.goto(run)
        expect(self.head.locator("main")).to_contain_text("Released")

    def when_candidates_are_nominated(self) -> None:
        brought_on = at("2027-04-07 11:00:00")
        for contest in Contest.objects.select_related("poll", "area").filter(
            poll__combination__reference=self.rehearsal
        ):
            kind = PollKind(contest.poll.kind)
            contested = kind is not PollKind.PARISH or contest.name == "Ashcott"
            for surname in ("Ames", "Bell", "Cox")[: STANDING.get(kind, 2 + contested)]:
                draft = entered(self.officer, contest, surname=surname)
                paper = brought(self.officer, draft, brought_on, bearer=Bearer.CANDIDATE)
                hold_valid(
                    actor=self.chief, reference=paper.reference, version=paper.version, despite="A rehearsal",
                    at=brought_on,
                )  # fmt: skip

    def when_statements_are_made_of_all(self) -> None:
        prepare, approve = "Prepare the statements of persons nominated", "Approve the statements of persons nominated"
        for page, act in ((self.senior, prepare), (self.head, approve)):
            page.goto(f"/nominations/polls/{self.rehearsal}/all/")
            press(page, act)
            press(page, act)
            worker_does_it(page, self.chief.authority_id)
        accessible(self.head)
        self.when_all_have("Statement of persons nominated")

    def when_outcomes_are_settled(self) -> None:
        self.head.goto(f"/nominations/polls/{self.rehearsal}/all/")
        accessible(self.head)
        press(self.head, "Settle whether polls are taken")
        press(self.head, "Settle whether polls are taken")
        worker_does_it(self.head, self.chief.authority_id)

    def then_parishes_without_a_contest_have_no_poll(self) -> None:
        held = Contest.objects.filter(poll__combination__reference=self.rehearsal, state=ContestState.UNCONTESTED)
        assert sorted(held.values_list("poll__kind", "name")) == [("parish", "Burtle"), ("parish", "Catcott")]

    def when_ballot_papers_are_proofed_and_ordered(self) -> None:
        self.when_all_have("Ballot paper", published=False)
        self._prepare("Order all: Orders of ballot papers", "Prepare the orders")
        self.head.goto(f"/documents/combined/{self.rehearsal}/")
        accessible(self.head)
        follow(self.head, "Release all orders: Orders of ballot papers")
        press(self.head, "Release all orders")
        worker_does_it(self.head, self.chief.authority_id)
        expect(self.head.locator(".govuk-summary-list__row").filter(has_text="Released")).to_contain_text(
            "7"
        )  # three wards, two constituencies, one police area, one parish

    def when_the_packs_of_all_stations_are_printed(self) -> None:
        self.senior.goto(f"/documents/polls/{self.rehearsal}/packs/prepare/")
        press(self.senior, "Prepare")
        worker_does_it(self.senior, self.chief.authority_id)
        release_packs(
            self.head, StationPacks.objects.get().reference, lambda page: worker_does_it(page, self.chief.authority_id)
        )

    def when_staff_are_placed(self) -> None:
        scheme = Scheme.objects.get(combination__reference=self.rehearsal)
        terms = PlanTerms(time(6, 15), time(22, 30), DAY - timedelta(days=5))
        plan = make_plan(actor=self.chief, scheme=scheme.reference, terms=terms, on=FINAL)
        prepared = prepare_placing(self.chief, plan.reference, lambda *_: None)
        record_placing(actor=self.chief, reference=plan.reference, prepared=prepared, at=at("2027-04-28 12:00:00"))

    def when_every_box_is_packed(self) -> None:
        page = self.senior
        desk = ready_to_pack(page, "Thursday 6 May 2027")
        accessible(page)
        note_packed(page, "3.")
        page.goto(desk)

    def then_the_board_shows_every_station_packed(self) -> None:
        board = self.senior.locator("main")
        expect(board).to_contain_text("3 / 3")
        expect(board.get_by_role("row").filter(has_text="Hall").filter(has_text="Yes")).to_have_count(3)

    def then_every_paper_says_that_it_is_a_rehearsal(self) -> None:
        papers = {
            one.document.kind: path_of(one.file).read_bytes()
            for one in DocumentFile.objects.select_related("document", "file").filter(form="pdf")
        }
        with zipfile.ZipFile(path_of(StationPacks.objects.get().file)) as packs:
            papers |= {name: packs.read(name) for name in packs.namelist() if name.endswith(".pdf")}
        assert [name for name, data in papers.items() if MARK not in _text(data)] == []

    def when_it_is_thrown_away(self) -> None:
        throw_away(self.senior, self.rehearsal)

    def _prepare(self, link: str, button: str) -> None:
        self.senior.goto(f"/documents/combined/{self.rehearsal}/")
        follow(self.senior, link)
        press(self.senior, button)
        worker_does_it(self.senior, self.chief.authority_id)


def test_a_general_election_day_is_rehearsed_from_calling_to_packed_boxes(
    live_server: object,
    settings: LazySettings,
    tmp_path: Path,
    senior: Actor,
    head: Actor,
    ledger: Ledger,
    door: Door,
) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    set_clock(senior, CALLED)
    clients = door.client_as(Role.SENIOR), door.client_as(Role.HEAD)
    with pages_of(str(live_server), *clients) as (first, second):
        story = Story(first, second, (senior, head), ledger)
        story.given_an_authority()
        story.when_all_polls_are_called_and_combined(tmp_path)
        story.when_they_are_rehearsed_with_the_scheme_of_the_real_polls()
        real, register = _real(), RegisterEntry.objects.count()

        set_clock(senior, NOTICE)
        story.when_all_have("Notice of election")
        story.when_a_stage_is_frozen("At the notice, for poll cards", NOTICE)
        story.when_the_cards_are_released()
        story.when_candidates_are_nominated()

        set_clock(senior, STATED)
        story.when_statements_are_made_of_all()
        story.when_outcomes_are_settled()
        story.then_parishes_without_a_contest_have_no_poll()
        story.when_all_have("Notice of uncontested election")
        story.when_ballot_papers_are_proofed_and_ordered()

        for stage, on in INTERIM.items():
            freeze(head, story.rehearsal, stage, on)
        story.when_a_stage_is_frozen("Final alteration, for station registers", FINAL)
        story.when_the_packs_of_all_stations_are_printed()
        story.when_staff_are_placed()
        story.when_every_box_is_packed()
        story.then_the_board_shows_every_station_packed()
        story.then_every_paper_says_that_it_is_a_rehearsal()
        story.when_it_is_thrown_away()

    assert set(Electorate.objects.values_list("electors", flat=True)) == {len(DISTRICTS) * ELECTORS}
    assert Poll.objects.filter(rehearsal=True).exclude(state="discarded").count() == 0
    assert (_real(), RegisterEntry.objects.count()) == (real, register)


def _real() -> list[tuple[object, ...]]:
    """Return what the real polls and their contests are."""
    held = Contest.objects.filter(poll__rehearsal=False).order_by("pk")
    return list(held.values_list("reference", "state", "version", "poll__state", "poll__version", "poll__combination"))


def _text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages[:1])
