"""Written delegations: while one lasts, the holder's decisions say that a deputy made them (RPA 1983 s 52(2))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pollwright.access import events
from pollwright.access.models import Delegation
from pollwright.access.operations.people import ReasonMissing, membership
from pollwright.acting import Actor, Capacity, Permission, Role
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.refusals import NotFound, Refused

BASIS = "RPA 1983 s 52(2)"
MAY_HOLD = frozenset({Role.SENIOR, Role.OFFICER})
"""Roles that decide applications, and so may decide them as deputy."""


class CannotHold(Refused):
    """The person's role decides nothing that could be delegated."""

    code = "access.R030"
    problem = "This person's role makes no determinations, so they can't be a deputy."
    remedy = "Give them the role of officer or senior officer first."


class EndsBeforeItBegins(Refused):
    """The last day lies before the first."""

    code = "access.R031"
    problem = "The last day of a delegation must be the same as or after its first day."
    remedy = "Check the two days."


class NotYetWritten(Refused):
    """A delegation must be in writing before it has effect."""

    code = "access.R032"
    problem = "A delegation has effect only once it is in writing."
    remedy = "The first day must be the same as or after the day of the document."


class AlreadyRevoked(Refused):
    """The delegation was revoked before."""

    code = "access.R033"
    problem = "Delegation {reference} has been revoked already."
    remedy = "Open the list of delegations to see when."


@dataclass(frozen=True, slots=True)
class Terms:
    """What the document says. `functions` are in its own words; `last_day` None means until it is revoked."""

    document: str
    written_on: date
    given_by: str
    functions: str
    first_day: date
    last_day: date | None = None


@operation(Permission.DELEGATIONS_MANAGE)
def record_delegation(*, actor: Actor, handle: str, terms: Terms, on: date) -> Delegation:
    """Record a written delegation to a person of the actor's authority, who then acts as deputy while it lasts.

    :raises CannotHold: where the person's role makes no determinations.
    :raises EndsBeforeItBegins: where the days are the wrong way round.
    :raises NotYetWritten: where it would have effect before it was written.
    """
    held = membership(actor, handle, on)
    if held.role not in MAY_HOLD:
        raise CannotHold
    if terms.last_day is not None and terms.last_day < terms.first_day:
        raise EndsBeforeItBegins
    if terms.first_day < terms.written_on:
        raise NotYetWritten
    delegation = Delegation.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, "D"),
        person=held.person,
        capacity=Capacity.DEPUTY_ERO,
        document=terms.document,
        written_on=terms.written_on,
        given_by=terms.given_by,
        functions=terms.functions,
        valid_from=terms.first_day,
        valid_to=None if terms.last_day is None else terms.last_day + timedelta(days=1),
    )
    happening = events.DelegationRecorded(
        delegation.reference, held.person.name, Capacity.DEPUTY_ERO, terms.first_day, terms.last_day
    )
    record(happening, actor=actor, subjects=[delegation, held.person], basis=BASIS)
    return delegation


@operation(Permission.DELEGATIONS_MANAGE)
def revoke_delegation(*, actor: Actor, reference: str, on: date, reason: str) -> Delegation:
    """Revoke a delegation at once.

    :raises NotFound: where the authority has no delegation of that reference.
    :raises AlreadyRevoked: where somebody got there first.
    """
    if not reason.strip():
        raise ReasonMissing
    delegation = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if delegation is None:
        raise NotFound(kind="delegation", reference=reference)
    if delegation.revoked_on is not None:
        raise AlreadyRevoked(reference=reference)
    delegation.revoked_on = on
    delegation.save(update_fields=["revoked_on"])
    record(
        events.DelegationRevoked(reference, delegation.person.name),
        actor=actor,
        subjects=[delegation, delegation.person],
        reason=reason,
        basis=BASIS,
    )
    return delegation
