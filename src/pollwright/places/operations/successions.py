"""How properties become others: split, merged, demolished. The rows that tell it are never changed (`PropertyChange`).

Nothing moves the electors: the properties that end keep them until their entries are altered, so an act on a property
with electors has to say that this is meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.places import events
from pollwright.places.models import Property, PropertyChange
from pollwright.places.operations.properties import (
    ImpossibleDay,
    held,
    place,
    refuse_occupied,
    save,
    save_new,
    stored_postcode,
)
from pollwright.places.queries.addresses import Address
from pollwright.places.states import PropertyChangeKind, PropertyKind, PropertyStatus
from pollwright.refusals import Refused


class TooFewParts(Refused):
    """A property is split into two or more, and two or more are merged."""

    code = "places.R016"
    problem = "A split makes two properties or more, and a merger takes two or more."
    remedy = "Add another property."


class DistrictsDiffer(Refused):
    """Properties that are merged lie in one district."""

    code = "places.R017"
    problem = "The properties lie in different polling districts."
    remedy = "Correct the district of the property that is misplaced, then merge them."


@dataclass(frozen=True, slots=True)
class NewProperty:
    """A property that comes of a split or a merger."""

    reference: str
    address: Address
    kind: PropertyKind = PropertyKind.DWELLING


@operation(Permission.PLACES_EDIT)
def split_property(
    *,
    actor: Actor,
    reference: str,
    version: str,
    parts: Sequence[NewProperty],
    on: date,
    reason: str,
    although_registered: bool = False,
) -> list[Property]:
    """Split a property into others in the same district from a day.

    :raises TooFewParts: where there are fewer than two parts.
    :raises PeopleRegistered: where it has electors, unless `although_registered`.
    """
    if len(parts) < 2:
        raise TooFewParts
    before = _ending(actor, reference, version, on, although_registered=although_registered)
    made = [_successor(before, part, on) for part in parts]
    _tell(PropertyChangeKind.SPLIT, [(before, after) for after in made], on, reason)
    record(
        events.PropertySplit(reference, tuple(part.reference for part in parts), on),
        actor=actor,
        subjects=[before, *made],
        reason=reason,
    )
    return made


@operation(Permission.PLACES_EDIT)
def merge_properties(
    *,
    actor: Actor,
    versions: Mapping[str, str],
    into: NewProperty,
    on: date,
    reason: str,
    although_registered: bool = False,
) -> Property:
    """Merge properties of one district into a new one from a day.

    :param versions: reference to the version that the officer saw.
    :raises TooFewParts: where there are fewer than two.
    :raises DistrictsDiffer: where they lie in different districts.
    :raises PeopleRegistered: where one has electors, unless `although_registered`.
    """
    if len(versions) < 2:
        raise TooFewParts
    ended = [
        _ending(actor, reference, version, on, although_registered=although_registered)
        for reference, version in sorted(versions.items())
    ]
    if len({row.district_id for row in ended}) > 1:
        raise DistrictsDiffer
    after = _successor(ended[0], into, on)
    _tell(PropertyChangeKind.MERGE, [(before, after) for before in ended], on, reason)
    record(
        events.PropertiesMerged(tuple(sorted(versions)), into.reference, on),
        actor=actor,
        subjects=[*ended, after],
        reason=reason,
    )
    return after


@operation(Permission.PLACES_EDIT)
def demolish_property(
    *, actor: Actor, reference: str, version: str, on: date, reason: str, although_registered: bool = False
) -> Property:
    """End a property that is no more.

    :param although_registered: the officer says that it ends although people are still registered there.
    :raises PeopleRegistered: where it has electors and that was not said.
    :raises ImpossibleDay: where it began later.
    """
    row = _ending(
        actor, reference, version, on, although_registered=although_registered, status=PropertyStatus.DEMOLISHED
    )
    _tell(PropertyChangeKind.DEMOLITION, [(row, None)], on, reason)
    record(events.PropertyDemolished(reference, on), actor=actor, subjects=[row], reason=reason)
    return row


def _ending(
    actor: Actor,
    reference: str,
    version: str,
    on: date,
    *,
    although_registered: bool,
    status: PropertyStatus | None = None,
) -> Property:
    row = held(actor, reference, version)
    if on < row.valid_from:
        raise ImpossibleDay(began=row.valid_from)
    if not although_registered:
        refuse_occupied(actor, row)
    row.valid_to = on
    row.status = status or row.status
    save(row)
    return row


def _successor(before: Property, made: NewProperty, on: date) -> Property:
    row = Property(
        authority_id=before.authority_id,
        reference=made.reference,
        district_id=before.district_id,
        kind=made.kind,
        status=PropertyStatus.OCCUPIED,
        easting=before.easting,
        northing=before.northing,
        srid=before.srid,
        valid_from=on,
        **asdict(replace(made.address, postcode=stored_postcode(made.address.postcode))),
    )
    place(row)
    save_new(row)
    return row


def _tell(kind: PropertyChangeKind, pairs: Sequence[tuple[Property, Property | None]], on: date, reason: str) -> None:
    PropertyChange.objects.bulk_create(
        PropertyChange(
            authority_id=before.authority_id, kind=kind, before=before, after=after, on=on, reason=reason[:300]
        )
        for before, after in pairs
    )
