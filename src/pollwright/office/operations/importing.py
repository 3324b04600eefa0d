"""Taking records over from a table into one list: all rows or none."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import Known, RowFault, day_of, take_rows
from pollwright.office.events import RecordsImported
from pollwright.office.kinds import Asked, Kind, Shape
from pollwright.office.models import OfficeRecord
from pollwright.office.operations.keeping import RecordFacts, Value, change_record, kind_of, open_record
from pollwright.refusals import Refused

FIXED = ("title", "state", "owner", "next_date")
_POUNDS = re.compile(r"£?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.([0-9]{2}))?")
CHANGED = "Changed by a table that was handed in"
_YES_NO = {"yes": True, "no": False}


class RecordsUnreadable(Refused):
    """The file is no table of this list, or a row of it has a fault."""

    code = "office.R020"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the page names the columns."
    words = frozenset({"fault"})


@operation(Permission.OFFICE_EDIT)
def import_records(*, actor: Actor, kind: str, content: bytes, on: date) -> int:
    """Take the rows of a CSV file or workbook over into a list, and return how many are new or changed something.

    A row with the reference of a record changes that record where it differs; a column that is left out stays as it is.
    One without a reference is a new record, and is passed over where the list has it already, word for word.

    :raises RecordsUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    held = kind_of(actor, kind)
    there = OfficeRecord.objects.filter(authority=actor.authority_id, kind=held.code)
    known = Known(_told(title, fields) for title, fields in there.values_list("title", "fields"))

    def take(cells: Mapping[str, str]) -> bool:
        try:
            return _take(actor, held, _named(held, cells), known, on)
        except ValueError as fault:
            why = fault.why if isinstance(fault, RowFault) else "a day, number or amount can't be read"
            raise RowFault(why) from None

    many = take_rows(content, ("title",), take, RecordsUnreadable)
    sha256 = hashlib.sha256(content).hexdigest()
    record(RecordsImported(kind, many, sha256), actor=actor, subjects=[])
    return many


def columns(kind: Kind) -> tuple[str, ...]:
    """Return the columns of a table of a list."""
    return (*FIXED, *(asked.name for asked in kind.fields))


def _named(kind: Kind, cells: Mapping[str, str]) -> dict[str, str]:
    """Return cells by the names of fields, where the file has their labels, as the list's own file does."""
    labels = {"_".join(str(asked.label).lower().split()): asked.name for asked in kind.fields}
    return {labels.get(heading, heading): cell for heading, cell in cells.items()}


def _told(title: str, fields: Mapping[str, Value]) -> tuple[str, str]:
    """Return by what a record is known again: its title and all that is said of it."""
    said = {name: value for name, value in fields.items() if value not in (None, "")}
    return title.strip()[:200], json.dumps(said, sort_keys=True)


def _take(actor: Actor, kind: Kind, cells: Mapping[str, str], known: Known[tuple[str, str]], on: date) -> bool:
    reference = cells.get("reference", "")
    if not reference:
        first_on, facts = day_of(cells.get("next_date", "")), _facts(kind, cells)
        if not known.fresh(_told(facts.title, facts.fields)):
            return False
        open_record(actor=actor, kind=kind.code, facts=facts, on=on, first_on=first_on)
        return True
    found = OfficeRecord.objects.filter(authority=actor.authority_id, kind=kind.code, reference=reference)
    there = found.select_related("owner").first()
    if there is None:
        raise RowFault("this list has no record of that reference")
    wanted = _facts(kind, cells)
    kept = {name: there.fields.get(name) for name in wanted.fields if name not in cells}
    owner = there.owner.name if there.owner else there.owner_text
    same_owner = cells.get("owner", owner) == owner
    wanted = replace(
        wanted,
        state=wanted.state if cells.get("state") else there.state,
        owner=str(there.owner.handle) if same_owner and there.owner else "",
        owner_text=there.owner_text if same_owner else wanted.owner_text,
        fields={**wanted.fields, **kept},
    )
    stands = {name: there.fields.get(name) for name in wanted.fields}
    if (there.title, there.state, stands) == (wanted.title, wanted.state, dict(wanted.fields)) and same_owner:
        return False
    change_record(actor=actor, reference=reference, version=there.version, facts=wanted, reason=CHANGED)
    return True


def _facts(kind: Kind, cells: Mapping[str, str]) -> RecordFacts:
    typed = cells.get("state", "").casefold()
    states = {str(label).casefold(): one.code for one in kind.states for label in (one.code, one.label)}
    return RecordFacts(
        title=cells.get("title", ""),
        state=states.get(typed, typed) if typed else kind.states[0].code,
        owner_text=cells.get("owner", ""),
        fields={asked.name: _value(asked, cells.get(asked.name, "")) for asked in kind.fields},
    )


def _value(asked: Asked, typed: str) -> Value:
    """Return a cell as it is stored.

    :raises ValueError: where it is no such thing.
    """
    if not typed:
        return None
    if asked.shape is Shape.DAY:
        found = day_of(typed)
        return found.isoformat() if found else None
    if asked.shape is Shape.NUMBER:
        return int(typed.replace(",", ""))
    if asked.shape is Shape.MONEY:
        return pence_of(typed)
    if asked.shape is Shape.YES_NO:
        return _YES_NO[typed.casefold()] if typed.casefold() in _YES_NO else int(typed)
    if asked.shape is Shape.CHOICE:
        named = {str(label).casefold(): value for value, label in asked.choices}
        return named.get(typed.casefold(), typed)
    return typed


def pence_of(typed: str) -> int:
    """Return an amount in pounds as pence.

    :raises ValueError: where it is none, or below nought.
    """
    found = _POUNDS.fullmatch(typed.strip())
    if found is None:
        raise ValueError("no amount")
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0)
