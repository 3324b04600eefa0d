"""Acts on records: opening and changing them with a reason, their dates, notes, documents and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from django.db.models import Min

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.files.store import keep
from pollwright.law.year import breach_notice
from pollwright.office import events
from pollwright.office.kinds import BY_CODE, Asked, Kind, Shape
from pollwright.office.kinds_of_files import DOCUMENT, RESTRICTED
from pollwright.office.models import OfficeDate, OfficeDocument, OfficeLink, OfficeNote, OfficeRecord
from pollwright.office.states import DateKind
from pollwright.refusals import NotFound, Refused

REMIND_DAYS = 14
MOST_REMIND_DAYS = 400
BREACHES = "breaches"
TOO_EARLY = {
    "aware_on": "it lies before anybody was aware of it",
    "elected_on": "it lies before the election",
    "ordered_on": "it lies before the order",
    "received_on": "it lies before the day of receipt",
}
"""What is said of a day that lies before another, by the field of that other one."""
Value = str | int | bool | None


class RecordChanged(Refused):
    """Another officer changed the record."""

    code = "office.R001"
    problem = "{reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class BadValue(Refused):
    """A field can't be so."""

    code = "office.R002"
    problem = "This can't be so: {field}, {why}."
    remedy = "Check what was typed in that field."
    words = frozenset({"field", "why"})


class NoSuchDate(Refused):
    """The date is done already, or it is of another record."""

    code = "office.R003"
    problem = "This date of {reference} is done already, or there is no such date."
    remedy = "Open the record to see its dates."


class LinkedAlready(Refused):
    """Two records are linked already, or they are one and the same."""

    code = "office.R004"
    problem = "{reference} can't be linked with {to}: they are linked already, or they are the same."
    remedy = "Check the reference."


class NothingSaid(Refused):
    """A text that is needed is blank."""

    code = "office.R005"
    problem = "Nothing is said."
    remedy = "Enter the title, the note or the reason."


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What is known of a record; `owner` is a handle, `owner_text` as typed, `fields` by the names of its kind."""

    title: str
    state: str
    owner: str = ""
    owner_text: str = ""
    fields: Mapping[str, Value] = field(default_factory=dict)


@operation(Permission.OFFICE_EDIT)
def open_record(*, actor: Actor, kind: str, facts: RecordFacts, on: date, first_on: date | None = None) -> OfficeRecord:
    """Put a record into a list; `first_on` is the day of the kind's first date.

    A breach gets the day by which the Information Commissioner is told where there is a risk to people (UK GDPR, art 33).

    :raises BadValue: where a field is missing or can't be so. :raises NotFound: where the actor has no such list.
    """
    held = kind_of(actor, kind)
    values = _stored(actor, held, facts)
    made = OfficeRecord.objects.create(
        authority_id=actor.authority_id,
        kind=kind,
        reference=next_reference(actor.authority_id, held.series),
        opened_on=on,
        **values,
    )
    if kind == BREACHES:
        by, source = breach_notice(date.fromisoformat(str(made.fields["aware_on"])))
        _add_date(made, DateKind.NOTIFY, by, REMIND_DAYS, source=source.describe())
    elif first_on is not None:
        _add_date(made, held.first_date, first_on, REMIND_DAYS)
    else:
        _follow_field(made, held)
    _save(made)
    record(events.RecordOpened(made.reference, kind), actor=actor, subjects=[made])
    return made


@operation(Permission.OFFICE_EDIT)
def change_record(*, actor: Actor, reference: str, version: int, facts: RecordFacts, reason: str) -> OfficeRecord:
    """Change a record, with the reason; what stood before is in its history.

    :raises RecordChanged: where another officer was first.
    """
    held = record_in_hand(actor, reference, version)
    if not reason.strip():
        raise NothingSaid
    kind = BY_CODE[held.kind]
    wanted = _stored(actor, kind, facts)
    changes = {} if kind.restricted else _changes(held, wanted)
    for name, value in wanted.items():
        setattr(held, name, value)
    _follow_field(held, kind)
    _save(held)
    record(events.RecordChanged(reference), actor=actor, subjects=[held], reason=reason.strip(), changes=changes)
    return held


@operation(Permission.OFFICE_EDIT)
def set_date(
    *, actor: Actor, reference: str, version: int, kind: DateKind, day: date, remind_days: int = REMIND_DAYS
) -> OfficeDate:
    """Set a date of a record, with the days before it from which it is due.

    :raises BadValue: where the days are below nought or too many.
    """
    held = record_in_hand(actor, reference, version)
    if not 0 <= remind_days <= MOST_REMIND_DAYS:
        raise BadValue(field="Days before", why="it is from 0 to 400")
    made = _add_date(held, DateKind(kind), day, remind_days)
    _save(held)
    record(events.DateSet(reference, made.kind, day.isoformat()), actor=actor, subjects=[held])
    return made


@operation(Permission.OFFICE_EDIT)
def meet_date(*, actor: Actor, reference: str, version: int, number: int, outcome: str, on: date) -> OfficeRecord:
    """Note that what was due on a date was done, and how it came out.

    :raises NoSuchDate: where it is done, or is of another record.
    """
    held = record_in_hand(actor, reference, version)
    found = held.dates.filter(authority=actor.authority_id, pk=number, done_on__isnull=True).first()
    if found is None:
        raise NoSuchDate(reference=reference)
    found.done_on, found.outcome = on, outcome[:300]
    found.save(update_fields=["done_on", "outcome"])
    _save(held)
    record(events.DateMet(reference, found.kind, found.on.isoformat()), actor=actor, subjects=[held])
    return held


@operation(Permission.OFFICE_EDIT)
def add_note(*, actor: Actor, reference: str, version: int, text: str, on: date) -> OfficeNote:
    """Add a note to a record."""
    held = record_in_hand(actor, reference, version)
    if not text.strip():
        raise NothingSaid
    made = OfficeNote.objects.create(
        authority_id=actor.authority_id, record=held, text=text.strip(), said_on=on, said_by=actor.name
    )
    _save(held)
    record(events.NoteAdded(reference), actor=actor, subjects=[held])
    return made


@operation(Permission.OFFICE_EDIT)
def add_document(
    *, actor: Actor, reference: str, version: int, title: str, name: str, media_type: str, content: bytes, on: date
) -> OfficeDocument:
    """Add a document to a record; whoever may see the list may have it."""
    held = record_in_hand(actor, reference, version)
    kind = RESTRICTED if BY_CODE[held.kind].restricted else DOCUMENT
    stored = keep(actor=actor, source=content, name=name, media_type=media_type, kind=kind.name)
    made = OfficeDocument.objects.create(
        authority_id=actor.authority_id,
        record=held,
        file=stored,
        title=title.strip()[:200] or stored.name,
        added_on=on,
        added_by=actor.name,
    )
    _save(held)
    record(events.DocumentAdded(reference, stored.sha256), actor=actor, subjects=[held])
    return made


@operation(Permission.OFFICE_EDIT)
def link_record(*, actor: Actor, reference: str, version: int, to: str) -> OfficeLink:
    """Link a record with another, of whichever list that the actor may see.

    :raises LinkedAlready: where they are linked, or are the same.
    """
    held = record_in_hand(actor, reference, version)
    other = _record(actor, to)
    known = OfficeLink.objects.filter(authority=actor.authority_id, record__in=(held, other), to__in=(held, other))
    if other.pk == held.pk or known.exists():
        raise LinkedAlready(reference=reference, to=to)
    made = OfficeLink.objects.create(authority_id=actor.authority_id, record=held, to=other)
    _save(held)
    record(events.RecordsLinked(reference, to), actor=actor, subjects=[held, other])
    return made


def kind_of(actor: Actor, code: str) -> Kind:
    """Return a list that the actor may see.

    :raises NotFound: where there is none of that name, or the actor may not see it.
    """
    kind = BY_CODE.get(code)
    if kind is None or not actor.may(kind.permission):
        raise NotFound(kind="list", reference=code)
    return kind


def record_in_hand(actor: Actor, reference: str, version: int) -> OfficeRecord:
    """Return a record locked for an act.

    :raises NotFound: where there is none that the actor may see. :raises RecordChanged: where it was changed since.
    """
    held = _record(actor, reference)
    if held.version != version:
        raise RecordChanged(reference=reference)
    return held


def _record(actor: Actor, reference: str) -> OfficeRecord:
    held = OfficeRecord.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None or not actor.may(BY_CODE[held.kind].permission):
        raise NotFound(kind="record", reference=reference)
    return held


def _add_date(held: OfficeRecord, kind: DateKind, day: date, remind_days: int, *, source: str = "") -> OfficeDate:
    return OfficeDate.objects.create(
        authority_id=held.authority_id,
        record=held,
        kind=kind,
        on=day,
        remind_days=remind_days,
        statutory=bool(source),
        source=source,
    )


def _follow_field(held: OfficeRecord, kind: Kind) -> None:
    """Bring the date of a record to the day in the field that tells it; a field without a day changes nothing."""
    typed = held.fields.get(kind.dated_by)
    if not typed:
        return
    day = date.fromisoformat(str(typed))
    dates = held.dates.filter(authority=held.authority_id, kind=kind.first_date)
    if dates.filter(done_on__isnull=True).exists():
        dates.filter(done_on__isnull=True).exclude(on=day).update(on=day)
    elif not dates.filter(on=day).exists():
        _add_date(held, kind.first_date, day, REMIND_DAYS)


def _save(held: OfficeRecord) -> None:
    """Save a record as its next version, with the earliest of its dates that is not done."""
    open_dates = held.dates.filter(authority=held.authority_id, done_on__isnull=True)
    held.next_on = open_dates.aggregate(first=Min("on"))["first"]
    held.version += 1
    held.save()


def _stored(actor: Actor, kind: Kind, facts: RecordFacts) -> dict[str, object]:
    state = kind.state(facts.state)
    if not facts.title.strip():
        raise NothingSaid
    if state is None:
        raise BadValue(field="State", why="it is none of this list")
    fields = {asked.name: _checked(asked, facts.fields.get(asked.name)) for asked in kind.fields}
    said = {name: value for name, value in fields.items() if value not in (None, "")}
    _in_order(kind, said)
    return {
        "title": facts.title.strip()[:200],
        "owner_id": member_id(actor.authority_id, facts.owner),
        "owner_text": facts.owner_text[:150],
        "state": state.code,
        "closed": state.closed,
        "fields": said,
        "words": " ".join(str(value) for value in said.values() if isinstance(value, str)),
    }


def _checked(asked: Asked, value: Value) -> Value:
    """Return a value as it is stored.

    :raises BadValue: where it is missing, is below what it can be, or is none of the choices.
    """
    if value in (None, ""):
        if asked.required:
            raise BadValue(field=asked.label, why="it is missing")
        return None
    if asked.shape in (Shape.NUMBER, Shape.MONEY) and (not isinstance(value, int) or value < asked.least):
        raise BadValue(field=asked.label, why="it is no number, or too low")
    if asked.shape is Shape.CHOICE and value not in dict(asked.choices):
        raise BadValue(field=asked.label, why="it is none of the choices")
    return value


def _in_order(kind: Kind, said: Mapping[str, Value]) -> None:
    """Check that no day lies before the one that it follows; days are stored as `2026-11-23`.

    :raises BadValue: where one does.
    """
    for asked in kind.fields:
        later, earlier = said.get(asked.name), said.get(asked.after)
        if isinstance(later, str) and isinstance(earlier, str) and later < earlier:
            raise BadValue(field=asked.label, why=TOO_EARLY[asked.after])


def _changes(held: OfficeRecord, wanted: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    names = ("title", "owner_text", "state")
    changes = {name: (getattr(held, name), wanted[name]) for name in names if getattr(held, name) != wanted[name]}
    before, after = held.fields, cast("dict[str, object]", wanted["fields"])
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            changes[name] = (before.get(name, ""), after.get(name, ""))
    return changes
