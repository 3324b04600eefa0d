"""The printer's counts as a table: read whole, matched with what was sent part by part, and told where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.events.cards import CardsComplete, PrinterCounted
from pollwright.elections.models import CardBatch
from pollwright.elections.operations.cards_preparing import run_in_hand
from pollwright.elections.states import CardRunState
from pollwright.formats.small_tables import records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.refusals import Refused

COLUMNS = ("batch", "cards")
MOST_SAID = 8
MOST = 2**31 - 1


class CountsUnreadable(Refused):
    """The table can't be read, or does not belong to what was sent."""

    code = "elections.R227"
    problem = "No count was kept: {faults}."
    remedy = "Mend the table, which has the columns {columns}, and send it again. Nothing of it was kept."


@dataclass(frozen=True, slots=True)
class Differs:
    """A part of which the printer made another number than it was sent."""

    part: int
    sent: int
    counted: int


def read_counts(content: bytes, columns: tuple[str, str]) -> dict[int, int]:
    """Return the counts of a table with a heading, as CSV or a workbook, by the number of their part.

    :param columns: the column of the part and that of the count; others are not looked at.
    :raises CountsUnreadable: naming the first faults by their lines.
    """
    told = " and ".join(columns)
    try:
        rows = records(content)
    except UnreadableFile:
        raise CountsUnreadable(faults="it is neither CSV in UTF-8 nor an Excel workbook", columns=told) from None
    missing = [name for name in columns if rows and name not in rows[0][1]]
    if missing:
        raise CountsUnreadable(faults=f"it has no column {' and no column '.join(missing)}", columns=told)
    found: dict[int, int] = {}
    faults = []
    for number, row in rows:
        part, count = (row[name].replace(",", "").removesuffix(".0") for name in columns)
        if not (part.isdecimal() and count.isdecimal()) or len(part + count) > 16:
            faults.append(f"line {number} has no two whole numbers")
        elif int(part) in found:
            faults.append(f"line {number} has {columns[0]} {part} once more")
        else:
            found[int(part)] = int(count)
    if faults or not found:
        raise CountsUnreadable(faults="; ".join(faults[:MOST_SAID]) or "it has no line", columns=told)
    return found


def refuse_strangers(counts: Mapping[int, int], sent: Mapping[int, int], columns: tuple[str, str]) -> None:
    """Refuse counts of parts that were never sent, and what is no count.

    :raises CountsUnreadable: naming the first of them.
    """
    strangers = [f"there is no {columns[0]} {part}" for part in sorted(counts) if part not in sent]
    strangers += [
        f"{counted} is no number of {columns[1]}"
        for _part, counted in sorted(counts.items())
        if not 0 <= counted <= MOST
    ]
    if strangers:
        raise CountsUnreadable(faults="; ".join(strangers[:MOST_SAID]), columns=" and ".join(columns))


@operation(Permission.POLL_CARDS_PREPARE)
def enter_printer_counts(
    *, actor: Actor, reference: str, version: int, counts: Mapping[int, int], at: datetime
) -> list[Differs]:
    """Enter how many cards of some batches the printer made; return the batches that differ, which stay as alarms.

    When every batch of the run has its right count, the run is complete.

    :raises CountsUnreadable: where a batch is none of the run's; none of the counts is kept then.
    """
    run = run_in_hand(actor, reference, version, CardRunState.RELEASED)
    batches = {one.number: one for one in CardBatch.objects.select_for_update().filter(run=run).order_by("number")}
    refuse_strangers(counts, {number: one.cards for number, one in batches.items()}, COLUMNS)
    for number, counted in counts.items():
        batch = batches[number]
        batch.printer_count, batch.counted_by, batch.counted_at = counted, actor.name, at
        record(PrinterCounted(reference, number, batch.cards, counted), actor=actor, subjects=[run])
    CardBatch.objects.bulk_update([batches[one] for one in counts], ["printer_count", "counted_by", "counted_at"])
    run.version += 1
    if all(one.printer_count == one.cards for one in batches.values()):
        run.state, run.completed_at = CardRunState.COMPLETE, at
        record(CardsComplete(reference, run.cards), actor=actor, subjects=[run])
    run.save(update_fields=["state", "completed_at", "version"])
    return [Differs(n, batches[n].cards, count) for n, count in sorted(counts.items()) if batches[n].cards != count]
