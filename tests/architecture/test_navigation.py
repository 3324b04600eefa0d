"""Each page belongs to one entry of the navigation, which is marked there."""

from django.urls import reverse

from pollwright.acting import Permission
from pollwright.config.context import navigation
from tests.walk.pages import Page, pages

APART = frozenset({"access:account", "access:choose_authority", "access:forget_unsent", "access:unsent", "desk:search"})
"""Pages of whoever is signed in, and the search, which belong to no entry."""
HANDLE = "00000000-0000-0000-0000-000000000000"


def marked_on(page: Page) -> list[str]:
    """Return the entries that are marked on a page, as somebody sees it who may do everything."""
    given = {name: HANDLE if name == "handle" else "1" for name in page.parameters}
    entries = navigation(reverse(page.name, kwargs=given), frozenset(Permission))
    return [one.label for one in entries if one.current or one.active]


def test_every_page_has_one_entry_marked() -> None:
    entered = [page for page in pages() if page.permission not in (None, "public", "signed-in")]
    shown = [page for page in entered if not page.name.startswith("files:") and page.name not in APART]

    assert {page.name: marked for page in shown if len(marked := marked_on(page)) != 1} == {}


def test_households_belong_to_the_electors_and_bank_holidays_to_the_settings() -> None:
    by_name = {page.name: page for page in pages()}

    assert marked_on(by_name["desk:household"]) == ["Electors"]
    assert marked_on(by_name["access:bank_holidays"]) == ["Settings"]
