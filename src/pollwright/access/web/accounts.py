"""How the sign-in library is fitted to this house: staff only, acts by operations, secrets sealed, plain pages."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from pollwright.access.actors import actor_for, seats
from pollwright.access.events import PasswordChanged
from pollwright.access.operations.accounts import NoRole, change_own_password, tell_authorities
from pollwright.access.protection import seal, unseal
from pollwright.access.web import signing_in
from pollwright.access.web.client import client_address
from pollwright.access.web.sessions import BEGAN, SEEN
from pollwright.acting import Channel

FRESH_SECONDS = 300
"""So soon after signing in, nobody has to show again who they are."""
SILENT = ("account/messages/logged_in.txt",)
FACTOR = "second-factor"


class StaffOnlyAdapter(DefaultAccountAdapter):
    """Staff are added by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: there is no sign-up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that attempts are counted by."""
        return client_address(request)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **hooks: Any) -> HttpResponse:
        """Begin the session's time, and record the sign-in."""
        request.session[BEGAN] = request.session[SEEN] = int(time.time())
        signing_in.signed_in(request, user)
        response: HttpResponse = super().post_login(request, user, **hooks)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Look whether signing in is locked before the password is."""
        signing_in.about_to_try(request, str(credentials.get("email", "")))
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password."""
        signing_in.failed_to_sign_in(request, str(credentials.get("email", "")), "password")

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Return whether this is the password; failures count towards the lock-out as at the door."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **given: Any) -> bool:
        """Return whether the person must show again who they are: not within five minutes of signing in."""
        began = context.request.session.get(BEGAN, 0)
        return time.time() - began >= FRESH_SECONDS

    def set_password(self, user: Any, password: str) -> None:
        """Change the person's own password by an operation, recorded in each of their authorities.

        :raises NoRole: where the person holds no role anywhere.
        """
        today = timezone.localdate()
        held = seats(user.pk, on=today)
        if not held:
            raise NoRole
        change_own_password(actor=actor_for(user, held[0], on=today, channel=Channel.WEB), password=password)
        tell_authorities(user, PasswordChanged(), on=today, but=held[0].authority_id)
        user.refresh_from_db()

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *given: Any, **named: Any
    ) -> None:
        """Say what the library says, but for what the page shows anyway."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *given, **named)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the way on after a changed password."""
        return reverse("access:account")


class SealedFactorsAdapter(DefaultMFAAdapter):
    """Second factors, whose secrets are encrypted in the database, and of which one always remains."""

    def encrypt(self, text: str) -> str:
        """Return a secret sealed with the installation's key."""
        return base64.b64encode(seal({"secret": text}, context=FACTOR)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret again.

        :raises WrongKey: where the installation has another key now.
        """
        secret: str = unseal(base64.b64decode(encrypted_text), context=FACTOR)["secret"]
        return secret

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether another second factor would remain."""
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=kinds)
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        """Return a name for a new passkey, which the person may change."""
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)s") % {"number": held + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return who asks for a passkey, as the browser shows it."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Pollwright"}


@dataclass(frozen=True, slots=True)
class StoppedPage:
    """A page for somebody who may try again in some minutes, or who holds no role."""

    title: str
    minutes: int = 0


def locked_out(
    request: HttpRequest, original: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer somebody who failed too often: 429, with how long to wait."""
    page = StoppedPage(gettext("Signing in is locked"), round(settings.AXES_COOLOFF_TIME * 60))
    return render(request, "access/entrance/locked_out.jinja", {"page": page}, status=429)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer too many requests in a short time: 429."""
    page = StoppedPage(gettext("Too many attempts in a short time"), 1)
    return render(request, "access/entrance/locked_out.jinja", {"page": page}, status=429)
