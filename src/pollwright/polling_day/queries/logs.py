"""The logs of a desk as lists: calls, incidents, visits and late changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.polling_day.models import Call, Incident, LateChange, Visit
from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call."""

    id: int
    reference: str
    desk: str
    scheme: str | None
    number: int | None
    venue_name: str | None
    caller: str
    category: str
    words: str
    answer: str
    follow_up: str
    state: str
    taken_at: datetime
    taken_by: str
    closed_at: datetime | None
    closed_by: str
    incident: str | None
    integrity: bool | None
    version: int


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident."""

    id: int
    reference: str
    desk: str
    scheme: str | None
    number: int | None
    venue_name: str | None
    severity: str
    integrity: bool
    words: str
    state: str
    happened_at: datetime
    logged_by: str
    outcome: str
    closed_at: datetime | None
    closed_by: str
    version: int


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit of an inspector."""

    id: int
    reference: str
    desk: str
    scheme: str
    number: int
    venue_name: str
    inspector: str
    arrived_at: datetime
    faults: int
    note: str
    answers: dict[str, str]
    incident: str | None
    logged_by: str


@dataclass(frozen=True, slots=True)
class LateRow:
    """A late change, with the name of the elector as the register has it now (blank for an anonymous one)."""

    id: int
    reference: str
    desk: str
    scheme: str
    number: int
    venue_name: str
    kind: str
    elector: str | None
    surname: str | None
    forenames: str | None
    elector_number: str
    polls: list[str]
    reason: str
    basis: str
    notice: str | None
    proxy: str | None
    decided_at: datetime
    decided_by: str
    state: str
    told: str
    told_at: datetime | None
    told_by: str
    version: int


_STATION = ("station__scheme__reference", "station__number", "station__venue__name")
_CALL = (
    "pk", "reference", "desk__reference", *_STATION, "caller", "category", "words", "answer", "follow_up", "state",
    "taken_at", "taken_by", "closed_at", "closed_by", "incident__reference", "incident__integrity", "version",
)  # fmt: skip
_INCIDENT = (
    "pk", "reference", "desk__reference", *_STATION, "severity", "integrity", "words", "state", "happened_at",
    "logged_by", "outcome", "closed_at", "closed_by", "version",
)  # fmt: skip
_VISIT = (
    "pk", "reference", "desk__reference", *_STATION, "inspector", "arrived_at", "faults", "note", "answers",
    "incident__reference", "logged_by",
)  # fmt: skip
_LATE = (
    "pk", "reference", "desk__reference", *_STATION, "kind", "elector__reference", "elector__surname",
    "elector__forenames", "number", "polls", "reason", "basis", "notice__reference", "arrangement__proxy_name",
    "decided_at", "decided_by", "state", "told", "told_at", "told_by", "version",
)  # fmt: skip


def calls(desk: AnyDesk, asked: TableRequest) -> Page[CallRow]:
    """Return a page of calls."""
    held = _narrowed(
        Call.objects.filter(authority=desk.authority_id, desk=desk.pk), asked, ("state", "category", "caller")
    )
    for word in asked.search.split():
        held = held.filter(_at(word) | Q(words__icontains=word) | Q(answer__icontains=word))
    return _page(held, asked, _CALL, CallRow)


def incidents(desk: AnyDesk, asked: TableRequest, *, integrity: bool) -> Page[IncidentRow]:
    """Return a page of incidents; allegations of fraud only where `integrity` says so."""
    held = _narrowed(Incident.objects.filter(authority=desk.authority_id, desk=desk.pk), asked, ("state", "severity"))
    held = held if integrity else held.filter(integrity=False)
    for word in asked.search.split():
        held = held.filter(_at(word) | Q(words__icontains=word) | Q(outcome__icontains=word))
    return _page(held, asked, _INCIDENT, IncidentRow)


def visits(desk: AnyDesk, asked: TableRequest) -> Page[VisitRow]:
    """Return a page of visits."""
    held: Any = Visit.objects.filter(authority=desk.authority_id, desk=desk.pk)
    if (faulty := asked.filters.get("faulty")) is not None:
        held = held.filter(faults__gt=0) if faulty else held.filter(faults=0)
    for word in asked.search.split():
        held = held.filter(_at(word) | Q(inspector__icontains=word) | Q(note__icontains=word))
    return _page(held, asked, _VISIT, VisitRow)


def late_changes(desk: AnyDesk, asked: TableRequest) -> Page[LateRow]:
    """Return a page of late changes."""
    held = _narrowed(LateChange.objects.filter(authority=desk.authority_id, desk=desk.pk), asked, ("state", "kind"))
    for word in asked.search.split():
        held = held.filter(
            _at(word)
            | Q(number__iexact=word)
            | Q(elector__surname__icontains=word)
            | Q(elector__forenames__icontains=word)
            | Q(elector__reference__iexact=word)
        )
    return _page(held, asked, _LATE, LateRow)


def call_facts(authority_id: int, reference: str) -> CallRow:
    """Return one call."""
    return _one(Call.objects.filter(authority=authority_id, reference=reference), _CALL, CallRow, "call", reference)


def incident_facts(authority_id: int, reference: str, *, integrity: bool) -> IncidentRow:
    """Return one incident; an allegation of fraud is not found where it may not be seen."""
    held = Incident.objects.filter(authority=authority_id, reference=reference)
    held = held if integrity else held.filter(integrity=False)
    return _one(held, _INCIDENT, IncidentRow, "incident", reference)


def visit_facts(authority_id: int, reference: str) -> VisitRow:
    """Return one visit."""
    held = Visit.objects.filter(authority=authority_id, reference=reference)
    return _one(held, _VISIT, VisitRow, "visit", reference)


def late_facts(authority_id: int, reference: str) -> LateRow:
    """Return one late change."""
    held = LateChange.objects.filter(authority=authority_id, reference=reference)
    return _one(held, _LATE, LateRow, "late change", reference)


def late_of_station(desk: AnyDesk, station_id: int) -> list[LateRow]:
    """Return the amendments that a station was told or must be told, in the order in which they were made."""
    held = LateChange.objects.filter(authority=desk.authority_id, desk=desk.pk, station=station_id)
    return [LateRow(*row) for row in held.order_by("decided_at", "pk").values_list(*_LATE)]


def every_late_change(desk: AnyDesk) -> list[LateRow]:
    """Return all late changes of a desk, in the order in which they were made."""
    held = LateChange.objects.filter(authority=desk.authority_id, desk=desk.pk)
    return [LateRow(*row) for row in held.order_by("decided_at", "pk").values_list(*_LATE)]


def waiting(desk: AnyDesk) -> list[LateRow]:
    """Return the late changes that no station has read back, the oldest first."""
    held = LateChange.objects.filter(authority=desk.authority_id, desk=desk.pk, state="waiting")
    return [LateRow(*row) for row in held.order_by("decided_at", "pk").values_list(*_LATE)]


def _at(word: str) -> Q:
    found = Q(reference__iexact=word) | Q(station__venue__name__icontains=word)
    return found | Q(station__number=int(word)) if word.isdigit() and len(word) < 6 else found


def _narrowed(held: QuerySet[Any], asked: TableRequest, names: tuple[str, ...]) -> QuerySet[Any]:
    for name in names:
        if value := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": list(value)})
    return held


def _page(held: QuerySet[Any], asked: TableRequest, fields: tuple[str, ...], row: type[Any]) -> Page[Any]:
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*fields)[: asked.size + 1]
    return Page.gather(asked, [row(*values) for values in rows], total)


def _one(held: QuerySet[Any], fields: tuple[str, ...], row: type[Any], kind: str, reference: str) -> Any:
    values = held.values_list(*fields).first()
    if values is None:
        raise NotFound(kind=kind, reference=reference)
    return row(*values)
