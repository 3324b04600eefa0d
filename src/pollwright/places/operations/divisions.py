"""Acts on areas, polling districts and polling places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.places import events
from pollwright.places.models import Area, DistrictArea, PollingDistrict, PollingPlace
from pollwright.places.operations.properties import NothingChanged, district_in_force, stored_postcode
from pollwright.places.states import AreaKind
from pollwright.refusals import NotFound, Refused


class CodeTaken(Refused):
    """There is one of this code already."""

    code = "places.R020"
    problem = "There is already {what} {taken} in force."
    remedy = "Choose another code, or open that one."


class TwoOfAKind(Refused):
    """A polling district lies in one area of a kind."""

    code = "places.R021"
    problem = "A polling district lies in one area of a kind, and these name two of the kind {kind}."
    remedy = "Leave one out, or divide the district so that each part lies in one area."


class AreaInUse(Refused):
    """Polling districts lie in the area."""

    code = "places.R022"
    problem = "Polling districts lie in area {area}: {districts}."
    remedy = "Make the new districts with a change of districts first."


class EndsTooSoon(Refused):
    """Something can't end before it began."""

    code = "places.R023"
    problem = "This began on {began}, so it can't end on {on}."
    remedy = "Choose a later day."


@dataclass(frozen=True, slots=True)
class PollingPlaceFacts:
    """What is known of a polling place."""

    name: str
    address1: str = ""
    address2: str = ""
    address3: str = ""
    address4: str = ""
    address5: str = ""
    postcode: str = ""
    uprn: int | None = None


@operation(Permission.PLACES_EDIT)
def add_area(*, actor: Actor, kind: AreaKind, code: str, name: str, on: date, name_cy: str = "") -> Area:
    """Add an area from a day.

    :raises CodeTaken: where an area of the kind and code is in force.
    """
    if Area.objects.filter(authority=actor.authority_id, kind=kind, code=code, valid_to__isnull=True).exists():
        raise CodeTaken(what=kind.label.lower(), taken=code)
    area = Area.objects.create(
        authority_id=actor.authority_id, kind=kind, code=code, name=name, name_cy=name_cy, valid_from=on
    )
    record(events.AreaAdded(code, kind.value, name), actor=actor, subjects=[area])
    return area


@operation(Permission.PLACES_EDIT)
def end_area(*, actor: Actor, kind: AreaKind, code: str, on: date, reason: str) -> Area:
    """End an area on a day, on which it holds no more (INT-751: a changed boundary is a new code).

    :raises AreaInUse: where polling districts in force lie in it.
    """
    area = (
        Area.objects.select_for_update()
        .filter(authority=actor.authority_id, kind=kind, code=code, valid_to__isnull=True)
        .first()
    )
    if area is None:
        raise NotFound(kind=kind.label.lower(), reference=code)
    if on <= area.valid_from:
        raise EndsTooSoon(began=area.valid_from, on=on)
    inside = DistrictArea.objects.filter(area=area, valid_to__isnull=True, district__valid_to__isnull=True)
    codes = list(inside.order_by("district__code").values_list("district__code", flat=True)[:6])
    if codes:
        raise AreaInUse(area=code, districts=", ".join(codes))
    area.valid_to = on
    area.save(update_fields=["valid_to"])
    record(events.AreaEnded(code, kind.value, on), actor=actor, subjects=[area], reason=reason)
    return area


@operation(Permission.PLACES_EDIT)
def add_district(
    *, actor: Actor, code: str, name: str, areas: Sequence[str], on: date, polling_place: str = ""
) -> PollingDistrict:
    """Add a polling district with its areas, by their codes, from a day.

    :raises CodeTaken: where a district of the code is in force.
    :raises TwoOfAKind: where two of the areas are of one kind.
    :raises NotFound: where an area or the polling place is not known.
    """
    if PollingDistrict.objects.filter(authority=actor.authority_id, code=code, valid_to__isnull=True).exists():
        raise CodeTaken(what="polling district", taken=code)
    inside = [_area(actor, each) for each in dict.fromkeys(areas)]
    kinds = [area.kind for area in inside]
    if twice := sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        raise TwoOfAKind(kind=AreaKind(twice[0]).label.lower())
    district = PollingDistrict.objects.create(
        authority_id=actor.authority_id,
        code=code,
        name=name,
        polling_place=_polling_place(actor, polling_place),
        valid_from=on,
    )
    DistrictArea.objects.bulk_create(
        DistrictArea(authority_id=actor.authority_id, district=district, area=area, kind=area.kind, valid_from=on)
        for area in inside
    )
    record(events.DistrictAdded(code, name, tuple(areas)), actor=actor, subjects=[district, *inside])
    return district


@operation(Permission.PLACES_EDIT)
def change_district(*, actor: Actor, code: str, name: str, polling_place: str) -> PollingDistrict:
    """Change the name of a polling district, or where it votes (a blank reference: not settled).

    :raises NothingChanged: where both are as they were.
    """
    district = district_in_force(actor, code)
    wanted = _polling_place(actor, polling_place)
    before = (district.name, district.polling_place.reference if district.polling_place else "")
    if before == (name, polling_place):
        raise NothingChanged
    district.name, district.polling_place = name, wanted
    district.save(update_fields=["name", "polling_place"])
    record(
        events.DistrictChanged(code),
        actor=actor,
        subjects=[district, *([wanted] if wanted else [])],
        changes={"name": (before[0], name), "polling_place": (before[1], polling_place)},
    )
    return district


@operation(Permission.PLACES_EDIT)
def add_polling_place(*, actor: Actor, reference: str, facts: PollingPlaceFacts) -> PollingPlace:
    """Add a polling place.

    :raises CodeTaken: where there is one of this reference.
    :raises BadPostcode: where the postcode has another form.
    """
    if PollingPlace.objects.filter(authority=actor.authority_id, reference=reference).exists():
        raise CodeTaken(what="polling place", taken=reference)
    made = PollingPlace.objects.create(
        authority_id=actor.authority_id,
        reference=reference,
        **asdict(replace(facts, postcode=stored_postcode(facts.postcode))),
    )
    record(events.PollingPlaceAdded(reference, facts.name), actor=actor, subjects=[made])
    return made


@operation(Permission.PLACES_EDIT)
def change_polling_place(*, actor: Actor, reference: str, facts: PollingPlaceFacts) -> PollingPlace:
    """Put the particulars of a polling place right.

    :raises NothingChanged: where they are as they were.
    :raises BadPostcode: where the postcode has another form.
    """
    row = PollingPlace.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if row is None:
        raise NotFound(kind="polling place", reference=reference)
    wanted = asdict(replace(facts, postcode=stored_postcode(facts.postcode)))
    changes = {name: (getattr(row, name), value) for name, value in wanted.items() if getattr(row, name) != value}
    if not changes:
        raise NothingChanged
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    record(events.PollingPlaceChanged(reference), actor=actor, subjects=[row], changes=changes)
    return row


def _area(actor: Actor, code: str) -> Area:
    found = Area.objects.filter(authority=actor.authority_id, code=code, valid_to__isnull=True).first()
    if found is None:
        raise NotFound(kind="area", reference=code)
    return found


def _polling_place(actor: Actor, reference: str) -> PollingPlace | None:
    if not reference:
        return None
    found = PollingPlace.objects.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="polling place", reference=reference)
    return found
