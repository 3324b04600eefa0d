"""The accounts of ballot papers of a day: of every contest at every station, entered or still to come (B-39)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from pollwright.pages.tables import Page, TableRequest, Total
from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.polling_day.queries.short_lists import in_asked_order
from pollwright.polling_day.queries.stations_of_day import TAKEN, polls_of_day
from pollwright.refusals import NotFound

_ACCOUNTS = """
WITH told AS (SELECT DISTINCT ON (station_id) station_id, voters FROM polling_day_turnout WHERE desk_id = %(desk)s
    ORDER BY station_id, hour DESC),
present AS (SELECT station_id, sum(in_person)::int AS many FROM stations_allotment
    WHERE authority_id = %(authority)s AND (%(station)s::bigint IS NULL OR station_id = %(station)s) GROUP BY 1)
SELECT row_number() OVER (ORDER BY sc.reference, st.number, c.reference), sc.reference, st.number, v.name, c.reference,
    c.name, sum(a.in_person)::int, k.entrusted, k.issued, k.unused, k.spoilt, k.tendered, k.entered_at, k.entered_by,
    coalesce(k.invented, FALSE), CASE WHEN sum(a.in_person) = min(h.many) THEN min(t.voters) END, st.id
FROM elections_poll p
JOIN elections_contest c ON c.poll_id = p.id AND c.state = ANY(%(taken)s)
JOIN stations_scheme sc ON sc.state = 'adopted' AND sc.authority_id = p.authority_id
    AND (sc.poll_id = p.id OR sc.combination_id = p.combination_id)
JOIN stations_allotment a ON a.scheme_id = sc.id AND (%(station)s::bigint IS NULL OR a.station_id = %(station)s)
JOIN stations_station st ON st.id = a.station_id
JOIN stations_venue v ON v.id = st.venue_id
JOIN places_districtarea l ON l.district_id = a.district_id AND l.area_id = c.area_id AND l.valid_from <= p.day
    AND (l.valid_to IS NULL OR l.valid_to > p.day)
JOIN present h ON h.station_id = st.id
LEFT JOIN told t ON t.station_id = st.id
LEFT JOIN polling_day_paperaccount k ON k.desk_id = %(desk)s AND k.station_id = st.id AND k.contest_id = c.id
WHERE p.id = ANY(%(polls)s) AND p.authority_id = %(authority)s
GROUP BY sc.reference, st.id, v.id, c.id, k.id ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """The account of a contest at a station; its figures are None before it is entered.

    :param in_person: who may vote in the contest there in person.
    :param told: voters whom the station told last, where all of them vote in the contest: as many papers were issued.
    """

    id: int
    scheme: str
    number: int
    venue_name: str
    contest: str
    contest_name: str
    in_person: int
    entrusted: int | None
    issued: int | None
    unused: int | None
    spoilt: int | None
    tendered: int | None
    entered_at: datetime | None
    entered_by: str | None
    invented: bool
    told: int | None
    station_id: int

    @property
    def station(self) -> str:
        """How the station is written."""
        return f"{self.number} {self.venue_name}"

    @property
    def difference(self) -> int | None:
        """Papers issued less voters told; None where either is not known."""
        return None if self.issued is None or self.told is None else self.issued - self.told


def every_account(desk: AnyDesk, station_id: int | None = None) -> list[AccountRow]:
    """Return the account of every contest at every station of a day, or at one station."""
    polls = [poll.pk for poll in polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal)]
    given: dict[str, Any] = {
        "authority": desk.authority_id,
        "desk": desk.pk,
        "polls": polls,
        "station": station_id,
        "taken": [state.value for state in TAKEN],
    }
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNTS, given)
        return [AccountRow(*row) for row in cursor.fetchall()]


def accounts_of_station(desk: AnyDesk, station_id: int) -> list[AccountRow]:
    """Return the accounts of one station, by contest."""
    return every_account(desk, station_id)


def account_at(desk: AnyDesk, station_id: int, contest: str) -> AccountRow:
    """Return the account of a contest at a station.

    :raises NotFound: where the contest is not taken there.
    """
    for row in every_account(desk, station_id):
        if row.contest == contest:
            return row
    raise NotFound(kind="ballot paper account", reference=contest)


def accounts_page(rows: list[AccountRow], asked: TableRequest) -> Page[AccountRow]:
    """Return the accounts that are asked for, in the order that is asked for: all on one page."""
    words = asked.search.casefold().split()
    entered, differs = asked.filters.get("entered"), asked.filters.get("differs")
    found = [
        row
        for row in rows
        if all(word in f"{row.station} {row.contest_name} {row.contest}".casefold() for word in words)
        and (entered is None or (row.issued is not None) is entered)
        and (differs is None or bool(row.difference) is differs)
    ]
    return Page(asked, in_asked_order(found, asked), None, None, Total(len(found)))
