"""Objections to applications and to entries, and their hearings (REG-232 to 235)."""

from __future__ import annotations

from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.references import next_reference
from pollwright.law.applications import Action
from pollwright.law.listing import OBJECTION_CONTENT, hearing_range, missing_from_objection, objection_in_time
from pollwright.law.notices import LONDON
from pollwright.messages import joined
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.disputes import HearingFixed, ObjectionDecided, ObjectionRecorded
from pollwright.register.models import Application, Determination, Elector, Objection, RegisterEntry
from pollwright.register.operations.altering import Decided, propose_deletion
from pollwright.register.operations.determining import reject_application
from pollwright.register.operations.identity import use_held_results
from pollwright.register.operations.intake_holding import can, in_hand, keep, move
from pollwright.register.states import AlterationReason, ObjectionState, Outcome

SERIES = "O"
OPEN = (ObjectionState.OPEN, ObjectionState.HEARING)


class NotAnObjector(Refused):
    """Only somebody on the register may object."""

    code = "register.R170"
    problem = "Elector {reference} has no entry in force, so can't object."
    remedy = "Check the objector's elector number."


class IncompleteObjection(Refused):
    """An objection needs its grounds."""

    code = "register.R171"
    problem = "The objection lacks: {what}."
    remedy = "Ask the objector for it; the day on which the objection was made does not change."


class NothingToObjectTo(Refused):
    """There is no application or entry that can be objected to."""

    code = "register.R172"
    problem = "{reference} can't be objected to."
    remedy = "Anonymous applications are never listed. Decided applications can be objected to as entries."


class OutsideTheHearingDays(Refused):
    """A hearing must be held within days that the law gives."""

    code = "register.R173"
    problem = "A hearing notified today must be held from {first} to {last}."
    remedy = "Choose a day in that range."


class ObjectionChanged(Refused):
    """Another officer changed the objection, or it is decided."""

    code = "register.R174"
    problem = "Objection {reference} was changed or decided since you opened it."
    remedy = "Open it again to see how it stands."


@operation(Permission.OBJECTIONS_RECORD)
def object_to_application(
    *, actor: Actor, application_reference: str, objector_reference: str, grounds: str, made_at: datetime
) -> Objection:
    """Record an objection to an application; in time it suspends the application, later it does not (REG-232).

    :raises NothingToObjectTo: where the application is anonymous or decided.
    :raises NotAnObjector: where the objector is not on the register.
    """
    application = in_hand(actor, application_reference)
    objector = _objector(actor, objector_reference, grounds)
    if application.anonymous:
        raise NothingToObjectTo(reference=application_reference)
    answer = objection_in_time(application.lists_on, made_at.astimezone(LONDON).date(), calendar_of(actor.authority_id))
    if answer.holds and can(application, Action.OBJECT):
        move(application, Action.OBJECT)
        keep(application)
    return _record(
        actor,
        Objection(application=application, objector=objector, grounds=grounds, made_at=made_at, in_time=answer.holds),
        f"application {application_reference}",
        answer.workings[0].source.describe(),
    )


@operation(Permission.OBJECTIONS_RECORD)
def object_to_entry(
    *, actor: Actor, elector_reference: str, objector_reference: str, grounds: str, made_at: datetime
) -> Objection:
    """Record an objection to an entry, whose elector stays on the register until it is decided.

    :raises NothingToObjectTo: where the elector has no single entry in force.
    """
    objector = _objector(actor, objector_reference, grounds)
    entries = list(
        RegisterEntry.objects.filter(
            authority=actor.authority_id, elector__reference=elector_reference, effective_to__isnull=True
        )[:2]
    )
    if len(entries) != 1:
        raise NothingToObjectTo(reference=elector_reference)
    objection = Objection(entry=entries[0], objector=objector, grounds=grounds, made_at=made_at, in_time=False)
    return _record(actor, objection, f"the entry of elector {elector_reference}", OBJECTION_CONTENT.describe())


@operation(Permission.OBJECTIONS_RECORD)
def fix_objection_hearing(*, actor: Actor, reference: str, version: int, hearing_on: date, on: date) -> Objection:
    """Fix the hearing of an objection; its notice goes out today.

    :raises OutsideTheHearingDays: where the day is not from the third to the seventh working day after (REG-235).
    """
    objection = objection_in_hand(actor, reference, version)
    days = hearing_range(on, calendar_of(actor.authority_id))
    if not days.not_before <= hearing_on <= days.not_after:
        raise OutsideTheHearingDays(first=days.not_before, last=days.not_after)
    application = _application_of(actor, objection)
    if application is not None and can(application, Action.FIX_HEARING):
        move(application, Action.FIX_HEARING)
        keep(application)
    objection.state, objection.hearing_on = ObjectionState.HEARING, hearing_on
    _save(objection)
    record(
        HearingFixed(reference, hearing_on), actor=actor, subjects=_subjects(objection), basis=days.source.describe()
    )
    return objection


@operation(Permission.APPLICATIONS_DETERMINE)
def decide_objection(
    *, actor: Actor, reference: str, version: int, upheld: bool, reasons: str, at: datetime, on: date
) -> Objection:
    """Decide an objection: upheld, the application is rejected or the entry deleted; else both go on.

    :raises ObjectionChanged: where another officer decided it.
    """
    objection = objection_in_hand(actor, reference, version)
    application = _application_of(actor, objection)
    if upheld and application is not None and can(application, Action.REJECT):
        reject_application(
            actor=actor, reference=application.reference, version=None, at=at, on=on, ground="Objection upheld",
            reasons=reasons,
        )  # fmt: skip
    elif upheld:
        _delete_entry(actor, objection, reasons, at=at, on=on)
    elif application is not None and can(application, Action.DISMISS_OBJECTION):
        move(application, Action.DISMISS_OBJECTION)
        use_held_results(application)
        keep(application)
    objection.state = ObjectionState.ALLOWED if upheld else ObjectionState.DISALLOWED
    objection.decided_on = on
    _save(objection)
    record(
        ObjectionDecided(reference, "upheld" if upheld else "disallowed"),
        actor=actor,
        subjects=_subjects(objection),
        reason=reasons,
        basis=OBJECTION_CONTENT.describe(),
    )
    return objection


@operation(Permission.OBJECTIONS_RECORD)
def withdraw_objection(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> Objection:
    """Note that the objector withdrew; an application that it suspended goes on."""
    objection = objection_in_hand(actor, reference, version)
    application = _application_of(actor, objection)
    if application is not None and can(application, Action.DISMISS_OBJECTION):
        move(application, Action.DISMISS_OBJECTION)
        use_held_results(application)
        keep(application)
    objection.state, objection.decided_on = ObjectionState.WITHDRAWN, on
    _save(objection)
    record(
        ObjectionDecided(reference, "withdrawn"),
        actor=actor,
        subjects=_subjects(objection),
        reason=reason,
        basis=OBJECTION_CONTENT.describe(),
    )
    return objection


def objection_in_hand(actor: Actor, reference: str, version: int) -> Objection:
    """Return an open objection, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises ObjectionChanged: where it was changed or decided since.
    """
    found = Objection.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="objection", reference=reference)
    if found.version != version or found.state not in OPEN:
        raise ObjectionChanged(reference=reference)
    return found


def _objector(actor: Actor, reference: str, grounds: str) -> Elector:
    lacking = missing_from_objection(
        name=True, address=True, elector_number=bool(reference), grounds=bool(grounds.strip())
    )
    if lacking:
        raise IncompleteObjection(what=joined("; ", (each.says for each in lacking)))
    objector = Elector.objects.filter(authority=actor.authority_id, reference=reference).first()
    if objector is None:
        raise NotFound(kind="elector", reference=reference)
    if not RegisterEntry.objects.filter(elector=objector, effective_to__isnull=True).exists():
        raise NotAnObjector(reference=reference)
    return objector


def _record(actor: Actor, objection: Objection, what: str, basis: str) -> Objection:
    objection.authority_id = actor.authority_id
    objection.reference = next_reference(actor.authority_id, SERIES)
    objection.save(force_insert=True)
    timing = "in time" if objection.in_time else "which does not hold it up"
    record(
        ObjectionRecorded(objection.reference, what, timing), actor=actor, subjects=_subjects(objection), basis=basis
    )
    return objection


def _application_of(actor: Actor, objection: Objection) -> Application | None:
    if objection.application is None:
        return None
    return in_hand(actor, objection.application.reference)


def _delete_entry(actor: Actor, objection: Objection, reasons: str, *, at: datetime, on: date) -> None:
    entry = objection.entry
    if entry is None and objection.application is not None:
        entry = RegisterEntry.objects.filter(
            elector=objection.application.elector_id, effective_to__isnull=True
        ).first()
    if entry is None:
        raise NothingToObjectTo(reference=objection.reference)
    determination = Determination.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, "D"),
        outcome=Outcome.DELETED,
        objection=objection,
        elector_id=entry.elector_id,
        ground="Objection upheld",
        basis=OBJECTION_CONTENT.describe()[:120],
        reasons=reasons,
        determined_at=at,
        determined_on=on,
        determined_by=actor.name,
        capacity=actor.capacity,
    )
    propose_deletion(entry=entry, decided=Decided(AlterationReason.RETAINED, at, on, determination))


def _save(objection: Objection) -> None:
    objection.version += 1
    objection.save(update_fields=["state", "hearing_on", "decided_on", "version"])


def _subjects(objection: Objection) -> list[Objection | Application | tuple[str, int]]:
    found: list[Objection | Application | tuple[str, int]] = [objection]
    if objection.application is not None:
        found.append(objection.application)
    if objection.entry is not None:
        found.append(("elector", objection.entry.elector_id))
    return found
