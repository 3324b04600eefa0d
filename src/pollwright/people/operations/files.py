"""Staff files: opening and changing them, and leaving; finding the one that an act is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.people import events
from pollwright.people.models import Employee, Holding
from pollwright.refusals import NotFound, Refused

SERIES = "EMP"
MOST_WEEKLY = 60 * 60


class FileChanged(Refused):
    """Another officer changed the staff file."""

    code = "people.R001"
    problem = "Staff file {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class BadParticulars(Refused):
    """Something that was entered can't be so."""

    code = "people.R002"
    problem = "This can't be so: {field}, {why}."
    remedy = "Check what was typed there."
    words = frozenset({"field", "why"})


class AccountTaken(Refused):
    """The account belongs to another staff file."""

    code = "people.R003"
    problem = "This account belongs to staff file {reference} already."
    remedy = "Choose another account, or none."


class HasLeft(Refused):
    """Nothing is entered for somebody who has left."""

    code = "people.R004"
    problem = "Whoever has staff file {reference} left on {day}."
    remedy = "Nothing later than that day can be entered."


@dataclass(frozen=True, slots=True)
class EmployeeFacts:
    """The particulars of a staff file; `account` is the handle of whoever signs in."""

    name: str
    weekly_minutes: int
    started_on: date
    number: str = ""
    account: str = ""
    cpd_minutes: int = 0


@operation(Permission.TEAM_KEEP)
def open_file(*, actor: Actor, facts: EmployeeFacts) -> Employee:
    """Open a staff file.

    :raises BadParticulars: where something can't be so. :raises AccountTaken: where another file has the account.
    """
    made = Employee(authority_id=actor.authority_id, reference=next_reference(actor.authority_id, SERIES))
    _fill(made, facts)
    made.save(force_insert=True)
    record(events.FileOpened(made.reference), actor=actor, subjects=[made])
    return made


@operation(Permission.TEAM_KEEP)
def change_file(*, actor: Actor, reference: str, version: int, facts: EmployeeFacts, reason: str) -> Employee:
    """Change the particulars of a staff file, with the reason; what stood before is in its history.

    :raises FileChanged: where another officer was first.
    """
    held = file_in_hand(actor, reference, version)
    _fill(held, facts)
    save(held)
    record(events.FileChanged(reference), actor=actor, subjects=[held], reason=said(reason))
    return held


@operation(Permission.TEAM_KEEP)
def end_employment(*, actor: Actor, reference: str, version: int, on: date) -> Employee:
    """Note that somebody leaves; what they hold ends on that day.

    :raises HasLeft: where they left already. :raises BadParticulars: where they would leave before they came.
    """
    held = file_in_hand(actor, reference, version)
    if held.left_on is not None:
        raise HasLeft(reference=reference, day=held.left_on)
    if on < held.started_on:
        raise BadParticulars(field="Last day", why="it is before the first")
    holdings = Holding.objects.filter(authority=actor.authority_id, employee=held)
    later = holdings.filter(starts_on__gt=on)
    if later.exists():
        raise BadParticulars(field="Last day", why="a post is held from a later day")
    ended = holdings.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).update(ends_on=on)
    held.left_on = on
    save(held)
    record(events.EmploymentEnded(reference, on.isoformat(), ended), actor=actor, subjects=[held])
    return held


def file_in_hand(actor: Actor, reference: str, version: int) -> Employee:
    """Return a staff file locked for an act: any to whoever keeps the files, to others their own alone.

    :raises NotFound: where there is none that the actor may see. :raises FileChanged: where it was changed since.
    """
    held = Employee.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None or not (actor.may(Permission.TEAM_KEEP) or is_own(actor, held)):
        raise NotFound(kind="staff file", reference=reference)
    if held.version != version:
        raise FileChanged(reference=reference)
    return held


def is_own(actor: Actor, held: Employee) -> bool:
    """Return whether a staff file is the actor's own."""
    return actor.person_id is not None and held.account_id == actor.person_id


def save(held: Employee) -> None:
    """Save a staff file as its next version."""
    held.version += 1
    held.save()


def refuse_after_leaving(held: Employee, on: date) -> None:
    """Refuse what would be dated after somebody left."""
    if held.left_on is not None and on > held.left_on:
        raise HasLeft(reference=held.reference, day=held.left_on)


def said(reason: str) -> str:
    """Return a reason without blanks around it.

    :raises BadParticulars: where nothing is said.
    """
    if not reason.strip():
        raise BadParticulars(field="Reason", why="nothing is said")
    return reason.strip()


def _fill(held: Employee, facts: EmployeeFacts) -> None:
    if not facts.name.strip():
        raise BadParticulars(field="Name", why="it is missing")
    if not 0 < facts.weekly_minutes <= MOST_WEEKLY:
        raise BadParticulars(field="Contract hours", why="they are from a minute to 60 hours a week")
    if facts.cpd_minutes < 0:
        raise BadParticulars(field="Development wanted in a year", why="it is below nought")
    if held.left_on is not None and facts.started_on > held.left_on:
        raise BadParticulars(field="First day", why="it is after the last")
    account = member_id(held.authority_id, facts.account)
    others = Employee.objects.filter(authority=held.authority_id, account=account).exclude(pk=held.pk)
    if account is not None and (other := others.first()):
        raise AccountTaken(reference=other.reference)
    held.name, held.number, held.account_id = facts.name.strip()[:150], facts.number.strip()[:40], account
    held.weekly_minutes, held.cpd_minutes = facts.weekly_minutes, facts.cpd_minutes
    held.started_on = facts.started_on
