"""What can be done to a venue and a booking: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.access.web.acts import Asked
from pollwright.acting import Actor, Permission
from pollwright.pages import wording
from pollwright.pages.forms import (
    Choice,
    Confirmation,
    DateField,
    EmailField,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.forms.amounts import pence_of, pounds_of
from pollwright.pages.shell import Crumb
from pollwright.stations.operations import bookings, venues
from pollwright.stations.operations.venues import VenueFacts
from pollwright.stations.queries.venues import BookingRow, VenueRecord, contact_facts
from pollwright.stations.states import AccessQuestion, BookingState, ContactRole, Purpose
from pollwright.stations.web import terms

Typed = Mapping[str, Any]
_FIELDS = (
    TextField("name", gettext_lazy("Name")),
    TextField("address1", gettext_lazy("Address line 1"), longest=120, required=False),
    TextField("address2", gettext_lazy("Address line 2"), longest=120, required=False),
    TextField("address3", gettext_lazy("Address line 3"), longest=120, required=False),
    TextField("address4", gettext_lazy("Address line 4"), longest=120, required=False),
    TextField("postcode", gettext_lazy("Postcode"), longest=10, width=10, required=False),
    NumberField("uprn", gettext_lazy("UPRN"), required=False, least=1, most=10**12 - 1, width=20),
    Confirmation("school", gettext_lazy("It is a school"), required=False),
    TextArea(
        "rooms",
        gettext_lazy("Rooms that can hold a station"),
        rows=3,
        longest=1000,
        required=False,
        hint=gettext_lazy("One to a line; leave it empty where there is only one."),
    ),
    terms.pounds_field("hire", gettext_lazy("Hire for a day")),
    TextArea("notes", gettext_lazy("Notes"), rows=3, required=False),
)
_PLACE = TextField(
    "place",
    gettext_lazy("Reference of its polling place"),
    required=False,
    width=20,
    hint=gettext_lazy("Where the council has designated it as one."),
)
_ANSWERS = (
    Choice("yes", gettext_lazy("Yes")),
    Choice("no", gettext_lazy("No")),
    Choice("unknown", gettext_lazy("Not known")),
)
_REASON = TextArea("reason", gettext_lazy("Reason"), rows=3, longest=1000)
_VERSION = HiddenField("version")
NEW = Form(_PLACE, *_FIELDS)
CHANGE = Form(_VERSION, *_FIELDS)
ASSESS = Form(_VERSION, *(Radios(each.value, each.label, choices=_ANSWERS, inline=True) for each in AccessQuestion))
CONTACT = Form(
    Radios("role", gettext_lazy("Rung for"), choices=tuple(Choice(e.value, e.label) for e in ContactRole)),
    TextField("name", gettext_lazy("Name"), longest=120),
    TextField("phone", gettext_lazy("Phone"), longest=40, width=20, required=False),
    EmailField("email", gettext_lazy("Email"), required=False),
    terms.clock_field("from_time", gettext_lazy("From")),
    terms.clock_field("to_time", gettext_lazy("Until")),
)
ASK = Form(
    DateField("day", gettext_lazy("Day"), noun=gettext_lazy("the day")),
    Select("purpose", gettext_lazy("For"), choices=tuple(Choice(each.value, each.label) for each in Purpose)),
    terms.clock_field("access_from", gettext_lazy("Officers get in from")),
    terms.clock_field("access_to", gettext_lazy("Officers are out by")),
    TextField("note", gettext_lazy("Note"), longest=500, required=False),
)
ANSWER = Form(
    _VERSION,
    Radios(
        "state",
        gettext_lazy("Answer"),
        choices=tuple(
            Choice(each.value, each.label)
            for each in (BookingState.CONFIRMED, BookingState.REFUSED, BookingState.CANCELLED)
        ),
    ),
    terms.pounds_field("cost", gettext_lazy("Cost")),
    terms.clock_field("access_from", gettext_lazy("Officers get in from")),
    terms.clock_field("access_to", gettext_lazy("Officers are out by")),
    TextField("note", gettext_lazy("Note"), longest=500, required=False),
)


def facts_of(given: Typed) -> VenueFacts:
    """Return the particulars that were typed."""
    return VenueFacts(
        name=given["name"],
        address1=given["address1"] or "",
        address2=given["address2"] or "",
        address3=given["address3"] or "",
        address4=given["address4"] or "",
        postcode=given["postcode"] or "",
        uprn=given["uprn"],
        school=given["school"],
        rooms=(given["rooms"] or "").splitlines(),
        hire_pence=pence_of(given["hire"]),
        notes=given["notes"] or "",
    )


def add(actor: Actor, given: Typed) -> str:
    """Add a venue, and return the address of its page."""
    made = venues.add_venue(actor=actor, facts=facts_of(given), place=given["place"] or "")
    return reverse("stations:venue", args=[made.reference])


def open_acts(actor: Actor, found: VenueRecord) -> tuple[tuple[str, str], ...]:
    """Return name and label of what an officer may do to a venue now."""
    if not actor.may(Permission.STATIONS_EDIT) or found.withdrawn_on is not None:
        return ()
    return (
        ("change", _("Change particulars")),
        ("access", _("Answer about access")),
        ("contact", _("Add a contact")),
        ("book", _("Ask for it on a day")),
        ("withdraw", _("Take out of use")),
    )


def asked(actor: Actor, found: VenueRecord, name: str, query: Typed, *, on: date) -> Asked:
    """Return an act on a venue as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    makers: dict[str, Callable[[], tuple[str, Form, Typed, Callable[[Typed], object]]]] = {
        "change": partial(_change, actor, found),
        "access": partial(_access, actor, found, on),
        "contact": partial(_contact, actor, found),
        "contact-end": partial(_contact_end, actor, found, query, on),
        "book": partial(_book, actor, found, on),
        "withdraw": partial(_withdraw, actor, found, on),
    }
    if name not in makers:
        raise Http404
    label, form, typed, act = makers[name]()
    back = reverse("stations:venue", args=[found.reference])

    def perform(given: Typed) -> None:
        act(given)

    crumbs = (Crumb(_("Venues"), reverse("stations:venues")), Crumb(found.name, back))
    return Asked(label, form, label, perform, back, typed=typed, crumbs=crumbs)


def answer(actor: Actor, found: BookingRow, *, on: date) -> Asked:
    """Return the answer to a booking as its page asks for it."""

    def perform(given: Typed) -> None:
        bookings.answer_booking(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            state=BookingState(given["state"]),
            cost_pence=pence_of(given["cost"]),
            access_from=terms.clock_of(given["access_from"]),
            access_to=terms.clock_of(given["access_to"]),
            note=given["note"] or "",
            on=on,
        )

    back = reverse("stations:booking", args=[found.reference])
    typed = {
        "version": str(found.version),
        "cost": pounds_of(found.cost_pence),
        "access_from": terms.typed_clock(found.access_from),
        "access_to": terms.typed_clock(found.access_to),
        "note": found.note,
    }
    lead = _("%(venue)s on %(day)s") % {"venue": found.venue_name, "day": wording.day(found.day)}
    crumbs = (Crumb(_("Bookings"), reverse("stations:bookings")), Crumb(found.reference, back))
    return Asked(_("Note the answer"), ANSWER, _("Note it"), perform, back, typed=typed, lead=lead, crumbs=crumbs)


def _change(actor: Actor, found: VenueRecord) -> tuple[str, Form, Typed, Callable[[Typed], object]]:
    typed = {
        "version": str(found.version),
        "name": found.name,
        **{f"address{place}": line for place, line in enumerate(found.address, start=1)},
        "postcode": found.postcode,
        "uprn": found.uprn,
        "school": found.school,
        "rooms": "\n".join(found.rooms),
        "hire": pounds_of(found.hire_pence),
        "notes": found.notes,
    }
    return (
        _("Change particulars"),
        CHANGE,
        typed,
        lambda given: venues.change_venue(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            facts=facts_of(given),
        ),
    )


def _access(actor: Actor, found: VenueRecord, on: date) -> tuple[str, Form, Typed, Callable[[Typed], object]]:
    typed = {"version": str(found.version)} | {
        each.value: found.answers.get(each.value, "unknown") for each in AccessQuestion
    }
    return (
        _("Answer about access"),
        ASSESS,
        typed,
        lambda given: venues.assess_access(
            actor=actor, reference=found.reference, version=terms.whole(given["version"]), answers=given, on=on
        ),
    )


def _contact(actor: Actor, found: VenueRecord) -> tuple[str, Form, Typed, Callable[[Typed], object]]:
    return (
        _("Add a contact"),
        CONTACT,
        {},
        lambda given: venues.add_contact(
            actor=actor,
            reference=found.reference,
            role=ContactRole(given["role"]),
            name=given["name"],
            phone=given["phone"] or "",
            email=given["email"] or "",
            from_time=terms.clock_of(given["from_time"]),
            to_time=terms.clock_of(given["to_time"]),
        ),
    )


def _contact_end(
    actor: Actor, found: VenueRecord, query: Typed, on: date
) -> tuple[str, Form, Typed, Callable[[Typed], object]]:
    held = contact_facts(actor.authority_id, found.reference, query.get("contact", "")) if "contact" in query else None
    form = Form(HiddenField("contact"), Confirmation("sure", gettext_lazy("This person is no longer to be rung")))
    return (
        _("End a contact"),
        form,
        {"contact": str(held.id) if held else ""},
        lambda given: venues.end_contact(
            actor=actor, reference=found.reference, contact=terms.whole(given["contact"]), on=on
        ),
    )


def _book(actor: Actor, found: VenueRecord, on: date) -> tuple[str, Form, Typed, Callable[[Typed], object]]:
    return (
        _("Ask for it on a day"),
        ASK,
        {"purpose": Purpose.STATION.value},
        lambda given: bookings.ask_for_venue(
            actor=actor,
            reference=found.reference,
            day=given["day"],
            on=on,
            purpose=Purpose(given["purpose"]),
            access_from=terms.clock_of(given["access_from"]),
            access_to=terms.clock_of(given["access_to"]),
            note=given["note"] or "",
        ),
    )


def _withdraw(actor: Actor, found: VenueRecord, on: date) -> tuple[str, Form, Typed, Callable[[Typed], object]]:
    return (
        _("Take out of use"),
        Form(_VERSION, _REASON),
        {"version": str(found.version)},
        lambda given: venues.withdraw_venue(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            reason=given["reason"],
            on=on,
        ),
    )
