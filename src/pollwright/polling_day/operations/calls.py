"""The hotline: calls, incidents and inspectors' visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.polling_day.events import desk as events
from pollwright.polling_day.models import Call, Desk, Incident, Visit
from pollwright.polling_day.operations.desks import DeskChanged, desk_of, station_of
from pollwright.polling_day.states import Caller, Category, Check, CheckAnswer, Open, Severity
from pollwright.refusals import NotFound, NotPermitted, Refused

CALLS, INCIDENTS, VISITS = "PC", "INC", "PV"


class FollowUpLeft(Refused):
    """A call is closed when nothing is left to be done."""

    code = "polling_day.R020"
    problem = "Something is still to be done about this call: {what}."
    remedy = "Leave it open, or take the follow-up out because it is done."


class AlreadyClosed(Refused):
    """What is closed stays as it is."""

    code = "polling_day.R021"
    problem = "{reference} is closed."
    remedy = "Log a new call or incident that names it."


class NotEverythingLookedAt(Refused):
    """A visit answers every point of the list."""

    code = "polling_day.R022"
    problem = "There is no answer for: {what}."
    remedy = "Answer every point; what could not be looked at is not in order."


class FaultNotTold(Refused):
    """A fault is told in words."""

    code = "polling_day.R023"
    problem = "Something is not in order, and the visit doesn't say what."
    remedy = "Say in the note what is wrong; an incident is made of it."


class InTheFuture(Refused):
    """What is logged has happened."""

    code = "polling_day.R024"
    problem = "{moment:%H:%M} on {moment:%-d %B} has not come yet."
    remedy = "Check the time."


@dataclass(frozen=True, slots=True)
class CallTaken:
    """What somebody who rang said, and what they were told. `station` is scheme and number, or blank."""

    caller: Caller
    category: Category
    words: str
    station: str = ""
    answer: str = ""
    follow_up: str = ""


@operation(Permission.POLLING_DAY_LOG)
def log_call(*, actor: Actor, reference: str, taken: CallTaken, close: bool, at: datetime) -> Call:
    """Log a call to a desk, with its answer where it was given at once.

    :param close: nothing is left to be done.
    :raises FollowUpLeft: where it is closed with something to follow up.
    """
    desk = desk_of(actor, reference)
    station = station_of(desk, taken.station) if taken.station else None
    if close and taken.follow_up:
        raise FollowUpLeft(what=taken.follow_up)
    call = Call.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, CALLS),
        desk=desk,
        station_id=station.id if station else None,
        caller=taken.caller,
        category=taken.category,
        words=taken.words,
        answer=taken.answer,
        follow_up=taken.follow_up,
        state=Open.CLOSED if close else Open.OPEN,
        taken_at=at,
        taken_by=actor.name,
        closed_at=at if close else None,
        closed_by=actor.name if close else "",
    )
    record(
        events.CallLogged(call.reference, station.key if station else "none", taken.category.value),
        actor=actor,
        subjects=[desk, call],
    )
    return call


@operation(Permission.POLLING_DAY_LOG)
def answer_call(
    *, actor: Actor, reference: str, version: int, answer: str, follow_up: str, close: bool, at: datetime
) -> Call:
    """Note the answer to a call and what is left to be done, or close it.

    :raises DeskChanged: where another officer was first.
    :raises AlreadyClosed: where it is closed.
    """
    call = Call.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if call is None:
        raise NotFound(kind="call", reference=reference)
    if call.state == Open.CLOSED:
        raise AlreadyClosed(reference=reference)
    if call.version != version:
        raise DeskChanged(what=f"Call {reference}")
    if close and follow_up:
        raise FollowUpLeft(what=follow_up)
    call.answer, call.follow_up = answer, follow_up
    if close:
        call.state, call.closed_at, call.closed_by = Open.CLOSED, at, actor.name
    call.version += 1
    call.save()
    record(events.CallAnswered(reference, call.state), actor=actor, subjects=[call])
    return call


@operation(Permission.POLLING_DAY_LOG)
def log_incident(
    *,
    actor: Actor,
    reference: str,
    severity: Severity,
    integrity: bool,
    words: str,
    happened_at: datetime,
    at: datetime,
    station: str = "",
    call: str = "",
) -> Incident:
    """Log that something went wrong.

    :param integrity: an allegation of fraud: shown only to whoever may see those.
    :param call: reference of the call that told of it.
    :raises NotPermitted: for an allegation by somebody who may not see them.
    """
    if integrity and not actor.may(Permission.POLLING_DAY_INTEGRITY):
        raise NotPermitted(permission=Permission.POLLING_DAY_INTEGRITY.value)
    if happened_at > at:
        raise InTheFuture(moment=happened_at)
    desk = desk_of(actor, reference)
    where = station_of(desk, station) if station else None
    made = _incident(actor, desk, where.id if where else None, severity, words, happened_at, integrity=integrity)
    if call:
        told = Call.objects.select_for_update().filter(desk=desk, reference=call).first()
        if told is None:
            raise NotFound(kind="call", reference=call)
        told.incident = made
        told.version += 1
        told.save(update_fields=["incident", "version"])
    record(
        events.IncidentLogged(made.reference, where.key if where else "none", severity.value),
        actor=actor,
        subjects=[desk, made],
    )
    return made


@operation(Permission.POLLING_DAY_LOG)
def close_incident(*, actor: Actor, reference: str, version: int, outcome: str, at: datetime) -> Incident:
    """Close an incident with what came of it.

    :raises DeskChanged: where another officer was first.
    """
    found = Incident.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None or (found.integrity and not actor.may(Permission.POLLING_DAY_INTEGRITY)):
        raise NotFound(kind="incident", reference=reference)
    if found.state == Open.CLOSED:
        raise AlreadyClosed(reference=reference)
    if found.version != version:
        raise DeskChanged(what=f"Incident {reference}")
    found.state, found.outcome, found.closed_at, found.closed_by = Open.CLOSED, outcome, at, actor.name
    found.version += 1
    found.save()
    record(events.IncidentClosed(reference), actor=actor, subjects=[found])
    return found


@operation(Permission.POLLING_DAY_LOG)
def log_visit(
    *,
    actor: Actor,
    reference: str,
    station: str,
    inspector: str,
    arrived_at: datetime,
    answers: Mapping[str, str],
    note: str,
    at: datetime,
) -> Visit:
    """Log an inspector's visit; what is not in order becomes an incident.

    :param answers: a `CheckAnswer` for every `Check`.
    :raises NotEverythingLookedAt: where one is missing.
    :raises FaultNotTold: where something is not in order and the note is empty.
    """
    desk = desk_of(actor, reference)
    if arrived_at > at:
        raise InTheFuture(moment=arrived_at)
    missing = [str(check.label) for check in Check if answers.get(check.value) not in CheckAnswer.values]
    if missing:
        raise NotEverythingLookedAt(what="; ".join(missing))
    where = station_of(desk, station)
    faults = [check for check in Check if answers[check.value] == CheckAnswer.FAULT]
    if faults and not note:
        raise FaultNotTold
    incident = None
    if faults:
        words = f"{note}\n{'; '.join(str(check.label) for check in faults)}"
        incident = _incident(actor, desk, where.id, Severity.SERIOUS, words, arrived_at, integrity=False)
        record(
            events.IncidentLogged(incident.reference, where.key, incident.severity),
            actor=actor,
            subjects=[desk, incident],
        )
    visit = Visit.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, VISITS),
        desk=desk,
        station_id=where.id,
        inspector=inspector,
        arrived_at=arrived_at,
        answers={check.value: answers[check.value] for check in Check},
        faults=len(faults),
        note=note,
        incident=incident,
        logged_by=actor.name,
    )
    record(events.VisitLogged(visit.reference, where.key, len(faults)), actor=actor, subjects=[desk, visit])
    return visit


def _incident(
    actor: Actor,
    desk: Desk,
    station_id: int | None,
    severity: Severity,
    words: str,
    happened_at: datetime,
    *,
    integrity: bool,
) -> Incident:
    return Incident.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, INCIDENTS),
        desk=desk,
        station_id=station_id,
        severity=severity,
        integrity=integrity,
        words=words,
        happened_at=happened_at,
        logged_by=actor.name,
    )
