"""What every station is packed: worked out from its electors and polls by the catalogue, and how far it is checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.db.models import Count, Q

from pollwright.elections.models import Poll
from pollwright.law.nations import Nation
from pollwright.law.stations import ITEMS, items_needed
from pollwright.law.timetables.kinds import Kind
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.polling_day.models import PackingLine, Sundry
from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.polling_day.queries.short_lists import in_asked_order
from pollwright.polling_day.queries.stations_of_day import StationOfDay, polls_of_day, stations_of_day
from pollwright.polling_day.states import Per
from pollwright.refusals import NotFound
from pollwright.stations.models import Scheme

BOOTHS = "booth"
"""The code of the sundry whose number is that of the booths."""


@dataclass(frozen=True, slots=True)
class NeedsOf:
    """What the numbers of a station's sundries go by; `items` are the codes of the law's items that its polls ask for."""

    station_id: int
    in_person: int
    polls: int
    items: frozenset[str]


@dataclass(frozen=True, slots=True)
class SundryRow:
    """A line of the catalogue."""

    id: int
    reference: str
    name: str
    per: str
    quantity: int
    size: int
    least: int
    order: int
    source: str
    withdrawn: bool
    version: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a packing list."""

    sundry: str
    name: str
    quantity: int
    checked_at: datetime | None
    checked_by: str


@dataclass(frozen=True, slots=True)
class PackedRow:
    """How far a station's packing is checked."""

    station: StationOfDay
    lines: int
    checked: int

    @property
    def id(self) -> int:
        """The id of the station."""
        return self.station.id

    @property
    def number(self) -> int:
        """The number of the station."""
        return self.station.number

    @property
    def packed(self) -> bool:
        """Whether everything is in."""
        return self.lines > 0 and self.checked == self.lines


_SUNDRY = (
    "pk", "reference", "name", "per", "quantity", "size", "least", "order", "source", "withdrawn", "version",
)  # fmt: skip


def number_of(sundry: Sundry, needs: NeedsOf, catalogue: Sequence[Sundry]) -> int:
    """Return how many of a sundry a station needs; nought of what the law asks for at other kinds of polls only."""
    if sundry.code in _LAWFUL and sundry.code not in needs.items:
        return 0
    match Per(sundry.per):
        case Per.STATION:
            times = 1
        case Per.POLL:
            times = needs.polls
        case Per.ELECTORS:
            times = ceil(needs.in_person / sundry.size)
        case Per.BOOTH:
            booth = next((one for one in catalogue if one.code == BOOTHS and one.per != Per.BOOTH), None)
            times = number_of(booth, needs, catalogue) if booth else 1
    return max(sundry.least, times * sundry.quantity)


_LAWFUL = frozenset(item.code for item in ITEMS)


def stations_needs(desk: AnyDesk) -> list[NeedsOf]:
    """Return what the numbers of every station of the day go by."""
    polls = polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal)
    schemes = {scheme.pk: scheme for scheme in Scheme.objects.filter(authority=desk.authority_id, state="adopted")}
    found = []
    for station in stations_of_day(desk):
        scheme = schemes[station.scheme_id]
        here = [poll for poll in polls if _taken_by(poll, scheme)]
        found.append(NeedsOf(station.id, station.in_person, len(here), _items(here)))
    return found


def _taken_by(poll: Poll, scheme: Scheme) -> bool:
    if scheme.poll_id is not None:
        return bool(poll.pk == scheme.poll_id)
    return bool(poll.combination_id == scheme.combination_id)


def _items(polls: Sequence[Poll]) -> frozenset[str]:
    return frozenset(
        item.code
        for poll in polls
        for item in items_needed(Kind(poll.kind), Nation(poll.nation), poll.day, by_election=poll.by_election)
    )


def sundries(authority_id: int, asked: TableRequest) -> Page[SundryRow]:
    """Return a page of the catalogue."""
    held = Sundry.objects.filter(authority=authority_id, withdrawn=asked.filters.get("use") == "out")
    if per := asked.filters.get("per"):
        held = held.filter(per__in=list(per))
    for word in asked.search.split():
        held = held.filter(Q(name__icontains=word) | Q(reference__iexact=word))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_SUNDRY)[: asked.size + 1]
    return Page.gather(asked, [SundryRow(*row) for row in rows], total)


def sundry_facts(authority_id: int, reference: str) -> SundryRow:
    """Return one line of the catalogue.

    :raises NotFound: where the authority has none of that reference.
    """
    row = Sundry.objects.filter(authority=authority_id, reference=reference).values_list(*_SUNDRY).first()
    if row is None:
        raise NotFound(kind="sundry", reference=reference)
    return SundryRow(*row)


def packing_of(desk: AnyDesk, station_id: int) -> list[LineRow]:
    """Return the packing list of a station, in the order of the catalogue."""
    held = PackingLine.objects.filter(authority=desk.authority_id, desk=desk.pk, station=station_id)
    rows = held.order_by("sundry__order", "sundry").values_list(
        "sundry__reference", "sundry__name", "quantity", "checked_at", "checked_by"
    )
    return [LineRow(*row) for row in rows]


def packed(desk: AnyDesk) -> list[PackedRow]:
    """Return how far the packing of every station is checked."""
    held = PackingLine.objects.filter(authority=desk.authority_id, desk=desk.pk).order_by().values_list("station")
    counts = {
        station: (lines, checked)
        for station, lines, checked in held.annotate(lines=Count("pk"), checked=Count("checked_at"))
    }
    return [PackedRow(one, *counts.get(one.id, (0, 0))) for one in stations_of_day(desk)]


def packed_page(desk: AnyDesk, asked: TableRequest) -> Page[PackedRow]:
    """Return all stations with how far their packing is checked: a list that is never long."""
    words = asked.search.casefold().split()
    wanted = asked.filters.get("packed")
    found = tuple(
        row
        for row in packed(desk)
        if all(word in f"{row.station.label} {row.station.districts}".casefold() for word in words)
        and wanted in (None, row.packed)
    )
    return Page(asked, in_asked_order(found, asked), None, None, Total(len(found)))
