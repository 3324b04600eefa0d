"""Saying at which property an elector qualifies whose entry prints no address (REG-164).

The register that was taken over, or an application, gave an address for which no property was found, or none at all. An
officer finds the property. The entry stays as it was published, unless the property lies in another polling district:
then the entry follows it like that of a misplaced property, by an amendment that the next notice carries.

The trail tells of the elector and of the property apart, so that it does not hold together what goes under the seal if
the elector becomes anonymous.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record, record_many
from pollwright.places.models import Property
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.placing import ElectorPlaced, ElectorsPlaced, HomeChosen, HomesChosen
from pollwright.register.models import Elector, QualifyingAddress, QualityFinding, RegisterEntry
from pollwright.register.operations.altering import Decided, pending_facts, pending_for, propose_amendment
from pollwright.register.operations.correcting import NothingToCorrect, elector_in_hand
from pollwright.register.queries.overseas import qualifying_address
from pollwright.register.queries.placing import suggested_homes
from pollwright.register.states import AlterationKind, AlterationReason, QualityKind, QualityState, Section

SHORTEST_REASON = 5
ENDED = "A property was chosen"


class NotToBePlaced(Refused):
    """The elector's entry names its property, or the home is sealed."""

    code = "register.R188"
    problem = "Elector {reference} has no entry in force whose property an officer chooses."
    remedy = "Every ordinary entry names its property, and the home of somebody anonymous stands under the seal."


class HomeHasEnded(Refused):
    """The property is no longer in force."""

    code = "register.R189"
    problem = "Property {property} has ended."
    remedy = "Open it to see what it became, and choose that."


class WhyThisHome(Refused):
    """A property is chosen only where somebody says how it is known."""

    code = "register.R190"
    problem = "Say how it is known that this is the property, in a few words."
    remedy = "For example: the declaration names the house; renamed in 2019."


@dataclass(frozen=True, slots=True)
class Placed:
    """How many electors were placed, how many entries follow into another district, and how many were left as they are."""

    placed: int
    amended: int
    left: int = 0


@operation(Permission.CORRECTIONS_MAKE)
def place_elector(
    *, actor: Actor, elector_reference: str, version: int, property_reference: str, reason: str, at: datetime, on: date
) -> Placed:
    """Say at which property an elector qualifies whose entry prints no address.

    :raises WhyThisHome: without a reason.
    :raises ElectorChanged: where another officer changed the elector meanwhile.
    :raises NotToBePlaced: where no entry in force leaves its address out, or the elector is anonymous.
    :raises NothingToCorrect: where that property is known already.
    :raises HomeHasEnded: where the property is no longer in force.
    """
    _refuse_without(reason)
    elector = elector_in_hand(actor, elector_reference, version=version)
    home = Property.objects.filter(authority=actor.authority_id, reference=property_reference).first()
    if home is None:
        raise NotFound(kind="property", reference=property_reference)
    if home.valid_to is not None:
        raise HomeHasEnded(property=property_reference)
    if elector.anonymous or not _entries(actor.authority_id, [elector.pk]):
        raise NotToBePlaced(reference=elector_reference)
    known = qualifying_address(actor.authority_id, elector.pk)
    if known is not None and known.property_reference == property_reference:
        raise NothingToCorrect(reference=elector_reference)
    amended = _place({elector.pk: home}, actor.authority_id, at=at, on=on)
    record(ElectorPlaced(elector_reference, amended), actor=actor, subjects=[elector], reason=reason.strip())
    record(HomeChosen(property_reference), actor=actor, subjects=[home])
    return Placed(1, amended)


@operation(Permission.CORRECTIONS_MAKE)
def place_suggested(*, actor: Actor, chosen: Mapping[str, str], reason: str, at: datetime, on: date) -> Placed:
    """Place electors of the queue at the one property that the address of each suggests.

    Who was placed meanwhile, or whose address suggests another property by now, is left as they are.

    :param chosen: the reference of the property that the officer saw, by that of the elector.
    :raises WhyThisHome: without a reason.
    """
    _refuse_without(reason)
    held = Elector.objects.select_for_update().filter(authority=actor.authority_id, reference__in=list(chosen))
    electors = {elector.pk: elector.reference for elector in held.order_by("pk")}
    found = suggested_homes(actor.authority_id, list(electors))
    homes = Property.objects.in_bulk([home for _, home in found.values()])
    places = {pk: homes[home] for pk, (_, home) in found.items() if homes[home].reference == chosen[electors[pk]]}
    amended = _place(places, actor.authority_id, at=at, on=on)
    done = Placed(len(places), amended, len(chosen) - len(places))
    _record_many(ElectorsPlaced(done.placed, done.amended, done.left), actor, "elector", list(places), reason.strip())
    properties = sorted({home.pk for home in places.values()})
    _record_many(HomesChosen(len(properties)), actor, "property", properties)
    return done


def _refuse_without(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise WhyThisHome


def _place(places: Mapping[int, Property], authority_id: int, *, at: datetime, on: date) -> int:
    """Keep the properties by elector, close what the queue says of them; return how many entries follow."""
    QualifyingAddress.objects.bulk_create(
        [
            QualifyingAddress(elector_id=elector, authority_id=authority_id, property=home, placed_on=on)
            for elector, home in places.items()
        ],
        update_conflicts=True,
        unique_fields=["elector"],
        update_fields=["property", "placed_on"],
    )
    Elector.objects.filter(pk__in=places).update(version=F("version") + 1)
    queued = QualityFinding.objects.filter(
        authority=authority_id, kind=QualityKind.UNPLACED, state=QualityState.OPEN, elector__in=places
    )
    queued.update(state=QualityState.MENDED, closed_reason=ENDED, closed_at=at)
    decided = Decided(AlterationReason.PROPERTY, at, on)
    return sum(_follows(entry, places[entry.elector_id], decided) for entry in _entries(authority_id, list(places)))


def _entries(authority_id: int, electors: Sequence[int]) -> list[RegisterEntry]:
    held = RegisterEntry.objects.filter(
        authority=authority_id, elector__in=electors, effective_to__isnull=True, section=Section.OTHER
    )
    return list(held.select_related("elector").order_by("pk"))


def _follows(entry: RegisterEntry, home: Property, decided: Decided) -> bool:
    """Amend an entry that stands in another district than the property; one that is about to be deleted is left."""
    if entry.district_id == home.district_id and not pending_for(entry).exists():
        return False
    if pending_for(entry).filter(kind=AlterationKind.DELETE).exists():
        return False
    facts = pending_facts(entry)
    if facts.district_id == home.district_id:
        return False
    propose_amendment(entry=entry, decided=decided, facts=dataclasses.replace(facts, district_id=home.district_id))
    return True


def _record_many(
    happening: ElectorsPlaced | HomesChosen, actor: Actor, kind: str, ids: Sequence[int], reason: str = ""
) -> None:
    subjects = "SELECT %s::text, id FROM unnest(%s::bigint[]) AS chosen(id)"
    record_many(happening, actor=actor, subjects_sql=subjects, parameters=[kind, list(ids)], reason=reason)
