"""The ledger of hours: what is worked over contract, taken off, lapses, and is put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.people import events
from pollwright.people.hours import Entry, standing, written
from pollwright.people.models import Employee, HoursEntry
from pollwright.people.operations.files import BadParticulars, file_in_hand, is_own, refuse_after_leaving, said, save
from pollwright.people.operations.growing import NoSuchEntry
from pollwright.people.states import HoursKind, HoursState
from pollwright.refusals import Refused

MOST_MINUTES = 24 * 60 * 7


class NotSoMuch(Refused):
    """More would be taken than there is."""

    code = "people.R013"
    problem = "The balance is {balance} hours, so this can't be taken off it."
    remedy = "Enter what was worked first, or take less."


class OwnHours(Refused):
    """Nobody decides on their own hours."""

    code = "people.R014"
    problem = "Staff file {reference} is your own."
    remedy = "Ask somebody else who keeps staff files."


class NothingLapsed(Refused):
    """Nothing has lapsed."""

    code = "people.R015"
    problem = "Nothing has lapsed in staff file {reference}."
    remedy = "Time lapses after the last day that was said when it was earned."


@dataclass(frozen=True, slots=True)
class HoursFacts:
    """Time that was worked over contract or taken off; `expires_on` is the last day on which it may be taken."""

    on: date
    kind: HoursKind
    minutes: int
    expires_on: date | None = None
    note: str = ""


@operation(Permission.TEAM_OWN)
def enter_hours(*, actor: Actor, reference: str, version: int, facts: HoursFacts, on: date) -> HoursEntry:
    """Enter time worked over contract, or taken off. What somebody enters for themselves waits until another agrees.

    :raises NotSoMuch: where more would be taken than there is. :raises BadParticulars: where it can't be so.
    """
    held = file_in_hand(actor, reference, version)
    refuse_after_leaving(held, facts.on)
    if facts.kind not in (HoursKind.EARNED, HoursKind.TAKEN) or not 0 < facts.minutes <= MOST_MINUTES:
        raise BadParticulars(field="Time", why="it is from a minute to a week")
    earned = facts.kind == HoursKind.EARNED
    if earned and facts.on > on:
        raise BadParticulars(field="Day", why="it lies ahead")
    if facts.expires_on is not None and (not earned or facts.expires_on < facts.on):
        raise BadParticulars(field="May be taken until", why="it is before the time was worked, or none was")
    if not earned:
        _refuse_below_nought(held, facts.minutes)
    own = is_own(actor, held)
    made = HoursEntry.objects.create(
        authority_id=actor.authority_id,
        employee=held,
        on=facts.on,
        kind=facts.kind,
        minutes=facts.minutes if earned else -facts.minutes,
        expires_on=facts.expires_on,
        note=facts.note.strip()[:300],
        state=HoursState.ASKED if own else HoursState.AGREED,
        entered_by=actor.name,
        decided_by="" if own else actor.name,
        decided_on=None if own else on,
    )
    return _kept(actor, held, made)


@operation(Permission.TEAM_KEEP)
def decide_hours(*, actor: Actor, reference: str, version: int, number: int, agreed: bool, on: date) -> HoursEntry:
    """Agree or decline what somebody entered for themselves.

    :raises OwnHours: where the file is the actor's own. :raises NoSuchEntry: where it waits no longer.
    :raises NotSoMuch: where more would be taken than there is by now.
    """
    held = file_in_hand(actor, reference, version)
    if is_own(actor, held):
        raise OwnHours(reference=reference)
    found = held.hours.filter(authority=actor.authority_id, pk=number, state=HoursState.ASKED).first()
    if found is None:
        raise NoSuchEntry(reference=reference)
    if agreed and found.minutes < 0:
        _refuse_below_nought(held, -found.minutes)
    found.state = HoursState.AGREED if agreed else HoursState.DECLINED
    found.decided_by, found.decided_on = actor.name, on
    found.save()
    save(held)
    record(events.HoursDecided(reference, str(HoursState(found.state))), actor=actor, subjects=[held])
    return found


@operation(Permission.TEAM_KEEP)
def correct_hours(*, actor: Actor, reference: str, version: int, minutes: int, reason: str, on: date) -> HoursEntry:
    """Put the balance right by an entry of its own, up or down, with the reason.

    :raises OwnHours: where the file is the actor's own. :raises NotSoMuch: where it would fall below nought.
    """
    held = file_in_hand(actor, reference, version)
    if is_own(actor, held):
        raise OwnHours(reference=reference)
    if not 0 < abs(minutes) <= MOST_MINUTES:
        raise BadParticulars(field="Time", why="it is from a minute to a week")
    if minutes < 0:
        _refuse_below_nought(held, -minutes)
    return _kept(actor, held, _written_by(actor, held, HoursKind.CORRECTED, minutes, on, said(reason)))


@operation(Permission.TEAM_KEEP)
def write_off_lapsed(*, actor: Actor, reference: str, version: int, on: date) -> HoursEntry:
    """Write off what was not taken by its last day.

    :raises NothingLapsed: where nothing is to be written off.
    """
    held = file_in_hand(actor, reference, version)
    lapsed = standing(agreed_entries(held)).lapsed(on)
    if lapsed == 0:
        raise NothingLapsed(reference=reference)
    return _kept(actor, held, _written_by(actor, held, HoursKind.EXPIRED, -lapsed, on, ""))


def agreed_entries(held: Employee) -> list[Entry]:
    """Return the entries of a file that count."""
    rows = held.hours.filter(authority=held.authority_id, state=HoursState.AGREED)
    return [Entry(*row) for row in rows.order_by("on", "pk").values_list("on", "minutes", "expires_on")]


def _refuse_below_nought(held: Employee, minutes: int) -> None:
    balance = standing(agreed_entries(held)).balance
    if minutes > balance:
        raise NotSoMuch(balance=written(balance))


def _written_by(actor: Actor, held: Employee, kind: HoursKind, minutes: int, on: date, note: str) -> HoursEntry:
    return HoursEntry.objects.create(
        authority_id=actor.authority_id,
        employee=held,
        on=on,
        kind=kind,
        minutes=minutes,
        note=note[:300],
        state=HoursState.AGREED,
        entered_by=actor.name,
        decided_by=actor.name,
        decided_on=on,
    )


def _kept(actor: Actor, held: Employee, made: HoursEntry) -> HoursEntry:
    save(held)
    happening = events.HoursEntered(held.reference, str(HoursKind(made.kind)), str(HoursState(made.state)))
    record(happening, actor=actor, subjects=[held])
    return made
