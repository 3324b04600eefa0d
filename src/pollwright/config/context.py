"""What the frame of every page shows: the person, the authority, the navigation, and the demonstration's banner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.pages.shell import Banner, BannerKind, NavItem, Shell

NAVIGATION = (
    (_("Today"), "desk:today", Permission.OWN_ACCOUNT),
    (_("Electors"), "register:electors", Permission.REGISTER_VIEW),
    (_("Applications"), "register:applications", Permission.REGISTER_VIEW),
    (_("Deletions"), "register:deletions", Permission.REGISTER_VIEW),
    (_("Notices"), "register:notices", Permission.REGISTER_VIEW),
    (_("Publications"), "register:publications", Permission.REGISTER_VIEW),
    (_("Polls"), "elections:polls", Permission.POLLS_VIEW),
    (_("Stations"), "stations:schemes", Permission.POLLS_VIEW),
    (_("Candidates"), "nominations:candidates", Permission.NOMINATIONS_ENTER),
    (_("Places"), "places:properties", Permission.PLACES_VIEW),
    (_("Work"), "jobs:works", Permission.JOBS_VIEW),
    (_("Audit"), "audit:events", Permission.AUDIT_VIEW),
    (_("People"), "access:people", Permission.USERS_VIEW),
    (_("Settings"), "access:settings", Permission.AUTHORITY_CONFIGURE),
)


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
            nav=tuple(_navigation(request.path, actor.permissions)),
            authority=seat.authority_name,
            person=actor.name,
            capacity=str(actor.capacity),
            account=_address("access:account"),
            sign_out=_address("account_logout"),
            search=_address("desk:search") if Permission.REGISTER_VIEW in actor.permissions else "",
            banner=_banner(),
        )
    }


def _navigation(path: str, permissions: frozenset[Permission]) -> list[NavItem]:
    items = []
    for label, name, permission in NAVIGATION:
        address = _address(name) if permission in permissions else ""
        if address:
            under = address != "/" and path.startswith(address)
            items.append(NavItem(str(label), address, current=path == address, active=under))
    return items


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
