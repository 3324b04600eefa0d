"""Desks, and what each shows at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from pollwright.elections.models import Poll
from pollwright.elections.states import ENDED
from pollwright.files.models import StoredFile
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.polling_day.models import Call, Desk, Incident, LateChange, Visit
from pollwright.polling_day.queries.boxes import Board, board
from pollwright.polling_day.queries.desk_rows import FIELDS, AnyDesk, DeskRow, row_of
from pollwright.polling_day.queries.packing import PackedRow, packed
from pollwright.polling_day.queries.stations_of_day import (
    StationOfDay,
    hours_of_day,
    polls_of_day,
    polls_without_stations,
    stations_of_day,
)
from pollwright.polling_day.queries.turnout import latest
from pollwright.polling_day.states import LateState, Open

PAPER_PACK = "polling-day-pack"
"""The kind of file that a desk's pack on paper is."""


@dataclass(frozen=True, slots=True)
class DayToCome:
    """A day with polls whose desk is not open yet."""

    day: date
    rehearsal: bool
    polls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperPack:
    """The newest pack on paper of a desk: the token of its file, and when it was made."""

    token: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """A desk with what alarms.

    :param voters: of the latest figure of each station; `told` is how many stations told one.
    """

    desk: DeskRow
    polls: tuple[Poll, ...]
    hours: str
    stations: tuple[StationOfDay, ...]
    unschemed: tuple[str, ...]
    open_calls: int
    calls: int
    open_incidents: int
    stopping: int
    visits: int
    visited: int
    unacknowledged: int
    late_changes: int
    voters: int
    told: int
    boxes: Board
    packing: tuple[PackedRow, ...]
    paper_pack: PaperPack | None

    @property
    def electors(self) -> int:
        """Who may vote in person at all stations of the day, a station of each scheme counted for itself."""
        return sum(one.in_person for one in self.stations)


def desk_of(authority_id: int, day: date, *, rehearsal: bool) -> str:
    """Return the reference of the desk of a day; empty before it is opened."""
    held = Desk.objects.filter(authority=authority_id, day=day, rehearsal=rehearsal)
    return held.values_list("reference", flat=True).first() or ""


def desks(authority_id: int, asked: TableRequest) -> Page[DeskRow]:
    """Return a page of desks."""
    held = Desk.objects.filter(authority=authority_id)
    if (rehearsal := asked.filters.get("rehearsal")) is not None:
        held = held.filter(rehearsal=rehearsal)
    for word in asked.search.split():
        held = held.filter(Q(reference__iexact=word))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*FIELDS)[: asked.size + 1]
    return Page.gather(asked, [DeskRow(*row) for row in rows], total)


def days_without_desk(authority_id: int, *, on: date) -> list[DayToCome]:
    """Return the days from `on` with polls and no desk, soonest first."""
    held = Poll.objects.filter(authority=authority_id, day__gte=on).exclude(state__in=ENDED)
    there = set(Desk.objects.filter(authority=authority_id).values_list("day", "rehearsal"))
    found: dict[tuple[date, bool], list[str]] = {}
    for day, rehearsal, title in held.order_by("day", "rehearsal", "reference").values_list(
        "day", "rehearsal", "title"
    ):
        if (day, rehearsal) not in there:
            found.setdefault((day, rehearsal), []).append(title)
    return [DayToCome(day, rehearsal, tuple(titles)) for (day, rehearsal), titles in found.items()]


def desks_between(authority_id: int, first: date, last: date) -> list[str]:
    """Return the references of the desks of some days, both ends included."""
    held = Desk.objects.filter(authority=authority_id, day__gte=first, day__lte=last)
    return list(held.order_by("day", "reference").values_list("reference", flat=True))


def desk_facts(desk: AnyDesk, *, at: datetime, integrity: bool) -> DeskFacts:
    """Return what a desk shows as it stands.

    :param integrity: whether allegations of fraud are counted.
    """
    polls = polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal)
    opens, closes = hours_of_day(polls)
    calls = Call.objects.filter(desk=desk.pk).aggregate(n=Count("pk"), open=Count("pk", filter=Q(state=Open.OPEN)))
    shown = Incident.objects.filter(desk=desk.pk, state=Open.OPEN)
    shown = shown if integrity else shown.filter(integrity=False)
    incidents = shown.aggregate(n=Count("pk"), stops=Count("pk", filter=Q(severity="stops")))
    visits = Visit.objects.filter(desk=desk.pk).aggregate(n=Count("pk"), stations=Count("station", distinct=True))
    late = LateChange.objects.filter(desk=desk.pk).aggregate(
        n=Count("pk"), waiting=Count("pk", filter=Q(state=LateState.WAITING))
    )
    figures = latest(desk)
    return DeskFacts(
        desk=desk if isinstance(desk, DeskRow) else row_of(desk),
        polls=tuple(polls),
        hours=f"{opens:%H:%M}–{closes:%H:%M}",
        stations=tuple(stations_of_day(desk)),
        unschemed=tuple(polls_without_stations(desk.authority_id, [poll.pk for poll in polls])),
        open_calls=calls["open"],
        calls=calls["n"],
        open_incidents=incidents["n"],
        stopping=incidents["stops"],
        visits=visits["n"],
        visited=visits["stations"],
        unacknowledged=late["waiting"],
        late_changes=late["n"],
        voters=sum(figures.values()),
        told=len(figures),
        boxes=board(desk, at=at),
        packing=tuple(packed(desk)),
        paper_pack=_paper_pack(desk),
    )


def _paper_pack(desk: AnyDesk) -> PaperPack | None:
    held = StoredFile.objects.filter(authority=desk.authority_id, kind=PAPER_PACK, removed_at__isnull=True)
    newest = held.filter(name=paper_pack_name(desk)).order_by("-pk").first()
    return PaperPack(newest.token, newest.made_at) if newest else None


def paper_pack_name(desk: AnyDesk) -> str:
    """Return the name of the file of a desk's pack on paper."""
    return f"polling-day-{desk.day}-{desk.reference}.pdf"
