"""A person's own password and second factors. Each change stands in the trail of all their authorities."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any, cast

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext

from pollwright.access import events
from pollwright.access.operations.accounts import tell_authorities
from pollwright.access.web import signing_in
from pollwright.access.web.accounts import SealedFactorsAdapter
from pollwright.access.web.entrance.forms import CHANGE_PASSWORD, CODE, FIRST_CODE, NEW_PASSKEY, PASSWORD, shown
from pollwright.pages.forms import BoundForm

APP, KEY, CODES = "an authenticator app", "a passkey", "recovery codes"
ACCOUNT = reverse_lazy("access:account")


@dataclass(frozen=True, slots=True)
class Other:
    """Another way to do the same."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class FactorPage:
    """A page about a second factor. `options` are what the browser needs for a passkey, as JSON."""

    title: str
    form: BoundForm | None = None
    picture: str = ""
    secret: str = ""
    options: str = ""
    name: str = ""
    codes: tuple[str, ...] = ()
    left: int = 0
    first: bool = False
    next: str = ""
    others: tuple[Other, ...] = ()


class ChangePassword(account_views.PasswordChangeView):
    """Changing one's own password; compulsory where somebody else set it."""

    template_name = "access/entrance/change_password.jinja"

    def dispatch(self, request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        """Lead a person without a password, who signs in elsewhere, to their account."""
        person = request.user
        if person.is_authenticated and not person.has_usable_password():
            return redirect(ACCOUNT)
        return cast(HttpResponseBase, super().dispatch(request, *args, **given))

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        context = super().get_context_data(**given)
        first = bool(getattr(self.request.user, "password_temporary", False))
        page = FactorPage(gettext("Change your password"), shown(CHANGE_PASSWORD, context["form"]), first=first)
        return context | {"page": page}


class SetUpApp(totp_views.ActivateTOTPView):
    """Setting up an authenticator app, by picture or by its secret."""

    template_name = "access/entrance/set_up_app.jinja"

    def form_valid(self, form: Any) -> HttpResponse:
        """Record it; the code that was just entered has proved the second factor of this session."""
        response = super().form_valid(form)
        _passed(self.request, "totp")
        _tell(self.request, events.SecondFactorAdded(APP))
        return cast(HttpResponse, response)

    def get_success_url(self) -> str:
        """Return the way on: the recovery codes where they were just made."""
        return reverse("mfa_view_recovery_codes") if self.did_generate_recovery_codes else str(ACCOUNT)

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        context = super().get_context_data(**given)
        picture = base64.b64encode(context["totp_svg"].encode()).decode()
        page = FactorPage(
            gettext("Set up an authenticator app"),
            shown(FIRST_CODE, context["form"]),
            picture=f"data:image/svg+xml;base64,{picture}",
            secret=" ".join(_groups(context["form"].secret)),
            first=not signing_in.passed_second_factor(self.request),
        )
        return context | {"page": page}


class RemoveApp(totp_views.DeactivateTOTPView):
    """Taking the authenticator app away, where another second factor remains."""

    template_name = "access/entrance/remove_factor.jinja"
    success_url = ACCOUNT

    def form_valid(self, form: Any) -> HttpResponse:
        """Record it."""
        response = super().form_valid(form)
        _tell(self.request, events.SecondFactorRemoved(APP))
        return cast(HttpResponse, response)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that it is the last one."""
        return _last_one(self.request)

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        page = FactorPage(gettext("Take away the authenticator app"), name=gettext("your authenticator app"))
        return super().get_context_data(**given) | {"page": page}


class AddPasskey(passkey_views.AddWebAuthnView):
    """Adding a passkey or security key. Needs JavaScript, as the browser's own dialogue does."""

    template_name = "access/entrance/add_passkey.jinja"

    def form_valid(self, form: Any) -> HttpResponse:
        """Record it; the key that was just used has proved the second factor of this session."""
        response = super().form_valid(form)
        _passed(self.request, "webauthn")
        _tell(self.request, events.SecondFactorAdded(KEY))
        return cast(HttpResponse, response)

    def get_success_url(self) -> str:
        """Return the way on: the recovery codes where they were just made."""
        return reverse("mfa_view_recovery_codes") if self.did_generate_recovery_codes else str(ACCOUNT)

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        context = super().get_context_data(**given)
        form = context.get("form") or self.get_form()
        bound = shown(NEW_PASSKEY, form) if form.is_bound else NEW_PASSKEY.blank({**form.initial, "passwordless": True})
        options = json.dumps(context["js_data"]["creation_options"])
        first = not signing_in.passed_second_factor(self.request)
        return context | {"page": FactorPage(gettext("Add a passkey"), bound, options=options, first=first)}


class RemovePasskey(passkey_views.RemoveWebAuthnView):
    """Taking a passkey away, where another second factor remains."""

    template_name = "access/entrance/remove_factor.jinja"
    success_url = ACCOUNT

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it away and record it, unless it is the last."""
        if not SealedFactorsAdapter().can_delete_authenticator(self.get_object()):
            return _last_one(self.request)
        response = super().form_valid(form)
        _tell(self.request, events.SecondFactorRemoved(KEY))
        return cast(HttpResponse, response)

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        page = FactorPage(gettext("Take away a passkey"), name=self.object.wrap().name)
        return super().get_context_data(**given) | {"page": page}


class RecoveryCodes(recovery_views.ViewRecoveryCodesView):
    """The recovery codes, shown once after they were made."""

    template_name = "access/entrance/recovery_codes.jinja"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        context = super().get_context_data(**given)
        codes = tuple(context["unused_codes"])
        page = FactorPage(gettext("Recovery codes"), codes=codes if context["can_view_codes"] else (), left=len(codes))
        return context | {"page": page}


class NewRecoveryCodes(recovery_views.GenerateRecoveryCodesView):
    """Making recovery codes anew; the old ones stop working."""

    template_name = "access/entrance/new_recovery_codes.jinja"

    def form_valid(self, form: Any) -> HttpResponse:
        """Record it."""
        response = super().form_valid(form)
        _tell(self.request, events.SecondFactorAdded(CODES))
        return cast(HttpResponse, response)

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        context = super().get_context_data(**given)
        page = FactorPage(gettext("Make new recovery codes"), left=context["unused_code_count"])
        return context | {"page": page}


class _Again:
    """What the pages share on which a person shows again who they are."""

    form_of_ours = PASSWORD
    request: HttpRequest

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the page."""
        context: dict[str, Any] = super().get_context_data(**given)  # type: ignore[misc]
        form = context.get("form") or self.get_form()  # type: ignore[attr-defined]
        others = tuple(
            Other(str(one["description"]), one["url"]) for one in context.get("reauthentication_alternatives", ())
        )
        options = json.dumps(context["js_data"]["request_options"]) if "js_data" in context else ""
        page = FactorPage(
            gettext("Show that it is you"),
            shown(self.form_of_ours, form),
            options=options,
            others=others,
            next=self.get_next_url() or "",  # type: ignore[attr-defined]
        )
        return context | {"page": page}


class AgainByPassword(_Again, account_views.ReauthenticateView):
    """The password once more, before something sensitive."""

    template_name = "access/entrance/again.jinja"


class AgainByCode(_Again, factor_views.ReauthenticateView):
    """A code, before something sensitive."""

    template_name = "access/entrance/again.jinja"
    form_of_ours = CODE


class AgainByPasskey(_Again, passkey_views.ReauthenticateWebAuthnView):
    """A passkey, before something sensitive."""

    template_name = "access/entrance/again_by_passkey.jinja"


def _passed(request: HttpRequest, method: str) -> None:
    signing_in.second_factor_passed(request, int(request.user.pk or 0), method)


def _tell(request: HttpRequest, happening: Any) -> None:
    person: Any = request.user
    tell_authorities(person, happening, on=timezone.localdate())


def _last_one(request: HttpRequest) -> HttpResponseRedirect:
    messages.error(request, gettext("This is your last second factor. Set up another one first."))
    return HttpResponseRedirect(str(ACCOUNT))


def _groups(secret: str) -> list[str]:
    return [secret[place : place + 4] for place in range(0, len(secret), 4)]
