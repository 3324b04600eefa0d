"""The dates of the year as every room tells them, with what officers said of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.expressions import RawSQL

from pollwright.acting import Actor, Permission
from pollwright.audit.queries.events import first_day
from pollwright.authorities.calendars import calendar_of
from pollwright.law.calendars import Calendar
from pollwright.owing import SOURCES, Owed, Source, Wanted, sources_for
from pollwright.pages.tables import Page, TableRequest, page_of
from pollwright.refusals import NotFound
from pollwright.year.models import SettledDate
from pollwright.year.states import SOON_DAYS, Settled, Standing

LOOKED_BACK = timedelta(days=400)
LOOKED_AHEAD = timedelta(days=400)
"""How far from today a single date is looked for."""


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date of the year, as it stands on the day that was asked about.

    :param settled_on: when it was done or dismissed; `settled_by` is blank where its room saw it done.
    :param version: of what officers said of it; nought where nobody said anything.
    """

    key: str
    on: date
    what: str
    sort: str
    about: str
    statutory: bool
    source: str
    owner: str
    begins: date | None
    page: tuple[str, ...]
    standing: str
    settled_on: date | None
    settled_by: str
    reason: str
    file: str
    version: int


@dataclass(frozen=True, slots=True)
class SettledRow:
    """A date that an officer marked as done or dismissed."""

    id: int
    key: str
    due_on: date
    what: str
    sort: str
    statutory: bool
    source: str
    state: str
    reason: str
    file: str | None
    settled_on: date
    settled_by: str
    version: int


_SETTLED = (
    "pk", "key", "due_on", "what", "sort", "statutory", "source", "state", "reason", "file__token", "settled_on",
    "settled_by", "version",
)  # fmt: skip


def dates(
    authority_id: int, permissions: Iterable[Permission], *, first: date, last: date, on: date, overdue: bool = False
) -> list[DateRow]:
    """Return the dates from `first` to `last` that somebody with these permissions is shown, soonest first.

    :param overdue: add what was due before `first` and is still open.
    """
    sources = sources_for(permissions)
    begin = min(first, on - LOOKED_BACK) if overdue else first
    rows = _asked(sources, Wanted(authority_id, calendar_of(authority_id), begin, last, on))
    kept = [row for row in rows if first <= row.on <= last or (overdue and row.standing == Standing.OVERDUE)]
    return sorted(kept, key=lambda row: (row.on, row.key))


def date_of(authority_id: int, permissions: Iterable[Permission], key: str, *, on: date) -> DateRow:
    """Return one date by its key.

    :raises NotFound: where its source tells no such date, or to somebody else only.
    """
    source = SOURCES.get(key.partition(".")[0])
    if source is not None and source.permission in frozenset(permissions):
        wanted = Wanted(authority_id, calendar_of(authority_id), on - LOOKED_BACK, on + LOOKED_AHEAD, on)
        found = next((one for one in source.tell(wanted) if one.key == key), None)
        if found is not None:
            return _row(found, _said(authority_id, [key]).get(key), on)
    raise NotFound(kind="date", reference=key)


def alarms(actor: Actor, calendar: Calendar, *, on: date) -> int:
    """Return how many dates are overdue of which no other alarm of Today tells."""
    sources = [source for source in sources_for(actor.permissions) if not source.alarmed]
    wanted = Wanted(actor.authority_id, calendar, on - LOOKED_BACK, on, on)
    return sum(row.standing == Standing.OVERDUE for row in _asked(sources, wanted))


def settled(authority_id: int, asked: TableRequest) -> Page[SettledRow]:
    """Return a page of the dates that officers settled, dismissed ones where nothing else is asked for."""
    held = SettledDate.objects.filter(authority=authority_id)
    if states := asked.filters.get("state"):
        held = held.filter(state=states)
    if (statutory := asked.filters.get("statutory")) is not None:
        held = held.filter(statutory=statutory)
    for word in asked.search.split():
        held = held.filter(what__icontains=word) | held.filter(reason__icontains=word)
    return page_of(asked, [SettledRow(*row) for row in held.values_list(*_SETTLED)])


def settled_date(authority_id: int, key: str) -> SettledRow | None:
    """Return what officers said of a date, None where nobody said anything."""
    row = SettledDate.objects.filter(authority=authority_id, key=key).values_list(*_SETTLED).first()
    return None if row is None else SettledRow(*row)


def _asked(sources: Sequence[Source], wanted: Wanted) -> list[DateRow]:
    """Ask the sources; what comes back every year counts from the day on which the authority began here."""
    since = date.min
    if any(source.recurring for source in sources):
        since = first_day(wanted.authority_id) or wanted.on
    told = [
        one
        for source in sources
        for one in source.tell(wanted)
        if one.on <= wanted.last and not (source.recurring and one.on < since)
    ]
    said = _said(wanted.authority_id, [one.key for one in told])
    return [_row(one, said.get(one.key), wanted.on) for one in told]


def _said(authority_id: int, keys: Sequence[str]) -> Mapping[str, SettledRow]:
    """Return what officers said of dates, by key; the keys are one parameter, as thousands of them take long to send."""
    asked = RawSQL("SELECT unnest(%s::varchar[])", (list(keys),))
    held = SettledDate.objects.filter(authority=authority_id, key__in=asked).exclude(state=Settled.OPEN)
    return {row[1]: SettledRow(*row) for row in held.values_list(*_SETTLED)}


def _row(one: Owed, said: SettledRow | None, on: date) -> DateRow:
    done_on = said.settled_on if said else one.done_on
    return DateRow(
        one.key,
        one.on,
        one.what,
        one.sort.value,
        one.about,
        one.statutory,
        one.source,
        one.owner,
        one.begins,
        one.page,
        _standing(one, said, on),
        done_on,
        said.settled_by if said else "",
        said.reason if said else "",
        (said.file or "") if said else "",
        said.version if said else 0,
    )


def _standing(one: Owed, said: SettledRow | None, on: date) -> str:
    if said is not None:
        return said.state
    if one.done_on is not None:
        return Standing.DONE
    if one.on < on:
        return Standing.OVERDUE
    return Standing.SOON if (one.on - on).days <= SOON_DAYS else Standing.COMING
