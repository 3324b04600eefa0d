"""How to reach electors, what they chose, and that they were in touch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.open_register import CHOICE_IN_TIME
from pollwright.places.models import Property
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.electors import ContactLogged, ContactsChanged, OpenRegisterChosen
from pollwright.register.models import ContactNote, Elector, OpenRegisterChoice
from pollwright.register.operations.correcting import elector_in_hand
from pollwright.register.operations.searching import refresh_search

CONTACTS: Final = (
    "email", "phone", "contact_by", "correspondence1", "correspondence2", "correspondence3", "correspondence4",
    "correspondence5", "correspondence_postcode", "correspondence_country",
)  # fmt: skip
_BASIS = "Electoral Commission, Running electoral registration: England"


class UnderSeal(Refused):
    """An anonymous elector's contacts are under seal."""

    code = "register.R183"
    problem = "The contacts and choices of elector {reference} are under seal."
    remedy = "An anonymous elector is never in the open register; reveal the particulars to reach them."


class AboutNobody(Refused):
    """A contact is about an elector or a property."""

    code = "register.R184"
    problem = "A contact must be about an elector or a property."
    remedy = "Start it from the elector's page or from the household's."


@operation(Permission.APPLICATIONS_ENTER)
def choose_open_register(
    *, actor: Actor, elector_reference: str, version: int, choice: bool, received_on: date, how: str
) -> Elector:
    """Note whether an elector may stand in the open register; it counts 14 days after receipt (REG-258)."""
    elector = elector_in_hand(actor, elector_reference, version=version)
    if elector.anonymous:
        raise UnderSeal(reference=elector_reference)
    if elector.open_register != choice:
        OpenRegisterChoice.objects.create(
            authority_id=actor.authority_id, elector=elector, choice=choice, received_on=received_on, how=how
        )
        elector.open_register = choice
        elector.version += 1
        elector.save(update_fields=["open_register", "version"])
    words = "may be in" if choice else "must be left out of"
    record(
        OpenRegisterChosen(elector_reference, words, received_on, how),
        actor=actor,
        subjects=[elector],
        basis=CHOICE_IN_TIME.describe(),
    )
    return elector


@operation(Permission.APPLICATIONS_ENTER)
def change_contacts(*, actor: Actor, elector_reference: str, version: int, contacts: Mapping[str, str]) -> Elector:
    """Change how an elector is reached; names outside `CONTACTS` are ignored.

    :raises ElectorChanged: where another officer changed the elector meanwhile.
    """
    elector = elector_in_hand(actor, elector_reference, version=version)
    if elector.anonymous:
        raise UnderSeal(reference=elector_reference)
    changed = [name for name in CONTACTS if name in contacts and contacts[name] != getattr(elector, name)]
    for name in changed:
        setattr(elector, name, contacts[name])
    elector.version += 1
    elector.save(update_fields=[*changed, "version"])
    refresh_search(actor.authority_id, "SELECT %s::bigint", [elector.pk])
    record(
        ContactsChanged(elector_reference, ", ".join(changed) or "nothing"),
        actor=actor,
        subjects=[elector],
        basis=_BASIS,
    )
    return elector


@operation(Permission.CONTACT_LOG)
def log_contact(
    *, actor: Actor, channel: str, note: str, at: datetime, elector_reference: str = "", property_reference: str = ""
) -> ContactNote:
    """Note that somebody was in touch about an elector or a property.

    :raises NotFound: where there is no such elector or property.
    """
    if not elector_reference and not property_reference:
        raise AboutNobody
    elector = Elector.objects.filter(authority=actor.authority_id, reference=elector_reference).first()
    home = Property.objects.filter(authority=actor.authority_id, reference=property_reference).first()
    if elector_reference and elector is None:
        raise NotFound(kind="elector", reference=elector_reference)
    if property_reference and home is None:
        raise NotFound(kind="property", reference=property_reference)
    made = ContactNote.objects.create(
        authority_id=actor.authority_id,
        elector=elector,
        property=home,
        at=at,
        channel=channel,
        note=note,
        by_name=actor.name,
    )
    about = f"elector {elector_reference}" if elector else f"property {property_reference}"
    record(
        ContactLogged(channel, about),
        actor=actor,
        subjects=[each for each in (elector, home) if each is not None],
        basis=_BASIS,
    )
    return made
