"""The stations and the polls of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import connection

from pollwright.elections.models import Poll
from pollwright.elections.states import ENDED, ContestState
from pollwright.law.conduct.at_the_poll import hours_of
from pollwright.law.nations import Nation
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind
from pollwright.polling_day.queries.desk_rows import AnyDesk
from pollwright.refusals import NotFound

WITHOUT_STATIONS = (Kind.BID,)
"""Polls that are taken by post alone."""
TAKEN = (ContestState.OPEN, ContestState.CONTESTED)


@dataclass(frozen=True, slots=True)
class StationOfDay:
    """A station of an adopted scheme of the day, with its electors as they were last counted."""

    id: int
    scheme: str
    scheme_id: int
    number: int
    title: str
    venue: str
    venue_name: str
    postcode: str
    districts: str
    electors: int
    in_person: int

    @property
    def key(self) -> str:
        """What stands for it in forms: two polls that are not combined may both have a station 1."""
        return f"{self.scheme}/{self.number}"

    @property
    def label(self) -> str:
        """How it is written."""
        return f"{self.number} {self.venue_name}"


_STATIONS = """
SELECT st.id, sc.reference, sc.id, st.number, sc.title, v.reference, v.name, v.postcode,
    coalesce(string_agg(DISTINCT d.code, ', ' ORDER BY d.code), ''), coalesce(sum(a.electors), 0)::int,
    coalesce(sum(a.in_person), 0)::int
FROM stations_station st
JOIN stations_scheme sc ON sc.id = st.scheme_id AND sc.state = 'adopted'
JOIN stations_venue v ON v.id = st.venue_id
LEFT JOIN stations_allotment a ON a.station_id = st.id
LEFT JOIN places_pollingdistrict d ON d.id = a.district_id
WHERE st.authority_id = %(authority)s AND EXISTS (SELECT 1 FROM elections_poll p WHERE p.id = ANY(%(polls)s)
    AND (p.id = sc.poll_id OR p.combination_id = sc.combination_id))
GROUP BY st.id, sc.id, v.id ORDER BY sc.reference, st.number
"""


def polls_of_day(authority_id: int, day: date, *, rehearsal: bool) -> list[Poll]:
    """Return the polls of a day at which stations open, in order of reference."""
    held = Poll.objects.filter(authority=authority_id, day=day, rehearsal=rehearsal).exclude(state__in=ENDED)
    taken = held.filter(contests__state__in=TAKEN).exclude(kind__in=WITHOUT_STATIONS)
    return list(taken.distinct().order_by("reference"))


def stations_of_day(desk: AnyDesk) -> list[StationOfDay]:
    """Return every station of the adopted schemes of a desk's polls, by scheme and number."""
    polls = [poll.pk for poll in polls_of_day(desk.authority_id, desk.day, rehearsal=desk.rehearsal)]
    return stations_of_polls(desk.authority_id, polls)


def stations_of_polls(authority_id: int, polls: list[int]) -> list[StationOfDay]:
    """Return every station of the adopted schemes of some polls, by scheme and number."""
    with connection.cursor() as cursor:
        cursor.execute(_STATIONS, {"authority": authority_id, "polls": polls})
        return [StationOfDay(*row) for row in cursor.fetchall()]


_UNSCHEMED = """
SELECT p.reference FROM elections_poll p WHERE p.id = ANY(%(polls)s) AND NOT EXISTS (
    SELECT 1 FROM stations_scheme sc WHERE sc.state = 'adopted' AND sc.authority_id = p.authority_id
    AND (sc.poll_id = p.id OR sc.combination_id = p.combination_id))
ORDER BY p.reference
"""


def polls_without_stations(authority_id: int, polls: list[int]) -> list[str]:
    """Return the references of polls whose scheme is not adopted, so that nobody knows their stations."""
    with connection.cursor() as cursor:
        cursor.execute(_UNSCHEMED, {"polls": polls})
        return [row[0] for row in cursor.fetchall()]


def hours_of_day(polls: list[Poll]) -> tuple[time, time]:
    """Return when the first station opens and the last one closes."""
    found = [hours_of(Kind(one.kind), Nation(one.nation), one.day, by_election=one.by_election) for one in polls]
    opens = min((each.opens for each in found if each.opens is not None), default=time(7))
    return opens, max((each.closes for each in found), default=time(22))


def closes_at(polls: list[Poll], day: date) -> datetime:
    """Return the moment at which the last station closes."""
    return datetime.combine(day, hours_of_day(polls)[1], tzinfo=LONDON)


def station_numbered(desk: AnyDesk, scheme: str, number: int) -> StationOfDay:
    """Return a station of the day.

    :raises NotFound: where no adopted scheme of the day has it.
    """
    for one in stations_of_day(desk):
        if (one.scheme, one.number) == (scheme, number):
            return one
    raise NotFound(kind="station", reference=f"{scheme}/{number}")
