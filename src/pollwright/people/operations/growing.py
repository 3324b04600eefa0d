"""Development, appraisals and checks of somebody's staff file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.people import events
from pollwright.people.models import Appraisal, Check, Development
from pollwright.people.operations.files import BadParticulars, file_in_hand, refuse_after_leaving, said, save
from pollwright.people.states import CheckKind, DevelopmentKind, Outcome
from pollwright.refusals import Refused

MOST_MINUTES = 100 * 60


class NoSuchEntry(Refused):
    """The entry is none of this file, or was struck out."""

    code = "people.R011"
    problem = "Staff file {reference} has no such entry, or it is settled already."
    remedy = "Open the file to see its entries."


class DueAlready(Refused):
    """An appraisal is due on that day already."""

    code = "people.R012"
    problem = "An appraisal of staff file {reference} is due on {day} already."
    remedy = "Choose another day."


@dataclass(frozen=True, slots=True)
class DevelopmentFacts:
    """Something learnt: when, what, by whom, how long it took, and what came of it."""

    on: date
    kind: DevelopmentKind
    title: str
    minutes: int
    provider: str = ""
    reflection: str = ""


@operation(Permission.TEAM_OWN)
def log_development(*, actor: Actor, reference: str, version: int, facts: DevelopmentFacts, on: date) -> Development:
    """Log development in one's own file, or in another's as whoever keeps the files.

    :raises BadParticulars: where it lies ahead, took no time or too much.
    """
    held = file_in_hand(actor, reference, version)
    refuse_after_leaving(held, facts.on)
    if facts.on > on:
        raise BadParticulars(field="Day", why="it lies ahead")
    if not 0 < facts.minutes <= MOST_MINUTES:
        raise BadParticulars(field="Time", why="it is from a minute to 100 hours")
    if not facts.title.strip():
        raise BadParticulars(field="What it was", why="it is missing")
    made = Development.objects.create(
        authority_id=actor.authority_id,
        employee=held,
        on=facts.on,
        kind=facts.kind,
        title=facts.title.strip()[:200],
        provider=facts.provider.strip()[:120],
        minutes=facts.minutes,
        reflection=facts.reflection.strip()[:4000],
    )
    save(held)
    record(events.DevelopmentLogged(reference, "logged"), actor=actor, subjects=[held])
    return made


@operation(Permission.TEAM_OWN)
def strike_development(*, actor: Actor, reference: str, version: int, number: int, reason: str) -> None:
    """Strike an entry out, with the reason; it no longer counts.

    :raises NoSuchEntry: where it is none of this file, or was struck out.
    """
    held = file_in_hand(actor, reference, version)
    entries = held.development.filter(authority=actor.authority_id, pk=number, struck=False)
    if not entries.update(struck=True):
        raise NoSuchEntry(reference=reference)
    save(held)
    record(events.DevelopmentLogged(reference, "struck out"), actor=actor, subjects=[held], reason=said(reason))


@operation(Permission.TEAM_KEEP)
def set_appraisal(*, actor: Actor, reference: str, version: int, due_on: date) -> Appraisal:
    """Say when an appraisal is due.

    :raises DueAlready: where one is due on that day.
    """
    held = file_in_hand(actor, reference, version)
    refuse_after_leaving(held, due_on)
    if held.appraisals.filter(authority=actor.authority_id, due_on=due_on).exists():
        raise DueAlready(reference=reference, day=due_on)
    made = Appraisal.objects.create(authority_id=actor.authority_id, employee=held, due_on=due_on)
    save(held)
    record(events.AppraisalDated(reference, due_on.isoformat(), "-"), actor=actor, subjects=[held])
    return made


@operation(Permission.TEAM_KEEP)
def hold_appraisal(*, actor: Actor, reference: str, version: int, number: int, held_on: date, on: date) -> Appraisal:
    """Note on which day an appraisal was held.

    :raises NoSuchEntry: where it was held, or is another's. :raises BadParticulars: where that day lies ahead.
    """
    held = file_in_hand(actor, reference, version)
    found = held.appraisals.filter(authority=actor.authority_id, pk=number, held_on__isnull=True).first()
    if found is None:
        raise NoSuchEntry(reference=reference)
    if held_on > on:
        raise BadParticulars(field="Day", why="it lies ahead")
    found.held_on = held_on
    found.save()
    save(held)
    happening = events.AppraisalDated(reference, found.due_on.isoformat(), held_on.isoformat())
    record(happening, actor=actor, subjects=[held])
    return found


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """A check: of what, when, how it came out, when it is due again."""

    kind: CheckKind
    done_on: date
    outcome: Outcome
    due_on: date | None = None
    note: str = ""


@operation(Permission.TEAM_KEEP)
def record_check(*, actor: Actor, reference: str, version: int, facts: CheckFacts, on: date) -> Check:
    """Record a check; the newest of a kind says how that stands.

    :raises BadParticulars: where it lies ahead, would be due again before it was made, or nothing is said of what was
        declared or found wrong.
    """
    held = file_in_hand(actor, reference, version)
    refuse_after_leaving(held, facts.done_on)
    if facts.done_on > on:
        raise BadParticulars(field="Day", why="it lies ahead")
    if facts.due_on is not None and facts.due_on <= facts.done_on:
        raise BadParticulars(field="Due again on", why="it is not after the check")
    if facts.outcome in (Outcome.DECLARED, Outcome.NOT) and not facts.note.strip():
        raise BadParticulars(field="Note", why="it is not said what was declared, or what is wrong")
    made = Check.objects.create(
        authority_id=actor.authority_id,
        employee=held,
        kind=facts.kind,
        done_on=facts.done_on,
        outcome=facts.outcome,
        due_on=facts.due_on,
        note=facts.note.strip()[:500],
    )
    save(held)
    record(events.CheckRecorded(reference, str(CheckKind(facts.kind))), actor=actor, subjects=[held])
    return made
