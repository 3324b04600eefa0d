"""The register of parties, and the diary of appointments."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.elections.queries.polls import contest_facts, poll_facts
from pollwright.elections.web.polls import GET_OR_POST, LIST, poll_crumb, version_of
from pollwright.nominations.operations import again, subscribing
from pollwright.nominations.operations import diary as operations
from pollwright.nominations.operations.parties import import_parties
from pollwright.nominations.queries import lists
from pollwright.nominations.queries.contests import contest_law
from pollwright.nominations.queries.facts import appointment_of
from pollwright.nominations.web import forms, tables
from pollwright.pages.forms import Choice, DateField, FileField, Form, NumberField, Radios, TextArea, TextField
from pollwright.pages.forms.uploads import MEGABYTE
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def parties(request: HttpRequest) -> HttpResponseBase:
    """Show the register of parties."""
    actor = actor_of(request)
    listing = Listing(
        tables.parties_table(),
        lambda asked: lists.parties(actor.authority_id, asked),
        None,
        name="parties",
        caption=_("Register of parties"),
        empty=_("No party was found."),
    )
    links = (
        (NavItem(_("Take over a newer register"), reverse("nominations:parties-import")),)
        if actor.may(Permission.NOMINATIONS_DETERMINE)
        else ()
    )
    return list_response(request, LIST, listing, partial(ListPage, _("Register of parties"), links=links))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def parties_import(request: HttpRequest) -> HttpResponse:
    """Ask for the register of parties as a file; given, take it over."""
    actor = actor_of(request)
    field = FileField(
        "register", _("Register of parties"), hint=_("JSON with every registered text, or CSV with names and days"),
        endings=(".json", ".csv"), most_bytes=10 * MEGABYTE, noun=_("the register of parties"),
    )  # fmt: skip

    def perform(given: Mapping[str, Any]) -> None:
        import_parties(actor=actor, content=given["register"].read())

    back = reverse("nominations:parties")
    return answered(
        request,
        Asked(
            title=_("Take over a newer register of parties"),
            form=Form(field),
            submit=_("Take it over"),
            perform=perform,
            back=back,
            crumbs=(Crumb(_("Register of parties"), back),),
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def diary(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the appointments of a poll."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    listing = Listing(
        tables.diary_table(acts=True),
        lambda asked: lists.appointments(actor.authority_id, asked, reference),
        None,
        name=f"diary-{reference}",
        caption=_("Appointments"),
        empty=_("No appointment is booked."),
    )
    links = (NavItem(_("Book an appointment"), reverse("nominations:book", args=[reference])),)
    made = partial(ListPage, _("Appointments"), links=links, crumbs=(poll_crumb(facts),), caption=facts.title)
    return list_response(request, LIST, listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def book(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask who comes when; told, book the slot."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        texts = {name: given[name] or "" for name in ("who", "contact", "desk", "contest")}
        operations.book_appointment(
            actor=actor, reference=reference, slot=forms.moment_of(given), minutes=given["minutes"], **texts
        )

    return answered(
        request,
        Asked(
            title=_("Book an appointment"),
            form=_slot_form(),
            submit=_("Book it"),
            typed={"minutes": 20, "day": moment(actor.authority_id).date()},
            perform=perform,
            back=reverse("nominations:diary", args=[reference]),
            caption=facts.title,
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_ENTER)
def appointment(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether somebody arrived, or an appointment is cancelled; told, note it."""
    actor = actor_of(request)
    poll, version = appointment_of(actor.authority_id, reference)
    choices = (Choice("arrived", _("They are here")), Choice("cancel", _("It is cancelled")))

    def perform(given: Mapping[str, Any]) -> None:
        known: dict[str, Any] = {"actor": actor, "reference": reference, "version": version_of(given["version"])}
        if given["what"] == "arrived":
            operations.note_arrival(**known, at=moment(actor.authority_id))
        else:
            operations.cancel_appointment(**known)

    return answered(
        request,
        Asked(
            title=_("Appointment %(reference)s") % {"reference": reference},
            form=Form(forms.VERSION, Radios("what", _("What happened"), choices=choices, noun=_("what happened"))),
            submit=_("Note it"),
            typed={"version": version},
            perform=perform,
            back=reverse("nominations:diary", args=[poll]),
        ),
    )


def _slot_form() -> Form:
    return Form(
        DateField("day", _("Day")),
        forms.clock_field(),
        NumberField("minutes", _("Minutes"), least=5, most=240),
        TextField("who", _("Who comes")),
        TextField("contact", _("Telephone or email"), required=False),
        TextField("desk", _("Desk"), longest=60, required=False),
        TextField("contest", _("Reference of the contest"), longest=20, required=False),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def councils(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the councils that make up a combined authority; told, keep them."""
    actor = actor_of(request)
    law = contest_law(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        subscribing.name_councils(actor=actor, reference=reference, names=given["names"].splitlines())

    asked = Asked(
        title=_("Councils that signatures come from"),
        form=Form(TextArea("names", _("Councils"), hint=_("A line for each, your own among them"), rows=8)),
        submit=_("Keep these councils"),
        typed={"names": "\n".join(law.councils)},
        perform=perform,
        back=reverse("nominations:contest", args=[reference]),
        caption=law.name,
        lead=law.rules.subscription.source.describe(),
    )
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_MANAGE)
def fresh_election(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the day of the election for seats that nobody was nominated for; told, call it."""
    actor = actor_of(request)
    found = contest_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> str:
        made = again.order_fresh_election(
            actor=actor,
            reference=reference,
            version=version_of(given["version"]),
            day=given["day"],
            doubts_reason=given["reasons"] or "",
            on=moment(actor.authority_id).date(),
        )
        return reverse("elections:poll", args=[made.reference])

    reasons = TextArea("reasons", _("Reason, where the law or the timetable raises doubts"), rows=3, required=False)
    asked = Asked(
        title=_("Order a fresh election"),
        form=Form(forms.VERSION, DateField("day", _("Polling day")), reasons),
        submit=_("Call it"),
        typed={"version": found.version},
        perform=perform,
        back=reverse("nominations:contest", args=[reference]),
        caption=found.name,
        lead=_("It is held for the seats that nobody was nominated for."),
    )
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def carry_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether nominations are carried over from the election that was stopped; told, do it."""
    actor = actor_of(request)
    found = contest_facts(actor.authority_id, reference)

    def perform(_given: Mapping[str, Any]) -> None:
        again.carry_nominations_over(actor=actor, reference=reference)

    asked = Asked(
        title=_("Carry nominations over"),
        form=Form(),
        submit=_("Carry them over"),
        perform=perform,
        back=reverse("nominations:contest", args=[reference]),
        caption=found.name,
        lead=_("Whoever still stood when the election was stopped needs no new nomination."),
    )
    return answered(request, asked)
