"""What the frame of every page shows: the person, the authority, the navigation, and the demonstration's banner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission

NAVIGATION = (
    (_("Today"), "desk:today", Permission.OWN_ACCOUNT),
    (_("Electors"), "register:electors", Permission.REGISTER_VIEW),
    (_("Applications"), "register:applications", Permission.REGISTER_VIEW),
    (_("Deletions"), "register:deletions", Permission.REGISTER_VIEW),
    (_("Notices"), "register:notices", Permission.REGISTER_VIEW),
    (_("Publications"), "register:publications", Permission.REGISTER_VIEW),
    (_("Places"), "places:properties", Permission.PLACES_VIEW),
    (_("Work"), "jobs:works", Permission.JOBS_VIEW),
    (_("Audit"), "audit:events", Permission.AUDIT_VIEW),
    (_("People"), "access:people", Permission.USERS_VIEW),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout needs; a stranger gets the plain frame."""
    actor = getattr(request, "actor", None)
    items = []
    if actor is not None:
        for text, name, permission in NAVIGATION:
            if permission in actor.permissions:
                address = _address(name)
                if address:
                    items.append({"text": text, "href": address, "current": _current(request.path, address)})
    return {
        "nav": items,
        "actor": actor,
        "seat": getattr(request, "seat", None),
        "seats": getattr(request, "seats", []),
        "demonstration": settings.DEMONSTRATION,
    }


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _current(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
