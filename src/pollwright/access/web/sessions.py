"""How long a session lasts: so many minutes without activity, and eight hours in all.

A page that asks for progress by itself is no activity. When a session has ended, the next request says so and leads
back to the same page after signing in; a form that was sent is kept sealed and can be sent again (`kept_forms`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext

from pollwright.access import events
from pollwright.access.operations.accounts import tell_authorities
from pollwright.access.web import kept_forms

BEGAN, SEEN = "began", "seen"
TOUCH_SECONDS = 60
"""Activity is noted at most so often, so that not every request writes the session."""
POLLING = "progress"
"""The id of the element that asks again by itself; HTMX sends it along."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A session that has just ended, and why, for the person who comes back to it."""

    person_id: int
    why: str


class SessionAgeMiddleware:
    """Ends sessions that are too old or too long without activity. Stands after sign-in and messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.session_ended = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            now = int(time.time())
            why = _over(request, now)
            if why:
                request.session_ended = _end(request, why)  # type: ignore[attr-defined]
            else:
                _touch(request, now)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], given: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Answer in place of the view where the session has ended; by now the form's token has been checked."""
        ended: Ended | None = request.session_ended  # type: ignore[attr-defined]
        if ended is None or request.path.startswith("/sign-in/"):
            return None
        return _answer(request, ended)


def _over(request: HttpRequest, now: int) -> str:
    """Return in words why the session is over, or nothing."""
    began = request.session.setdefault(BEGAN, now)
    seen = request.session.setdefault(SEEN, now)
    if now - seen >= settings.POLLWRIGHT_IDLE_MINUTES * 60:
        return gettext("You were signed out after %(minutes)g minutes without activity.") % {
            "minutes": settings.POLLWRIGHT_IDLE_MINUTES
        }
    if now - began >= settings.SESSION_COOKIE_AGE:
        return gettext("You were signed out because you signed in %(hours)s hours ago.") % {
            "hours": settings.SESSION_COOKIE_AGE // 3600
        }
    return ""


def _touch(request: HttpRequest, now: int) -> None:
    by_itself = request.headers.get("HX-Trigger") == POLLING
    if not by_itself and now - request.session[SEEN] >= TOUCH_SECONDS:
        request.session[SEEN] = now


def _end(request: HttpRequest, why: str) -> Ended:
    person: Any = request.user
    tell_authorities(person, events.SignedOut("when the session ran out"), on=timezone.localdate())
    logout(request)
    return Ended(person.pk, why)


def _answer(request: HttpRequest, ended: Ended) -> HttpResponseBase:
    if request.headers.get("HX-Request") == "true":
        came_from = urlsplit(request.headers.get("HX-Current-URL", "/"))
        messages.warning(request, ended.why)
        response = HttpResponse()
        response["HX-Redirect"] = _sign_in(f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path)
        return response
    if request.method in ("GET", "HEAD"):
        messages.warning(request, ended.why)
        return redirect(_sign_in(request.get_full_path()))
    if kept_forms.keep(request, ended.person_id):
        advice = gettext("What you sent was not saved, but it is kept. Sign in and you can send it again.")
        back = reverse("access:unsent")
    else:
        advice = gettext("What you sent was not saved and was too large to keep. Sign in and repeat it.")
        back = request.path
    messages.warning(request, f"{ended.why} {advice}")
    return redirect(_sign_in(back))


def _sign_in(back: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': back})}"
