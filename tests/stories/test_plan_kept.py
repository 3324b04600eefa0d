"""The stories of the service plan in a browser: a plan entered, an indicator followed to its record, five risks moved."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Page, expect

from pollwright.acting import Actor
from pollwright.law.deletions import Origin, Shows
from pollwright.performance.operations.defining import IndicatorFacts, Meaning, define_indicator
from pollwright.performance.states import Computed, Frequency
from pollwright.register.models import Alteration
from pollwright.register.operations.deleting_determining import determine_deletions
from pollwright.service_plan.models import PlanBlock
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.pages.browsing import chromium_path
from tests.register.ledger_acts import alteration, take
from tests.register.test_deleting import opened, source
from tests.risks.test_schemes import FIVE
from tests.service_plan.layouts import BY_QUARTERS, plan_in, text_of
from tests.stories.applications_browser import a_file, fill, is_told, page_of, press, set_clock

Browse = Callable[[Actor], Client]
NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 23), date(2026, 12, 7), date(2027, 1, 4)
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
]


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def test_a_plan_is_imported_confirmed_table_by_table_and_written_as_word_cell_for_cell(
    live_server: object, head: Actor, browser: Browse, tmp_path: Path
) -> None:
    given = a_file(tmp_path, "plan.txt", text_of(BY_QUARTERS))

    with page_of(browser(head), str(live_server)) as page:
        page.goto("/plans/")
        press(page, "Import a plan")
        page.get_by_label("File of the plan").set_input_files(given)
        press(page, "Import the plan")
        is_told(page, "The plan was imported.")
        plan = page.url
        page.get_by_role("link", name="Budgets (", exact=False).first.click()
        press(page, "Confirm this table")
        press(page, "Confirm this table")
        for table in PlanBlock.objects.filter(kind="table", confirmed_at=None).values_list("reference", flat=True):
            page.goto(f"/plans/tables/{table}/do/confirm/")
            press(page, "Confirm this table")
        page.goto(plan)
        expect(page.get_by_role("button", name="Send for approval")).to_be_visible()
        with page.expect_download() as written:
            page.get_by_role("button", name="Write as Word").click()
        tables = docx.Document(io.BytesIO(Path(written.value.path()).read_bytes())).tables

    read = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    assert read == [[list(row) for row in grid.rows] for grid in plan_in(BY_QUARTERS).grids]
    assert PlanBlock.objects.filter(kind="table", confirmed_at=None).count() == 0


def test_a_deletion_taken_out_of_a_notice_lowers_es02_and_a_click_leads_to_that_alteration(
    live_server: object, senior: Actor, ledger: Ledger, browser: Browse
) -> None:
    indicator = given_a_deletion_among_changes(senior, ledger)

    with page_of(browser(senior), str(live_server)) as page:
        page.goto("/register/deletions/")
        page.locator("main tbody a").first.click()
        press(page, "Undo the deletion")
        fill(page, "Reason", "Another person")
        press(page, "Undo")
        take(ledger.authority, JANUARY, determined_by=date(2026, 12, 21))
        set_clock(senior, JANUARY)
        page.goto(f"/performance/{indicator}/")
        press(page, "Work a figure out")
        fill(page, "Financial year that begins in", "2026")
        page.get_by_label("Q4", exact=True).check()
        press(page, "Work a figure out")
        # MM-F05: one missed deletion among 1,204 is 99.92%
        expect(page.locator("main")).to_contain_text("99.92%")
        page.get_by_role("link", name="2026/27 Q4").first.click()
        page.get_by_role("row").filter(has_text="Taken back").get_by_role("link").first.click()
        expect(page.locator("h1")).to_contain_text("Alteration")
        expect(page.locator("main")).to_contain_text("Another person")


def test_five_risks_stand_in_their_cells_and_the_move_to_numbers_is_proposed_and_decided(
    live_server: object, officer: Actor, browser: Browse, tmp_path: Path
) -> None:
    head = "ref,title,treatment_required,likelihood,service,financial,reputation,legal,people"
    rows = [f"{ref},Risk {ref},yes,{likelihood},{','.join(marks)}" for ref, (likelihood, marks, _) in FIVE.items()]
    given = a_file(tmp_path, "risks.csv", "\n".join([head, *rows]))

    with page_of(browser(officer), str(live_server)) as page:
        page.goto("/risks/")
        press(page, "Open a register")
        fill(page, "Title", "Electoral Services")
        page.get_by_label("Classes, A to F by I to V").check()
        press(page, "Open a register")
        press(page, "Take risks over from a table")
        page.get_by_label("Table of risks").set_input_files(given)
        press(page, "Take risks over from a table")
        # MM-I10: D-III "3", D-IV "1, 2", E-III "4", E-IV "5"
        then_the_cells_are(page, "D", ["", "", "3", "1, 2", ""])
        then_the_cells_are(page, "E", ["", "", "4", "5", ""])
        press(page, "Propose the move to numbers")
        fill(page, "Title of the new register", "In numbers")
        press(page, "Propose the move to numbers")
        expect(page.locator("main")).to_contain_text("Scores to be decided")
        page.get_by_role("link", name="Risk 2", exact=True).click()
        press(page, "Decide its scores")
        # MM-I13: D and IV come to 3 and 3, which are only proposed
        expect(page.get_by_label("Inherent likelihood")).to_have_value("3")
        expect(page.get_by_label("Inherent impact")).to_have_value("3")
        page.get_by_label("Residual likelihood").select_option("2")
        page.get_by_label("Residual impact").select_option("3")
        fill(page, "Reason", "Restores are tested")
        press(page, "Decide its scores")
        page.get_by_role("link", name="In numbers").first.click()
        then_the_cells_are(page, "2 Unlikely", ["Low 2", "Low 4", "Medium 6: 2", "High 8"])


def then_the_cells_are(page: Page, likelihood: str, cells: list[str]) -> None:
    """Check a row of the table that says what the picture of the matrix shows."""
    table = page.get_by_role("table", name="Risk matrix")
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=likelihood))
    expect(row.get_by_role("cell")).to_have_text(cells)


def given_a_deletion_among_changes(senior: Actor, ledger: Ledger) -> str:
    """Let a deletion and 1,203 other changes be determined for January's notice; return the indicator's reference."""
    set_clock(senior, DECEMBER)
    one = alteration(ledger.authority, "amend", entry=ledger.entry(), on=DECEMBER, reason="name")
    facts = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields if field.attname != "id"}
    with arranged():
        Alteration.objects.bulk_create(Alteration(**facts) for _ in range(1_202))
    case = opened(senior, ledger, source(Origin.REGISTRAR, Shows.DEATH))
    at = datetime(2026, 12, 7, 12, tzinfo=UTC)
    determine_deletions(actor=senior, references=[case.reference], at=at, on=DECEMBER)
    known = IndicatorFacts("Changes in time", "ES02", computed=Computed.ALTERATIONS, frequency=Frequency.QUARTERLY)
    made = define_indicator(actor=senior, facts=known, meaning=Meaning("Share of the whole"), on=date(2026, 4, 1))
    return made.reference
