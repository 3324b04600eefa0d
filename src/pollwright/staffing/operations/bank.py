"""Acts on the staff bank: taking people in, what they can do, what they showed, and when they are free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.places.operations.properties import stored_postcode
from pollwright.refusals import NotFound, Refused
from pollwright.staffing.events import bank as events
from pollwright.staffing.models import (
    Availability,
    Experience,
    Qualification,
    StaffAppointment,
    StaffMember,
    StaffRecord,
    VenueWish,
)
from pollwright.staffing.queries.homes import folded, homes_at
from pollwright.staffing.states import UNWORKED, MemberState, RecordKind, Role
from pollwright.stations.models import Venue

SERIES = "STF"


class MemberWasChanged(Refused):
    """Another officer changed the person's particulars."""

    code = "staffing.R001"
    problem = "Staff member {reference} was changed since you opened them."
    remedy = "Open the page again to see how it stands, then repeat what you did."


class InTheBankAlready(Refused):
    """The same name at the same postcode is there."""

    code = "staffing.R002"
    problem = "{reference} in the staff bank has the same name and postcode."
    remedy = "Open that person. Where these are two people, say so and add the second one."


class StillAppointed(Refused):
    """Somebody who leaves must have no place to come."""

    code = "staffing.R003"
    problem = "Staff member {reference} still has appointment {appointment} on {day}."
    remedy = "Withdraw that appointment first."


class NotThatWay(Refused):
    """A state does not lead to another."""

    code = "staffing.R004"
    problem = "Staff member {reference} can't become that now."
    remedy = "Open the page again to see how it stands."


class ExpiresBefore(Refused):
    """What is shown must serve at least on the day on which it is shown."""

    code = "staffing.R005"
    problem = "It would have ended on {expires_on}, before it was seen on {on}."
    remedy = "Check both days."


class NotYetSeen(Refused):
    """What has not happened is not noted."""

    code = "staffing.R006"
    problem = "{on} has not come."
    remedy = "Enter the day on which it happened."


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What is known of somebody. `most_miles`: None where they set no limit."""

    forenames: str
    surname: str
    email: str = ""
    phone: str = ""
    address1: str = ""
    address2: str = ""
    address3: str = ""
    postcode: str = ""
    born_on: date | None = None
    drives: bool = False
    most_miles: int | None = None
    languages: str = ""
    notes: str = ""


@operation(Permission.STAFF_EDIT)
def add_member(
    *,
    actor: Actor,
    facts: MemberFacts,
    roles: Sequence[Role] = (),
    on: date,
    state: MemberState = MemberState.BANK,
    another: bool = False,
) -> StaffMember:
    """Take somebody into the staff bank, or note that they applied.

    :param another: the person of that name and postcode who is there is somebody else.
    :raises InTheBankAlready: where there is one.
    :raises BadPostcode: where the postcode has another form.
    """
    kept = replace(facts, postcode=stored_postcode(facts.postcode))
    called = folded(kept.forenames, kept.surname)
    twin = StaffMember.objects.filter(authority=actor.authority_id, folded=called, postcode=kept.postcode).first()
    if twin is not None and not another:
        raise InTheBankAlready(reference=twin.reference)
    easting, northing = homes_at(actor.authority_id, [kept.postcode]).get(kept.postcode, (None, None))
    member = StaffMember.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        folded=called,
        easting=easting,
        northing=northing,
        state=state,
        applied_on=on,
        **asdict(kept),
    )
    Qualification.objects.bulk_create(
        Qualification(authority_id=actor.authority_id, member=member, role=role, since=on) for role in roles
    )
    record(events.MemberAdded(member.reference), actor=actor, subjects=[member])
    return member


@operation(Permission.STAFF_EDIT)
def change_member(*, actor: Actor, reference: str, version: int, facts: MemberFacts) -> StaffMember:
    """Change the particulars of somebody.

    :raises MemberWasChanged: where another officer changed them first.
    """
    member = member_in_hand(actor, reference, version)
    wanted = asdict(replace(facts, postcode=stored_postcode(facts.postcode)))
    changed = sorted(name for name, value in wanted.items() if getattr(member, name) != value)
    for name in changed:
        setattr(member, name, wanted[name])
    if "postcode" in changed:
        found = homes_at(actor.authority_id, [member.postcode]).get(member.postcode, (None, None))
        member.easting, member.northing = found
    member.folded = folded(member.forenames, member.surname)
    save_member(member)
    said = ", ".join(name.replace("_", " ") for name in changed) or "nothing"
    record(events.MemberChanged(reference, said), actor=actor, subjects=[member])
    return member


@operation(Permission.STAFF_EDIT)
def move_member(
    *, actor: Actor, reference: str, version: int, state: MemberState, on: date, reason: str = ""
) -> StaffMember:
    """Take an applicant into the bank, let somebody leave it, or take them back.

    :raises StillAppointed: where somebody who leaves has a place to come.
    """
    member = member_in_hand(actor, reference, version)
    if member.removed_on is not None or state in (member.state, MemberState.APPLIED):
        raise NotThatWay(reference=reference)
    if state is MemberState.LEFT:
        held = (
            StaffAppointment.objects.filter(member=member, rehearsal=False, state__in=UNWORKED, day__gte=on)
            .order_by("day")
            .first()
        )
        if held is not None:
            raise StillAppointed(reference=reference, appointment=held.reference, day=held.day)
    member.state, member.left_on = state, on if state is MemberState.LEFT else None
    save_member(member)
    record(events.MemberMoved(reference, state.value), actor=actor, subjects=[member], reason=reason)
    return member


@operation(Permission.STAFF_EDIT)
def set_roles(*, actor: Actor, reference: str, version: int, roles: Sequence[Role], on: date) -> StaffMember:
    """Say for which roles somebody is qualified; those not named they are not."""
    member = member_in_hand(actor, reference, version)
    held = set(Qualification.objects.filter(member=member).values_list("role", flat=True))
    Qualification.objects.filter(member=member).exclude(role__in=list(roles)).delete()
    Qualification.objects.bulk_create(
        Qualification(authority_id=actor.authority_id, member=member, role=role, since=on)
        for role in roles
        if role.value not in held
    )
    save_member(member)
    said = ", ".join(sorted(role.value for role in roles)) or "none"
    record(events.RolesSet(reference, said), actor=actor, subjects=[member])
    return member


@operation(Permission.STAFF_EDIT)
def note_experience(*, actor: Actor, reference: str, role: Role, day: date, poll: str, on: date) -> Experience:
    """Note that somebody worked at an earlier poll.

    :raises NotYetSeen: where the day is to come.
    """
    member = member_named(actor, reference)
    if day > on:
        raise NotYetSeen(on=day)
    noted, _made = Experience.objects.update_or_create(
        authority_id=actor.authority_id, member=member, role=role, day=day, defaults={"poll": poll}
    )
    record(events.ExperienceNoted(reference, role.value, day), actor=actor, subjects=[member])
    return noted


@operation(Permission.STAFF_EDIT)
def note_record(
    *,
    actor: Actor,
    reference: str,
    kind: RecordKind,
    seen_on: date,
    expires_on: date | None,
    evidence: str,
    on: date,
) -> StaffRecord:
    """Note that somebody showed their right to work, was trained, or declared their impartiality (S-03, S-04).

    :param evidence: the kind of document or course; never a document's number.
    :raises NotYetSeen: where the day is to come.
    :raises ExpiresBefore: where it ended before it was seen.
    """
    member = member_named(actor, reference)
    if seen_on > on:
        raise NotYetSeen(on=seen_on)
    if expires_on is not None and expires_on < seen_on:
        raise ExpiresBefore(expires_on=expires_on, on=seen_on)
    noted = StaffRecord.objects.create(
        authority_id=actor.authority_id,
        member=member,
        kind=kind,
        on=seen_on,
        expires_on=expires_on,
        evidence=evidence,
        seen_by=actor.name,
    )
    record(events.StaffRecordNoted(reference, kind.value, seen_on, expires_on), actor=actor, subjects=[member])
    return noted


@operation(Permission.STAFF_EDIT)
def note_availability(*, actor: Actor, reference: str, day: date, free: bool, on: date) -> Availability:
    """Note whether somebody can work on a day; what they said last holds."""
    member = member_named(actor, reference)
    noted, _made = Availability.objects.update_or_create(
        authority_id=actor.authority_id, member=member, day=day, defaults={"free": free, "said_on": on}
    )
    record(events.AvailabilityNoted(reference, day, free), actor=actor, subjects=[member])
    return noted


@operation(Permission.STAFF_EDIT)
def note_wish(*, actor: Actor, reference: str, venue: str, wanted: bool) -> VenueWish:
    """Note that somebody would rather, or rather not, work at a venue."""
    member = member_named(actor, reference)
    of = Venue.objects.filter(authority=actor.authority_id, reference=venue).first()
    if of is None:
        raise NotFound(kind="venue", reference=venue)
    noted, _made = VenueWish.objects.update_or_create(
        authority_id=actor.authority_id, member=member, venue=of, defaults={"wanted": wanted}
    )
    record(events.VenueWishNoted(reference, venue, wanted), actor=actor, subjects=[member])
    return noted


def member_named(actor: Actor, reference: str) -> StaffMember:
    """Return somebody of the staff bank, locked, whose particulars are still there."""
    held = StaffMember.objects.select_for_update().filter(authority=actor.authority_id, removed_on__isnull=True)
    member = held.filter(reference=reference).first()
    if member is None:
        raise NotFound(kind="staff member", reference=reference)
    return member


def member_in_hand(actor: Actor, reference: str, version: int) -> StaffMember:
    """Return somebody, locked.

    :raises MemberWasChanged: where they were changed since `version`.
    """
    member = member_named(actor, reference)
    if member.version != version:
        raise MemberWasChanged(reference=reference)
    return member


def save_member(member: StaffMember) -> None:
    """Write a member's row as its next version."""
    member.version += 1
    member.save()
