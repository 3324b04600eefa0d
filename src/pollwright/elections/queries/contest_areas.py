"""The areas in which a poll of a kind can have contests on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pollwright.elections.models import Contest
from pollwright.elections.states import AREAS_OF, ENDED
from pollwright.law.timetables.kinds import Kind
from pollwright.places.models import Area
from pollwright.places.states import AreaKind


@dataclass(frozen=True, slots=True)
class ContestArea:
    """An area in force on the day of a poll; `body` is the parish of a parish ward."""

    id: int
    kind: str
    code: str
    name: str
    name_cy: str
    body: str

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.kind}.{self.code}"


def areas_for(authority_id: int, kind: Kind, *, day: date) -> list[ContestArea]:
    """Return the areas in force on a day in which a poll of a kind can have contests, by kind and name."""
    rows = (
        Area.objects.filter(authority=authority_id, kind__in=AREAS_OF[kind], valid_from__lte=day)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
        .order_by("kind", "name", "code", "pk")
        .values_list("pk", "kind", "code", "name", "name_cy", "parent__name")
    )
    return [ContestArea(*row[:5], body=(row[5] if row[1] == AreaKind.PARISH_WARD else None) or row[3]) for row in rows]


def already_called(authority_id: int, kind: Kind, areas: Sequence[tuple[int, str]], *, day: date) -> list[str]:
    """Return the names of those areas that have a live contest of the kind, with the same question, on the day already.

    :param areas: areas, each with the question that is put there, "" where people are elected.
    """
    same = Q()
    for question in sorted({question for _area, question in areas}):
        same |= Q(question=question, area__in=[area for area, asked in areas if asked == question])
    return list(
        Contest.objects.filter(
            same,
            authority=authority_id,
            area__in=[area for area, _question in areas],
            poll__kind=kind,
            poll__day=day,
            poll__rehearsal=False,
        )
        .exclude(poll__state__in=ENDED)
        .order_by("name", "pk")
        .values_list("name", flat=True)
    )
