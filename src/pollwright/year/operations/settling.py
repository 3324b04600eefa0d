"""Acts on dates of the year: marking as done with what shows it, dismissing with a reason, and opening again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.files.store import keep
from pollwright.refusals import Refused
from pollwright.year import events
from pollwright.year.kinds_of_files import EVIDENCE
from pollwright.year.models import SettledDate
from pollwright.year.queries.calendar import DateRow, date_of
from pollwright.year.states import Settled

LEAST_REASON = 10
LONGEST = 1000


class DateChanged(Refused):
    """Another officer settled the date, or opened it again."""

    code = "year.R001"
    problem = "Somebody else settled this date, or opened it again, since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class DateSettled(Refused):
    """The date is done or dismissed already, or it is open and can't be opened again."""

    code = "year.R002"
    problem = "This can't be done with the date as it stands."
    remedy = (
        "A date that is done or dismissed can be opened again; one that is open can be marked as done or dismissed."
    )


class NothingShown(Refused):
    """It is not said what shows that it was done."""

    code = "year.R003"
    problem = "It is not said what shows that this was done."
    remedy = "Say in a few words what was done and where it is filed, or hand in the document that shows it."


class NoReason(Refused):
    """A date is to be dismissed without a reason."""

    code = "year.R004"
    problem = "The reason is missing or too short."
    remedy = "Say in a sentence why; it stands in the list of dismissed dates and in the audit trail."


class NotBegun(Refused):
    """The law lets it be done only from a later day on."""

    code = "year.R005"
    problem = "This can't have been done yet: its first lawful day is {begins}."
    remedy = "Mark it as done from that day on."


@dataclass(frozen=True, slots=True)
class Document:
    """A document that shows that something was done."""

    name: str
    media_type: str
    content: bytes


@operation(Permission.YEAR_SETTLE)
def mark_done(
    *, actor: Actor, key: str, version: int, evidence: str, on: date, document: Document | None = None
) -> SettledDate:
    """Mark a date as done on a day; `evidence` says what shows it, `document` is handed in with it.

    :raises DateChanged: where another officer was first.
    :raises NothingShown: where neither words nor a document show that it was done.
    :raises NotBegun: where its first lawful day is still ahead.
    """
    row = _open_date(actor, key, version, on)
    if not evidence.strip() and document is None:
        raise NothingShown
    if row.statutory and row.begins is not None and on < row.begins:
        raise NotBegun(begins=row.begins)
    stored = None
    if document is not None:
        kind, media = EVIDENCE.name, document.media_type
        stored = keep(actor=actor, source=document.content, name=document.name, media_type=media, kind=kind)
    made = _settle(actor, row, Settled.DONE, evidence.strip()[:LONGEST], on)
    made.file = stored
    made.save(update_fields=["file"])
    happening = events.DateDone(key, row.what, row.on.isoformat(), row.statutory, stored.sha256 if stored else "")
    record(happening, actor=actor, subjects=[made], reason=made.reason, basis=row.source)
    return made


@operation(Permission.YEAR_DISMISS)
def dismiss_date(*, actor: Actor, key: str, version: int, reason: str, on: date) -> SettledDate:
    """Dismiss a date, whether the law asks for it or not: with a reason, which stays in the list of dismissed dates.

    :raises NoReason: where the reason is missing or no sentence.
    """
    row = _open_date(actor, key, version, on)
    if len(reason.strip()) < LEAST_REASON:
        raise NoReason
    made = _settle(actor, row, Settled.DISMISSED, reason.strip()[:LONGEST], on)
    happening = events.DateDismissed(key, row.what, row.on.isoformat(), row.statutory)
    record(happening, actor=actor, subjects=[made], reason=made.reason, basis=row.source)
    return made


@operation(Permission.YEAR_SETTLE)
def reopen_date(*, actor: Actor, key: str, version: int, reason: str, on: date) -> SettledDate:
    """Open a date again that was marked as done or dismissed, with the reason.

    :raises DateSettled: where nobody settled it.
    """
    date_of(actor.authority_id, actor.permissions, key, on=on)
    held = SettledDate.objects.select_for_update().filter(authority=actor.authority_id, key=key).first()
    if held is None or held.state == Settled.OPEN:
        raise DateSettled
    if held.version != version:
        raise DateChanged
    if len(reason.strip()) < LEAST_REASON:
        raise NoReason
    held.state, held.reason, held.file = Settled.OPEN, reason.strip()[:LONGEST], None
    held.settled_on, held.settled_by, held.version = on, actor.name, held.version + 1
    held.save()
    happening = events.DateReopened(key, held.what, held.due_on.isoformat())
    record(happening, actor=actor, subjects=[held], reason=held.reason)
    return held


def _open_date(actor: Actor, key: str, version: int, on: date) -> DateRow:
    """Return a date that is open, its row locked where it has one.

    :raises DateSettled: where it is done or dismissed. :raises DateChanged: where somebody was first.
    """
    held = SettledDate.objects.select_for_update().filter(authority=actor.authority_id, key=key).first()
    row = date_of(actor.authority_id, actor.permissions, key, on=on)
    if (held.version if held else 0) != version:
        raise DateChanged
    if row.settled_on is not None:
        raise DateSettled
    return row


def _settle(actor: Actor, row: DateRow, state: Settled, reason: str, on: date) -> SettledDate:
    facts = {"due_on": row.on, "what": row.what[:300], "sort": row.sort, "statutory": row.statutory}
    facts |= {"source": row.source[:300], "state": state, "reason": reason, "settled_on": on, "settled_by": actor.name}
    made, new = SettledDate.objects.get_or_create(authority_id=actor.authority_id, key=row.key, defaults=facts)
    if new:
        return made
    for name, value in facts.items():
        setattr(made, name, value)
    made.version += 1
    made.save()
    return made
