"""Each page belongs to one room of the navigation, which is marked there with its group."""

from django.urls import reverse

from pollwright.acting import Permission
from pollwright.config.context import NAVIGATION, navigation
from tests.walk.pages import Page, pages

APART = frozenset({"access:account", "access:choose_authority", "access:forget_unsent", "access:unsent", "desk:search"})
"""Pages of whoever is signed in, and the search, which belong to no entry."""
GROUP_OF = {str(room[0]): str(label) for label, rooms in NAVIGATION for room in rooms}
HANDLE = "00000000-0000-0000-0000-000000000000"


def marked_on(page: Page) -> list[str]:
    """Return the entries that are marked on a page, as somebody sees it who may do everything."""
    given = {name: HANDLE if name == "handle" else "1" for name in page.parameters}
    groups = navigation(reverse(page.name, kwargs=given), frozenset(Permission))
    marked = [room.label for group in groups for room in group.rooms if room.current or room.active]
    assert [group.label for group in groups if group.active] == [GROUP_OF[label] for label in marked]
    return marked


def test_every_page_has_one_entry_marked() -> None:
    entered = [page for page in pages() if page.permission not in (None, "public", "signed-in")]
    shown = [page for page in entered if not page.name.startswith("files:") and page.name not in APART]

    assert {page.name: marked for page in shown if len(marked := marked_on(page)) != 1} == {}


def test_households_belong_to_the_electors_and_bank_holidays_to_the_settings() -> None:
    by_name = {page.name: page for page in pages()}

    assert marked_on(by_name["desk:household"]) == ["Electors"]
    assert marked_on(by_name["access:bank_holidays"]) == ["Settings"]


def test_a_group_leads_to_the_first_room_that_somebody_may_see_and_one_of_a_single_room_is_that_room() -> None:
    seen = navigation("/", frozenset({Permission.OWN_ACCOUNT, Permission.PLAN_VIEW, Permission.RISKS_VIEW}))

    assert [(one.label, one.href, [room.label for room in one.rooms]) for one in seen] == [
        ("Today", reverse("desk:today"), []),
        ("Service", reverse("service-plan:plans"), ["Plans", "Projects", "Risks"]),
    ]
