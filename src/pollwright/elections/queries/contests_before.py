"""What was contested last time: the start of the next ordinary election of the kind.

Councillors of a principal council sit for four years, and a council elects them all at once, by halves or by thirds (LGA
1972 s 7; Local Government and Public Involvement in Health Act 2007 Part 2). So the seats due at an election by thirds or
halves are those filled four years before; after an election of the whole council, a third or a half of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from pollwright.elections.models import Contest, Poll
from pollwright.elections.states import ENDED, SeatsOf
from pollwright.law.ordinary_elections import COUNCILLORS
from pollwright.law.poll_ids import slug
from pollwright.law.timetables.kinds import Kind

TERM = COUNCILLORS.years
PARTS: dict[str, int] = {SeatsOf.HALVES: 2, SeatsOf.THIRDS: 3}


class Basis(StrEnum):
    """From what the seats due are drawn."""

    NOTHING = "nothing"
    SAME = "same"
    PART = "part"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class Due:
    """The seats due in each area, by kind and code such as `ward.E05000001`, with the day of the election they are of.

    :cvar basis: the same seats as then; a part of those of a whole council; or those of all elections of a cycle.
    """

    basis: Basis = Basis.NOTHING
    day: date | None = None
    seats: dict[str, int] = field(default_factory=dict)


def contests_before(authority_id: int, kind: Kind, *, day: date) -> list[tuple[str, int]]:
    """Return the area and the seats of each contest on the last ordinary polling day of a kind before a day.

    By-elections, rehearsals, and polls called in place of others are left out.
    """
    polls = _ordinary(authority_id, kind, day)
    last = polls.order_by("-day").values_list("day", flat=True).first()
    return [(code, seats) for _kind, code, seats in _contests(polls.filter(day=last))] if last else []


def seats_due(authority_id: int, kind: Kind, *, day: date, seats_of: SeatsOf, body: str) -> Due:
    """Return the seats due at an ordinary election of a kind, for a body, on a day."""
    polls = _ordinary(authority_id, kind, day)
    if kind in (Kind.LOCAL, Kind.PARISH):
        polls = polls.filter(body_slug=slug(body))
    if seats_of in PARTS:
        return _part_due(polls, day, PARTS[seats_of])
    last = polls.order_by("-day").first()
    if last is None:
        return Due()
    if last.seats_of in PARTS:
        cycle = polls.filter(day__year__gt=last.day.year - TERM)
        return Due(Basis.CYCLE, last.day, dict(_summed(cycle)))
    return Due(Basis.SAME, last.day, dict(_summed(polls.filter(day=last.day))))


def _part_due(polls: QuerySet[Poll], day: date, parts: int) -> Due:
    """Return the seats that were filled a term ago; where all were filled at once since, a part of those of each ward."""
    whole = polls.filter(seats_of=SeatsOf.WHOLE).order_by("-day").first()
    before = polls.filter(seats_of__in=PARTS, day__year=day.year - TERM).order_by("-day").first()
    if before is not None and (whole is None or whole.day < before.day):
        return Due(Basis.SAME, before.day, dict(_summed(polls.filter(day=before.day))))
    if whole is None:
        return Due()
    found = _summed(polls.filter(day=whole.day))
    return Due(Basis.PART, whole.day, {area: max(1, round(seats / parts)) for area, seats in found.items()})


def ordinary_polls(authority_id: int) -> QuerySet[Poll]:
    """Return the ordinary polls that were held or are called: no by-elections, rehearsals, or polls in place of others."""
    held = Poll.objects.filter(authority=authority_id, by_election=False, rehearsal=False, replaces__isnull=True)
    return held.exclude(state__in=ENDED)


def _ordinary(authority_id: int, kind: Kind, day: date) -> QuerySet[Poll]:
    return ordinary_polls(authority_id).filter(kind=kind, day__lt=day)


def _contests(polls: QuerySet[Poll]) -> Iterable[tuple[str, str, int]]:
    held = Contest.objects.filter(poll__in=polls, area__isnull=False).order_by("area__code", "pk")
    return held.values_list("area__kind", "area__code", "seats")


def _summed(polls: QuerySet[Poll]) -> Counter[str]:
    found: Counter[str] = Counter()
    for kind, code, seats in _contests(polls):
        found[f"{kind}.{code}"] += seats
    return found


@dataclass(frozen=True, slots=True)
class KnownCouncil:
    """What the polls that are held here say of a council; blank, None and nought where they say nothing.

    :cvar body: its short name; `ordinary_on` the day of its next ordinary election; `members` its seats.
    """

    body: str = ""
    ordinary_on: date | None = None
    members: int = 0


def council_known(authority_id: int, kind: Kind, *, on: date) -> KnownCouncil:
    """Return what is known of the council that elects by a kind of poll; of parishes, of which there are many, the day."""
    held = Poll.objects.filter(authority=authority_id, kind=kind, by_election=False, rehearsal=False)
    held = held.exclude(state__in=ENDED)
    coming = held.filter(day__gte=on).order_by("day").first()
    ordinary_on = coming.day if coming else None
    latest = held.order_by("-day").first()
    if kind is Kind.PARISH or latest is None:
        return KnownCouncil(ordinary_on=ordinary_on)
    whole = seats_due(authority_id, kind, day=date.max, seats_of=SeatsOf.WHOLE, body=latest.body)
    return KnownCouncil(latest.body, ordinary_on, sum(whole.seats.values()))
