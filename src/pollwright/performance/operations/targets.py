"""Taking targets and forecasts over from a table: all of them or none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.plan_dates import financial_year
from pollwright.formats.small_tables import records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.performance.events import TargetsImported
from pollwright.performance.models import Indicator
from pollwright.performance.operations.defining import IndicatorWithdrawn, set_expected
from pollwright.performance.rating import Period
from pollwright.performance.states import ExpectedKind
from pollwright.refusals import Refused

COLUMNS = ("ref", "year", "quarter", "kind", "target")
"""Pollwright's reference, or the council's where one indicator in use has it; a year as 2026/27 or 2026; a quarter 1 to 4
or nothing for the whole year; target or forecast, nothing for a target; the text as typed, such as 90% or TBA."""
_KINDS = {"": ExpectedKind.TARGET, "target": ExpectedKind.TARGET, "forecast": ExpectedKind.FORECAST}
_QUARTER = re.compile(r"q?([1-4])(\.0)?", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})(\.0)?")


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
    try:
        rows = records(content)
    except UnreadableFile:
        raise TargetsUnreadable(row=1, fault="the file is neither CSV in UTF-8 nor an Excel workbook") from None
    if not rows:
        raise TargetsUnreadable(row=2, fault="there is no target in the file")
    seen: set[tuple[str, ExpectedKind, Period]] = set()
    for number, cells in rows:
        kind, period = _kind(number, cells), _period(number, cells)
        reference = _reference(actor, number, cells.get("ref", ""))
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


def _reference(actor: Actor, number: int, typed: str) -> str:
    held = Indicator.objects.filter(authority=actor.authority_id)
    found = list(held.filter(reference=typed).values_list("reference", flat=True)) if typed else []
    if not found and typed:
        in_use = held.filter(code__iexact=typed, withdrawn_on__isnull=True)
        found = list(in_use.order_by("pk").values_list("reference", flat=True)[:2])
    if len(found) != 1:
        raise TargetsUnreadable(row=number, fault="no indicator in use, or more than one, has that reference")
    return found[0]


def _kind(number: int, cells: Mapping[str, str]) -> ExpectedKind:
    kind = _KINDS.get(cells.get("kind", "").casefold())
    if kind is None:
        raise TargetsUnreadable(row=number, fault="the kind is neither target nor forecast")
    return kind


def _period(number: int, cells: Mapping[str, str]) -> Period:
    year, quarter = cells.get("year", ""), cells.get("quarter", "")
    plain, named = _YEAR.fullmatch(year), _QUARTER.fullmatch(quarter)
    begins = int(plain[1]) if plain else financial_year(year)
    if begins is None or not 2000 <= begins <= 2100:
        raise TargetsUnreadable(row=number, fault="the year is not written 2026/27")
    if quarter and named is None:
        raise TargetsUnreadable(row=number, fault="the quarter is none of 1, 2, 3 and 4")
    return Period(begins, int(named[1]) if named else 0)
