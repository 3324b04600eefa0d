"""Pages of acts on a person that ask for a reason: end a role, stop, let in again, new password, new second factor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from pollwright.access.operations import people as operations
from pollwright.access.queries import people as queries
from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.access.web.people import PersonFormPage, address_of, shown_once, trail
from pollwright.access.web.replies import or_404, with_refusal
from pollwright.acting import Permission
from pollwright.pages.forms import Form, TextArea
from pollwright.refusals import Refused

REASON = Form(TextArea("reason", _("Reason"), hint=_("It stands in the audit trail."), rows=3, longest=500))


@dataclass(frozen=True, slots=True)
class Act:
    """An act on a person: the operation, and its words. `stays` says that the person's page is there afterwards."""

    operation: Callable[..., Any]
    title: Promise
    warning: Promise
    submit: Promise
    done: Promise
    stays: bool = True


END = Act(
    operations.end_membership,
    _("End the role of %(name)s"),
    _("They lose every permission in this authority at once. Their account stays, and a role can be given again."),
    _("End the role"),
    _("The role of %(name)s has ended"),
    stays=False,
)
STOP = Act(
    operations.deactivate_person,
    _("Stop %(name)s from signing in"),
    _("They are signed out at once and can't sign in until an administrator lets them in again."),
    _("Stop"),
    _("%(name)s can't sign in any more"),
)
LET_IN = Act(
    operations.reactivate_person,
    _("Let %(name)s sign in again"),
    _("They have the role that they had before."),
    _("Let in again"),
    _("%(name)s can sign in again"),
)
SECOND_FACTOR = Act(
    operations.reset_second_factor,
    _("Reset the second factor of %(name)s"),
    _(
        "Make sure that it is really they who ask: meet them, or ring them on a number you know. They are signed out at"
        " once and set up a second factor when they next sign in with their password."
    ),
    _("Reset the second factor"),
    _("%(name)s sets up a second factor at the next sign-in"),
)
PASSWORD = Act(
    operations.reset_password,
    _("Give %(name)s a temporary password"),
    _(
        "Make sure that it is really they who ask: meet them, or ring them on a number you know. They are signed out at"
        " once and choose a new password when they sign in."
    ),
    _("Make a temporary password"),
    _("Temporary password made"),
)


@permission_required(Permission.USERS_MANAGE)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, handle: str) -> HttpResponseBase:
    """End a person's role."""
    return _act(request, str(handle), END)


@permission_required(Permission.USERS_MANAGE)
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, handle: str) -> HttpResponseBase:
    """Stop a person from signing in."""
    return _act(request, str(handle), STOP)


@permission_required(Permission.USERS_MANAGE)
@require_http_methods(["GET", "POST"])
def let_in(request: HttpRequest, handle: str) -> HttpResponseBase:
    """Let a person sign in again."""
    return _act(request, str(handle), LET_IN)


@permission_required(Permission.USERS_MANAGE)
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest, handle: str) -> HttpResponseBase:
    """Take a person's second factors away."""
    return _act(request, str(handle), SECOND_FACTOR)


@permission_required(Permission.USERS_MANAGE)
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest, handle: str) -> HttpResponseBase:
    """Give a person a temporary password, and show it once."""
    return _act(request, str(handle), PASSWORD)


def _act(request: HttpRequest, handle: str, act: Act) -> HttpResponseBase:
    """Ask for the reason, or carry out the act."""
    actor, today = cast(OfficerRequest, request).actor, timezone.localdate()
    found = or_404(queries.person_in(actor.authority_id, handle, on=today))
    named = {"name": found.name}
    bound = REASON.bind(request.POST) if request.method == "POST" else REASON.blank()
    if request.method == "POST" and bound.valid:
        try:
            made = act.operation(actor=actor, handle=handle, on=today, reason=bound.values["reason"])
        except Refused as refusal:
            bound = with_refusal(bound, refusal)
        else:
            if isinstance(made, str):
                return shown_once(request, gettext("Temporary password"), found.name, made)
            messages.success(request, str(act.done) % named)
            return redirect(address_of(found) if act.stays else reverse("access:people"))
    page = PersonFormPage(
        str(act.title) % named,
        bound,
        str(act.submit),
        trail(found),
        warning=str(act.warning),
        cancel=address_of(found),
    )
    return render(request, "access/person_form.jinja", {"page": page})
