"""Takes the pictures of the documentation from a demonstration that runs.

    ./dev demo --electors 3000 --port 8000
    ./dev run python -m docs.screenshots http://localhost:8000

Everybody in a demonstration is invented. Pictures are taken as the senior officer, at the width of a laptop.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parent / "pictures"
WIDTH, HEIGHT = 1280, 900


@dataclass(frozen=True)
class Picture:
    """A picture: its file, where to begin, what to search there, and the links and buttons to follow from there."""

    name: str
    address: str
    follow: tuple[str, ...] = ()
    words: str = ""


ELECTOR = "main tbody tr:nth-child(9) a"
TAKEN = (
    Picture("today", "/"),
    Picture("search", "/search/", words="smith"),
    Picture("elector", "/register/electors/", (ELECTOR,)),
    Picture("franchise", "/register/electors/", (ELECTOR, "main a[href$='/why/']", "main button:has-text('Show why')")),
    Picture("application", "/register/applications/?sort=-received_at", ("main tbody tr:nth-child(5) a",)),
    Picture("notice", "/register/notices/", ("main tbody a",)),
    Picture("publication", "/register/publications/", ("main tbody a",)),
    Picture("poll", "/polls/", ("main section tbody a",)),
    Picture("documents", "/polls/", ("main section tbody a", "main section a:has-text('Documents')")),
    Picture("stations", "/stations/", ("main tbody a", "main a[href$='/map/']")),
    Picture("desk", "/polling-day/", ("main tbody a",)),
    Picture("indicators", "/performance/overview/"),
    Picture("indicator", "/performance/overview/", ("main tbody tr:nth-child(2) a",)),
    Picture("team", "/team/chart/"),
    Picture("year", "/year/"),
)


def main(arguments: Sequence[str]) -> int:
    """Take the pictures, and say which could not be taken; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", help="the address that the demonstration printed")
    parser.add_argument("names", nargs="*", help="only these pictures")
    parser.add_argument("--to", type=Path, default=PICTURES, help="the folder of the pictures")
    chosen = parser.parse_args(arguments)
    chosen.to.mkdir(exist_ok=True)
    failed = []
    with sync_playwright() as playwright:
        chromium = os.environ.get("POLLWRIGHT_CHROMIUM") or shutil.which("chromium")
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium, args=sandbox)
        page = signed_in(browser, chosen.site.rstrip("/"))
        for picture in TAKEN:
            if not chosen.names or picture.name in chosen.names:
                problem = take(page, chosen.site.rstrip("/"), picture, chosen.to)
                failed += [problem] if problem else []
        browser.close()
    sys.stderr.writelines(f"{problem}\n" for problem in failed)
    return 1 if failed else 0


def signed_in(browser: Browser, site: str) -> Page:
    """Return a page of the senior officer, signed in with one click as demonstrations allow."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=1, locale="en-GB")
    page.goto(f"{site}/sign-in/demonstration/")
    page.get_by_role("button", name="Senior electoral services officer").first.click()
    page.wait_for_load_state("networkidle")
    return page


def take(page: Page, site: str, picture: Picture, folder: Path) -> str:
    """Take one picture; return what went wrong, or nothing."""
    answer = page.goto(f"{site}{picture.address}")
    if picture.words:
        page.locator("main input[type=search]").fill(picture.words)
        page.locator("main input[type=search]").press("Enter")
        page.wait_for_load_state("networkidle")
    for link in picture.follow:
        if page.locator(link).count() == 0:
            return f"{picture.name}: nothing matches {link} at {page.url}"
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
    if answer is None or answer.status != 200:
        return f"{picture.name}: {answer.status if answer else 'no answer'} at {page.url}"
    page.screenshot(path=folder / f"{picture.name}.png")
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
