"""Acts on one property: adding it, putting its address right, its kind and status, ending it.

Every act names the version that the officer saw, so that of two officers the second is told (`AnotherWasFirst`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats import postcodes
from pollwright.places import events
from pollwright.places.models import PollingDistrict, Property
from pollwright.places.operations.property_keys import SEARCHED, SORT_KEY, address_and_keys
from pollwright.places.queries.addresses import ADDRESS, Address, version_of
from pollwright.places.queries.occupancy import occupied_among
from pollwright.places.states import PropertyKind, PropertyStatus
from pollwright.refusals import NotFound, Refused


class AnotherWasFirst(Refused):
    """Somebody else has changed the property since this person opened it."""

    code = "places.R010"
    problem = "Property {reference} has been changed by somebody else since you opened it."
    remedy = "Look at it again, and repeat your change if it is still needed."


class PropertyHasEnded(Refused):
    """The property is no longer in force."""

    code = "places.R011"
    problem = "Property {reference} ended on {ended}."
    remedy = "Choose a property that is in force."


class ReferenceTaken(Refused):
    """Another property has the reference or the UPRN."""

    code = "places.R012"
    problem = "Another property has this {what}."
    remedy = "Search for it, and compare both with the gazetteer."


class PeopleRegistered(Refused):
    """A property with electors does not end without a decision about them."""

    code = "places.R013"
    problem = "People are registered at property {reference}, or are about to be."
    remedy = "Deal with their entries first, or confirm that the property ends although they stay on the register."


class NothingChanged(Refused):
    """What was sent is what is there already."""

    code = "places.R014"
    problem = "Nothing was changed: this is how it is already."
    remedy = "Change something, or go back."


class ImpossibleDay(Refused):
    """The day can't be."""

    code = "places.R015"
    problem = "The property began on {began}, so it can't end before."
    remedy = "Choose a later day."


class BadPostcode(Refused):
    """What was typed has not the form of a postcode (INT-756)."""

    code = "places.R018"
    problem = "This is not in the form of a postcode.{meant}"
    remedy = "Write it as in TA1 1AA, or leave it blank."

    def __init__(self, typed: str) -> None:
        nearest = postcodes.suggestion(typed)
        super().__init__(meant=f" Is {nearest} meant?" if nearest else "")


class DemolitionIsAnother(Refused):
    """A demolition ends a property, so it is not one of its uses."""

    code = "places.R019"
    problem = "A property in use can't be given the status demolished."
    remedy = "Record a demolition: it has a day, and asks about the people who are registered there."


_PLACED = f"""
    WITH keyed AS (
        SELECT %(street_key)s AS street_key, %(place_key)s AS place_key, %(premises_key)s AS premises_key,
               %(usrn)s::bigint AS usrn, %(walk_order)s::int AS walk_order, %(uprn)s::bigint AS uprn,
               %(address)s AS address, %(postcode)s AS postcode, %(reference)s AS property_reference)
    SELECT {SORT_KEY}, {SEARCHED} FROM keyed s
"""


@operation(Permission.PLACES_EDIT)
def add_property(
    *,
    actor: Actor,
    reference: str,
    address: Address,
    district: str,
    on: date,
    kind: PropertyKind = PropertyKind.DWELLING,
    status: PropertyStatus = PropertyStatus.OCCUPIED,
) -> Property:
    """Add a property to a polling district, in force from a day.

    :raises NotFound: where the authority has no such district in force.
    :raises ReferenceTaken: where another property has the reference or UPRN.
    :raises BadPostcode: where the postcode has another form.
    :raises DemolitionIsAnother: where it is to be demolished already.
    """
    if status == PropertyStatus.DEMOLISHED:
        raise DemolitionIsAnother
    row = Property(
        authority_id=actor.authority_id,
        reference=reference,
        district=district_in_force(actor, district),
        kind=kind,
        status=status,
        valid_from=on,
        **asdict(replace(address, postcode=stored_postcode(address.postcode))),
    )
    place(row)
    save_new(row)
    record(events.PropertyAdded(reference, district), actor=actor, subjects=[row])
    return row


@operation(Permission.PLACES_EDIT)
def correct_address(*, actor: Actor, reference: str, version: str, address: Address, reason: str) -> Property:
    """Put the address of a property right; its place in the order of the register follows.

    :raises AnotherWasFirst: where the property is not as `version` says.
    :raises NothingChanged: where the address is as it was.
    :raises ReferenceTaken: where another property in force has the UPRN.
    :raises BadPostcode: where the postcode has another form.
    """
    row = held(actor, reference, version)
    before = {name: getattr(row, name) for name in ADDRESS}
    wanted = asdict(replace(address, postcode=stored_postcode(address.postcode)))
    changes = {name: (before[name], value) for name, value in wanted.items() if before[name] != value}
    if not changes:
        raise NothingChanged
    for name, (_, value) in changes.items():
        setattr(row, name, value)
    place(row)
    save(row)
    record(events.AddressCorrected(reference), actor=actor, subjects=[row], reason=reason, changes=changes)
    return row


@operation(Permission.PLACES_EDIT)
def change_use(
    *, actor: Actor, reference: str, version: str, kind: PropertyKind, status: PropertyStatus, reason: str
) -> Property:
    """Change what a property is, and whether anybody lives there (REG-513).

    :raises AnotherWasFirst: where the property is not as `version` says.
    :raises NothingChanged: where both are as they were.
    :raises DemolitionIsAnother: where it is to be demolished: that is `demolish_property`.
    """
    row = held(actor, reference, version)
    if status == PropertyStatus.DEMOLISHED and row.status != PropertyStatus.DEMOLISHED:
        raise DemolitionIsAnother
    wanted = {"kind": kind.value, "status": status.value}
    changes = {name: (getattr(row, name), value) for name, value in wanted.items() if getattr(row, name) != value}
    if not changes:
        raise NothingChanged
    row.kind, row.status = kind, status
    save(row)
    record(
        events.UseChanged(reference, kind.value, status.value),
        actor=actor,
        subjects=[row],
        reason=reason,
        changes=changes,
    )
    return row


@operation(Permission.PLACES_EDIT)
def move_property(*, actor: Actor, reference: str, version: str, district: str, reason: str) -> Property:
    """Put a property that stands in the wrong district into the right one.

    The correction of one misplaced property. Its electors' entries follow by alterations, which only the register can
    make: `register.operations.misplacements` calls this. A change of districts is another act (REG-322).

    :raises AnotherWasFirst: where the property is not as `version` says.
    :raises NothingChanged: where it is in the district already.
    """
    row = held(actor, reference, version)
    wanted = district_in_force(actor, district)
    if row.district_id == wanted.pk:
        raise NothingChanged
    before = row.district.code
    row.district = wanted
    save(row)
    record(
        events.PropertyMoved(reference, before, district),
        actor=actor,
        subjects=[row, wanted],
        reason=reason,
        changes={"district": (before, district)},
    )
    return row


def stored_postcode(typed: str) -> str:
    """Return a postcode that was typed as it is stored; blank stays blank.

    :raises BadPostcode: where it has not the form of one.
    """
    if not typed.strip():
        return ""
    stored = postcodes.normalise(typed)
    if stored is None:
        raise BadPostcode(typed)
    return stored


def district_in_force(actor: Actor, code: str) -> PollingDistrict:
    """Return the polling district in force of a code.

    :raises NotFound: where the authority has none.
    """
    found = PollingDistrict.objects.filter(authority=actor.authority_id, code=code, valid_to__isnull=True).first()
    if found is None:
        raise NotFound(kind="polling district", reference=code)
    return found


def held(actor: Actor, reference: str, version: str) -> Property:
    """Return a property that is in force, locked, as the officer saw it.

    :raises NotFound: where the authority has none of this reference.
    :raises PropertyHasEnded: where it is not in force.
    :raises AnotherWasFirst: where it is not as `version` says.
    """
    row = (
        Property.objects.select_for_update(of=("self",))
        .select_related("district")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if row is None:
        raise NotFound(kind="property", reference=reference)
    if row.valid_to is not None:
        raise PropertyHasEnded(reference=reference, ended=row.valid_to)
    if version_of(row) != version:
        raise AnotherWasFirst(reference=reference)
    return row


def place(row: Property) -> None:
    """Work out a property's address on one line, its place in the order of the register, and what finds it."""
    keys = address_and_keys({name: getattr(row, name) for name in ADDRESS})
    row.address = keys["address"]
    given: Mapping[str, Any] = {**keys, "reference": row.reference, **{name: getattr(row, name) for name in ADDRESS}}
    with connection.cursor() as cursor:
        cursor.execute(_PLACED, given)
        row.sort_key, row.search = cursor.fetchone()


def save_new(row: Property) -> None:
    """Insert a property.

    :raises ReferenceTaken: where its reference or UPRN is another's.
    """
    _write(row, new=True)


def save(row: Property) -> None:
    """Update a property.

    :raises ReferenceTaken: where its UPRN is another's.
    """
    _write(row, new=False)


def refuse_occupied(actor: Actor, row: Property) -> None:
    """Refuse where somebody is registered at a property, or is about to be.

    :raises PeopleRegistered: where that is so.
    """
    if occupied_among(actor.authority_id, [row.pk]):
        raise PeopleRegistered(reference=row.reference)


def _write(row: Property, *, new: bool) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=new, force_update=not new)
    except IntegrityError as taken:
        for name, what in (("property_uprn_in_force", "UPRN"), ("property_reference", "reference")):
            if name in str(taken):
                raise ReferenceTaken(what=what) from None
        raise
