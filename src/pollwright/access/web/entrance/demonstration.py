"""Signing in with one click, on a demonstration that only this machine can reach."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from pollwright.access.queries.demonstration import DemonstrationPerson, demonstration_people
from pollwright.access.web import signing_in
from pollwright.access.web.client import client_address, loopback
from pollwright.access.web.gate import public


@dataclass(frozen=True, slots=True)
class DemonstrationPage:
    """Whom a visitor may sign in as."""

    title: str
    people: tuple[DemonstrationPerson, ...]


@public
@require_http_methods(["GET", "POST"])
def demonstration(request: HttpRequest) -> HttpResponse:
    """Show the people of the demonstration, or sign in as one of them."""
    asked = urlsplit(f"//{request.get_host()}").hostname or ""
    if not (settings.DEMONSTRATION and loopback(client_address(request)) and loopback(asked)):
        raise Http404
    people = demonstration_people(on=timezone.localdate())
    if request.method == "GET":
        page = DemonstrationPage(gettext("Sign in to the demonstration"), tuple(people))
        return render(request, "access/entrance/demonstration.jinja", {"page": page})
    chosen = next((one for one in people if one.handle == request.POST.get("person")), None)
    if chosen is None:
        raise Http404
    adapter = get_adapter(request)
    signing_in.second_factor_passed(request, chosen.person.pk, "demonstration")
    adapter.login(request, chosen.person)
    adapter.post_login(
        request, chosen.person, email_verification="", signal_kwargs=None, email=None, signup=False, redirect_url="/"
    )
    return redirect("/")
