"""Middleware: the actor of the request, the second factor, and refusals as pages."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from pollwright.access.actors import Seat, actor_for, seats
from pollwright.acting import Channel
from pollwright.refusals import Refused

GetResponse = Callable[[HttpRequest], HttpResponseBase]
OPEN_TO_THE_UNENROLLED = ("/sign-in/", "/static/")
"""Where a person without a second factor may still go: the pages that set one up."""


class ActorMiddleware:
    """Gives a signed-in request its `actor`, its `seat` and the `seats` to choose from, and scopes it to one authority.

    The authority is kept in the session under `authority`; the first seat serves where none is chosen. Nobody gets an
    actor before a second factor is set up.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = None  # type: ignore[attr-defined]
        request.seats = []  # type: ignore[attr-defined]
        person: Any = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        if self._needs_second_factor(request):
            return redirect(reverse("mfa_activate_totp"))
        today = timezone.localdate()
        held = seats(person.pk, on=today)
        request.seats = held  # type: ignore[attr-defined]
        seat = self._chosen(request, held)
        if seat is None:
            return self.get_response(request)
        request.actor = actor_for(  # type: ignore[attr-defined]
            person, seat, on=today, channel=Channel.WEB, request_id=uuid.uuid4()
        )
        request.seat = seat  # type: ignore[attr-defined]
        with scope(authority=seat.authority_id):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refusal that a view did not handle as a page with its status, problem and remedy."""
        if not isinstance(exception, Refused):
            return None
        page = {"title": exception.said, "refusal": exception}
        return render(request, "access/refused.jinja", {"page": page}, status=exception.status)

    @staticmethod
    def _needs_second_factor(request: HttpRequest) -> bool:
        if request.path.startswith(OPEN_TO_THE_UNENROLLED) or request.session.get("second_factor"):
            return False
        if Authenticator.objects.filter(user_id=request.user.pk).exists():
            request.session["second_factor"] = True
            return False
        return True

    @staticmethod
    def _chosen(request: HttpRequest, held: list[Seat]) -> Seat | None:
        wanted = request.session.get("authority")
        return next((seat for seat in held if seat.authority_id == wanted), held[0] if held else None)
