"""Registers and risks as plain rows, for lists and for the rooms above that print them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.risks.models import Risk, RiskMeasure, RiskRegister
from pollwright.risks.states import MeasureKind, RiskState, SubjectKind


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A register in a list."""

    id: int
    reference: str
    title: str
    service: str
    period: str
    scheme: str
    subject_kind: str
    closed_on: date | None
    risks: int


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk in a list or a plan. `ref` is as typed; `score` and `level` only in the numeric scheme."""

    id: int
    reference: str
    ref: str
    title: str
    register: str
    register_title: str
    scheme: str
    topic: str
    reason: str
    owner: str | None
    owner_text: str
    state: str
    likelihood: str
    impact: str
    impacts: dict[str, str]
    score: int | None
    level: str
    treatment_required: bool | None
    last_review_on: date | None
    next_milestone_on: date | None
    next_review_on: date | None
    closed_on: date | None
    closed_text: str
    escalated_to: str
    version: int

    @property
    def owned_by(self) -> str:
        """Who looks after it: a person, or as it is typed."""
        return self.owner or self.owner_text


@dataclass(frozen=True, slots=True)
class Measure:
    """A control that is in place, or an action to be done by a day."""

    kind: str
    text: str
    owned_by: str
    due_on: date | None
    done_on: date | None


_REGISTER = ("pk", "reference", "title", "service", "period", "scheme", "subject_kind", "closed_on", "open_risks")
_RISK = (
    "pk", "reference", "ref", "title", "register__reference", "register__title", "register__scheme", "topic", "reason",
    "owner__name", "owner_text", "state", "likelihood", "impact", "impacts", "score", "level", "treatment_required",
    "last_review_on", "next_milestone_on", "next_review_on", "closed_on", "closed_text", "escalated_to", "version",
)  # fmt: skip


def registers(authority_id: int, asked: TableRequest) -> Page[RegisterRow]:
    """Return a page of registers; those closed or replaced only where they are asked for."""
    held = RiskRegister.objects.filter(authority=authority_id).filter(
        every_word(asked.search, ("title", "service", "period", "reference", "subject_reference"))
    )
    in_use = Q(closed_on__isnull=True, succeeded_by__isnull=True)
    held = held.exclude(in_use) if asked.filters.get("use") == "out" else held.filter(in_use)
    if kinds := asked.filters.get("kind"):
        held = held.filter(subject_kind__in=list(kinds))
    counted = held.annotate(open_risks=Count("risks", filter=~Q(risks__state=RiskState.CLOSED)))
    rows = keyset_queryset(counted, asked.order, asked.cursor).values_list(*_REGISTER)[: asked.size + 1]
    return Page.gather(asked, [RegisterRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def risks(authority_id: int, asked: TableRequest, *, on: date) -> Page[RiskRow]:
    """Return a page of the risks of all registers in use."""
    held = live(authority_id).filter(
        every_word(asked.search, ("title", "ref", "reference", "topic", "register__title", "owner__name", "owner_text"))
    )
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    if levels := asked.filters.get("level"):
        held = held.filter(level__in=list(levels))
    if look := asked.filters.get("look"):
        held = held.filter(pk__in=EXCEPTIONS[look](held, on).values("pk"))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_RISK)[: asked.size + 1]
    return Page.gather(asked, [RiskRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def risks_of(authority_id: int, register: str) -> list[RiskRow]:
    """Return all risks of the register of that reference, in its order."""
    held = Risk.objects.filter(authority=authority_id, register__reference=register).order_by("position", "pk")
    return [RiskRow(*row) for row in held.values_list(*_RISK)]


def risks_of_subjects(authority_id: int, kind: SubjectKind, subject_ids: Collection[int]) -> list[RiskRow]:
    """Return the risks that are not closed of the registers in use of several subjects, in the order of each register."""
    held = Risk.objects.filter(
        authority=authority_id,
        register__subject_kind=kind,
        register__subject_id__in=subject_ids,
        register__closed_on__isnull=True,
        register__succeeded_by__isnull=True,
    ).exclude(state=RiskState.CLOSED)
    return [RiskRow(*row) for row in held.order_by("register__pk", "position", "pk").values_list(*_RISK)]


def measures_of(authority_id: int, risk_ids: Collection[int]) -> dict[int, list[Measure]]:
    """Return the controls and the actions of several risks, by risk, the controls first."""
    held = RiskMeasure.objects.filter(authority=authority_id, risk__in=risk_ids).order_by("-kind", "due_on", "pk")
    found: dict[int, list[Measure]] = {}
    for each in held.select_related("owner"):
        owner = each.owner.name if each.owner else each.owner_text
        measure = Measure(each.kind, each.text, owner, each.due_on, each.done_on)
        found.setdefault(each.risk_id, []).append(measure)
    return found


def risks_linked_with(authority_id: int, kind: SubjectKind, reference: str) -> list[RiskRow]:
    """Return the risks of registers in use that are linked with something of a room above, by its reference."""
    held = live(authority_id).filter(links__kind=kind, links__subject_reference=reference).order_by("pk")
    return [RiskRow(*row) for row in held.values_list(*_RISK)]


def registers_of(authority_id: int, service: str) -> list[tuple[str, str, str]]:
    """Return reference, title and scheme of the registers in use of a service, for its plan."""
    held = RiskRegister.objects.filter(
        authority=authority_id, service=service, closed_on__isnull=True, succeeded_by__isnull=True
    )
    return list(held.order_by("pk").values_list("reference", "title", "scheme"))


def register_reference(authority_id: int, kind: SubjectKind, subject_id: int) -> str:
    """Return the reference of the register in use of what a room above names; blank where it has none."""
    held = RiskRegister.objects.filter(
        authority=authority_id, subject_kind=kind, subject_id=subject_id, succeeded_by__isnull=True
    )
    return held.order_by("closed_on", "-pk").values_list("reference", flat=True).first() or ""


def worst(authority_id: int, *, many: int = 10) -> list[RiskRow]:
    """Return the open risks with the highest scores, of registers scored in numbers (MM-I20)."""
    held = live(authority_id).filter(state=RiskState.OPEN, score__isnull=False).order_by("-score", "pk")[:many]
    return [RiskRow(*row) for row in held.values_list(*_RISK)]


def live(authority_id: int) -> QuerySet[Risk]:
    """Return the risks of registers in use that belong to no rehearsal."""
    return Risk.objects.filter(
        authority=authority_id,
        register__closed_on__isnull=True,
        register__succeeded_by__isnull=True,
        register__rehearsal=False,
    )


def overdue(held: QuerySet[Risk], on: date) -> QuerySet[Risk]:
    """Return those whose review was to be before a day (MM-I15)."""
    return held.filter(state=RiskState.OPEN, next_review_on__lt=on)


def without_owner(held: QuerySet[Risk], on: date) -> QuerySet[Risk]:
    """Return those that nobody looks after."""
    return held.filter(owner__isnull=True, owner_text="").exclude(state=RiskState.CLOSED)


def untreated(held: QuerySet[Risk], on: date) -> QuerySet[Risk]:
    """Return those that require treatment and have no open action (MM-I16)."""
    open_action = RiskMeasure.objects.filter(risk=OuterRef("pk"), kind=MeasureKind.ACTION, done_on__isnull=True)
    return held.filter(state=RiskState.OPEN, treatment_required=True).exclude(Exists(open_action))


def unscored(held: QuerySet[Risk], on: date) -> QuerySet[Risk]:
    """Return those without a score that counts."""
    return held.filter(likelihood="").exclude(state=RiskState.CLOSED)


def late_actions(held: QuerySet[Risk], on: date) -> QuerySet[Risk]:
    """Return those with an action that was to be done before a day."""
    late = RiskMeasure.objects.filter(risk=OuterRef("pk"), kind=MeasureKind.ACTION, done_on__isnull=True, due_on__lt=on)
    return held.exclude(state=RiskState.CLOSED).filter(Exists(late))


def escalated(held: QuerySet[Risk], on: date) -> QuerySet[Risk]:
    """Return those that were put before somebody higher."""
    return held.filter(state=RiskState.OPEN).exclude(escalated_to="")


def rising(held: QuerySet[Risk], on: date) -> QuerySet[Risk]:
    """Return those scored in numbers that stand above their target."""
    return held.filter(state=RiskState.OPEN, scores__kind="target", score__gt=F("scores__score"))


EXCEPTIONS = {
    "overdue": overdue,
    "unowned": without_owner,
    "untreated": untreated,
    "unscored": unscored,
    "late": late_actions,
    "escalated": escalated,
    "above": rising,
}
"""What may be looked for in the list of risks, by the name of the filter's choice."""


@dataclass(frozen=True, slots=True)
class Due:
    """What Today says of risks: reviews overdue, and actions late, of one person where one is asked for."""

    reviews: int
    actions: int


def due(authority_id: int, *, on: date) -> Due:
    """Return what is overdue in the registers in use, in one statement."""
    late = RiskMeasure.objects.filter(risk=OuterRef("pk"), kind=MeasureKind.ACTION, done_on__isnull=True, due_on__lt=on)
    found = (
        live(authority_id)
        .exclude(state=RiskState.CLOSED)
        .aggregate(
            reviews=Count("pk", filter=Q(state=RiskState.OPEN, next_review_on__lt=on)),
            actions=Count("pk", filter=Exists(late)),
        )
    )
    return Due(found["reviews"], found["actions"])


@dataclass(frozen=True, slots=True)
class Dated:
    """A risk, or an action of one, with what is due of it; `part` is the reference of the action."""

    reference: str
    title: str
    owner: str
    review_on: date | None
    milestone_on: date | None = None
    part: str = ""


def dated_risks(authority_id: int) -> list[Dated]:
    """Return the open risks of the registers in use that have a day ahead or overdue."""
    held = live(authority_id).filter(state=RiskState.OPEN)
    held = held.exclude(next_review_on__isnull=True, next_milestone_on__isnull=True).order_by("pk")
    fields = ("reference", "title", "owner__name", "owner_text", "next_review_on", "next_milestone_on")
    return [
        Dated(reference, title, owner or owner_text, review_on, milestone_on)
        for reference, title, owner, owner_text, review_on, milestone_on in held.values_list(*fields)
    ]


def dated_actions(authority_id: int) -> list[Dated]:
    """Return the actions that are not done of the risks in use that are not closed; their day is `review_on`."""
    in_use = live(authority_id).exclude(state=RiskState.CLOSED)
    held = RiskMeasure.objects.filter(
        authority=authority_id, risk__in=in_use, kind=MeasureKind.ACTION, done_on__isnull=True, due_on__isnull=False
    )
    fields = ("risk__reference", "text", "owner__name", "owner_text", "due_on", "reference")
    return [
        Dated(risk, text, owner or owner_text, due_on, part=part)
        for risk, text, owner, owner_text, due_on, part in held.order_by("pk").values_list(*fields)
    ]


@dataclass(frozen=True, slots=True)
class MeasureListed:
    """A control or an action in the list of all of them."""

    id: int
    reference: str
    risk: str
    risk_title: str
    register_title: str
    kind: str
    text: str
    owner: str | None
    owner_text: str
    due_on: date | None
    cost_pence: int | None
    effect: str
    done_on: date | None

    @property
    def owned_by(self) -> str:
        """Who sees to it: a person, or as typed."""
        return self.owner or self.owner_text


_MEASURE = (
    "pk", "reference", "risk__reference", "risk__title", "risk__register__title", "kind", "text", "owner__name",
    "owner_text", "due_on", "cost_pence", "effect", "done_on",
)  # fmt: skip


def measures(authority_id: int, asked: TableRequest, *, on: date) -> Page[MeasureListed]:
    """Return a page of the controls and actions of the registers in use."""
    held = RiskMeasure.objects.filter(authority=authority_id, risk__in=live(authority_id))
    words = ("text", "reference", "risk__title", "risk__reference", "owner__name", "owner_text")
    held = held.filter(every_word(asked.search, words))
    if kinds := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kinds))
    if (late := asked.filters.get("late")) is not None:
        overdue_ones = Q(kind=MeasureKind.ACTION, done_on__isnull=True, due_on__lt=on)
        held = held.filter(overdue_ones) if late else held.exclude(overdue_ones)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_MEASURE)[: asked.size + 1]
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    return Page.gather(asked, [MeasureListed(*row) for row in rows], total)
