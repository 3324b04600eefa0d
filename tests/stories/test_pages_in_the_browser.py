"""Every page of every room, as the head of elections sees it in Chromium: barriers, errors, width, headings, keyboard.

The walk begins at an address of each page and goes on along the links of what it sees, so a new page is walked by
itself, and a page that no link leads to is found. Set POLLWRIGHT_SCREENSHOTS to a folder to look at them all.
"""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from pollwright.access.matrix import MATRIX
from pollwright.acting import Role
from tests.pages.browsing import AXE, ROOT, chromium_path
from tests.stories.conftest import Council
from tests.stories.looking import Looker, signed_in
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
"""Pages that are looked at on the narrowest screens too: 320 CSS pixels, which is 1280 at 400%."""
NOT_WALKED = ONLY_TAKE | GIVE_FILES | {"account_logout", "demonstration_sign_in"}
"""What gives a file, ends the session, or only takes what is sent."""
SIGNING_IN = ("account_", "mfa_")
"""Pages that `tests/access` walks."""
SENT_FROM = frozenset({"access:unsent", "elections:poll-new-contests"})
"""Pages that are come to by a form in place of a link."""


class Walk:
    """A walk through the pages, from the addresses that are known and along the links of each page.

    :param walkers: pages of people who are signed in; each page is seen by the first whose role may.
    """

    def __init__(self, walkers: dict[Role, Page], known: dict[str, str]) -> None:
        self.lookers = {role: Looker(page) for role, page in walkers.items()}
        self.waiting = deque(known.values())
        self.met = {kind for path in known.values() if (kind := kind_of(path))}
        self.linked: set[str] = set()
        self.problems: dict[str, list[str]] = {}

    def go(self) -> None:
        """Look at every page, until no link leads to one of a new kind."""
        while self.waiting:
            path = self.waiting.popleft()
            looker = self._looker_for(path)
            if found := looker.problems_of(path, narrowest=name_of(path) in MAIN):
                self.problems[path] = found
            self._note_links(looker.links)

    def _looker_for(self, path: str) -> Looker:
        permission = getattr(resolve(urlsplit(path).path).func, "permission", "")
        may = (looker for role, looker in self.lookers.items() if permission in MATRIX[role])
        return next(may, next(iter(self.lookers.values())))

    def _note_links(self, links: list[str]) -> None:
        for path in links:
            kind = kind_of(path)
            if kind is None:
                continue
            self.linked.add(kind[0])
            if kind not in self.met:
                self.met.add(kind)
                self.waiting.append(path)


def name_of(path: str) -> str:
    """Return the full name of the page at an address."""
    return resolve(urlsplit(path).path).view_name


def kind_of(path: str) -> tuple[str, str] | None:
    """Return the kind of page at an address: its name, and which act where one page serves many."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    if found.view_name in NOT_WALKED or found.view_name.startswith(SIGNING_IN):
        return None
    return found.view_name, str(found.kwargs.get("name", "")) if found.view_name.startswith("register:") else ""


@pytest.fixture
def head(chrome: Browser, council: Council) -> Iterator[Page]:
    """A page of the head's, signed in."""
    with signed_in(chrome, council.address, council.people["head"]) as page:
        yield page


def test_no_page_of_any_room_has_a_barrier_an_error_or_runs_off_the_side(
    chrome: Browser, head: Page, council: Council
) -> None:
    with signed_in(chrome, council.address, council.people["administrator"]) as administrator:
        walk = Walk({Role.HEAD: head, Role.ADMINISTRATOR: administrator}, council.pages)

        walk.go()

    assert walk.problems == {}
    assert {name_of(path) for path in council.pages.values()} - walk.linked == SENT_FROM
