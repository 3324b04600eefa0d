"""Every page of every room, as the head of elections sees it in Chromium: barriers, errors, width, headings, keyboard.

The walk begins at an address of each page and goes on along the links of what it sees, so a new page is walked by
itself, and a page that no link leads to is found. Set POLLWRIGHT_SCREENSHOTS to a folder to look at them all.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from pollwright.access.matrix import MATRIX
from pollwright.acting import Role
from tests.pages.browsing import AXE, ROOT, chromium_path
from tests.stories.conftest import Council
from tests.stories.looking import Looker, signed_in
from tests.walk.pages import pages
from tests.walk.samples import GIVE_FILES, ONLY_TAKE

BUILT = ROOT / "src" / "pollwright" / "pages" / "static" / "pages" / "pollwright.js"
pytestmark = [
    pytest.mark.skipif(chromium_path() is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(
        not (BUILT.exists() and AXE.exists()), reason="the front end is not built (npm ci, npm run build)"
    ),
]
MAIN = frozenset(
    {"desk:today", "desk:search", "desk:household", "register:elector", "register:applications", "register:application"}
)
"""Pages that are looked at closely: their contrast, the first stop of the keyboard, and on the narrowest screens too (320 CSS
pixels, which is 1280 at 400%)."""
NOT_WALKED = ONLY_TAKE | GIVE_FILES | {"account_logout", "demonstration_sign_in"}
"""What gives a file, ends the session, or only takes what is sent."""
WALKED_ELSEWHERE = ("account_", "mfa_", "nominations:portal")
"""Pages of signing in, which `tests/access` walks, and of candidates, who come with a link of their own."""
SENT_FROM = frozenset({"access:unsent", "elections:poll-new-contests"})
"""Pages that are come to by a form in place of a link."""
HREF = re.compile(r'href="(/[^"]*)"')
"""Finds where a page leads to."""


class Walk:
    """A walk through the pages: to an address of each that is known, and to each new kind that they link to.

    :param walkers: pages of people who are signed in; each page is seen by the first whose role may.
    :param known: an address of each kind of page.
    """

    def __init__(self, walkers: dict[Role, Page], known: Iterable[str]) -> None:
        made = set[str]()
        self.lookers = {role: Looker(page, made) for role, page in walkers.items()}
        self.waiting = deque(path for path in known if kind_of(path))
        self.met = {kind for path in self.waiting if (kind := kind_of(path))}
        self.linked = set[str]()
        self.problems: dict[str, list[str]] = {}

    def go(self) -> None:
        """Look at every page, until no link leads to one of a new kind."""
        while self.waiting:
            path = self.waiting.popleft()
            first, *others = seen_by(path, self.lookers)
            looker = self.lookers[first]
            if found := looker.problems_of(path, closely=name_of(path) in MAIN):
                self.problems[path] = found
            self._follow(looker.links)
            for role in others:  # who may see the page too, and may be offered other links there
                self._follow(links_of(self.lookers[role].page.request.get(path).text()))

    def _follow(self, links: Iterable[str]) -> None:
        links = list(links)
        self.linked |= {kind[0] for link in links if (kind := kind_of(link))}
        self.waiting.extend(unmet(links, self.met))


def seen_by(path: str, roles: Iterable[Role]) -> list[Role]:
    """Return the roles that may see the page at an address; all where it asks for none."""
    permission = getattr(resolve(urlsplit(path).path).func, "permission", "")
    return [role for role in roles if permission in MATRIX[role]] or list(roles)


def unmet(links: Iterable[str], met: set[tuple[str, str]]) -> Iterator[str]:
    """Yield the links that lead to a kind of page that was not met before, and note it as met."""
    for path in links:
        kind = kind_of(path)
        if kind is not None and kind not in met:
            met.add(kind)
            yield path


def name_of(path: str) -> str:
    """Return the full name of the page at an address."""
    return resolve(urlsplit(path).path).view_name


def kind_of(path: str) -> tuple[str, str] | None:
    """Return the kind of page at an address: its name, and which act where one page serves many."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    if found.view_name in NOT_WALKED or found.view_name.startswith(WALKED_ELSEWHERE):
        return None
    return found.view_name, str(found.kwargs.get("name", "")) if found.view_name.startswith("register:") else ""


@pytest.fixture(scope="module")
def walk(chrome: Browser, council: Council) -> Iterator[Walk]:
    """The whole walk, of the head of elections, of an administrator and of finance, signed in."""
    with (
        signed_in(chrome, council.address, council.people["head"]) as head,
        signed_in(chrome, council.address, council.people["administrator"]) as administrator,
        signed_in(chrome, council.address, council.people["finance"]) as finance,
    ):
        walkers = {Role.HEAD: head, Role.ADMINISTRATOR: administrator, Role.FINANCE: finance}
        walk = Walk(walkers, council.pages.values())
        walk.go()
        yield walk


def test_no_page_of_any_room_has_a_barrier_an_error_or_runs_off_the_side(walk: Walk) -> None:
    assert not walk.problems, "\n".join(f"{path}: {one}" for path, found in walk.problems.items() for one in found)


def test_links_lead_to_every_page_that_is_of_no_record(walk: Walk, council: Council) -> None:
    of_no_record = {page.name for page in pages() if not page.parameters}
    known = {name_of(path) for path in council.pages.values() if kind_of(path)}

    assert (known & of_no_record) - walk.linked == SENT_FROM


def links_of(html: str) -> list[str]:
    """Return where a page leads to within the site, lists as files left out."""
    return [link for link in HREF.findall(html) if "as=" not in link]
