"""Taking returns of the annual canvass over from a file, until the canvass has a room of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import day_of, records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.performance.events import ReturnsImported
from pollwright.performance.models import CanvassReturn
from pollwright.performance.states import ReturnOutcome
from pollwright.places.models import Property
from pollwright.refusals import Refused

COLUMNS = ("property", "route", "outcome", "date")
"""Reference or UPRN of a property; route 1, 2 or 3; an outcome of `ReturnOutcome`; the day of the outcome."""
ROUTES = {"1": 1, "2": 2, "3": 3}
BATCH = 2_000
MOST_RETURNS = 1_000_000
"""Every property of the largest authority stands in one file."""


class ReturnsUnreadable(Refused):
    """The file is no table of returns, or a row of it has a fault."""

    code = "performance.R020"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again. Columns: property, route, outcome, date."
    words = frozenset({"fault"})


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    home: str
    route: int
    outcome: str
    on: date


@operation(Permission.PERFORMANCE_EDIT)
def import_returns(*, actor: Actor, canvass: int, content: bytes) -> int:
    """Take over all returns of a file, or none; of a property that has one in that canvass, the new one holds.

    :param canvass: the year whose register of 1 December they are for.
    :return: how many were taken over.
    :raises ReturnsUnreadable: where the file or a row can't be read, or a property is not known or comes twice.
    """
    try:
        lines = [_line(number, cells) for number, cells in records(content, MOST_RETURNS)]
    except UnreadableFile:
        raise ReturnsUnreadable(row=1, fault="the file is neither CSV in UTF-8 nor an Excel workbook") from None
    if not lines:
        raise ReturnsUnreadable(row=2, fault="there is no return in the file")
    known = _known(actor.authority_id, {line.home for line in lines})
    seen: set[int] = set()
    rows = []
    for line in lines:
        home = known.get(line.home)
        if home is None:
            raise ReturnsUnreadable(row=line.number, fault="the property is not known here")
        if home in seen:
            raise ReturnsUnreadable(row=line.number, fault="the property stands in the file twice")
        seen.add(home)
        rows.append(
            CanvassReturn(
                authority_id=actor.authority_id, canvass=canvass, property_id=home, route=line.route,
                outcome=line.outcome, on=line.on,
            )
        )  # fmt: skip
    CanvassReturn.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["authority", "canvass", "property"],
        update_fields=["route", "outcome", "on"],
    )
    record(ReturnsImported(canvass, len(rows), hashlib.sha256(content).hexdigest()), actor=actor)
    return len(rows)


def _line(number: int, cells: dict[str, str]) -> _Line:
    if not cells.get("property"):
        raise ReturnsUnreadable(row=number, fault="the property is missing")
    route = ROUTES.get(cells.get("route", ""))
    if route is None:
        raise ReturnsUnreadable(row=number, fault="the route is none of 1, 2 and 3")
    outcome = "_".join(cells.get("outcome", "").lower().split())
    if outcome not in ReturnOutcome.values:
        raise ReturnsUnreadable(row=number, fault=f"the outcome is none of {', '.join(ReturnOutcome.values)}")
    try:
        on = day_of(cells.get("date", ""))
    except ValueError:
        on = None
    if on is None:
        raise ReturnsUnreadable(row=number, fault="the date is missing, or is not written 1/12/2026")
    return _Line(number, cells["property"], route, outcome, on)


def _known(authority_id: int, named: set[str]) -> dict[str, int]:
    """Return the ids of properties by reference and by UPRN."""
    held = Property.objects.filter(authority=authority_id)
    found = dict(held.filter(reference__in=named).values_list("reference", "pk"))
    numbers = {int(name) for name in named if name.isascii() and name.isdigit()}
    by_uprn = held.filter(uprn__in=numbers, valid_to__isnull=True).values_list("uprn", "pk")
    return {str(uprn): pk for uprn, pk in by_uprn} | found
