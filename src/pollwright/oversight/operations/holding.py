"""Legal holds: placed with a reason, lifted with a reason."""

from __future__ import annotations

from django.db.models.functions import Now

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.oversight.events import HoldLifted, HoldPlaced
from pollwright.oversight.kinds import chosen_kind
from pollwright.oversight.models import LegalHold
from pollwright.refusals import NotFound, Refused

SERIES = "H"


class ReasonNeeded(Refused):
    """A hold stands or falls with its reason."""

    code = "oversight.R003"
    problem = "A legal hold needs a reason."
    remedy = "Write why the records must stay, or why they need not any more."


class AlreadyLifted(Refused):
    """The hold is not in force."""

    code = "oversight.R004"
    problem = "Legal hold {reference} was lifted before."
    remedy = "Place another if the records must stay."


@operation(Permission.RETENTION_RUN, name="retention.place_hold")
def place_hold(*, actor: Actor, kind: str, record_reference: str, reason: str) -> LegalHold:
    """Keep the records of a kind, or one record of it, from being removed.

    :param record_reference: the reference of the one record; empty holds every record of the kind.
    :raises ReasonNeeded: without a reason.
    """
    chosen = chosen_kind(kind)
    if not reason.strip():
        raise ReasonNeeded
    hold = LegalHold.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        kind=chosen.name,
        record=record_reference.strip(),
        reason=reason.strip(),
    )
    what = hold.record or f"every record of the kind {chosen.name}"
    record(HoldPlaced(hold.reference, hold.kind, hold.record, what), actor=actor, subjects=[hold], reason=hold.reason)
    return hold


@operation(Permission.RETENTION_RUN, name="retention.lift_hold")
def lift_hold(*, actor: Actor, reference: str, reason: str) -> LegalHold:
    """Let the records of a hold be removed again when their time is up.

    :raises NotFound: where the authority has no such hold.
    :raises AlreadyLifted: where it was lifted before.
    :raises ReasonNeeded: without a reason.
    """
    hold = LegalHold.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if hold is None:
        raise NotFound(kind="legal hold", reference=reference)
    if hold.lifted_at is not None:
        raise AlreadyLifted(reference=reference)
    if not reason.strip():
        raise ReasonNeeded
    hold.lifted_at = Now()
    hold.save(update_fields=["lifted_at"])
    hold.refresh_from_db()
    record(HoldLifted(reference), actor=actor, subjects=[hold], reason=reason.strip())
    return hold
