"""The ledger of ballot papers: which station has which numbers of which contest (B-10, B-39)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from pollwright.elections.models import Contest
from pollwright.law.polling_day import Account
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.polling_day.models import PaperRange
from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.polling_day.queries.stations_of_day import TAKEN
from pollwright.polling_day.states import PaperKind
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class StationOfContest:
    """A station at which a contest is taken, with those who vote in it there in person."""

    id: int
    scheme: str
    number: int
    in_person: int

    @property
    def key(self) -> str:
        """Scheme and number."""
        return f"{self.scheme}/{self.number}"


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One range in the ledger."""

    id: int
    reference: str
    desk: str
    scheme: str
    number: int
    venue_name: str
    contest: str
    contest_name: str
    kind: str
    first: int
    last: int
    extra: bool
    issued_at: datetime
    issued_by: str
    taken_back_at: datetime | None
    taken_back_reason: str
    version: int

    @property
    def papers(self) -> int:
        """How many papers it holds."""
        return self.last - self.first + 1


_OF_CONTEST = """
SELECT st.id, sc.reference, st.number, sum(a.in_person)::int
FROM elections_contest c
JOIN elections_poll p ON p.id = c.poll_id
JOIN stations_scheme sc ON sc.state = 'adopted' AND sc.authority_id = c.authority_id
    AND (sc.poll_id = p.id OR sc.combination_id = p.combination_id)
JOIN stations_allotment a ON a.scheme_id = sc.id
JOIN stations_station st ON st.id = a.station_id
JOIN places_districtarea l ON l.district_id = a.district_id AND l.area_id = c.area_id AND l.valid_from <= p.day
    AND (l.valid_to IS NULL OR l.valid_to > p.day)
WHERE c.id = %(contest)s AND c.authority_id = %(authority)s
GROUP BY st.id, sc.id ORDER BY sc.reference, st.number
"""
_RANGE = (
    "pk", "reference", "desk__reference", "station__scheme__reference", "station__number", "station__venue__name",
    "contest__reference", "contest__name", "kind", "first", "last", "extra", "issued_at", "issued_by",
    "taken_back_at", "taken_back_reason", "version",
)  # fmt: skip


def stations_of_contest(desk: AnyDesk, contest_id: int) -> list[StationOfContest]:
    """Return the stations at which a contest of the day is taken, by number, with its electors in person there."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_CONTEST, {"authority": desk.authority_id, "contest": contest_id})
        return [StationOfContest(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class PacketOfDay:
    """What a printer packed for a station of the day, of a contest whose stations have no papers yet."""

    order: str
    contest_id: int
    station_id: int
    first: int
    last: int
    tendered_first: int | None
    tendered_last: int | None


_PACKETS = """
SELECT o.reference, c.id, st.id, k.first, k.last, k.tendered_first, k.tendered_last
FROM elections_poll p
JOIN elections_contest c ON c.poll_id = p.id AND c.state IN ('open', 'contested')
JOIN printing_printorder o ON o.contest_id = c.id AND o.state IN ('released', 'complete')
JOIN stations_scheme sc ON sc.state = 'adopted' AND sc.authority_id = p.authority_id
    AND (sc.poll_id = p.id OR sc.combination_id = p.combination_id)
JOIN printing_printpacket k ON k.order_id = o.id AND k.station > 0
JOIN stations_station st ON st.scheme_id = sc.id AND st.number = k.station
WHERE p.authority_id = %(authority)s AND p.day = %(day)s AND p.rehearsal = %(rehearsal)s
  AND NOT EXISTS (SELECT 1 FROM polling_day_paperrange r WHERE r.contest_id = c.id AND r.taken_back_at IS NULL)
ORDER BY o.reference, k.station
"""


def packets_of_day(desk: AnyDesk) -> list[PacketOfDay]:
    """Return what printers packed for the stations of the day, of contests whose stations have no papers yet."""
    with connection.cursor() as cursor:
        cursor.execute(_PACKETS, {"authority": desk.authority_id, "day": desk.day, "rehearsal": desk.rehearsal})
        return [PacketOfDay(*row) for row in cursor.fetchall()]


def contest_choices(desk: AnyDesk) -> list[tuple[str, str]]:
    """Return reference and words of every contest that is taken on the day."""
    held = Contest.objects.filter(
        authority=desk.authority_id, poll__day=desk.day, poll__rehearsal=desk.rehearsal, state__in=TAKEN
    ).select_related("poll")
    return [(one.reference, f"{one.name} ({one.poll.title})") for one in held.order_by("poll__reference", "name")]


def ranges(desk: AnyDesk, asked: TableRequest) -> Page[RangeRow]:
    """Return a page of the ledger."""
    held = PaperRange.objects.filter(authority=desk.authority_id, desk=desk.pk)
    if kind := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kind))
    if (extra := asked.filters.get("extra")) is not None:
        held = held.filter(extra=extra)
    for word in asked.search.split():
        numbered = Q(first__lte=int(word), last__gte=int(word)) if word.isdigit() and len(word) < 9 else Q(pk=None)
        held = held.filter(
            numbered
            | Q(reference__iexact=word)
            | Q(station__venue__name__icontains=word)
            | Q(contest__name__icontains=word)
        )
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_RANGE)[: asked.size + 1]
    return Page.gather(asked, [RangeRow(*row) for row in rows], total)


def range_facts(authority_id: int, reference: str) -> RangeRow:
    """Return one range.

    :raises NotFound: where the authority has none of that reference.
    """
    row = PaperRange.objects.filter(authority=authority_id, reference=reference).values_list(*_RANGE).first()
    if row is None:
        raise NotFound(kind="range of ballot papers", reference=reference)
    return RangeRow(*row)


def ranges_of_station(desk: AnyDesk, station_id: int) -> list[RangeRow]:
    """Return the ranges that a station has, by contest, kind and number; those taken back are left out."""
    return [RangeRow(*row) for row in _of_station(desk, station_id).values_list(*_RANGE)]


def entrusted(
    desk: AnyDesk,
    station_id: int,
    contest: str,
    *,
    kind: PaperKind = PaperKind.ORDINARY,
    unused: int = 0,
    spoilt: int = 0,
) -> Account:
    """Return the account of a station's ballot papers of a contest, from every range of a kind that it has (B-39)."""
    held = _of_station(desk, station_id).filter(contest__reference=contest, kind=kind)
    return Account(sum(last - first + 1 for first, last in held.values_list("first", "last")), unused, spoilt)


def _of_station(desk: AnyDesk, station_id: int) -> QuerySet[PaperRange]:
    held = PaperRange.objects.filter(
        authority=desk.authority_id, desk=desk.pk, station=station_id, taken_back_at__isnull=True
    )
    return held.order_by("contest__reference", "kind", "first")
