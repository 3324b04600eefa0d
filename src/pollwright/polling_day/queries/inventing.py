"""The stations of a day as an invented day begins: who votes there in which contests, and with how many papers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import connection

from pollwright.polling_day.invented import Part, Place
from pollwright.polling_day.models import Box, PaperAccount, PaperRange, Turnout
from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.polling_day.queries.stations_of_day import TAKEN, polls_of_day, stations_of_day
from pollwright.polling_day.states import PaperKind

_PARTS = """
SELECT a.station_id, a.district_id, a.in_person, coalesce(array_agg(DISTINCT c.id) FILTER (WHERE c.id IS NOT NULL), '{}')
FROM (SELECT station_id, scheme_id, district_id, sum(in_person)::int AS in_person FROM stations_allotment
    WHERE authority_id = %(authority)s AND station_id = ANY(%(stations)s) GROUP BY 1, 2, 3) a
JOIN stations_scheme sc ON sc.id = a.scheme_id
JOIN elections_poll p ON p.id = ANY(%(polls)s) AND (p.id = sc.poll_id OR p.combination_id = sc.combination_id)
LEFT JOIN places_districtarea l ON l.district_id = a.district_id AND l.valid_from <= p.day
    AND (l.valid_to IS NULL OR l.valid_to > p.day)
LEFT JOIN elections_contest c ON c.poll_id = p.id AND c.area_id = l.area_id AND c.state = ANY(%(taken)s)
GROUP BY a.station_id, a.district_id, a.in_person ORDER BY a.station_id, a.district_id
"""


@dataclass(frozen=True, slots=True)
class Open:
    """A station of the day, with its parts; its papers are counted once all have some.

    :param order: the place of its scheme among those of the day, which another rehearsal of it has too.
    """

    id: int
    order: int
    scheme: str
    number: int
    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        """Scheme and number."""
        return f"{self.scheme}/{self.number}"

    def in_person(self, contest: int) -> int:
        """How many may vote in a contest here in person."""
        return sum(part.in_person for part in self.parts if contest in part.contests)

    @property
    def contests(self) -> set[int]:
        """Those that are taken here."""
        return {contest for part in self.parts for contest in part.contests}


def open_stations(desk: AnyDesk) -> list[Open]:
    """Return every station of a desk's day by scheme and number, with its electors in person by district."""
    polls = [poll.pk for poll in polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal)]
    stations = stations_of_day(desk)
    parts: dict[int, list[Part]] = defaultdict(list)
    given: dict[str, Any] = {
        "authority": desk.authority_id,
        "stations": [one.id for one in stations],
        "polls": polls,
        "taken": [state.value for state in TAKEN],
    }
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, given)
        for station, _district, in_person, contests in cursor.fetchall():
            parts[station].append(Part(in_person, tuple(contests)))
    schemes = list(dict.fromkeys(one.scheme for one in stations))
    return [Open(one.id, schemes.index(one.scheme), one.scheme, one.number, tuple(parts[one.id])) for one in stations]


def papers_of_day(desk: AnyDesk) -> dict[tuple[int, int, str], int]:
    """Return how many papers each station has, by station, contest and kind."""
    held = PaperRange.objects.filter(desk=desk.pk, taken_back_at__isnull=True)
    found: dict[tuple[int, int, str], int] = defaultdict(int)
    for station, contest, kind, first, last in held.values_list("station", "contest", "kind", "first", "last"):
        found[(station, contest, kind)] += last - first + 1
    return found


def last_numbers(contests: set[int]) -> dict[tuple[int, str], int]:
    """Return the highest number that was issued in each contest, by contest and kind."""
    held = PaperRange.objects.filter(contest__in=contests, taken_back_at__isnull=True).order_by("last")
    return {(contest, kind): last for contest, kind, last in held.values_list("contest", "kind", "last")}


def place_of(station: Open, papers: dict[tuple[int, int, str], int]) -> Place:
    """Return a station as an invented day begins; it is known by its place among the schemes of the day and its number."""
    counted = {
        kind: {contest: papers.get((station.id, contest, kind), 0) for contest in station.contests}
        for kind in (PaperKind.ORDINARY, PaperKind.TENDERED)
    }
    return Place(
        f"{station.order}/{station.number}", station.parts, counted[PaperKind.ORDINARY], counted[PaperKind.TENDERED]
    )


def anything_logged(desk: AnyDesk) -> bool:
    """Return whether turnout, an account or the receipt of a box stands at a desk already."""
    return (
        Turnout.objects.filter(desk=desk.pk).exists()
        or PaperAccount.objects.filter(desk=desk.pk).exists()
        or Box.objects.filter(desk=desk.pk, received_at__isnull=False).exists()
    )
