"""A person's own account, the choice of authority, and a form that could not be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from pollwright.access.actors import Seat
from pollwright.access.matrix import TITLES
from pollwright.access.queries.people import Factor, own_factors
from pollwright.access.web import kept_forms
from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.access.web.replies import person_id_of
from pollwright.acting import Permission
from pollwright.pages.summaries import SummaryRow


@dataclass(frozen=True, slots=True)
class OtherSeat:
    """An authority where the person could act too."""

    authority_id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    """A person's own account."""

    title: str
    facts: tuple[SummaryRow, ...]
    others: tuple[OtherSeat, ...]
    app: bool
    passkeys: tuple[Factor, ...]
    codes_left: int
    last_one: bool


@dataclass(frozen=True, slots=True)
class UnsentPage:
    """A form that was sent after its session had ended."""

    title: str
    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool


@permission_required(Permission.OWN_ACCOUNT)
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show the person their account."""
    actor = cast(OfficerRequest, request).actor
    seat: Seat = request.seat  # type: ignore[attr-defined]
    seats: list[Seat] = request.seats  # type: ignore[attr-defined]
    factors = own_factors(person_id_of(request))
    page = AccountPage(
        title=gettext("Your account"),
        facts=(
            SummaryRow(gettext("Name"), actor.name),
            SummaryRow(gettext("Email address"), request.user.email),  # type: ignore[union-attr]
            SummaryRow(gettext("Authority"), seat.authority_name),
            SummaryRow(gettext("Role"), gettext(TITLES[seat.role])),
            SummaryRow(gettext("You act as"), str(actor.capacity)),
        ),
        others=tuple(
            OtherSeat(one.authority_id, one.authority_name, gettext(TITLES[one.role])) for one in seats if one != seat
        ),
        app=any(one.kind == Authenticator.Type.TOTP for one in factors),
        passkeys=tuple(one for one in factors if one.kind == Authenticator.Type.WEBAUTHN),
        codes_left=sum(one.left for one in factors),
        last_one=sum(one.kind != Authenticator.Type.RECOVERY_CODES for one in factors) < 2,
    )
    return render(request, "access/account.jinja", {"page": page})


@permission_required(Permission.OWN_ACCOUNT)
@require_POST
def choose_authority(request: HttpRequest) -> HttpResponse:
    """Act from now on in another authority where the person holds a role."""
    seats: list[Seat] = request.seats  # type: ignore[attr-defined]
    chosen = next((one for one in seats if str(one.authority_id) == request.POST.get("authority")), None)
    if chosen is None:
        messages.error(request, gettext("You hold no role in that authority."))
        return redirect("access:account")
    request.session["authority"] = chosen.authority_id
    messages.success(request, gettext("You now act in %(authority)s") % {"authority": chosen.authority_name})
    return redirect("access:account")


@permission_required(Permission.OWN_ACCOUNT)
@require_safe
def unsent(request: HttpRequest) -> HttpResponse:
    """Offer again what could not be sent because the session had ended."""
    kept = kept_forms.kept(request, person_id_of(request))
    if kept is None:
        messages.info(request, gettext("Nothing is kept for you to send again."))
        return redirect("access:account")
    page = UnsentPage(gettext("Send what you typed again?"), kept.path, kept.fields, kept.files)
    return render(request, "access/unsent.jinja", {"page": page})


@permission_required(Permission.OWN_ACCOUNT)
@require_POST
def forget_unsent(request: HttpRequest) -> HttpResponse:
    """Forget what could not be sent."""
    kept_forms.forget(request)
    messages.success(request, gettext("What you had typed has been forgotten"))
    return redirect("/")
