"""What every page declares: the permission it needs, or that it is public.

`permission_required` marks the view (a test walks every URL for the mark) and refuses those without it; `public` marks
a page that anybody may see. The middleware gives each signed-in request its `actor`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from pollwright.acting import Actor, Permission
from pollwright.refusals import NotPermitted

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]


class OfficerRequest(HttpRequest):
    """A request by a signed-in person in one authority."""

    actor: Actor
    htmx: object


def permission_required(permission: Permission) -> Callable[[View[Given]], View[Given]]:
    """Let the view be used only by an actor who carries `permission`.

    A stranger is sent to sign in, and comes back to the same page; a colleague without the permission gets 403.
    """

    def decorate(view: View[Given]) -> View[Given]:
        @functools.wraps(view)
        def gated(request: HttpRequest, *args: Given.args, **given: Given.kwargs) -> HttpResponseBase:
            actor = cast("Actor | None", getattr(request, "actor", None))
            if actor is None:
                return _sign_in(request)
            if permission not in actor.permissions:
                raise NotPermitted(permission=permission.value)
            return view(request, *args, **given)

        gated.permission = permission  # type: ignore[attr-defined]
        return gated

    return decorate


def signed_in(view: View[Given]) -> View[Given]:
    """Let the view be used by anybody who is signed in, whatever their role."""

    @functools.wraps(view)
    def gated(request: HttpRequest, *args: Given.args, **given: Given.kwargs) -> HttpResponseBase:
        if getattr(request, "actor", None) is None:
            return _sign_in(request)
        return view(request, *args, **given)

    gated.permission = "signed-in"  # type: ignore[attr-defined]
    return gated


def public(view: View[Given]) -> View[Given]:
    """Mark a page that anybody may see."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view


def _sign_in(request: HttpRequest) -> HttpResponseBase:
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
