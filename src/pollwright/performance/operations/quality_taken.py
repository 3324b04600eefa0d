"""Taking over from a table how good the data of indicators are: all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import RowFault, take_rows, whole_number
from pollwright.performance.events import QualityImported
from pollwright.performance.models import QualityStatement
from pollwright.performance.operations.defining import BEST, state_quality
from pollwright.performance.operations.table_rows import indicator_and_period
from pollwright.performance.states import DIMENSIONS
from pollwright.refusals import Refused

COLUMNS = ("ref", "year", *DIMENSIONS, "statement")
"""Each dimension from 1 (poor) to 4 (good), or empty while it is not scored."""
LONGEST_STATEMENT = 4_000


class QualityUnreadable(Refused):
    """The file is no table of the quality of data, or a row of it has a fault."""

    code = "performance.R024"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the file of the table shows the columns."
    words = frozenset({"fault"})


@operation(Permission.PERFORMANCE_EDIT)
def import_quality(*, actor: Actor, content: bytes) -> int:
    """State the quality of the data of every indicator and year of a table, and return how many differed before.

    :raises QualityUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    read: set[tuple[str, int]] = set()
    changed = take_rows(content, COLUMNS, partial(_state, actor, read), QualityUnreadable)
    record(QualityImported(changed, hashlib.sha256(content).hexdigest()), actor=actor)
    return changed


def _state(actor: Actor, read: set[tuple[str, int]], cells: Mapping[str, str]) -> bool:
    """State what a row says, and return whether it says something else than what was stated.

    :raises RowFault: where it can't be read.
    """
    reference, period = indicator_and_period(actor, cells)
    if (reference, period.year) in read:
        raise RowFault("the same indicator and year stand in the file twice")
    read.add((reference, period.year))
    scores = {name: whole_number(cells[name], name, 1, BEST) for name in DIMENSIONS}
    statement = cells["statement"]
    if len(statement) > LONGEST_STATEMENT:
        raise RowFault(f"the statement is longer than {LONGEST_STATEMENT} characters")
    held = QualityStatement.objects.filter(authority=actor.authority_id, indicator__reference=reference)
    if held.filter(year=period.year, statement=statement, **scores).exists():
        return False
    state_quality(actor=actor, reference=reference, year=period.year, scores=scores, statement=statement)
    return True
