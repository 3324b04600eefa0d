"""Taking targets and forecasts over from a table: all of them or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import RowFault, rows_of
from pollwright.performance.events import TargetsImported
from pollwright.performance.operations.defining import IndicatorWithdrawn, set_expected
from pollwright.performance.operations.table_rows import indicator_and_period
from pollwright.performance.rating import Period
from pollwright.performance.states import ExpectedKind
from pollwright.refusals import Refused

COLUMNS = ("ref", "year", "quarter", "kind", "target")
"""Pollwright's reference, or the council's where one indicator in use has it; a year as 2026/27 or 2026; a quarter 1 to 4
or nothing for the whole year; target or forecast, nothing for a target; the text as typed, such as 90% or TBA."""
_KINDS = {"": ExpectedKind.TARGET, "target": ExpectedKind.TARGET, "forecast": ExpectedKind.FORECAST}


class TargetsUnreadable(Refused):
    """The file is no table of targets, or a row of it has a fault."""

    code = "performance.R021"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again. Columns: ref, year, quarter, kind, target."
    words = frozenset({"fault"})


@operation(Permission.PERFORMANCE_EDIT)
def import_targets(*, actor: Actor, content: bytes) -> int:
    """Set every target and forecast of a table, and return how many.

    :raises TargetsUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    rows = rows_of(content, TargetsUnreadable)
    seen: set[tuple[str, ExpectedKind, Period]] = set()
    for number, cells in rows:
        kind = _kind(number, cells)
        try:
            reference, period = indicator_and_period(actor, cells)
        except RowFault as fault:
            raise TargetsUnreadable(row=number, fault=fault.why) from None
        text = cells.get("target", "")
        if not text or len(text) > 40:
            raise TargetsUnreadable(row=number, fault="the target is missing, or longer than 40 characters")
        if (reference, kind, period) in seen:
            raise TargetsUnreadable(row=number, fault="the same indicator and period stand in the file twice")
        seen.add((reference, kind, period))
        try:
            set_expected(actor=actor, reference=reference, kind=kind, period=period, text=text)
        except IndicatorWithdrawn:
            raise TargetsUnreadable(row=number, fault="the indicator is no longer used") from None
    record(TargetsImported(len(rows), hashlib.sha256(content).hexdigest()), actor=actor)
    return len(rows)


def _kind(number: int, cells: Mapping[str, str]) -> ExpectedKind:
    kind = _KINDS.get(cells.get("kind", "").casefold())
    if kind is None:
        raise TargetsUnreadable(row=number, fault="the kind is neither target nor forecast")
    return kind
