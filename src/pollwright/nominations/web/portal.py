"""The portal for drafts: for whoever was invited, by a link with a random token, without an account.

The link leads to a page with one button, so that a mail program that follows links does nothing. After it, the session
holds the invitation and the address no token. Every page says that a draft is no delivery.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from django_scopes import scope

from pollwright.access.tokens import sha256_of_token
from pollwright.access.web.acts import Asked, answered
from pollwright.access.web.gate import public
from pollwright.access.web.limits import tries
from pollwright.acting import Actor, Capacity, Channel, Permission
from pollwright.authorities.clock import moment
from pollwright.elections.web.polls import GET_OR_POST, RECORD, version_of
from pollwright.files.store import place
from pollwright.nominations.operations import drafting
from pollwright.nominations.operations.given import given_from
from pollwright.nominations.queries.invitations import InvitationFacts, invitation_facts, invited_by, offered_slots
from pollwright.nominations.states import DraftState, InvitedAs
from pollwright.nominations.web import forms, terms
from pollwright.pages import wording
from pollwright.pages.forms import Choice, FileField, Form, HiddenField, Radios, TextArea
from pollwright.pages.forms.uploads import MEGABYTE
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.refusals import Refused
from pollwright.register.operations.intake_tray import media_type_of

HELD = "nominations_invitation"
WRONG_LINKS, WITHIN_SECONDS = 20, 600
NO_DELIVERY = gettext_lazy(
    "This is a draft. It does not deliver nomination papers: they count only once they are handed in as the law says, "
    "by the time in the notice of election."
)


class LinkNotGood(Refused):
    """Nobody is invited by that link any more."""

    code = "nominations.R055"
    problem = "This link does not work, or does not work any more."
    remedy = "Ask the elections office for a new one."
    status = 404


class TooManyTries(Refused):
    """Too many wrong links came from one address (429)."""

    code = "nominations.R056"
    problem = "Too many links that do not work were tried from here."
    remedy = "Wait ten minutes, or telephone the elections office."
    status = 429


@dataclass(frozen=True, slots=True)
class Guest:
    """Whoever was invited, as the portal knows them."""

    actor: Actor
    facts: InvitationFacts


@public
@never_cache
@require_http_methods(GET_OR_POST)
def enter(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Ask whoever follows a link to go on; told, let them in."""
    mark = sha256_of_token(token)
    found = invited_by(code, mark)
    if found is None:
        _count_wrong_link(request)
        raise LinkNotGood

    def perform(_given: Mapping[str, Any]) -> str:
        request.session[HELD] = {"authority": found[0], "reference": found[1], "mark": mark}
        return reverse("nominations:portal")

    asked = Asked(
        title=_("Draft of nomination papers"),
        form=Form(),
        submit=_("Continue"),
        perform=perform,
        back=reverse("nominations:portal"),
        lead=NO_DELIVERY,
        said=_("You are in the portal for drafts."),
    )
    return answered(request, asked)


def invited(view: Callable[[HttpRequest, Guest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let a page be used by whoever came by a link that still works."""

    @functools.wraps(view)
    def gated(request: HttpRequest) -> HttpResponse:
        held = request.session.get(HELD)
        if not held:
            raise LinkNotGood
        with scope(authority=held["authority"]):
            facts = invitation_facts(held["authority"], held["reference"])
            if facts.token_sha256 != held["mark"] or not facts.usable(moment(facts.authority_id)):
                del request.session[HELD]
                raise LinkNotGood
            return view(request, Guest(_actor(facts), facts))

    return public(never_cache(gated))  # type: ignore[return-value]


@invited
@require_GET
def home(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Show how far the draft is, what the office wrote, and what can be done."""
    facts = guest.facts
    page = RecordPage(
        title=_("Draft of nomination papers"),
        caption=f"{facts.poll_title}: {facts.contest_name}, {facts.authority_name}",
        acts=_acts(facts),
        facts=_facts(facts),
        sections=(_messages(facts), _scans(facts)),
        notes=(str(NO_DELIVERY),),
    )
    return render(request, RECORD, {"page": page})


@invited
@require_http_methods(GET_OR_POST)
def draft(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Ask for what stands on the papers; told, keep it."""
    typed = {name: value for name, value in given_from(guest.facts.typed).items() if value is not None}

    def perform(given: Mapping[str, Any]) -> None:
        drafting.save_draft(**_known(guest, given), given=given, at=moment(guest.facts.authority_id))

    return _asked(request, guest, _("Fill in the draft"), forms.DRAFT_FORM, _("Keep the draft"), perform, typed)


@invited
@require_http_methods(GET_OR_POST)
def send(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Ask whether the draft goes to the office; told, send it."""

    def perform(given: Mapping[str, Any]) -> None:
        drafting.send_draft(**_known(guest, given), at=moment(guest.facts.authority_id))

    return _asked(request, guest, _("Send for an informal check"), Form(forms.VERSION), _("Send it"), perform)


@invited
@require_http_methods(GET_OR_POST)
def scan(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Ask for a scan; given, keep it after its type and size are checked."""
    field = FileField(
        "scan", _("Scan"), hint=_("PDF, PNG, JPEG or TIFF, of at most 10 MB"),
        endings=(".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"), most_bytes=10 * MEGABYTE, noun=_("a scan"),
    )  # fmt: skip

    def perform(given: Mapping[str, Any]) -> None:
        content = given["scan"].read()
        media_type = media_type_of(content[:4])
        drafting.upload_scan(
            **_known(guest, given), scan=place(content), media_type=media_type, at=moment(guest.facts.authority_id)
        )

    return _asked(request, guest, _("Send a scan"), Form(forms.VERSION, field), _("Send it"), perform)


@invited
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Ask what is to be said to the office; told, write it."""
    form = Form(forms.VERSION, TextArea("text", _("Your message"), rows=6, longest=4000))

    def perform(given: Mapping[str, Any]) -> None:
        drafting.write_to_office(**_known(guest, given), text=given["text"], at=moment(guest.facts.authority_id))

    return _asked(request, guest, _("Write to the office"), form, _("Send it"), perform)


@invited
@require_http_methods(GET_OR_POST)
def slot(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Ask which of the offered slots is wanted; told, book it."""
    now = moment(guest.facts.authority_id)
    free = offered_slots(guest.facts.authority_id, guest.facts.poll, at=now)
    choices = tuple(
        Choice(reference, f"{wording.moment(when)}{f', {desk}' if desk else ''}") for reference, when, desk in free
    )
    field = Radios("slot", _("Appointment"), choices=choices, noun=_("an appointment"))

    def perform(given: Mapping[str, Any]) -> None:
        drafting.choose_slot(**_known(guest, given), slot=given["slot"], at=now)

    form = Form(forms.VERSION, field) if choices else Form(forms.VERSION, HiddenField("slot"))
    lead = "" if choices else _("No appointment is free at the moment. Telephone the elections office.")
    return _asked(request, guest, _("Choose an appointment"), form, _("Book it"), perform, lead=lead)


@invited
@require_http_methods(GET_OR_POST)
def leave(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Leave the portal on this device."""

    def perform(_given: Mapping[str, Any]) -> str:
        del request.session[HELD]
        return reverse("account_login")

    return _asked(request, guest, _("Leave"), Form(), _("Leave"), perform)


def _asked(
    request: HttpRequest, guest: Guest, title: str, form: Form, submit: str,
    perform: Callable[[Mapping[str, Any]], str | None], typed: Mapping[str, Any] | None = None, lead: str = "",
) -> HttpResponse:  # fmt: skip
    asked = Asked(
        title=title,
        form=form,
        submit=submit,
        typed=dict(typed or {}) | {"version": guest.facts.version},
        perform=perform,
        back=reverse("nominations:portal"),
        caption=guest.facts.contest_name,
        lead=lead or str(NO_DELIVERY),
    )
    return answered(request, asked)


def _known(guest: Guest, given: Mapping[str, Any]) -> dict[str, Any]:
    return {"actor": guest.actor, "reference": guest.facts.reference, "version": version_of(given["version"])}


def _actor(facts: InvitationFacts) -> Actor:
    """Return whoever was invited as an actor: by the invitation's reference, never by name."""
    return Actor(
        facts.authority_id,
        facts.authority_code,
        f"Invitation {facts.reference}",
        Capacity.PUBLIC,
        frozenset({Permission.NOMINATIONS_DRAFT}),
        Channel.WEB,
    )


def _count_wrong_link(request: HttpRequest) -> None:
    """Count a link that does not work by the address it came from.

    :raises TooManyTries: after too many in ten minutes.
    """
    if tries(request, HELD, within=WITHIN_SECONDS) > WRONG_LINKS:
        raise TooManyTries


def _acts(facts: InvitationFacts) -> tuple[NavItem, ...]:
    links = []
    if facts.state in drafting.EDITABLE:
        links = [
            NavItem(_("Fill in the draft"), reverse("nominations:portal-draft")),
            NavItem(_("Send for an informal check"), reverse("nominations:portal-send")),
        ]
    return (
        *links,
        NavItem(_("Send a scan"), reverse("nominations:portal-scan")),
        NavItem(_("Write to the office"), reverse("nominations:portal-write")),
        NavItem(_("Choose an appointment"), reverse("nominations:portal-slot")),
        NavItem(_("Leave"), reverse("nominations:portal-leave")),
    )


def _facts(facts: InvitationFacts) -> tuple[SummaryRow, ...]:
    rows = [
        SummaryRow(_("State"), terms.draft_tag(facts.state)),
        SummaryRow(_("Invited as"), str(InvitedAs(facts.invited_as).label), facts.name),
        SummaryRow(_("The link works until"), wording.moment(facts.expires_at)),
        SummaryRow(_("Appointment"), wording.moment(facts.slot) or _("None chosen")),
    ]
    if facts.state == DraftState.TAKEN:
        rows.append(SummaryRow(_("What the check showed"), facts.paper_comments or _("Nothing was written down yet")))
    return tuple(rows)


def _messages(facts: InvitationFacts) -> Section:
    rows = tuple(
        (Cell(wording.moment(one.at)), Cell(_("Elections office") if one.from_office else _("You")), Cell(one.text))
        for one in facts.messages
    )
    headings = (_("When"), _("Who"), _("What"))
    return Section(_("Messages"), table=PlainTable(_("Messages"), headings, rows, _("Nothing was written yet.")))


def _scans(facts: InvitationFacts) -> Section:
    rows = tuple(
        (Cell(name), Cell(wording.number(size), numeric=True), Cell(wording.moment(when)))
        for _token, name, size, when in facts.uploads
    )
    headings = (_("Scan"), _("Bytes"), _("Sent"))
    return Section(_("Scans"), table=PlainTable(_("Scans"), headings, rows, _("No scan was sent.")))
