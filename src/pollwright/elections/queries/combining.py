"""Polls of a day as the law of combined polls takes them, and what it says of them (C-01 to C-07)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Q

from pollwright.elections.models import Combination, Contest, Poll
from pollwright.elections.states import ENDED
from pollwright.law.combination import CombinedPoll, Pair, Together, pair
from pollwright.law.timetables.kinds import Kind
from pollwright.places.models import DistrictArea
from pollwright.places.states import AreaKind
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class DayPoll:
    """A poll of a day that may be combined."""

    reference: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class PairRule:
    """What the law has for polls of two kinds, for how many pairs of a day."""

    one: str
    other: str
    together: Together
    says: str
    source: str
    pairs: int


@dataclass(frozen=True, slots=True)
class CombinationFacts:
    """Polls taken together."""

    id: int
    reference: str
    day: date
    lead: str
    lead_title: str
    lead_reason: str
    functions: tuple[str, ...]
    version: int
    rehearsal: bool
    polls: tuple[DayPoll, ...]
    poll_ids: tuple[int, ...]


def polls_of_day(authority_id: int, day: date, *, rehearsal: bool) -> list[DayPoll]:
    """Return the polls of a day that are not combined yet, live or rehearsed, by reference."""
    rows = (
        Poll.objects.filter(authority=authority_id, day=day, rehearsal=rehearsal, combination__isnull=True)
        .exclude(state__in=ENDED)
        .order_by("reference")
        .values_list("reference", "title", "kind")
    )
    return [DayPoll(*row) for row in rows]


def as_the_law_has_them(authority_id: int, polls: Sequence[Poll]) -> list[CombinedPoll]:
    """Return polls with the polling districts in which they are held, in one query over all of them."""
    areas: dict[int, set[int]] = defaultdict(set)
    counties: set[int] = set()
    for poll_id, area_id, kind in Contest.objects.filter(authority=authority_id, poll__in=polls).values_list(
        "poll", "area", "area__kind"
    ):
        areas[poll_id].add(area_id)
        if kind == AreaKind.DIVISION:
            counties.add(poll_id)
    districts = _districts(authority_id, {area for held in areas.values() for area in held}, polls)
    return [
        CombinedPoll(
            poll.reference,
            Kind(poll.kind),
            poll.day,
            frozenset(district for area in areas[poll.pk] for district in districts[area]),
            ordinary=not poll.by_election,
            county=poll.pk in counties,
        )
        for poll in polls
    ]


def rules_between(polls: Iterable[CombinedPoll]) -> list[PairRule]:
    """Return what the law has for every two polls, those of the same kinds and rule in one row."""
    found: Counter[tuple[str, str, Together, str, str]] = Counter()
    for one, other in combinations(polls, 2):
        held: Pair = pair(one, other)
        kinds = sorted((one.kind.value, other.kind.value))
        working = held.workings[0]
        found[(kinds[0], kinds[1], held.together, working.says, working.source.describe())] += 1
    return [PairRule(*row, pairs=many) for row, many in sorted(found.items())]


def rules_of_day(authority_id: int, day: date, *, rehearsal: bool) -> list[PairRule]:
    """Return what the law has for the polls of a day."""
    polls = Poll.objects.filter(authority=authority_id, day=day, rehearsal=rehearsal).exclude(state__in=ENDED)
    return rules_between(as_the_law_has_them(authority_id, list(polls.order_by("reference"))))


def combination_facts(authority_id: int, reference: str) -> CombinationFacts:
    """Return polls taken together.

    :raises NotFound: where the authority has no combination of that reference.
    """
    held = Combination.objects.select_related("lead").filter(authority=authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="combination", reference=reference)
    rows = list(held.polls.order_by("reference").values_list("pk", "reference", "title", "kind", "rehearsal"))
    return CombinationFacts(
        held.pk,
        held.reference,
        held.day,
        held.lead.reference if held.lead else "",
        held.lead.title if held.lead else "",
        held.lead_reason,
        tuple(held.functions),
        held.version,
        any(row[4] for row in rows),
        tuple(DayPoll(*row[1:4]) for row in rows),
        tuple(row[0] for row in rows),
    )


def _districts(authority_id: int, area_ids: set[int], polls: Sequence[Poll]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    if not polls:
        return found
    day = polls[0].day
    rows = DistrictArea.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), authority=authority_id, area__in=area_ids, valid_from__lte=day
    ).values_list("area_id", "district_id")
    for area_id, district_id in rows:
        found[area_id].add(str(district_id))
    return found
