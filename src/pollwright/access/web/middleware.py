"""Middleware: the actor of the request, the second factor, and refusals as pages."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django_scopes import scope

from pollwright.access.actors import Seat, actor_for, seats
from pollwright.access.web import signing_in
from pollwright.access.web.accounts import StoppedPage
from pollwright.acting import Channel
from pollwright.pages.errors import refused
from pollwright.refusals import Refused

GetResponse = Callable[[HttpRequest], HttpResponseBase]
SIGN_IN = "/sign-in/"
"""Where a person may go before everything asked of them is in place; leads on by itself."""


class ActorMiddleware:
    """Gives a signed-in request its `actor`, its `seat` and the `seats` to choose from, and scopes it to one authority.

    The authority is kept in the session under `authority`; the first seat serves where none is chosen. Nobody gets an
    actor before this very session has passed a second factor, nor with a password that somebody else set.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = None  # type: ignore[attr-defined]
        request.seat = None  # type: ignore[attr-defined]
        request.seats = []  # type: ignore[attr-defined]
        person: Any = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        if (first := self._first(request)) is not None:
            return first
        today = timezone.localdate()
        held = seats(person.pk, on=today)
        seat = self._chosen(request, held)
        if seat is None:
            return self._seatless(request)
        request.seats = held  # type: ignore[attr-defined]
        request.seat = seat  # type: ignore[attr-defined]
        with scope(authority=seat.authority_id):
            if signing_in.passed_second_factor(request) and not person.password_temporary:
                request.actor = actor_for(  # type: ignore[attr-defined]
                    person, seat, on=today, channel=Channel.WEB, request_id=uuid.uuid4()
                )
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refusal that a view did not handle as a page with its status, problem and remedy."""
        return refused(request, exception) if isinstance(exception, Refused) else None

    def _first(self, request: HttpRequest) -> HttpResponseBase | None:
        """Return the way to what the person must do first; None where nothing is in the way."""
        person: Any = request.user
        if person.password_temporary:
            allowed = (reverse("account_change_password"), reverse("account_logout"))
            return None if request.path in allowed else redirect("account_change_password")
        if signing_in.passed_second_factor(request):
            return None
        if Authenticator.objects.filter(user_id=person.pk).exists():
            logout(request)
            messages.warning(request, gettext("Sign in again with your second factor."))
            return redirect("account_login")
        return None if request.path.startswith(SIGN_IN) else redirect("mfa_activate_totp")

    def _seatless(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(SIGN_IN):
            return self.get_response(request)
        page = StoppedPage(gettext("You hold no role in an authority"))
        return render(request, "access/seatless.jinja", {"page": page}, status=403)

    @staticmethod
    def _chosen(request: HttpRequest, held: list[Seat]) -> Seat | None:
        wanted = request.session.get("authority")
        return next((seat for seat in held if seat.authority_id == wanted), held[0] if held else None)
