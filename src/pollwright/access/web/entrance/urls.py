"""The addresses of signing in, under `/sign-in/`. Only what is used is here: no sign-up, no reset by e-mail.

The names are the sign-in library's own, since it looks its pages up by them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from pollwright.access.web.entrance import doors, factors
from pollwright.access.web.entrance.demonstration import demonstration


def _marked(permission: str, view: Callable[..., Any]) -> Callable[..., Any]:
    """Return a view with the mark of who may see it, which the library itself enforces."""
    view.permission = permission  # type: ignore[attr-defined]
    return view


def _anybody(view: Any) -> Callable[..., Any]:
    return _marked("public", view.as_view())


def _own(view: Any) -> Callable[..., Any]:
    return _marked("signed-in", view.as_view())


def _to_account() -> Callable[..., Any]:
    return _marked("signed-in", RedirectView.as_view(pattern_name="access:account"))


urlpatterns: list[URLPattern] = [
    path("login/", _anybody(doors.SignIn), name="account_login"),
    path("logout/", _anybody(doors.SignOut), name="account_logout"),
    path("inactive/", _anybody(doors.Inactive), name="account_inactive"),
    path("second-factor/", _anybody(doors.SecondFactor), name="mfa_authenticate"),
    path("passkey/", _anybody(doors.SignInByPasskey), name="mfa_login_webauthn"),
    path("password/", _own(factors.ChangePassword), name="account_change_password"),
    path("again/", _own(factors.AgainByPassword), name="account_reauthenticate"),
    path("again/code/", _own(factors.AgainByCode), name="mfa_reauthenticate"),
    path("again/passkey/", _own(factors.AgainByPasskey), name="mfa_reauthenticate_webauthn"),
    path("factors/", _to_account(), name="mfa_index"),
    path("factors/app/", _own(factors.SetUpApp), name="mfa_activate_totp"),
    path("factors/app/remove/", _own(factors.RemoveApp), name="mfa_deactivate_totp"),
    path("factors/passkeys/", _to_account(), name="mfa_list_webauthn"),
    path("factors/passkeys/add/", _own(factors.AddPasskey), name="mfa_add_webauthn"),
    path("factors/passkeys/<int:pk>/remove/", _own(factors.RemovePasskey), name="mfa_remove_webauthn"),
    path("factors/recovery-codes/", _own(factors.RecoveryCodes), name="mfa_view_recovery_codes"),
    path("factors/recovery-codes/new/", _own(factors.NewRecoveryCodes), name="mfa_generate_recovery_codes"),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("demonstration/", demonstration, name="demonstration_sign_in"))
