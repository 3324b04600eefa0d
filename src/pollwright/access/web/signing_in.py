"""What a session remembers of how its person signed in, and what is recorded when somebody tries."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from pollwright.access import events
from pollwright.access.operations.accounts import tell_authorities, warn_authorities
from pollwright.access.protection import mac
from pollwright.access.queries.people import person_by_email

SECOND_FACTOR = "second_factor"
METHOD = "sign_in_method"
METHODS = {
    "totp": "a password and a code",
    "recovery_codes": "a password and a recovery code",
    "webauthn": "a password and a security key",
    "passkey": "a passkey",
    "demonstration": "the demonstration's button",
}
PASSWORD_ALONE = "a password, to set up a second factor"  # noqa: S105 (words, not a secret)


def second_factor_passed(request: HttpRequest, person_id: int, method: str) -> None:
    """Remember that this session has passed the second factor of a person (who may still be signing in)."""
    request.session[SECOND_FACTOR] = person_id
    request.session[METHOD] = method


def passed_second_factor(request: HttpRequest) -> bool:
    """Return whether this very session passed the second factor of the person who is signed in."""
    return request.session.get(SECOND_FACTOR) == request.user.pk


def signed_in(request: HttpRequest, person: Any) -> None:
    """Record that a person has signed in, in every authority where they hold a role."""
    method = METHODS.get(request.session.get(METHOD, ""), PASSWORD_ALONE)
    tell_authorities(person, events.SignedIn(method), on=timezone.localdate())


def about_to_try(request: HttpRequest, email: str) -> None:
    """Remember whether an attempt comes while signing in is locked already."""
    request.locked_before = not AxesProxyHandler.is_allowed(request, {"email": email})  # type: ignore[attr-defined]


def failed_to_sign_in(request: HttpRequest, email: str, what: str) -> None:
    """Record a failed attempt, and the lock where this one brought it about; attempts while locked leave no event."""
    if getattr(request, "locked_before", False):
        return
    person = person_by_email(email)
    if person is None:
        return
    today = timezone.localdate()
    warn_authorities(person, events.SignInFailed(person.name, what), on=today)
    if getattr(request, "axes_locked_out", False):
        minutes = round(settings.AXES_COOLOFF_TIME * 60)
        warn_authorities(person, events.LockedOut(person.name, minutes, settings.AXES_FAILURE_LIMIT), on=today)


def attempted_as(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return what failures are counted by: a keyed digest of the address, which tells a reader of the table nothing."""
    given = credentials or {}
    address = given.get("email") or given.get("username") or given.get(settings.AXES_USERNAME_FORM_FIELD)
    address = address or request.POST.get(settings.AXES_USERNAME_FORM_FIELD, "")
    return mac(str(address).strip().casefold()).hex()
