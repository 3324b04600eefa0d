"""Taking over from a table how suppliers do under their contracts: all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import RowFault, day_in, take_rows, whole_number
from pollwright.refusals import Refused
from pollwright.service_plan.events import contracts as events
from pollwright.service_plan.models import Contract, SupplierNote
from pollwright.service_plan.operations.suppliers import NoteFacts, note_supplier
from pollwright.service_plan.states import SupplierKind

COLUMNS = ("contract", "day", "kind", "what_happened", "score")
"""Columns that are read, as the list's own file has them; what else the file holds is left unread."""
LONGEST = 1_000
_KINDS = {word: one for one in SupplierKind for word in (one.value, str(one.label).casefold())}

Key = tuple[str, str, date, str]


class SupplierNotesUnreadable(Refused):
    """The file is no table of notes of suppliers, or a row of it has a fault."""

    code = "plan.R067"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the file of the list shows the columns."
    words = frozenset({"fault"})


@operation(Permission.PLAN_EDIT)
def import_supplier_notes(*, actor: Actor, content: bytes, on: date) -> tuple[int, int]:
    """Note what a table says of suppliers, and return how many notes were made and how many were there before.

    A row is there before where its contract has a note of the same kind and day with the same words; it stays as it is.

    :raises SupplierNotesUnreadable: where the file or a row can't be read, a row stands in it twice, or a contract is
        not there.
    """
    held = SupplierNote.objects.filter(authority=actor.authority_id)
    there = set(held.values_list("contract__reference", "kind", "happened_on", "text"))
    read: list[Key] = []

    def take(cells: Mapping[str, str]) -> bool:
        facts = _facts(cells)
        key = (cells["contract"], facts.kind.value, facts.happened_on, facts.text)
        if key in read:
            raise RowFault("a row before says the same")
        read.append(key)
        if key in there:
            return False
        found = Contract.objects.filter(authority=actor.authority_id, reference=cells["contract"])
        version = found.values_list("version", flat=True).first() or 0
        note_supplier(actor=actor, reference=cells["contract"], version=version, facts=facts, on=on)
        return True

    made = take_rows(content, COLUMNS[:-1], take, SupplierNotesUnreadable)
    record(events.SupplierNotesImported(made, hashlib.sha256(content).hexdigest()), actor=actor)
    return made, len(read) - made


def _facts(cells: Mapping[str, str]) -> NoteFacts:
    kind, text, day = _KINDS.get(cells["kind"].casefold()), cells["what_happened"], day_in(cells["day"], "the day")
    if day is None:
        raise RowFault("the day is missing")
    if kind is None:
        raise RowFault("the kind is none of " + ", ".join(one.value for one in SupplierKind))
    if not text or len(text) > LONGEST:
        raise RowFault(f"what happened is missing, or longer than {LONGEST} characters")
    return NoteFacts(kind, day, text, whole_number(cells.get("score", ""), "the score", 1, 5))
