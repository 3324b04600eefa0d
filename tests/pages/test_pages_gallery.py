"""The pages in a browser: with and without JavaScript, by keyboard, at a desk and on a telephone."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import pollwright.pages
from tests.pages.browsing import AXE, ROOT, chromium, chromium_path, violations
from tests.programs import running

BUILT = Path(pollwright.pages.__file__).parent / "static" / "pages" / "pollwright.js"
PAGES = (
    "/",
    "/table/",
    "/table/?state=ready&ward=abbey",
    "/form/",
    "/progress/",
    "/progress/?state=failed",
    "/409/",
    "/404/",
    "/500/",
)

pytestmark = [
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(
        not (BUILT.exists() and AXE.exists()), reason="the front end is not built (npm ci, npm run build)"
    ),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of the gallery, served by a process of its own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.pages.gallery_settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    command = [sys.executable, "-m", "tests.pages.gallery", "0"]
    with running(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as served:
        assert served.stdout is not None
        yield served.stdout.readline().strip()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(str(chromium_path())) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test where the browser reports an error, a refused inline script among them."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    yield opened
    context.close()
    assert faults == []


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    yield context.new_page()
    context.close()


def references(page: Page) -> list[str]:
    return page.locator("[data-row] td:nth-child(2)").all_inner_texts()


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_barrier_or_runs_off_the_side(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(path)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_opened_panels_and_errors_have_no_barrier_either(page: Page) -> None:
    page.goto("/table/")
    page.get_by_text("Filters", exact=True).click()
    filters = violations(page)
    page.get_by_text("Columns", exact=True).click()
    columns = violations(page)
    page.goto("/form/")
    page.get_by_role("button", name="Save").click()

    assert (filters, columns, violations(page)) == ([], [], [])


def test_axe_would_see_a_barrier(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")

    assert [rule for rule, _ in violations(page)] == ["label"]


def test_the_list_follows_what_is_typed_and_the_address_hides_it(page: Page) -> None:
    page.goto("/table/")

    page.keyboard.press("/")
    page.keyboard.type("Carrow")

    expect(page.locator(".pw-grid__count")).to_have_text("11 rows")
    expect(page).to_have_url(re.compile(r"/table/\?sealed="))
    assert "arrow" not in page.url
    expect(page.get_by_label("Search by name, address or reference")).to_be_focused()


def test_a_searched_address_opens_the_same_list_again(page: Page) -> None:
    page.goto("/table/")
    page.get_by_label("Search by name, address or reference").fill("Carrow")
    expect(page).to_have_url(re.compile("sealed="))
    before = references(page)

    page.reload()

    assert references(page) == before
    expect(page.get_by_label("Search by name, address or reference")).to_have_value("Carrow")


def test_sorting_and_paging_swap_the_list_and_keep_each_other(page: Page) -> None:
    page.goto("/table/?state=ready")

    page.get_by_role("link", name="Reference").click()
    expect(page).to_have_url(re.compile("sort=reference"))
    first = references(page)
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url(re.compile("after="))
    second = references(page)
    page.get_by_role("link", name="Previous page").click()
    expect(page).to_have_url(re.compile("before="))

    assert first + second == sorted(first + second)
    assert (len(first), len(second)) == (25, 1)
    assert references(page) == first


def test_the_order_outlives_a_new_search(page: Page) -> None:
    page.goto("/table/")
    page.get_by_role("link", name="Reference").click()
    expect(page).to_have_url(re.compile("sort=reference"))

    page.get_by_label("Search by name, address or reference").fill("Carrow")
    expect(page.locator(".pw-grid__count")).to_have_text("11 rows")

    assert references(page) == sorted(references(page))


def test_the_keys_walk_the_list_tick_a_row_and_open_it(page: Page) -> None:
    page.goto("/table/")

    for key in "jjk":
        page.keyboard.press(key)
    page.keyboard.press("j")
    second = references(page)[1]
    expect(page.get_by_role("link", name=second, exact=True)).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("[data-ticked]")).to_have_text("1 ticked")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"/thing/{second}/"))


def test_help_opens_by_its_key_and_keys_can_be_turned_off(page: Page) -> None:
    page.goto("/table/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()

    page.get_by_label("Turn single-key shortcuts off").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")

    expect(page.get_by_label("Search by name, address or reference")).not_to_be_focused()


def test_every_row_of_the_page_is_ticked_at_once_and_sent(page: Page) -> None:
    page.goto("/table/?state=ready&size=25&ward=abbey")
    page.get_by_label("Tick every row on this page").check()
    ticked = references(page)
    expect(page.locator("[data-ticked]")).to_have_text(f"{len(ticked)} ticked")

    page.get_by_role("button", name="Allow").click()

    expect(page.get_by_role("status").filter(has_text="allow:")).to_have_text(f"Done: allow: {', '.join(ticked)}")


def test_all_that_match_can_be_meant_beyond_the_page(page: Page) -> None:
    page.goto("/table/")
    page.get_by_label("All 100+ that match").check()

    page.get_by_role("button", name="Reject").click()

    expect(page.get_by_role("status").filter(has_text="reject:")).to_have_text("Done: reject: every")


def test_the_search_box_in_the_header_suggests_and_arrows_choose(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search everything").press_sequentially("car")
    expect(page.locator("[data-suggestion]")).to_have_count(2)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/thing/E000312/"))


def test_a_form_is_sent_once_however_often_its_button_is_pressed(page: Page) -> None:
    page.goto("/form/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)

    page.get_by_role("button", name="Save").dblclick(delay=5)
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()

    assert sent == ["POST"]


def test_running_work_is_asked_about_again_by_itself(page: Page) -> None:
    page.goto("/progress/")

    with page.expect_response(lambda response: "/progress/" in response.url, timeout=5000) as answer:
        pass

    assert answer.value.request.headers["hx-request"] == "true"
    expect(page.get_by_role("button", name="Cancel this work")).to_be_visible()


def test_a_list_that_renews_itself_waits_while_somebody_types_ticks_or_opens_a_menu_in_it(page: Page) -> None:
    page.clock.install()
    page.goto("/renewed/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method) if "/renewed/" in request.url else None)
    box = page.get_by_label("Search by name, address or reference")

    def after_half_a_minute() -> list[str]:
        asked.clear()
        page.clock.fast_forward(31_000)
        return list(asked)

    untouched = after_half_a_minute()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        box.fill("Abbey")
    expect(page).to_have_url(re.compile("sealed="))
    typing = after_half_a_minute()
    box.blur()
    with page.expect_response(lambda answer: answer.request.method == "GET"):
        left = after_half_a_minute()
    expect(box).to_have_value("Abbey")
    page.get_by_text("Columns", exact=True).click()
    choosing = after_half_a_minute()

    assert (untouched, typing, left, choosing) == (["GET"], [], ["GET"], [])


def test_whoever_goes_by_the_keyboard_stays_where_they_were_when_a_part_renews_itself(page: Page) -> None:
    page.clock.install()
    page.goto("/renewed/")
    link = page.locator("[data-renews] [data-row] a").nth(1)
    link.focus()
    page.evaluate("document.activeElement.dataset.before = ''")

    with page.expect_response(lambda answer: answer.request.method == "GET"):
        page.clock.fast_forward(31_000)
    expect(page.locator("[data-before]")).to_have_count(0)

    expect(link).to_be_focused()


def test_without_javascript_the_list_is_searched_sorted_paged_and_acted_on(plain: Page) -> None:
    plain.goto("/table/")

    plain.get_by_label("Search by name, address or reference").fill("Abbey")
    plain.get_by_role("button", name="Search", exact=True).click()
    assert "sealed=" in plain.url
    plain.get_by_role("link", name="Reference").click()
    rows = references(plain)
    plain.get_by_label(f"Tick {rows[0]}").check()
    plain.get_by_role("button", name="Allow").click()

    assert rows == sorted(rows)
    expect(plain.get_by_role("status").filter(has_text="allow:")).to_have_text(f"Done: allow: {rows[0]}")


def test_on_paper_there_is_nothing_to_press(page: Page) -> None:
    page.goto("/table/")

    page.emulate_media(media="print")

    for name in (".pw-navigation", ".pw-table__asked", ".pw-pager", ".pw-bulk", ".pw-footer"):
        expect(page.locator(name)).to_be_hidden()
    expect(page.get_by_text("Mendip Vale Council")).to_be_visible()
    expect(page.locator("[data-row]").first).to_be_visible()


def test_the_letters_are_drawn_in_our_own_typeface(page: Page) -> None:
    page.goto("/")

    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Source Sans 3 Variable\"'))")
    assert "GDS" not in BUILT.with_suffix(".css").read_text()
