"""What the frame of every page shows: the person, the authority, the navigation, and the demonstration's banner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.pages.shell import Banner, BannerKind, NavItem, Shell

NAVIGATION = (
    (
        _("Today"),
        (
            (_("Today"), "desk:today", Permission.OWN_ACCOUNT),
            (_("The year"), "year:calendar", Permission.YEAR_VIEW),
        ),
    ),
    (
        _("Register"),
        (
            (_("Electors"), "register:electors", Permission.REGISTER_VIEW),
            (_("Applications"), "register:applications", Permission.REGISTER_VIEW),
            (_("Deletions"), "register:deletions", Permission.REGISTER_VIEW),
            (_("Notices"), "register:notices", Permission.REGISTER_VIEW),
            (_("Publications"), "register:publications", Permission.REGISTER_VIEW),
            (_("Places"), "places:properties", Permission.PLACES_VIEW),
        ),
    ),
    (
        _("Polls"),
        (
            (_("Polls"), "elections:polls", Permission.POLLS_VIEW),
            (_("Candidates"), "nominations:candidates", Permission.NOMINATIONS_ENTER),
            (_("Documents"), "printing:list", Permission.POLLS_VIEW),
            (_("Stations"), "stations:schemes", Permission.POLLS_VIEW),
            (_("Staff"), "staffing:members", Permission.STAFF_VIEW),
            (_("Polling day"), "polling_day:desks", Permission.POLLING_DAY_LOG),
        ),
    ),
    (
        _("Service"),
        (
            (_("Casework"), "casework:cases", Permission.CASE_VIEW),
            (_("Plans"), "service-plan:plans", Permission.PLAN_VIEW),
            (_("Projects"), "projects:projects", Permission.PLAN_VIEW),
            (_("Budgets"), "budgets:budgets", Permission.BUDGETS_VIEW),
            (_("Indicators"), "performance:indicators", Permission.PERFORMANCE_VIEW),
            (_("Risks"), "risks:registers", Permission.RISKS_VIEW),
            (_("Team"), "people:posts", Permission.TEAM_OWN),
            (_("Office"), "office:kinds", Permission.OFFICE_VIEW),
        ),
    ),
    (
        _("System"),
        (
            (_("Work"), "jobs:works", Permission.JOBS_VIEW),
            (_("Audit"), "audit:events", Permission.AUDIT_VIEW),
            (_("People"), "access:people", Permission.USERS_VIEW),
            (_("Settings"), "access:settings", Permission.AUTHORITY_CONFIGURE),
        ),
    ),
)
"""The rooms of the service in five groups: what a group is called, and of each room its name, its page and who sees it."""

ALSO_UNDER = {
    "elections:polls": ("/open-data/", "/rolls/"),
    "register:electors": (
        "/households/",
        "/register/changes/",
        "/register/counts/",
        "/register/import/",
        "/register/misplaced-anonymous/",
        "/register/quality/",
        "/register/unplaced",
    ),
    "register:applications": ("/register/objections/", "/register/tray/"),
    "register:deletions": ("/register/reviews/",),
    "register:publications": ("/register/as-at/",),
    "places:properties": ("/places/", "/register/misplaced/"),
    "access:people": ("/access/delegations/", "/access/roles/"),
    "access:settings": ("/access/bank-holidays/", "/access/clock/", "/access/days/", "/access/settings-over-time/"),
}
"""Where pages stand that belong to an entry besides those under its own address."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout needs; a stranger gets the plain frame."""
    actor = getattr(request, "actor", None)
    if actor is None:
        person = getattr(request, "user", None)
        signed_in = person is not None and person.is_authenticated
        if not signed_in:
            return {"shell": Shell(banner=_banner())}
        return {"shell": Shell(banner=_banner(), person=str(person), sign_out=_address("account_logout"))}
    seat = request.seat  # type: ignore[attr-defined]
    return {
        "shell": Shell(
            nav=navigation(request.path_info, actor.permissions),
            authority=seat.authority_name,
            person=actor.name,
            capacity=str(actor.capacity),
            account=_address("access:account"),
            sign_out=_address("account_logout"),
            search=_address("desk:search") if Permission.REGISTER_VIEW in actor.permissions else "",
            banner=_banner(),
        )
    }


def navigation(path: str, permissions: frozenset[Permission]) -> tuple[NavItem, ...]:
    """Return the groups that somebody sees on a page with the rooms in them, those marked that the page belongs to.

    A group leads to the first of its rooms that the person may see; one of a single room is that room.

    :param path: the address of the page, without what the whole site stands under.
    """
    groups = []
    for label, rooms in NAVIGATION:
        items = tuple(_rooms(rooms, path, permissions))
        if len(items) == 1:
            groups.append(items[0])
        elif items:
            inside = any(item.current or item.active for item in items)
            groups.append(NavItem(str(label), items[0].href, active=inside, rooms=items))
    return tuple(groups)


def _rooms(
    rooms: Iterable[tuple[Any, str, Permission]], path: str, permissions: frozenset[Permission]
) -> Iterator[NavItem]:
    for label, name, permission in rooms:
        if href := _address(name) if permission in permissions else "":
            own = f"/{href.removeprefix(get_script_prefix())}"
            under = path.startswith((own, *ALSO_UNDER.get(name, ()))) if own != "/" else False
            yield NavItem(str(label), href, current=path == own, active=under)


def _banner() -> Banner | None:
    if not settings.DEMONSTRATION:
        return None
    return Banner(
        BannerKind.DEMONSTRATION,
        gettext("Demonstration"),
        gettext("Everybody in this register is invented. Nothing here has legal effect."),
    )


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
