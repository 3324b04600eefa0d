"""How many adults live in each area, taken over from a table, beside which the register's electors are set (MM-O03)."""

from __future__ import annotations

from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.casework.events import AdultsCounted
from pollwright.casework.models import AdultCount
from pollwright.formats.small_tables import records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.places.models import Area
from pollwright.refusals import Refused

COLUMNS = ("area", "adults")


class AdultsUnreadable(Refused):
    """The file is no table of areas and adults, or a row of it has a fault."""

    code = "casework.R090"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = (
        "The columns are area (its code) and adults (a whole number). Put the row right and hand the file in again."
    )
    words = frozenset({"fault"})


class EstimatedLater(Refused):
    """The day of the estimate is yet to come."""

    code = "casework.R091"
    problem = "The day of the estimate, {on}, is yet to come."
    remedy = "Enter the day that the figures are of, such as 30 June of their year."


@operation(Permission.CASE_EDIT)
def take_adults_over(*, actor: Actor, content: bytes, estimated_on: date, source: str, on: date) -> int:
    """Take the numbers of adults of a day over, in place of any of the same day; return how many areas.

    :param content: CSV or a workbook with the columns `COLUMNS`.
    :raises AdultsUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    if estimated_on > on:
        raise EstimatedLater(on=estimated_on)
    try:
        rows = records(content)
    except UnreadableFile:
        raise AdultsUnreadable(row=1, fault="the file is neither CSV in UTF-8 nor an Excel workbook") from None
    held = Area.objects.filter(authority=actor.authority_id, valid_from__lte=on).exclude(valid_to__lte=on)
    areas = {code.casefold(): pk for code, pk in held.values_list("code", "pk")}
    counts: dict[int, int] = {}
    for number, cells in rows:
        area, adults = areas.get(cells.get("area", "").strip().casefold()), cells.get("adults", "").replace(",", "")
        if area is None:
            raise AdultsUnreadable(row=number, fault="no area has this code")
        if area in counts:
            raise AdultsUnreadable(row=number, fault="the area stands in the file twice")
        if not (adults.isascii() and adults.isdigit() and 0 < int(adults) < 10_000_000):
            raise AdultsUnreadable(row=number, fault="the adults are no whole number above nought")
        counts[area] = int(adults)
    if not counts:
        raise AdultsUnreadable(row=2, fault="there is no area in the file")
    AdultCount.objects.bulk_create(
        [
            AdultCount(
                authority_id=actor.authority_id, area_id=area, estimated_on=estimated_on, adults=adults, source=source
            )
            for area, adults in counts.items()
        ],
        update_conflicts=True,
        unique_fields=["authority", "area", "estimated_on"],
        update_fields=["adults", "source"],
    )
    record(AdultsCounted(len(counts), estimated_on), actor=actor)
    return len(counts)
