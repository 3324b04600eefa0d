"""Taking figures over from a table, such as those published in past years: all of them or none."""

from __future__ import annotations

import hashlib
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import RowFault, rows_of
from pollwright.performance.events import FiguresImported
from pollwright.performance.models import Actual
from pollwright.performance.operations.defining import IndicatorWithdrawn
from pollwright.performance.operations.entering import Entered, NotBegun, WorkedOut, enter_actual
from pollwright.performance.operations.table_rows import indicator_and_period
from pollwright.performance.rating import Period
from pollwright.refusals import Refused

COLUMNS = ("ref", "year", "quarter", "figure", "source")
"""As tables of targets have them; the figure as typed, such as 91.37%. A figure with a source, where it was published, is
historic; one without was reached now."""
LONGEST_FIGURE, LONGEST_SOURCE = 40, 300


class FiguresUnreadable(Refused):
    """The file is no table of figures, or a row of it has a fault."""

    code = "performance.R022"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again. Columns: ref, year, quarter, figure, source."
    words = frozenset({"fault"})


@operation(Permission.PERFORMANCE_EDIT)
def import_figures(*, actor: Actor, content: bytes, on: date) -> int:
    """Enter every figure of a table, and return how many are new. A figure that is there already is never replaced.

    :raises FiguresUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    made = 0
    read: set[tuple[str, Period]] = set()
    for number, cells in rows_of(content, FiguresUnreadable):
        try:
            key = indicator_and_period(actor, cells)
            if key in read:
                raise RowFault("the same indicator and period stand in the file twice")
            read.add(key)
            made += _enter(actor, *key, cells.get("figure", ""), cells.get("source", ""), on)
        except RowFault as fault:
            raise FiguresUnreadable(row=number, fault=fault.why) from None
    record(FiguresImported(made, hashlib.sha256(content).hexdigest()), actor=actor)
    return made


def _enter(actor: Actor, reference: str, period: Period, text: str, source: str, on: date) -> bool:
    """Enter a figure, and return whether it is new; the same one that is there already stays as it is.

    :raises RowFault: where it can't be.
    """
    if not text or len(text) > LONGEST_FIGURE:
        raise RowFault("the figure is missing, or longer than 40 characters")
    if len(source) > LONGEST_SOURCE:
        raise RowFault("the source is longer than 300 characters")
    held = Actual.objects.filter(authority=actor.authority_id, indicator__reference=reference)
    there = held.filter(year=period.year, quarter=period.quarter).values_list("text", "source").first()
    if there == (text, source):
        return False
    if there is not None:
        raise RowFault("the indicator has another figure for that period")
    figure = Entered(text=text, historic=bool(source), source=source)
    try:
        enter_actual(actor=actor, reference=reference, period=period, figure=figure, on=on)
    except IndicatorWithdrawn:
        raise RowFault("the indicator is no longer used") from None
    except NotBegun:
        raise RowFault("the period has not begun") from None
    except WorkedOut:
        raise RowFault("the indicator is worked out here; a figure of the past needs its source") from None
    return True
