"""What is due of staff files and single points of failure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from pollwright.people.models import Appraisal, Check, Employee, Holding, SinglePoint, Skill, SkillHeld
from pollwright.people.states import COMPETENT, Basis, PointState

FIRST_DAYS = 28
"""How many days after they begin somebody is to have done the mandatory training; no rule of law, the office's own."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something due: what, of which staff file or single point, its number, the day, and of what in words."""

    what: str
    reference: str
    number: int
    on: date
    about: str = ""


def due_dates(authority_id: int, *, last: date, on: date) -> Iterator[Due]:
    """Yield everything that is due by `last` and still open on `on`."""
    of = {"authority": authority_id}
    staying = _staying("employee__", on)
    whose = ("employee__reference", "pk")
    lasting = SkillHeld.objects.filter(staying, **of, expires_on__lte=last, skill__retired=False)
    yield from _dated("training", lasting, *whose, "expires_on", "skill__name")
    yield from _missing(authority_id, last, on)
    checks = newest_checks(authority_id, on).filter(due_on__lte=last)
    yield from _dated("check", checks, *whose, "due_on", "kind")
    appraisals = Appraisal.objects.filter(staying, **of, held_on__isnull=True, due_on__lte=last)
    yield from _dated("appraisal", appraisals, *whose, "due_on")
    ending = Holding.objects.filter(staying, **of, ends_on__gte=on, ends_on__lte=last)
    yield from _dated("holding", ending.exclude(basis=Basis.SUBSTANTIVE), *whose, "ends_on", "post__title")
    points = SinglePoint.objects.filter(**of, state=PointState.OPEN, review_on__lte=last)
    yield from _dated("point", points, "reference", "pk", "review_on", "title")


def _dated(what: str, held: QuerySet, *fields: str) -> Iterator[Due]:
    for row in held.order_by("pk").values_list(*fields):
        yield Due(what, *row)


def newest_checks(authority_id: int, on: date) -> QuerySet[Check]:
    """Return the newest check of each kind of everybody who has not left."""
    same = Check.objects.filter(authority=authority_id, employee=OuterRef("employee"), kind=OuterRef("kind"))
    newest = Subquery(same.order_by("-done_on", "-pk").values("pk")[:1])
    held = Check.objects.filter(_staying("employee__", on), authority=authority_id, pk=newest)
    return held.order_by("due_on", "pk")


def missing_training(authority_id: int, on: date) -> list[tuple[Employee, Skill]]:
    """Return who has not done which mandatory training; who did it and must renew it is not missing."""
    wanted = list(Skill.objects.filter(authority=authority_id, mandatory=True, retired=False).order_by("name"))
    done = set(
        SkillHeld.objects.filter(authority=authority_id, skill__mandatory=True, level__gte=COMPETENT).values_list(
            "employee_id", "skill_id"
        )
    )
    staff = Employee.objects.filter(_staying("", on), authority=authority_id).order_by("name", "pk")
    return [(one, skill) for one in staff for skill in wanted if (one.pk, skill.pk) not in done]


def _missing(authority_id: int, last: date, on: date) -> Iterator[Due]:
    for one, skill in missing_training(authority_id, on):
        day = one.started_on + timedelta(days=FIRST_DAYS)
        if day <= last:
            yield Due("missing", one.reference, skill.pk, day, skill.name)


def _staying(path: str, on: date) -> Q:
    return Q(**{f"{path}left_on__isnull": True}) | Q(**{f"{path}left_on__gte": on})
