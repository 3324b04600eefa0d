"""The office's pages of the portal: invitations of a poll, one draft, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment
from pollwright.elections.queries.polls import contest_facts, poll_facts
from pollwright.elections.web.polls import GET_OR_POST, LIST, RECORD, poll_crumb, version_of
from pollwright.nominations.operations import inviting
from pollwright.nominations.operations.given import given_from
from pollwright.nominations.queries import invitations as queries
from pollwright.nominations.queries.invitations import InvitationFacts
from pollwright.nominations.states import DraftState, InvitedAs
from pollwright.nominations.web import forms, tables, terms
from pollwright.pages import wording
from pollwright.pages.forms import (
    Choice,
    Confirmation,
    DateField,
    EmailField,
    Form,
    NumberField,
    Radios,
    TextArea,
    TextField,
)
from pollwright.pages.forms.fields import Field
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Cell, ListPage, PlainTable, RecordPage, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.register.operations.listing_people import leaving

UNTIL = time(17)
FIELDS = (*forms.PERSON, *forms.PAPER)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def invitations(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show who was invited to the portal at a poll, and how far their drafts are."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    listing = Listing(
        tables.invitations_table(),
        lambda asked: queries.invitations(actor.authority_id, asked, reference),
        None,
        name=f"invitations-{reference}",
        caption=_("Invitations"),
        empty=_("Nobody was invited."),
        leaving=leaving(actor, f"invitations-{reference}"),
    )
    links = (NavItem(_("Offer appointments"), reverse("nominations:slots", args=[reference])),)
    note = _("Invite from the page of a contest. What is filled in is a draft, never a delivery.")
    made = partial(ListPage, _("Portal for drafts"), links=links, note=note, crumbs=(poll_crumb(facts),))
    return list_response(request, LIST, listing, partial(made, caption=facts.title))


@require_GET
@permission_required(Permission.NOMINATIONS_ENTER)
def invitation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one invitation: the draft, the scans, the messages, and what can be done."""
    actor = actor_of(request)
    found = queries.invitation_facts(actor.authority_id, reference)
    page = RecordPage(
        title=found.name,
        caption=f"{reference}, {found.contest_name}",
        crumbs=(Crumb(_("Portal for drafts"), reverse("nominations:invitations", args=[found.poll])),),
        acts=tuple(
            NavItem(act.label, reverse("nominations:invitation-act", args=[reference, name]))
            for name, act in acts().items()
            if found.revoked_at is None and act.open(found)
        ),
        facts=_facts(found),
        sections=(_draft(found), _messages(found), _scans(found)),
        timeline=told(timeline(actor.authority_id, "invitation", found.id), linked=actor.may(Permission.AUDIT_VIEW)),
        notes=(_("What stands here is a draft. Delivery is recorded by an officer when the papers are handed in."),),
        warning=_("This invitation was revoked.") if found.revoked_at else "",
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def invite(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whom to invite in a contest; told, invite them and show the link once."""
    actor = actor_of(request)
    found = contest_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> str:
        linked = inviting.invite(
            actor=actor,
            reference=reference,
            name=given["name"],
            email=given["email"] or "",
            invited_as=InvitedAs(given["invited_as"]),
            expires_at=_until(given),
            at=moment(actor.authority_id),
        )
        _show_link(request, actor, linked.token)
        return reverse("nominations:invitation", args=[linked.invitation.reference])

    asked = Asked(
        title=_("Invite to the portal"),
        form=_invite_form(),
        submit=_("Make the link"),
        perform=perform,
        back=reverse("nominations:contest", args=[reference]),
        caption=found.name,
        lead=_("Whoever has the link can fill in a draft until it expires. Give it to nobody else."),
    )
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def invitation_act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Ask what an act about an invitation needs; told, do it."""
    actor = actor_of(request)
    found = queries.invitation_facts(actor.authority_id, reference)
    act = acts().get(name)
    if act is None:
        raise Http404
    now = moment(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> str | None:
        known = {"actor": actor, "reference": reference, "version": version_of(given["version"])}
        return act.perform(request, known, given, now)

    asked = Asked(
        title=act.label,
        form=act.form,
        submit=act.label,
        typed={"version": found.version},
        perform=perform,
        back=reverse("nominations:invitation", args=[reference]),
        caption=found.name,
        lead=act.lead,
    )
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def slots(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for hours in which appointments are offered in the portal; told, offer them."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        inviting.offer_slots(
            actor=actor,
            reference=reference,
            opens=forms.moment_of({"day": given["day"], "time": given["opens"]}),
            closes=forms.moment_of({"day": given["day"], "time": given["closes"]}),
            minutes=given["minutes"],
            desk=given["desk"] or "",
            at=moment(actor.authority_id),
        )

    asked = Asked(
        title=_("Offer appointments"),
        form=_slots_form(),
        submit=_("Offer them"),
        typed={"minutes": 20, "day": moment(actor.authority_id).date()},
        perform=perform,
        back=reverse("nominations:diary", args=[reference]),
        caption=facts.title,
    )
    return answered(request, asked)


@dataclass(frozen=True, slots=True)
class Act:
    """Something done about an invitation."""

    label: str
    open: Callable[[InvitationFacts], bool]
    form: Form
    perform: Callable[[HttpRequest, dict[str, Any], Mapping[str, Any], Any], str | None]
    lead: str = ""


def acts() -> dict[str, Act]:
    """Return what is done about an invitation."""
    return {
        "take": Act(
            _("Take the draft over as a paper"),
            lambda found: found.state != DraftState.TAKEN,
            Form(forms.VERSION),
            lambda _request, known, _given, _now: tables.paper_href(inviting.take_draft_over(**known).reference),
            _("The paper is checked informally; nothing is delivered by it."),
        ),
        "answer": Act(
            _("Write to them"),
            lambda found: True,
            Form(
                forms.VERSION,
                TextArea("text", _("Message"), rows=6, longest=4000),
                Confirmation("returned", _("Give the draft back to them to change it"), required=False),
            ),
            _answer,
        ),
        "renew": Act(
            _("Make a new link"),
            lambda found: True,
            Form(forms.VERSION, DateField("until", _("Last day on which the link works"))),
            _renew,
            _("The old link stops working at once."),
        ),
        "revoke": Act(_("Revoke the invitation"), lambda found: True, Form(forms.VERSION), _revoke),
    }


def _answer(_request: HttpRequest, known: dict[str, Any], given: Mapping[str, Any], now: Any) -> None:
    inviting.answer_draft(**known, text=given["text"], returned=bool(given["returned"]), at=now)


def _renew(request: HttpRequest, known: dict[str, Any], given: Mapping[str, Any], now: Any) -> None:
    _show_link(request, known["actor"], inviting.renew_invitation(**known, expires_at=_until(given), at=now).token)


def _revoke(_request: HttpRequest, known: dict[str, Any], _given: Mapping[str, Any], now: Any) -> None:
    inviting.revoke_invitation(**known, at=now)


def _show_link(request: HttpRequest, actor: Actor, token: str) -> None:
    link = request.build_absolute_uri(reverse("nominations:portal-enter", args=[actor.authority_code, token]))
    messages.info(request, _("The link, which is shown only now: %(link)s") % {"link": link})


def _until(given: Mapping[str, Any]) -> datetime:
    return make_aware(datetime.combine(given["until"], UNTIL))


def _invite_form() -> Form:
    choices = tuple(Choice(one.value, str(one.label)) for one in InvitedAs)
    return Form(
        TextField("name", _("Name")),
        EmailField("email", _("Email address"), required=False),
        Radios("invited_as", _("Invited as"), choices=choices, noun=_("what they are invited as")),
        DateField("until", _("Last day on which the link works"), hint=_("Until 5pm")),
    )


def _slots_form() -> Form:
    return Form(
        DateField("day", _("Day")),
        TextField("opens", _("From"), width=10, pattern=forms.CLOCK, pattern_message=_("Enter a time like 9:00")),
        TextField("closes", _("To"), width=10, pattern=forms.CLOCK, pattern_message=_("Enter a time like 16:00")),
        NumberField("minutes", _("Minutes for each"), least=5, most=240),
        TextField("desk", _("Desk"), longest=60, required=False),
    )


def _facts(found: InvitationFacts) -> tuple[SummaryRow, ...]:
    rows = [
        SummaryRow(_("State"), terms.draft_tag(found.state), wording.moment(found.sent_at)),
        SummaryRow(_("Invited as"), str(InvitedAs(found.invited_as).label)),
        SummaryRow(_("Email"), found.email or _("None")),
        SummaryRow(_("The link works until"), wording.moment(found.expires_at)),
        SummaryRow(_("Appointment"), wording.moment(found.slot) or _("None chosen")),
    ]
    if found.paper:
        rows.append(SummaryRow(_("Paper"), found.paper, href=tables.paper_href(found.paper)))
    return tuple(rows)


def _draft(found: InvitationFacts) -> Section:
    given = given_from(found.typed)
    rows = tuple(
        SummaryRow(str(field.label), _said(field, given[field.name]))
        for field in FIELDS
        if given[field.name] is not None
    )
    return Section(_("Draft"), text=() if rows else (_("Nothing is filled in."),), facts=rows)


def _said(field: Field, value: Any) -> str | tuple[str, ...]:
    """Return what was filled in as the form that it was filled into would say it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return wording.day(value)
    words = {choice.value: str(choice.label) for choice in getattr(field, "choices", ())}
    if isinstance(value, list):
        return tuple(str(words.get(one, one)) for one in value)
    return tuple(str(words.get(value, value)).splitlines())


def _messages(found: InvitationFacts) -> Section:
    rows = tuple((Cell(wording.moment(one.at)), Cell(one.by), Cell(one.text)) for one in found.messages)
    headings = (_("When"), _("Who"), _("What"))
    return Section(_("Messages"), table=PlainTable(_("Messages"), headings, rows, _("Nothing was written yet.")))


def _scans(found: InvitationFacts) -> Section:
    rows = tuple(
        (Cell(name, href=reverse("files:download", args=[token])), Cell(wording.moment(when)))
        for token, name, _size, when in found.uploads
    )
    return Section(_("Scans"), table=PlainTable(_("Scans"), (_("Scan"), _("Sent")), rows, _("No scan was sent.")))
