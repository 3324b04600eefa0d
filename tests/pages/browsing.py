"""A browser for tests: Chromium where the machine has one, and what axe finds on a page."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""What Chromium is called; the shell is the same without the windows of a desktop, and takes a fifth less of the machine."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# GOV.UK Frontend sets aria-expanded on a radio button that reveals a field; its makers keep it on evidence of use.
KNOWN = frozenset({("aria-allowed-attr", ".govuk-radios__input[aria-controls]")})
PATIENCE = 20_000
"""Milliseconds for which a page may take to show what is expected of it, on a machine that does much else."""
_SESSIONS: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()


def chromium_path() -> str | None:
    """Return the Chromium of this machine, or of the environment variable POLLWRIGHT_CHROMIUM."""
    found = (shutil.which(name) for name in PROGRAMS)
    return os.environ.get("POLLWRIGHT_CHROMIUM") or next(filter(None, found), None)


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """Run a browser; without its sandbox only as root, where it would not start."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@lru_cache(maxsize=1)
def _axe() -> str:
    return AXE.read_text()


def _session(page: Page) -> CDPSession:
    """Return the page's one session of the browser's protocol; ended, it would take the page's keys of passkeys with it."""
    if page not in _SESSIONS:
        _SESSIONS[page] = page.context.new_cdp_session(page)
    return _SESSIONS[page]


def violations(page: Page, *, within: str = "html", contrast: bool = True) -> list[tuple[str, str]]:
    """Return what axe finds wrong with a page: the rule, and where. The page's own policy stays in force.

    :param within: the part of the page to look at, as CSS; what the frame gives every page need be seen on one only.
    :param contrast: look at the contrast of everything too, which takes as long as most other rules together.
    """
    page.wait_for_load_state()
    rules = {"color-contrast": {"enabled": contrast}}
    options = json.dumps({"runOnly": list(RULES), "resultTypes": ["violations"], "rules": rules})
    told = (
        "({violations}) => JSON.stringify(violations.map(({id, nodes}) => [id, nodes.map((node) => node.target[0])]))"
    )
    run = f"axe.run(document.querySelector({json.dumps(within)}), {options}).then({told})"
    answer = _session(page).send("Runtime.evaluate", {"expression": f"{_axe()};{run}", "awaitPromise": True})
    found = json.loads(answer["result"]["value"])
    wrong = {(rule, str(target)) for rule, targets in found for target in targets}
    return sorted(one for one in wrong if not _known(page, *one))


def _known(page: Page, rule: str, target: str) -> bool:
    return any(rule == known and page.locator(target).and_(page.locator(css)).count() > 0 for known, css in KNOWN)
