"""A change of polling districts: planned as one, noticed, and in effect with a revised register (REG-322).

Not to be taken for the correction of one misplaced property, which is an ordinary alteration.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record, record_many
from pollwright.authorities.references import next_reference
from pollwright.law.notices import NOTICE_OF_REVISION, notice_of_revision_by
from pollwright.places import events
from pollwright.places.models import DistrictChange, PropertyMove
from pollwright.places.operations.properties import district_in_force
from pollwright.places.states import DistrictChangeState
from pollwright.refusals import NotFound, Refused

SERIES = "C"


class ChangeHasState(Refused):
    """The change is not in a state where this can be done."""

    code = "places.R030"
    problem = "Change of districts {reference} is {state}, so this can't be done."
    remedy = "Open the change to see what can be done with it."


class NothingToMove(Refused):
    """There is no property to move."""

    code = "places.R031"
    problem = "No property would move."
    remedy = "Choose properties that are in force and stand in another district."


class NotInTheChange(Refused):
    """Nothing that was named is in the change."""

    code = "places.R034"
    problem = "None of these properties is in change of districts {reference}."
    remedy = "Look at what the change moves, and name properties, a street or a district of it."


class NoticeTooLate(Refused):
    """A revised register at any other time needs 14 days' public notice (REG-322)."""

    code = "places.R032"
    problem = "For a revised register on {effective_on} the notice had to be published by {by}."
    remedy = "Choose a later day: at least 14 days after the notice."


class NotOnItsDay(Refused):
    """The change takes effect with the register of its day."""

    code = "places.R033"
    problem = "Change of districts {reference} takes effect on {effective_on}, not on {on}."
    remedy = "Publish the revised register on that day, or withdraw the change and make another."


@operation(Permission.DISTRICTS_CHANGE)
def draft_change(*, actor: Actor, title: str, reason: str) -> DistrictChange:
    """Begin a change of districts."""
    change = DistrictChange.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        title=title,
        reason=reason,
    )
    record(events.ChangeDrafted(change.reference), actor=actor, subjects=[change], reason=reason)
    return change


@operation(Permission.DISTRICTS_CHANGE)
def plan_moves(
    *,
    actor: Actor,
    reference: str,
    to_district: str,
    properties: Sequence[str] = (),
    street: str = "",
    from_district: str = "",
) -> int:
    """Plan that properties go to a district; return how many. A property planned already gets the new district.

    :param properties: references; with `street` or `from_district` those of the street, of the district, or of both.
    :raises NothingToMove: where no property in force and in another district is meant.
    :raises ChangeHasState: where the notice is published already.
    """
    change = _held(actor, reference, DistrictChangeState.DRAFT)
    district = district_in_force(actor, to_district)
    if not (properties or street or from_district):
        raise NothingToMove
    chosen = """
        SELECT p.id FROM places_property p JOIN places_pollingdistrict d ON d.id = p.district_id
        WHERE p.authority_id = %(authority)s AND p.valid_to IS NULL AND p.district_id <> %(to)s
          AND (cardinality(%(references)s::text[]) = 0 OR p.reference = ANY(%(references)s))
          AND (%(street)s = '' OR pollwright_folded(p.street) = pollwright_folded(%(street)s))
          AND (%(from)s = '' OR d.code = %(from)s)
    """
    given: dict[str, Any] = {
        "authority": actor.authority_id,
        "change": change.pk,
        "to": district.pk,
        "references": list(properties),
        "street": street,
        "from": from_district,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO places_propertymove (authority_id, change_id, property_id, to_district_id)"
            f" SELECT %(authority)s, %(change)s, id, %(to)s FROM ({chosen}) AS chosen(id)"
            " ON CONFLICT (change_id, property_id) DO UPDATE SET to_district_id = excluded.to_district_id",
            given,
        )
        count = int(cursor.rowcount)
    if not count:
        raise NothingToMove
    record(events.MovesPlanned(reference, to_district, count), actor=actor, subjects=[change, district])
    return count


@operation(Permission.DISTRICTS_CHANGE)
def take_out_moves(
    *, actor: Actor, reference: str, properties: Sequence[str] = (), street: str = "", to_district: str = ""
) -> int:
    """Take properties out of a change that is still a draft; return how many.

    :param properties: references; with `street` or `to_district` those of the street, to the district, or of both.
    :raises NotInTheChange: where none of them is in it, or none is named.
    :raises ChangeHasState: where the notice is published already.
    """
    change = _held(actor, reference, DistrictChangeState.DRAFT)
    if not (properties or street or to_district):
        raise NotInTheChange(reference=reference)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM places_propertymove m USING places_property p, places_pollingdistrict d"
            " WHERE m.authority_id = %(authority)s AND m.change_id = %(change)s"
            " AND p.id = m.property_id AND d.id = m.to_district_id"
            " AND (cardinality(%(references)s::text[]) = 0 OR p.reference = ANY(%(references)s))"
            " AND (%(street)s = '' OR pollwright_folded(p.street) = pollwright_folded(%(street)s))"
            " AND (%(to)s = '' OR d.code = %(to)s)",
            {
                "authority": actor.authority_id,
                "change": change.pk,
                "references": list(properties),
                "street": street,
                "to": to_district,
            },
        )
        count = int(cursor.rowcount)
    if not count:
        raise NotInTheChange(reference=reference)
    record(events.MovesTakenOut(reference, count), actor=actor, subjects=[change])
    return count


@operation(Permission.DISTRICTS_CHANGE)
def publish_notice(*, actor: Actor, reference: str, on: date, effective_on: date) -> DistrictChange:
    """Record that public notice of the change is published today, for a revised register on `effective_on`.

    :raises NoticeTooLate: where there are fewer than 14 days between them (REG-322).
    :raises NothingToMove: where the plan is empty.
    """
    change = _held(actor, reference, DistrictChangeState.DRAFT)
    by = notice_of_revision_by(effective_on)
    if on > by:
        raise NoticeTooLate(effective_on=effective_on, by=by)
    moves = PropertyMove.objects.filter(change=change).count()
    if not moves:
        raise NothingToMove
    change.state, change.notice_on, change.effective_on = DistrictChangeState.NOTICED, on, effective_on
    change.save(update_fields=["state", "notice_on", "effective_on"])
    record(
        events.ChangeNoticed(reference, on, effective_on, moves),
        actor=actor,
        subjects=[change],
        reason=change.reason,
        basis=NOTICE_OF_REVISION.describe(),
    )
    return change


@operation(Permission.DISTRICTS_CHANGE)
def withdraw_change(*, actor: Actor, reference: str, reason: str) -> DistrictChange:
    """Withdraw a change that has not taken effect."""
    change = _held(actor, reference, DistrictChangeState.DRAFT, DistrictChangeState.NOTICED)
    change.state = DistrictChangeState.WITHDRAWN
    change.save(update_fields=["state"])
    record(events.ChangeWithdrawn(reference), actor=actor, subjects=[change], reason=reason)
    return change


@operation(Permission.REGISTER_PUBLISH)
def make_effective(*, actor: Actor, reference: str, on: date) -> int:
    """Move the properties of a noticed change, with the revised register of its day; return how many.

    Called by the publication, in its transaction. The entries of the electors follow by the alterations that
    `register.operations.misplacements.propose_district_change` made.

    :raises NotOnItsDay: on any other day than that of the notice.
    :raises ChangeHasState: where no notice was published, or it has taken effect already.
    """
    change = _held(actor, reference, DistrictChangeState.NOTICED)
    if change.effective_on != on:
        raise NotOnItsDay(reference=reference, effective_on=change.effective_on, on=on)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE places_property p SET district_id = m.to_district_id FROM places_propertymove m"
            " WHERE m.change_id = %s AND m.authority_id = %s AND p.id = m.property_id"
            " AND p.district_id <> m.to_district_id",
            [change.pk, actor.authority_id],
        )
        count = int(cursor.rowcount)
    change.state = DistrictChangeState.EFFECTIVE
    change.save(update_fields=["state"])
    record_many(
        events.ChangeEffective(reference, count),
        actor=actor,
        subjects_sql="SELECT kind, id FROM (SELECT 'property', property_id FROM places_propertymove"
        " WHERE change_id = %s UNION ALL SELECT 'districtchange', %s::bigint) AS moved(kind, id)",
        parameters=[change.pk, change.pk],
        basis=NOTICE_OF_REVISION.describe(),
    )
    return count


def _held(actor: Actor, reference: str, *states: DistrictChangeState) -> DistrictChange:
    change = (
        DistrictChange.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    )
    if change is None:
        raise NotFound(kind="change of districts", reference=reference)
    if change.state not in states:
        raise ChangeHasState(reference=reference, state=DistrictChangeState(change.state).label.lower())
    return change
