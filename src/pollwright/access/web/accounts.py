"""How signing in is done here: no sign-up, and lock-out with a plain page."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class StaffOnlyAdapter(DefaultAccountAdapter):
    """Staff are added by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: there is no sign-up."""
        return False


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """Answer somebody who failed too often: 429, with how long to wait."""
    return render(request, "access/locked_out.jinja", status=429)
