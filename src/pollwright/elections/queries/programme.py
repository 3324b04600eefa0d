"""The programme of polls: what falls in each week to come, which polls meet, and which ordinary elections are due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.queries.contests_before import PARTS, ordinary_polls
from pollwright.elections.queries.owed import dated_steps, dated_tasks
from pollwright.elections.states import ENDED
from pollwright.law.nations import Nation
from pollwright.law.ordinary_elections import next_ordinary, term_of
from pollwright.law.sources import Source
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.places.models import DistrictArea

AHEAD_WEEKS = 52
NEAR_DAYS = 28
"""Polls in one place that are no further apart share their weeks of cards, postal votes and stations."""


@dataclass(slots=True)
class WeekRow:
    """A week with something in it, from its Monday.

    :cvar polls: polls held in it, and `seats` what they fill; `polling` the days, soonest first.
    :cvar nominations: contests whose nomination papers can be delivered in it for the last time.
    :cvar steps: steps of timetables whose last day lies in it and which are not done, one for all polls of a polling day.
    :cvar tasks: other tasks of polls that are due in it and not done.
    """

    begins: date
    polls: int = 0
    seats: int = 0
    polling: tuple[date, ...] = ()
    nominations: int = 0
    steps: int = 0
    tasks: int = 0

    @property
    def work(self) -> int:
        """How much falls in the week: steps and tasks together."""
        return self.steps + self.tasks


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two polls, or polls taken together, that meet: in which districts, and what of one falls on the other's polling day.

    :cvar references: of the first poll of each, with its title in `titles`; `polls` says how many are taken together.
    """

    references: tuple[str, str]
    titles: tuple[str, str]
    polls: tuple[int, int]
    days: tuple[date, date]
    districts: int
    nominations_close: bool


@dataclass(frozen=True, slots=True)
class OrdinaryRow:
    """The next ordinary elections of a kind that fall due together: of one body, or of many parishes.

    :cvar bodies: how many; `body` names the one, or is blank.
    :cvar last: when they were last elected; None of what is called for the first time here.
    :cvar called: for how many of them a poll of that day, or later, is called.
    """

    kind: str
    nation: str
    body: str
    bodies: int
    last: date | None
    due: date
    seats: int
    called: int
    source: Source

    @property
    def key(self) -> str:
        """What tells the row from others that fall due on the same day."""
        return f"{self.kind} {self.nation} {self.body} {self.last}"


@dataclass(frozen=True, slots=True)
class _Unit:
    """Polls taken together, or a poll alone."""

    reference: str
    title: str
    polls: int
    day: date
    ids: frozenset[int]


def weeks(authority_id: int, *, on: date) -> list[WeekRow]:
    """Return the weeks from the present one on in which something of live polls falls, soonest first."""
    first = on - timedelta(days=on.weekday())
    last = first + timedelta(weeks=AHEAD_WEEKS) - timedelta(days=1)
    found: dict[date, WeekRow] = {}

    def week(day: date) -> WeekRow:
        begins = max(day - timedelta(days=day.weekday()), first)
        return found.setdefault(begins, WeekRow(begins))

    for step in dated_steps(authority_id, first=first, last=last):
        week(step.on).steps += step.still_open > 0
    for task in dated_tasks(authority_id, first=first, last=last):
        week(task.on).tasks += task.done_on is None
    for day, contests in _nominations(authority_id, first, last):
        week(day).nominations += contests
    for day, polls, seats in _polling_days(authority_id, first, last):
        row = week(day)
        row.polls, row.seats, row.polling = row.polls + polls, row.seats + seats, (*row.polling, day)
    return sorted(found.values(), key=lambda row: row.begins)


def meetings(authority_id: int, *, on: date) -> list[Meeting]:
    """Return which live polls to come are near each other in one place without being taken together, soonest first."""
    units = _units(authority_id, on)
    near = [pair for pair in combinations(units, 2) if (pair[1].day - pair[0].day).days <= NEAR_DAYS]
    if not near:
        return []
    wanted = {poll for pair in near for unit in pair for poll in unit.ids}
    districts, closing = _districts(authority_id, wanted), _closing(authority_id, wanted)
    met = (_meeting(one, other, districts, closing) for one, other in near)
    return [meeting for meeting in met if meeting.districts or meeting.nominations_close]


def ordinary_elections(authority_id: int, *, on: date) -> list[OrdinaryRow]:
    """Return the ordinary elections that fall due next by what was held here, soonest first; parishes of a day are one row."""
    held: dict[tuple[Kind, Nation, str], list[_Held]] = defaultdict(list)
    polls = (
        ordinary_polls(authority_id)
        .values_list("kind", "nation", "body_slug", "body", "day", "seats_of")
        .annotate(filled=Sum("contests__seats"))
        .order_by("day", "pk")
    )
    for kind, nation, slug, body, day, seats_of, filled in polls:
        held[Kind(kind), Nation(nation), slug].append(_Held(body, day, seats_of, filled or 0))
    rows = (_due(kind, nation, of_body, on) for (kind, nation, _slug), of_body in held.items())
    return sorted(_gathered(row for row in rows if row), key=lambda row: (row.due, row.kind, row.body))


@dataclass(frozen=True, slots=True)
class _Held:
    """An ordinary election of a body, held or called."""

    body: str
    day: date
    seats_of: str
    seats: int


def _due(kind: Kind, nation: Nation, polls: list[_Held], on: date) -> OrdinaryRow | None:
    """Return when a body is elected next: on the day that is called, else when its term ends; None of what has no term."""
    term = term_of(kind, nation)
    past = [poll for poll in polls if poll.day < on]
    coming = [poll for poll in polls if poll.day >= on]
    if term is None:
        return None
    last, last_day = polls[len(past) - 1 if past else 0], past[-1].day if past else None
    if coming:
        return OrdinaryRow(kind, nation, last.body, 1, last_day, coming[0].day, coming[0].seats, 1, term.source)
    due = next_ordinary(term, {poll.day.year for poll in past}, parts=PARTS.get(last.seats_of, 1))
    return OrdinaryRow(kind, nation, last.body, 1, last_day, due, last.seats, 0, term.source)


def _gathered(rows: Iterable[OrdinaryRow]) -> Iterable[OrdinaryRow]:
    """Yield rows, those of parishes that were elected and fall due on the same days as one."""
    together: dict[tuple[str, str, date | None, date], list[OrdinaryRow]] = defaultdict(list)
    for row in rows:
        if row.kind == Kind.PARISH:
            together[row.kind, row.nation, row.last, row.due].append(row)
        else:
            yield row
    for same in together.values():
        seats, called = sum(row.seats for row in same), sum(row.called for row in same)
        body = same[0].body if len(same) == 1 else ""
        yield replace(same[0], body=body, bodies=len(same), seats=seats, called=called)


def _nominations(authority_id: int, first: date, last: date) -> Iterable[tuple[date, int]]:
    """Return for how many contests the delivery of nomination papers ends, by day."""
    return (
        PollStep.objects.filter(authority=authority_id, step=Step.NOMINATIONS_CLOSE, poll__rehearsal=False)
        .exclude(poll__state__in=ENDED)
        .annotate(last=Coalesce("latest", "on"))
        .filter(last__gte=first, last__lte=last)
        .values_list("last")
        .annotate(many=Count("poll__contests"))
        .order_by("last")
    )


def _polling_days(authority_id: int, first: date, last: date) -> Iterable[tuple[date, int, int]]:
    """Return how many polls are held and how many seats are filled, by day."""
    return (
        Poll.objects.filter(authority=authority_id, rehearsal=False, day__gte=first, day__lte=last)
        .exclude(state__in=ENDED)
        .values_list("day")
        .annotate(polls=Count("pk", distinct=True), seats=Coalesce(Sum("contests__seats"), 0))
        .order_by("day")
    )


def _units(authority_id: int, on: date) -> list[_Unit]:
    """Return the polls to come, those taken together as one, soonest first."""
    units: dict[tuple[str, int], list[tuple[int, str, str, date]]] = defaultdict(list)
    polls = (
        Poll.objects.filter(
            authority=authority_id, rehearsal=False, day__gte=on, day__lte=on + timedelta(weeks=AHEAD_WEEKS)
        )
        .exclude(state__in=ENDED)
        .order_by("day", "reference")
        .values_list("pk", "reference", "title", "day", "combination")
    )
    for pk, reference, title, day, combination in polls:
        units[("together", combination) if combination else ("alone", pk)].append((pk, reference, title, day))
    return [_unit(held) for held in units.values()]


def _unit(held: list[tuple[int, str, str, date]]) -> _Unit:
    _pk, reference, title, day = held[0]
    return _Unit(reference, title, len(held), day, frozenset(one[0] for one in held))


def _districts(authority_id: int, polls: Iterable[int]) -> dict[int, set[int]]:
    """Return the polling districts in which each poll is held."""
    found: dict[int, set[int]] = defaultdict(set)
    areas: dict[int, set[int]] = defaultdict(set)
    for poll, area in Contest.objects.filter(authority=authority_id, poll__in=polls, area__isnull=False).values_list(
        "poll", "area"
    ):
        areas[area].add(poll)
    held = DistrictArea.objects.filter(authority=authority_id, area__in=areas, valid_to__isnull=True)
    for area, district in held.values_list("area", "district"):
        for poll in areas[area]:
            found[poll].add(district)
    return found


def _closing(authority_id: int, polls: Iterable[int]) -> dict[int, date]:
    """Return the day on which the delivery of nomination papers ends for each poll."""
    held = PollStep.objects.filter(authority=authority_id, poll__in=polls, step=Step.NOMINATIONS_CLOSE)
    return {poll: last for poll, last in held.values_list("poll", Coalesce("latest", "on")) if last}


def _meeting(one: _Unit, other: _Unit, districts: dict[int, set[int]], closing: dict[int, date]) -> Meeting:
    here, there = (set().union(*(districts[poll] for poll in unit.ids)) for unit in (one, other))
    closes = any(closing.get(poll) == one.day for poll in other.ids) or any(
        closing.get(poll) == other.day for poll in one.ids
    )
    return Meeting(
        (one.reference, other.reference),
        (one.title, other.title),
        (one.polls, other.polls),
        (one.day, other.day),
        len(here & there),
        closes,
    )
