"""Entries that a court orders, or that a clerical error left out: added at once until 9pm on polling day (REG-350)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import nation_of
from pollwright.authorities.references import next_reference
from pollwright.law.notices import CLERICAL_ERROR
from pollwright.places.models import Property
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.electors import EntryAdded
from pollwright.register.models import Determination, Elector, ElectorBirth, Notice, RegisterEntry
from pollwright.register.operations.altering import Decided, EntryFacts, propose_addition
from pollwright.register.operations.corrections import issue_correction
from pollwright.register.operations.determining_facts import FactsHeld, Worked, worked_out
from pollwright.register.operations.electors import new_elector_references
from pollwright.register.operations.searching import refresh_search
from pollwright.register.states import AlterationReason, Outcome


class NotEntitledToAnEntry(Refused):
    """The facts entitle to neither register."""

    code = "register.R192"
    problem = "With these facts nobody is entitled to be on either register."
    remedy = "Check nationality, right of residence and date of birth against the order or the application."


class UnderSealAddition(Refused):
    """An anonymous entry is never made in a hurry by this act."""

    code = "register.R193"
    problem = "Elector {reference} is anonymous, and is not added by this act."
    remedy = "Record it on the elector's own page, so that nothing is shown that must be under seal."


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Who is added, and where.

    :param property_reference: of the home that they are registered at.
    :param elector_reference: of an elector who is known here and whose entry was left out; the particulars are then
        theirs, and those given here are not looked at.
    :param court: a court decided it; else a clerical error of the ERO's left them out.
    """

    property_reference: str
    court: bool
    elector_reference: str = ""
    surname: str = ""
    forenames: str = ""
    nationalities: tuple[str, ...] = ("GB",)
    residence_right: str = ""
    date_of_birth: date | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """The entry that was added, and the notice that carried it."""

    entry: RegisterEntry
    notice: Notice


@operation(Permission.CORRECTIONS_MAKE)
def add_by_correction(*, actor: Actor, addition: Addition, reason: str, poll_on: date, at: datetime, on: date) -> Added:
    """Add an entry at once, by a notice that carries nothing else.

    :raises NotFound: where there is no such elector or home.
    :raises NotEntitledToAnEntry: where the facts entitle to neither register.
    :raises AlreadyOnTheRegister: where they have an entry at the address, in force or to come.
    :raises TooLateToCorrect: after 9pm on polling day.
    """
    home = Property.objects.filter(authority=actor.authority_id, reference=addition.property_reference).first()
    if home is None:
        raise NotFound(kind="property", reference=addition.property_reference)
    elector = _elector(actor, addition)
    worked = _worked(actor, elector, on)
    ground = "Decision of a court" if addition.court else "Clerical error"
    determination = Determination.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, "D"),
        outcome=Outcome.ALLOWED,
        elector=elector,
        ground=ground,
        basis=CLERICAL_ERROR.describe()[:120],
        reasons=reason,
        determined_at=at,
        determined_on=on,
        determined_by=actor.name,
        capacity=actor.capacity,
    )
    kind = AlterationReason.COURT if addition.court else AlterationReason.CLERICAL
    facts = _facts(elector, home, worked)
    made = propose_addition(elector=elector, facts=facts, decided=Decided(kind, at, on, determination))
    notice = issue_correction(actor=actor, alterations=[made], poll_on=poll_on, on=on, at=at, reason=reason)
    refresh_search(actor.authority_id, "SELECT %s::bigint", [elector.pk])
    record(
        EntryAdded(elector.reference, ground, determination.reference),
        actor=actor,
        subjects=[elector, determination, notice],
        reason=reason,
        basis=CLERICAL_ERROR.describe(),
    )
    entry = RegisterEntry.objects.get(
        authority=actor.authority_id, elector=elector, property=home, effective_to__isnull=True
    )
    return Added(entry, notice)


def _facts(elector: Elector, home: Property, worked: Worked) -> EntryFacts:
    return EntryFacts(
        district_id=home.district_id,
        property_id=home.pk,
        surname=elector.surname,
        forenames=elector.forenames,
        marker=worked.marker,
        attains_on=worked.attains_on,
        parliamentary=worked.parliamentary,
        local=worked.local,
    )


def _elector(actor: Actor, addition: Addition) -> Elector:
    if not addition.elector_reference:
        return _new_elector(actor, addition)
    held = Elector.objects.select_for_update().filter(authority=actor.authority_id)
    elector = held.filter(reference=addition.elector_reference).first()
    if elector is None:
        raise NotFound(kind="elector", reference=addition.elector_reference)
    if elector.anonymous:
        raise UnderSealAddition(reference=addition.elector_reference)
    return elector


def _new_elector(actor: Actor, addition: Addition) -> Elector:
    elector = Elector.objects.create(
        authority_id=actor.authority_id,
        reference=new_elector_references(actor.authority_id, 1)[0],
        surname=addition.surname,
        forenames=addition.forenames,
        nationalities=list(addition.nationalities),
        residence_right=addition.residence_right,
    )
    ElectorBirth.objects.create(elector=elector, authority_id=actor.authority_id, date_of_birth=addition.date_of_birth)
    return elector


def _worked(actor: Actor, elector: Elector, on: date) -> Worked:
    birth = ElectorBirth.objects.filter(elector=elector).first()
    held = FactsHeld.of(
        elector.nationalities,
        elector.residence_right,
        elector.category,
        on,
        birth.date_of_birth if birth else None,
        birth.age_statement if birth else "",
    )
    worked = worked_out(held, nation_of(actor.authority_id))
    if not worked.entitled:
        raise NotEntitledToAnEntry
    return worked
