"""What any page must keep to in a browser, whoever looks at it."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from tests.fixtures.signing_in import code_now
from tests.pages.browsing import violations

WIDE, NARROW, NARROWEST = 1280, 390, 320
HEIGHT = 900
LINKS = """() => [...document.links]
    .filter((link) => link.origin === location.origin && !link.search.includes('as='))
    .map((link) => link.pathname)"""
"""Gives where a page leads to, downloads of lists left out."""
UNSEEN_FOCUS = """() => {
    const look = (one) => {
        const label = one.labels && one.labels[0]
        const parts = [[one, null]]
        if (label) parts.push([label, null], [label, '::before'])
        return parts.map(([part, name]) => {
            const style = getComputedStyle(part, name)
            return [style.outlineStyle, style.outlineColor, style.boxShadow, style.backgroundColor, style.borderColor].join()
        }).join()
    }
    const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
    const unseen = []
    for (const one of document.querySelectorAll(all)) {
        if (one.disabled || !one.getClientRects().length) continue
        document.activeElement.blur()
        const before = look(one)
        one.focus({preventScroll: true})
        if (document.activeElement === one && look(one) === before) unseen.push(one.outerHTML.slice(0, 120))
    }
    document.activeElement.blur()
    return unseen.slice(0, 3)
}"""
"""Gives what can be focused and looks the same when it is: no outline, shadow, border or colour tells."""

STRANGE_TYPE = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const strange = new Set()
    while (walker.nextNode()) {
        const one = walker.currentNode.parentElement
        if (!walker.currentNode.data.trim() || !one.getClientRects().length) continue
        const type = getComputedStyle(one).fontFamily
        if (!/Source Sans 3|monospace/.test(type)) strange.add(`${one.tagName}.${one.className}: ${type}`)
    }
    return [...strange].slice(0, 3)
}"""
"""Gives what is written in another typeface than the site's."""


BROKEN = """() => {
    const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
    const twice = ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `#${id} stands twice`)
    const lost = ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls', 'headers'].flatMap((name) =>
        [...document.querySelectorAll(`main [${name}]`)].flatMap((one) => one.getAttribute(name).split(/\\s+/))
            .filter((id) => id && !ids.includes(id)).map((id) => `${name} names #${id}, which is not there`))
    return [...twice, ...lost].slice(0, 3)
}"""
"""Gives what names a part of the page that is not there, or is there twice."""

MADE = """() => {
    const telling = /^(role|type|scope|tabindex|aria-(?!describedby|labelledby|controls|label$))/
    const made = new Set()
    for (const one of document.querySelectorAll('main, main *')) {
        const given = [...one.attributes].map(({name, value}) => telling.test(name) ? `${name}=${value}` : name).sort()
        const named = Boolean(one.textContent.trim() || one.getAttribute('aria-label') || one.alt || one.value)
        const labels = one.labels ? one.labels.length : ''
        made.add([one.parentElement.tagName, one.tagName, one.getAttribute('class'), given, named, labels].join('|'))
    }
    const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => one.tagName)
    headings.forEach((level, place) => made.add(`${headings[place - 1]}, then ${level}`))
    return [...made]
}"""
"""Gives in which ways the page is made: of each element its place, class, attributes, and whether it is named."""

OVER = "document.documentElement.scrollWidth - window.innerWidth"
"""Gives how far the page runs off the side."""

SEEN = f"""() => ({{
    over: {OVER},
    broken: ({BROKEN})(),
    made: ({MADE})(),
    links: ({LINKS})(),
    headings: document.querySelectorAll('h1').length,
    unseen: ({UNSEEN_FOCUS})(),
    strange: ({STRANGE_TYPE})(),
}})"""
"""Gives all of that at once."""


@contextmanager
def signed_in(browser: Browser, address: str, person: dict[str, str], *, scripts: bool = True) -> Iterator[Page]:
    """Open a browser of a person's own, sign them in as they would, and yield their page."""
    context = browser.new_context(
        base_url=address, viewport={"width": WIDE, "height": HEIGHT}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto("/sign-in/login/")
    page.locator("main [name=login]").fill(person["email"])
    page.locator("main [name=password]").fill(person["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("main [name=code]").fill(code_now(person["secret"]))
    page.get_by_role("button", name="Continue").click()
    yield page
    context.close()


class Looker:
    """Looks at pages, and says what is wrong with each.

    Axe looks at the pages that hold something which is made as on no page before; what is made as elsewhere but names the
    wrong parts of its own page is found without it.

    :param known: how what axe found nothing wrong with was made; shared by those who look at the same pages.
    """

    def __init__(self, page: Page, known: set[str]) -> None:
        self.page = page
        self.known = known
        self.links: list[str] = []
        self._said: list[str] = []
        page.on("pageerror", lambda error: self._said.append(f"script: {error}"))
        page.on("console", self._console)

    def _console(self, line: ConsoleMessage) -> None:
        if line.type in ("error", "warning"):
            self._said.append(f"console: {line.text}")

    def problems_of(self, path: str, *, closely: bool = False) -> list[str]:
        """Open an address and return what is wrong with its page; `links` are then the addresses that it leads to.

        :param closely: look at what the frame and the styles give every page too: contrast, the first stop of the
            keyboard, and the narrowest screen.
        """
        self._said.clear()
        self.links = []
        self.page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        try:
            answer = self.page.goto(path)
        except Error as failure:
            return [f"did not open: {failure.message.splitlines()[0]}"]
        if answer is None or answer.status != 200:
            return [f"answered {answer.status if answer else 'nothing'}"]
        skips = self._skips() if closely else []  # before anything else has the focus
        seen = self.page.evaluate(SEEN)
        self.links = seen["links"]
        return [
            *self._said,
            *(f"broken: {one}" for one in seen["broken"]),
            *(f"axe: {rule} at {where}" for rule, where in self._barriers(set(seen["made"]), closely)),
            *([] if seen["headings"] == 1 else [f"{seen['headings']} main headings"]),
            *(f"focus can't be seen: {one}" for one in seen["unseen"]),
            *(f"another typeface: {one}" for one in seen["strange"]),
            *skips,
            *self._widths(seen["over"], closely),
        ]

    def _barriers(self, made: set[str], closely: bool) -> list[tuple[str, str]]:
        """Look at the whole page closely; else within the frame, where something is made in a new way."""
        if not closely and made <= self.known:
            return []
        found = violations(self.page) if closely else violations(self.page, within="main", contrast=False)
        if not found:
            self.known |= made
        return found

    def _skips(self) -> list[str]:
        self.page.keyboard.press("Tab")
        link = self.page.locator(".govuk-skip-link:focus")
        if link.count() != 1:
            return ["the first stop of the keyboard is no skip link"]
        self.page.keyboard.press("Enter")
        there = self.page.evaluate("document.activeElement.id")
        return [] if there == "main-content" else [f"the skip link leads to {there or 'nothing'}"]

    def _widths(self, over: int, closely: bool) -> Iterator[str]:
        """Look how far the page runs off the side: at its present width, which was measured, and at narrower ones."""
        if over > 0:
            yield f"runs {over} pixels off the side at {WIDE}"
        self._photograph(WIDE)
        for width in (NARROW, NARROWEST) if closely else (NARROW,):
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            if (over := self.page.evaluate(OVER)) > 0:
                yield f"runs {over} pixels off the side at {width}"
            self._photograph(width)

    def _photograph(self, width: int) -> None:
        """Keep a picture where the environment says where, for people to look at."""
        folder = os.environ.get("POLLWRIGHT_SCREENSHOTS")
        if folder:
            name = re.sub(r"\W+", "-", re.sub(r"^https?://[^/]+/", "", self.page.url))[:80] or "today"
            self.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
