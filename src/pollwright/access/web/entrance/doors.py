"""Signing in and out: password, second factor, passkey."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as passkey_views
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from pollwright.access import events
from pollwright.access.operations.accounts import tell_authorities
from pollwright.access.web import kept_forms, signing_in
from pollwright.access.web.accounts import locked_out
from pollwright.access.web.entrance.forms import CODE, SIGN_IN, shown
from pollwright.pages.forms import BoundForm


@dataclass(frozen=True, slots=True)
class DoorPage:
    """A page of signing in. `options` are what the browser needs to ask for a passkey, as JSON."""

    title: str
    form: BoundForm | None = None
    next: str = ""
    options: str = ""
    demonstration: str = ""
    minutes: int = 0


class SignIn(account_views.LoginView):
    """Email address and password."""

    template_name = "access/entrance/sign_in.jinja"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        context = super().get_context_data(**given)
        demonstration = reverse("demonstration_sign_in") if settings.DEMONSTRATION else ""
        page = DoorPage(
            gettext("Sign in"),
            shown(SIGN_IN, context["form"]),
            next=self.get_next_url() or "",
            demonstration=demonstration,
        )
        return context | {"page": page}


class SecondFactor(factor_views.AuthenticateView):
    """The second factor, after the password. Wrong codes count towards the same lock-out."""

    template_name = "access/entrance/second_factor.jinja"

    def post(self, request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        """Look at the code, unless the person is locked out."""
        person: Any = self.stage.login.user
        if not AxesProxyHandler.is_allowed(request, {"email": person.email}):
            return locked_out(request)
        return cast(HttpResponse, super().post(request, *args, **given))

    def form_valid(self, form: Any) -> HttpResponse:
        """Remember in the session that the second factor was passed, and go on."""
        person: Any = self.stage.login.user
        authenticator: Authenticator = getattr(form, "authenticator", None) or form.cleaned_data["credential"]
        signing_in.second_factor_passed(self.request, person.pk, str(authenticator.type))
        return cast(HttpResponse, super().form_valid(form))

    def form_invalid(self, form: Any) -> HttpResponse:
        """Count the failure."""
        person: Any = self.stage.login.user
        user_login_failed.send(sender=type(self), credentials={"email": person.email}, request=self.request)
        signing_in.failed_to_sign_in(self.request, person.email, "code")
        return cast(HttpResponse, super().form_invalid(form))

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        context = super().get_context_data(**given)
        person: Any = self.stage.login.user
        has_key = Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.WEBAUTHN).exists()
        options = json.dumps(context["js_data"]["request_options"]) if has_key else ""
        return context | {"page": DoorPage(gettext("Second factor"), shown(CODE, context["form"]), options=options)}


class SignInByPasskey(passkey_views.LoginWebAuthnView):
    """A passkey alone, which the device guards by PIN or finger."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remember in the session that the second factor was passed, and go on."""
        authenticator: Authenticator = form.cleaned_data["credential"]
        signing_in.second_factor_passed(self.request, authenticator.user_id, "passkey")
        return cast(HttpResponse, super().form_valid(form))


class SignOut(account_views.LogoutView):
    """Signing out: asked for once more where somebody comes by a link."""

    template_name = "access/entrance/sign_out.jinja"

    def logout(self) -> None:
        """Record it, forget what was kept, and end the session."""
        person: Any = self.request.user
        if person.is_authenticated:
            tell_authorities(person, events.SignedOut("by themselves"), on=timezone.localdate())
        kept_forms.forget(self.request)
        super().logout()

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        return super().get_context_data(**given) | {"page": DoorPage(gettext("Sign out"))}


class Inactive(account_views.AccountInactiveView):
    """What a person sees who has been stopped."""

    template_name = "access/entrance/inactive.jinja"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        return super().get_context_data(**given) | {"page": DoorPage(gettext("You can't sign in any more"))}
