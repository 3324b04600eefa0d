"""Dates as a calendar file and as data: fixed words, references and rules, nothing that officers typed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pollwright.formats.icalendar import CalendarEvent, calendar_file
from pollwright.year.queries.calendar import DateRow
from pollwright.year.states import Settled, SortChoice, Standing

CLOSED = (Settled.DONE.value, Settled.DISMISSED.value)


def as_calendar(name: str, rows: Iterable[DateRow], written_at: datetime) -> bytes:
    """Return dates as a calendar file (RFC 5545); each keeps its identifier, what is done says so."""
    return calendar_file(name, [_event(row) for row in rows], written_at)


def as_data(rows: Iterable[DateRow]) -> list[dict[str, Any]]:
    """Return dates as JSON values, for `pollwright year --format json`."""
    return [
        {
            "key": row.key,
            "on": row.on,
            "begins": row.begins,
            "what": str(row.what),
            "kind": row.sort,
            "statutory": row.statutory,
            "source": row.source,
            "standing": row.standing,
            "settled_on": row.settled_on,
        }
        for row in rows
    ]


def _event(row: DateRow) -> CalendarEvent:
    said = [str(SortChoice(row.sort).label), row.source]
    if row.standing in CLOSED:
        said.append(str(Standing(row.standing).label))
    name = hashlib.sha256(row.key.encode()).hexdigest()[:32]
    summary = f"✓ {row.what}" if row.standing == Standing.DONE else str(row.what)
    return CalendarEvent(f"{name}@year.pollwright", summary, ". ".join(part for part in said if part), row.on)
