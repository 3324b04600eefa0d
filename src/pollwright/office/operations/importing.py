"""Taking records over from a table into one list: all rows or none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import day_of, records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.office.events import RecordsImported
from pollwright.office.kinds import Asked, Kind, Shape
from pollwright.office.operations.keeping import BadValue, RecordFacts, Value, kind_of, open_record
from pollwright.refusals import Refused

FIXED = ("title", "state", "owner", "next_date")
_POUNDS = re.compile(r"£?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.([0-9]{2}))?")
_YES_NO = {"yes": True, "no": False}


class RecordsUnreadable(Refused):
    """The file is no table of this list, or a row of it has a fault."""

    code = "office.R020"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the page names the columns."
    words = frozenset({"fault"})


@operation(Permission.OFFICE_EDIT)
def import_records(*, actor: Actor, kind: str, content: bytes, on: date) -> int:
    """Take the rows of a CSV file or workbook over into a list, and return how many.

    :raises RecordsUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    held = kind_of(actor, kind)
    try:
        rows = records(content)
    except UnreadableFile:
        raise RecordsUnreadable(row=1, fault="the file is neither CSV in UTF-8 nor an Excel workbook") from None
    if not rows:
        raise RecordsUnreadable(row=2, fault="there is no record in the file")
    for number, cells in rows:
        try:
            facts, first_on = _facts(held, cells), day_of(cells.get("next_date", ""))
            open_record(actor=actor, kind=kind, facts=facts, on=on, first_on=first_on)
        except ValueError:
            raise RecordsUnreadable(row=number, fault="a day, number or amount can't be read") from None
        except BadValue as fault:
            raise RecordsUnreadable(row=number, fault="a field is missing or can't be so") from fault
        except Refused as fault:
            raise RecordsUnreadable(row=number, fault="the title is missing") from fault
    sha256 = hashlib.sha256(content).hexdigest()
    record(RecordsImported(kind, len(rows), sha256), actor=actor, subjects=[])
    return len(rows)


def columns(kind: Kind) -> tuple[str, ...]:
    """Return the columns of a table of a list."""
    return (*FIXED, *(asked.name for asked in kind.fields))


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
