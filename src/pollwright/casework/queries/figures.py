"""What cases come to in numbers: CO03 with the requests behind it, and the statistics of a span of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, DateField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models import Case as Choose
from django.db.models import Value as Given

from pollwright.acting import Actor
from pollwright.casework.models import Case, CaseStage
from pollwright.casework.queries.cases import visible
from pollwright.casework.states import CaseKind, CaseState, OfficeKind, Satisfaction, Stage
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request behind CO03. `state` is in-time, late or unanswered."""

    id: int
    reference: str
    received_on: date
    first_due: date
    first_answered: date | None
    state: str


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The cases of one kind and office that were received in a span, and how they were answered."""

    kind: str
    office: str
    received: int
    in_hand: int
    answered: int
    in_time: int
    at_once: int
    days: float | None
    surveyed: int
    satisfied: int


def requests_counted(authority_id: int, first: date, last: date, *, on: date) -> tuple[int, int]:
    """Return how many requests of a span were answered in time, and how many there were (CO03, MM-L07).

    A request counts once: on the day of its answer where that is in time, else on the day on which it was due. Requests
    to an officer as such, and those that were not gone on with, are left out (MM-L05).
    """
    found = _counted(authority_id, first, last, on).aggregate(
        in_time=Count("pk", filter=Q(first_answered__lte=F("first_due"))), every=Count("pk")
    )
    return found["in_time"], found["every"]


def request_rows(authority_id: int, first: date, last: date, asked: TableRequest, *, on: date) -> Page[RequestRow]:
    """Return a page of the requests behind CO03."""
    held = _counted(authority_id, first, last, on)
    if asked.search:
        held = held.filter(reference__icontains=asked.search)
    if states := asked.filters.get("state"):
        held = held.filter(counted_as__in=list(states))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    named = ("pk", "reference", "received_on", "first_due", "first_answered", "counted_as")
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*named)[: asked.size + 1]
    return Page.gather(asked, [RequestRow(*row) for row in rows], total)


def figures(actor: Actor, first: date, last: date) -> list[KindFigures]:
    """Return the cases received in a span by kind and office, of those that the actor may see."""
    answered = Q(answered_on__isnull=False)
    held = (
        visible(actor)
        .filter(received_on__range=(first, last))
        .values("kind", "office")
        .annotate(
            received=Count("pk"),
            in_hand=Count("pk", filter=~Q(state=CaseState.CLOSED)),
            answered=Count("pk", filter=answered),
            in_time=Count("pk", filter=answered & (Q(due_on__isnull=True) | Q(answered_on__lte=F("due_on")))),
            once=Count("pk", filter=Q(at_once=True)),
            days=Avg(F("answered_on") - F("received_on"), filter=answered),
            surveyed=Count("pk", filter=Q(satisfaction__isnull=False)),
            satisfied=Count("pk", filter=Q(satisfaction__gte=Satisfaction.GOOD)),
        )
        .order_by("kind", "office")
    )
    return [
        KindFigures(
            row["kind"], row["office"], row["received"], row["in_hand"], row["answered"], row["in_time"], row["once"],
            row["days"].total_seconds() / 86_400 if row["days"] is not None else None,
            row["surveyed"], row["satisfied"],
        )
        for row in held
    ]  # fmt: skip


def volumes(actor: Actor, first: date, last: date) -> list[tuple[str, int]]:
    """Return how many cases came by each channel in a span (MM-L13)."""
    held = visible(actor).filter(received_on__range=(first, last))
    return list(held.values_list("channel").annotate(many=Count("pk")).order_by("-many", "channel"))


def _counted(authority_id: int, first: date, last: date, on: date) -> QuerySet[Any]:
    """Return the requests of a span up to a day, each with its first stage's days and how it counts."""
    earlier = CaseStage.objects.filter(case=OuterRef("pk"), stage=Stage.FIRST)
    held = Case.objects.filter(authority=authority_id, kind=CaseKind.FOI, office=OfficeKind.COUNCIL).annotate(
        first_due=Choose(
            When(stage=Stage.FIRST, then=F("due_on")), default=Subquery(earlier.values("due_on")[:1]),
            output_field=DateField(),
        ),
        first_answered=Choose(
            When(stage=Stage.FIRST, then=F("answered_on")), default=Subquery(earlier.values("answered_on")[:1]),
            output_field=DateField(),
        ),
    )  # fmt: skip
    in_time, open_still = Q(first_answered__lte=F("first_due")), Q(first_answered__isnull=True)
    left = open_still & Q(state=CaseState.CLOSED)
    return (
        held.exclude(left)
        .annotate(
            counted_on=Choose(When(in_time, then=F("first_answered")), default=F("first_due")),
            counted_as=Choose(
                When(in_time, then=Given("in-time")), When(open_still, then=Given("unanswered")), default=Given("late")
            ),
        )
        .filter(Q(in_time) | Q(first_due__lt=on), counted_on__range=(first, min(last, on)))
    )
