"""Equipment and runs as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Count, Q

from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.polling_day.models import Asset, Drop, Run
from pollwright.polling_day.queries.desk_rows import AnyDesk, DeskRow, row_of
from pollwright.polling_day.queries.stations_of_day import stations_of_day
from pollwright.polling_day.states import RunKind
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class AssetRow:
    """Equipment of one kind, condition and place."""

    id: int
    reference: str
    kind: str
    name: str
    count: int
    condition: str
    place: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run, with how many of its venues are done."""

    id: int
    reference: str
    name: str
    kind: str
    driver: str
    phone: str
    starts_at: datetime
    drops: int
    done: int


@dataclass(frozen=True, slots=True)
class DropRow:
    """A venue of a run."""

    order: int
    venue: str
    venue_name: str
    address: str
    postcode: str
    due_at: time
    load: str
    state: str
    done_at: datetime | None
    received_by: str
    note: str


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run with its venues, in order."""

    run: RunRow
    desk: DeskRow
    drops: tuple[DropRow, ...]


_ASSET = ("pk", "reference", "kind", "name", "count", "condition", "place", "note", "version")
_RUN = ("pk", "reference", "name", "kind", "driver", "phone", "starts_at")


def assets(authority_id: int, asked: TableRequest) -> Page[AssetRow]:
    """Return a page of equipment."""
    held = Asset.objects.filter(authority=authority_id)
    for name in ("kind", "condition"):
        if value := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": list(value)})
    for word in asked.search.split():
        held = held.filter(Q(name__icontains=word) | Q(place__icontains=word) | Q(reference__iexact=word))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_ASSET)[: asked.size + 1]
    return Page.gather(asked, [AssetRow(*row) for row in rows], total)


def asset_facts(authority_id: int, reference: str) -> AssetRow:
    """Return equipment by its reference.

    :raises NotFound: where the authority has none.
    """
    row = Asset.objects.filter(authority=authority_id, reference=reference).values_list(*_ASSET).first()
    if row is None:
        raise NotFound(kind="equipment", reference=reference)
    return AssetRow(*row)


def runs(desk: AnyDesk, asked: TableRequest) -> Page[RunRow]:
    """Return a page of the runs of a desk."""
    held = Run.objects.filter(authority=desk.authority_id, desk=desk.pk)
    if kind := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kind))
    for word in asked.search.split():
        held = held.filter(
            Q(name__icontains=word)
            | Q(driver__icontains=word)
            | Q(reference__iexact=word)
            | Q(pk__in=Drop.objects.filter(run__desk=desk.pk, venue__name__icontains=word).values("run"))
        )
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    counted = keyset_queryset(held, asked.order, asked.cursor).annotate(
        total=Count("drops"), done=Count("drops", filter=~Q(drops__state="planned"))
    )
    rows = counted.values_list(*_RUN, "total", "done")[: asked.size + 1]
    return Page.gather(asked, [RunRow(*row) for row in rows], total)


def run_facts(authority_id: int, reference: str) -> RunFacts:
    """Return one run.

    :raises NotFound: where the authority has none of that reference.
    """
    run = Run.objects.select_related("desk").filter(authority=authority_id, reference=reference).first()
    if run is None:
        raise NotFound(kind="run", reference=reference)
    drops = tuple(
        DropRow(
            one.order,
            one.venue.reference,
            one.venue.name,
            ", ".join(part for part in (one.venue.address1, one.venue.address2, one.venue.address3) if part),
            one.venue.postcode,
            one.due_at,
            one.load,
            one.state,
            one.done_at,
            one.received_by,
            one.note,
        )
        for one in Drop.objects.filter(run=run).select_related("venue").order_by("order")
    )
    done = sum(one.state != "planned" for one in drops)
    row = RunRow(run.pk, reference, run.name, run.kind, run.driver, run.phone, run.starts_at, len(drops), done)
    return RunFacts(row, row_of(run.desk), drops)


def venues_without_run(desk: AnyDesk, kind: RunKind) -> list[tuple[str, str]]:
    """Return reference and name of every venue of the day that is on no run of a kind."""
    taken = set(Drop.objects.filter(run__desk=desk.pk, run__kind=kind).values_list("venue__reference", flat=True))
    venues = {one.venue: f"{one.venue_name} {one.postcode}".strip() for one in stations_of_day(desk)}
    return [(venue, words) for venue, words in sorted(venues.items(), key=lambda pair: pair[1]) if venue not in taken]
