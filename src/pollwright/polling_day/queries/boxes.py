"""The box board: which boxes are in, which are missing, and which are late (handbook B-40).

What is expected comes from the adopted schemes, not from the boxes that somebody remembered to enter: a station without
a box counts as a missing one, and while a poll has no adopted scheme nobody can say that all are in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pollwright.pages.tables import Page, TableRequest, Total
from pollwright.polling_day.models import Box
from pollwright.polling_day.queries.desk_rows import AnyDesk, DeskRow, row_of
from pollwright.polling_day.queries.short_lists import in_asked_order
from pollwright.polling_day.queries.silence import heard
from pollwright.polling_day.queries.stations_of_day import polls_of_day, polls_without_stations, stations_of_day
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A box that is expected; `code` is blank where its station was never given one.

    :param silent: its station should have told its turnout by now and did not, and the box is not in.
    """

    code: str
    station: str
    number: int
    scheme: str
    venue_name: str
    box: int
    seals_out: str
    seals_in: str
    received_at: datetime | None
    received_by: str
    brought_by: str
    account: bool
    bags: int
    postal_packs: int
    note: str
    version: int
    late: bool
    silent: bool = False

    @property
    def state(self) -> str:
        """In, late or missing."""
        if self.received_at is not None:
            return "in"
        return "late" if self.late else "missing"

    @property
    def urgency(self) -> int:
        """Late boxes before those that are missing, and those that are in last."""
        return ("late", "missing", "in").index(self.state)

    @property
    def incomplete(self) -> bool:
        """Whether it came in without its ballot paper account."""
        return self.received_at is not None and not self.account


@dataclass(frozen=True, slots=True)
class Board:
    """Every box of the day, those that are missing first.

    :param unschemed: polls whose stations are not known, so that nobody knows what is missing.
    :param report_due: the last hour by which every station should have told its turnout.
    """

    rows: tuple[BoxRow, ...]
    unschemed: tuple[str, ...]
    due: datetime
    report_due: datetime | None

    @property
    def silent(self) -> tuple[str, ...]:
        """The stations, as they are written, that should have been heard of and were not."""
        return tuple(dict.fromkeys(row.station for row in self.rows if row.silent))

    @property
    def missing(self) -> tuple[BoxRow, ...]:
        """What has not come in."""
        return tuple(row for row in self.rows if row.received_at is None)

    @property
    def late(self) -> tuple[BoxRow, ...]:
        """What should have come in."""
        return tuple(row for row in self.rows if row.state == "late")

    @property
    def all_in(self) -> bool:
        """Whether every box of every station of every poll is in: never while one is missing or unknown."""
        return bool(self.rows) and not self.missing and not self.unschemed


def board(desk: AnyDesk, *, at: datetime) -> Board:
    """Return the board of a desk as it stands; a box whose station has left the scheme since is still expected."""
    polls = polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal)
    held: dict[int, list[Box]] = {}
    given = Box.objects.select_related("station__scheme", "station__venue").filter(
        authority=desk.authority_id, desk=desk.pk
    )
    for box in given.order_by("station", "number"):
        held.setdefault(box.station_id, []).append(box)
    late, told = at > desk.boxes_due_at, heard(desk, polls, at=at)
    rows: list[BoxRow] = []
    for station in stations_of_day(desk):
        for box in held.pop(station.id, []) or [Box(number=1)]:
            row = _row(box, station.label, station.number, station.scheme, station.venue_name, late=late)
            rows.append(replace(row, silent=row.received_at is None and told.silent(station.id)))
    for box in (box for left in held.values() for box in left):
        at_station = box.station
        label = f"{at_station.number} {at_station.venue.name}"
        scheme, venue = at_station.scheme.reference, at_station.venue.name
        rows.append(_row(box, label, at_station.number, scheme, venue, late=late))
    rows.sort(key=lambda row: (row.received_at is not None, row.scheme, row.number, row.box))
    unschemed = polls_without_stations(desk.authority_id, [poll.pk for poll in polls])
    return Board(tuple(rows), tuple(unschemed), desk.boxes_due_at, told.due)


def board_page(found: Board, asked: TableRequest) -> Page[BoxRow]:
    """Return the boxes of a board that are asked for: all on one page."""
    words = asked.search.casefold().split()
    states, silent = asked.filters.get("state"), asked.filters.get("silent")
    rows = [
        row
        for row in found.rows
        if all(word in f"{row.code} {row.station}".casefold() for word in words)
        and (not states or row.state in states)
        and (silent is None or row.silent is silent)
    ]
    return Page(asked, in_asked_order(rows, asked), None, None, Total(len(rows)))


def box_facts(authority_id: int, code: str) -> tuple[BoxRow, DeskRow, int]:
    """Return one box with its desk and its id.

    :raises NotFound: where the authority has none of that code.
    """
    held = Box.objects.select_related("desk", "station__scheme", "station__venue")
    box = held.filter(authority=authority_id, code=code).first()
    if box is None:
        raise NotFound(kind="ballot box", reference=code)
    at = box.station
    label = f"{at.number} {at.venue.name}"
    return _row(box, label, at.number, at.scheme.reference, at.venue.name, late=False), row_of(box.desk), box.pk


def _row(box: Box, station: str, number: int, scheme: str, venue_name: str, *, late: bool) -> BoxRow:
    return BoxRow(
        box.code,
        station,
        number,
        scheme,
        venue_name,
        box.number,
        box.seals_out,
        box.seals_in,
        box.received_at,
        box.received_by,
        box.brought_by,
        box.account,
        box.bags,
        box.postal_packs,
        box.note,
        box.version,
        late,
    )
