"""What can be done about somebody of the staff bank: forms and the operations they lead to."""

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
from pollwright.pages.forms import (
    Checkboxes,
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
from pollwright.pages.shell import Crumb
from pollwright.staffing.operations import bank
from pollwright.staffing.operations.bank import MemberFacts
from pollwright.staffing.queries.bank import MemberRecord
from pollwright.staffing.states import QUALIFYING, MemberState, RecordKind, Role
from pollwright.staffing.web import terms
from pollwright.stations.queries.venues import venue_choices

Typed = Mapping[str, Any]
Made = tuple[str, Form, Typed, Callable[[Typed], object]]
VERSION = HiddenField("version")
REASON = TextArea("reason", gettext_lazy("Reason"), rows=3, longest=500)
FIELDS = (
    TextField("forenames", gettext_lazy("Forenames"), longest=120),
    TextField("surname", gettext_lazy("Surname"), longest=120),
    EmailField("email", gettext_lazy("Email"), required=False),
    TextField("phone", gettext_lazy("Phone"), longest=40, width=20, required=False),
    TextField("address1", gettext_lazy("Address line 1"), longest=120, required=False),
    TextField("address2", gettext_lazy("Address line 2"), longest=120, required=False),
    TextField("address3", gettext_lazy("Address line 3"), longest=120, required=False),
    TextField("postcode", gettext_lazy("Postcode"), longest=10, width=10, required=False),
    DateField(
        "born_on",
        gettext_lazy("Date of birth"),
        required=False,
        noun=gettext_lazy("the date of birth"),
        hint=gettext_lazy("Staff of polling stations are 18 or over."),
    ),
    Confirmation("drives", gettext_lazy("They have the use of a car"), required=False),
    NumberField(
        "most_miles", gettext_lazy("The farthest that they travel, in miles"), required=False, least=0, most=999
    ),
    TextField("languages", gettext_lazy("Languages besides English"), required=False),
    TextArea("notes", gettext_lazy("Notes"), rows=3, longest=1000, required=False),
)
ROLES = Checkboxes(
    "roles", gettext_lazy("Qualified for"), choices=terms.role_choices(QUALIFYING), required=False,
    noun=gettext_lazy("a role"),
)  # fmt: skip
NEW = Form(
    *FIELDS,
    ROLES,
    Radios(
        "state",
        gettext_lazy("They are"),
        choices=(
            Choice(MemberState.BANK.value, gettext_lazy("taken into the staff bank")),
            Choice(MemberState.APPLIED.value, gettext_lazy("applying")),
        ),
    ),
    Confirmation("another", gettext_lazy("Somebody else has the same name and postcode"), required=False),
)
RECORD = Form(
    Radios("kind", gettext_lazy("What"), choices=tuple(Choice(e.value, e.label) for e in RecordKind)),
    DateField("seen_on", gettext_lazy("Seen or done on"), noun=gettext_lazy("the day")),
    DateField("expires_on", gettext_lazy("Last day on which it serves"), required=False, noun=gettext_lazy("the day")),
    TextField("evidence", gettext_lazy("Kind of document or course"), hint=gettext_lazy("Never a document's number.")),
)
FREE = Form(
    DateField("day", gettext_lazy("Day"), noun=gettext_lazy("the day")),
    Radios(
        "free",
        gettext_lazy("Can they work?"),
        choices=(Choice("yes", gettext_lazy("Yes")), Choice("no", gettext_lazy("No"))),
        inline=True,
    ),
)
EXPERIENCE = Form(
    Select("role", gettext_lazy("Role"), choices=terms.role_choices(QUALIFYING)),
    DateField("day", gettext_lazy("Day of the poll"), noun=gettext_lazy("the day")),
    TextField("poll", gettext_lazy("Poll")),
)


def facts_of(given: Typed) -> MemberFacts:
    """Return the particulars that were typed."""
    texts = (
        "forenames",
        "surname",
        "email",
        "phone",
        "address1",
        "address2",
        "address3",
        "postcode",
        "languages",
        "notes",
    )
    words = {name: given[name] or "" for name in texts}
    return MemberFacts(**words, born_on=given["born_on"], drives=given["drives"], most_miles=given["most_miles"])


def add(actor: Actor, given: Typed, *, on: date) -> str:
    """Add somebody, and return the address of their page."""
    made = bank.add_member(
        actor=actor,
        facts=facts_of(given),
        roles=[Role(role) for role in given["roles"]],
        on=on,
        state=MemberState(given["state"]),
        another=given["another"],
    )
    return reverse("staffing:member", args=[made.reference])


def open_acts(actor: Actor, found: MemberRecord) -> tuple[tuple[str, str], ...]:
    """Return name and label of what an officer may do about somebody now."""
    if not actor.may(Permission.STAFF_EDIT) or found.removed_on is not None:
        return ()
    moves = {
        MemberState.APPLIED: (("accept", _("Take into the staff bank")), ("leave", _("Turn down"))),
        MemberState.BANK: (("leave", _("Let them leave")),),
        MemberState.LEFT: (("accept", _("Take back")),),
    }
    return (
        ("change", _("Change particulars")),
        ("roles", _("Set roles")),
        ("record", _("Note right to work or training")),
        ("free", _("Note availability")),
        ("wish", _("Note a wish")),
        ("experience", _("Note experience")),
        *moves[MemberState(found.state)],
    )


def asked(actor: Actor, found: MemberRecord, name: str, *, on: date) -> Asked:
    """Return an act about somebody as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    makers: dict[str, Callable[[], Made]] = {
        "change": partial(_change, actor, found),
        "roles": partial(_roles, actor, found, on),
        "record": partial(_record, actor, found, on),
        "free": partial(_free, actor, found, on),
        "wish": partial(_wish, actor, found),
        "experience": partial(_experience, actor, found, on),
        "accept": partial(_move, actor, found, MemberState.BANK, on),
        "leave": partial(_move, actor, found, MemberState.LEFT, on),
    }
    if name not in makers:
        raise Http404
    label, form, typed, act = makers[name]()
    back = reverse("staffing:member", args=[found.reference])

    def perform(given: Typed) -> None:
        act(given)

    crumbs = (Crumb(_("Staff"), reverse("staffing:members")), Crumb(found.name, back))
    return Asked(label, form, label, perform, back, typed=typed, crumbs=crumbs)


def _change(actor: Actor, found: MemberRecord) -> Made:
    typed = {
        "version": str(found.version),
        **{f"address{place}": line for place, line in enumerate(found.address, start=1)},
        **{
            name: getattr(found, name)
            for name in ("forenames", "surname", "email", "phone", "postcode", "born_on", "drives", "most_miles")
        },
        "languages": found.languages,
        "notes": found.notes,
    }

    def act(given: Typed) -> None:
        bank.change_member(
            actor=actor, reference=found.reference, version=terms.whole(given["version"]), facts=facts_of(given)
        )

    return _("Change particulars"), Form(VERSION, *FIELDS), typed, act


def _roles(actor: Actor, found: MemberRecord, on: date) -> Made:
    def act(given: Typed) -> None:
        bank.set_roles(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            roles=[Role(role) for role in given["roles"]],
            on=on,
        )

    return _("Set roles"), Form(VERSION, ROLES), {"version": str(found.version), "roles": found.roles}, act


def _record(actor: Actor, found: MemberRecord, on: date) -> Made:
    def act(given: Typed) -> None:
        bank.note_record(
            actor=actor,
            reference=found.reference,
            kind=RecordKind(given["kind"]),
            seen_on=given["seen_on"],
            expires_on=given["expires_on"],
            evidence=given["evidence"],
            on=on,
        )

    return _("Note right to work or training"), RECORD, {"seen_on": on}, act


def _free(actor: Actor, found: MemberRecord, on: date) -> Made:
    def act(given: Typed) -> None:
        bank.note_availability(
            actor=actor, reference=found.reference, day=given["day"], free=given["free"] == "yes", on=on
        )

    return _("Note availability"), FREE, {}, act


def _wish(actor: Actor, found: MemberRecord) -> Made:
    venues = tuple(Choice(*each) for each in venue_choices(actor.authority_id))
    form = Form(
        Select("venue", gettext_lazy("Venue"), choices=venues),
        Radios(
            "wanted",
            gettext_lazy("They would"),
            choices=(Choice("yes", gettext_lazy("rather work there")), Choice("no", gettext_lazy("rather not"))),
        ),
    )

    def act(given: Typed) -> None:
        bank.note_wish(actor=actor, reference=found.reference, venue=given["venue"], wanted=given["wanted"] == "yes")

    return _("Note a wish"), form, {}, act


def _experience(actor: Actor, found: MemberRecord, on: date) -> Made:
    def act(given: Typed) -> None:
        bank.note_experience(
            actor=actor,
            reference=found.reference,
            role=Role(given["role"]),
            day=given["day"],
            poll=given["poll"],
            on=on,
        )

    return _("Note experience"), EXPERIENCE, {}, act


def _move(actor: Actor, found: MemberRecord, state: MemberState, on: date) -> Made:
    leaving = state is MemberState.LEFT

    def act(given: Typed) -> None:
        bank.move_member(
            actor=actor,
            reference=found.reference,
            version=terms.whole(given["version"]),
            state=state,
            on=on,
            reason=given.get("reason") or "",
        )

    label = _("Let them leave") if leaving else _("Take into the staff bank")
    return label, Form(VERSION, *((REASON,) if leaving else ())), {"version": str(found.version)}, act
