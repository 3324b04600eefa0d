"""Staff plans, their posts and appointments as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound
from pollwright.staffing.models import Briefing, StaffAppointment, StaffPlan, StaffPost
from pollwright.staffing.queries.reminding import RECORDS, Owed, owing
from pollwright.staffing.states import LIVE, SURE, AppointmentState, PlanState, Role
from pollwright.stations.models import Scheme


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list."""

    id: int
    reference: str
    title: str
    day: date
    state: str
    wanted: int
    taken: int
    sure: int


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """One plan with its figures."""

    id: int
    reference: str
    version: int
    title: str
    day: date
    scheme: str
    rehearsal: bool
    starts: time
    ends: time
    answer_by: date
    trained_first: bool
    reserve_percent: int
    state: str
    unfilled: tuple[dict[str, Any], ...]
    placed_at: datetime | None
    released_at: datetime | None
    released_by: str
    proof: dict[str, Any]
    wanted: int
    by_state: dict[str, int]
    ended_reason: str
    unshown: int
    by_role: tuple[tuple[str, int, int, int], ...]
    briefings: tuple[tuple[str, str, datetime, int, int], ...]


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post in the list."""

    id: int
    station: int | None
    venue: str
    role: str
    by_guidance: int
    wanted: int
    taken: int
    sure: int
    reason: str

    @property
    def empty(self) -> int:
        """Return how many places nobody has."""
        return max(0, self.wanted - self.taken)


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """An appointment in a list, and on its own page."""

    id: int
    reference: str
    version: int
    member: str
    surname: str
    forenames: str
    phone: str
    email: str
    role: str
    station: int | None
    venue: str
    state: str
    locked: bool
    locked_reason: str
    explained: str
    day: date
    plan: str
    title: str
    answer_by: date
    starts: time
    ends: time
    plan_state: str
    rehearsal: bool
    token: str | None
    offered_at: datetime | None
    answered_at: datetime | None
    answered_by: str
    reminded_at: datetime | None
    ended_reason: str
    replaces: str | None
    came_at: time | None
    left_at: time | None
    minutes: int | None
    miles: int | None

    @property
    def name(self) -> str:
        """Return who it is."""
        return f"{self.forenames} {self.surname}".strip() or self.member


_APPOINTMENT = (
    "pk", "reference", "version", "member__reference", "member__surname", "member__forenames", "member__phone",
    "member__email", "post__role", "post__station__number", "post__station__venue__name", "state", "locked",
    "locked_reason", "explained", "day", "plan__reference", "plan__title", "plan__answer_by", "plan__starts",
    "plan__ends", "plan__state", "plan__rehearsal", "token", "offered_at", "answered_at", "answered_by",
    "reminded_at", "ended_reason", "replaces__reference", "came_at", "left_at", "minutes", "miles",
    "ends", "starts",
)  # fmt: skip
_STARTS = _APPOINTMENT.index("plan__starts")
"""Where the plan's hours stand, for which an appointment's own stand in; these come last."""
_TAKEN = Count("appointments", filter=Q(appointments__state__in=LIVE))
_SURE = Count("appointments", filter=Q(appointments__state__in=SURE))


def plan_of(authority_id: int, poll_id: int) -> str:
    """Return the reference of the staff plan of a poll, taken alone or together; empty without one."""
    of_poll = Q(scheme__poll=poll_id) | Q(scheme__combination__polls=poll_id)
    held = StaffPlan.objects.filter(of_poll, authority=authority_id)
    return held.order_by("-pk").values_list("reference", flat=True).first() or ""


def plans(authority_id: int, asked: TableRequest) -> Page[PlanRow]:
    """Return a page of staff plans."""
    held = StaffPlan.objects.filter(authority=authority_id).filter(every_word(asked.search, ("title", "reference")))
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list("pk", "reference", "title", "day", "state")
    found = list(rows[: asked.size + 1])
    ids = [row[0] for row in found]
    wanted = dict(StaffPost.objects.filter(plan__in=ids).order_by().values_list("plan").annotate(Sum("wanted")))
    counts = {
        row["plan"]: (row["taken"], row["sure"])
        for row in StaffAppointment.objects.filter(plan__in=ids)
        .order_by()
        .values("plan")
        .annotate(taken=Count("pk", filter=Q(state__in=LIVE)), sure=Count("pk", filter=Q(state__in=SURE)))
    }
    listed = []
    for row in found:
        taken, sure = counts.get(row[0], (0, 0))
        listed.append(PlanRow(*(*row, wanted.get(row[0], 0), taken, sure)))
    return Page.gather(asked, listed, Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def plan_facts(authority_id: int, reference: str) -> PlanFacts:
    """Return one plan with its figures.

    :raises NotFound: where the authority has none of that reference.
    """
    plan = plan_named(authority_id, reference)
    posts, mine = StaffPost.objects.filter(plan=plan), StaffAppointment.objects.filter(plan=plan)
    states = mine.order_by().values_list("state").annotate(Count("pk"))
    wanted = dict(posts.order_by().values_list("role").annotate(Sum("wanted")))
    counts = {row["role"]: row for row in posts.order_by().values("role").annotate(taken=_TAKEN, sure=_SURE)}
    return PlanFacts(
        id=plan.pk,
        reference=plan.reference,
        version=plan.version,
        title=plan.title,
        day=plan.day,
        scheme=plan.scheme.reference,
        rehearsal=plan.rehearsal,
        starts=plan.starts,
        ends=plan.ends,
        answer_by=plan.answer_by,
        trained_first=plan.trained_first,
        reserve_percent=plan.reserve_percent,
        state=plan.state,
        unfilled=tuple(plan.unfilled),
        placed_at=plan.placed_at,
        released_at=plan.released_at,
        released_by=plan.released_by,
        proof=dict(plan.proof),
        wanted=sum(wanted.values()),
        by_state=dict(states),
        ended_reason=plan.ended_reason,
        unshown=owing(mine, *RECORDS).count(),
        by_role=tuple(
            (role.value, wanted[role.value], counts[role.value]["taken"], counts[role.value]["sure"])
            for role in Role
            if role.value in wanted
        ),
        briefings=tuple(
            Briefing.objects.filter(plan=plan)
            .annotate(given=Count("attendance"))
            .order_by("starts_at", "pk")
            .values_list("reference", "title", "starts_at", "places", "given")
        ),
    )


def plan_named(authority_id: int, reference: str) -> StaffPlan:
    """Return a plan with its scheme.

    :raises NotFound: where the authority has none of that reference.
    """
    held = StaffPlan.objects.select_related("scheme__poll", "scheme__combination")
    plan = held.filter(authority=authority_id, reference=reference).first()
    if plan is None:
        raise NotFound(kind="staff plan", reference=reference)
    return plan


def schemes_without_plan(authority_id: int, *, on: date) -> list[tuple[str, str]]:
    """Return reference and words of every polling scheme to come that has no staff plan."""
    planned = StaffPlan.objects.filter(authority=authority_id).exclude(state=PlanState.ENDED).values("scheme")
    held = (
        Scheme.objects.filter(authority=authority_id)
        .exclude(pk__in=planned)
        .annotate(day=Coalesce("poll__day", "combination__day"))
        .filter(day__gt=on)
        .order_by("day", "reference")
    )
    return [(reference, f"{title} ({reference})") for reference, title in held.values_list("reference", "title")]


def posts(authority_id: int, reference: str, asked: TableRequest) -> Page[PostRow]:
    """Return a page of the posts of a plan."""
    plan = plan_named(authority_id, reference)
    held = StaffPost.objects.filter(plan=plan).annotate(
        taken=_TAKEN, sure=_SURE, place=Coalesce(F("station__number"), Value(10**6))
    )
    if roles := asked.filters.get("role"):
        held = held.filter(role__in=list(roles))
    if (wanting := asked.filters.get("empty")) is not None:
        held = held.filter(taken__lt=F("wanted")) if wanting else held.filter(taken__gte=F("wanted"))
    for word in asked.search.split():
        numbered = Q(station__number=int(word)) if word.isdigit() and len(word) < 9 else Q(pk__in=[])
        held = held.filter(numbered | Q(station__venue__name__icontains=word))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(
        "pk", "station__number", "station__venue__name", "role", "by_guidance", "wanted", "taken", "sure", "reason"
    )
    found = [PostRow(row[0], row[1], row[2] or "", *row[3:]) for row in rows[: asked.size + 1]]
    return Page.gather(asked, found, total)


def post_facts(authority_id: int, reference: str, post: int) -> PostRow:
    """Return one post of a plan.

    :raises NotFound: where the plan has none of that id.
    """
    plan = plan_named(authority_id, reference)
    held = StaffPost.objects.filter(plan=plan, pk=post).annotate(taken=_TAKEN, sure=_SURE)
    row = held.values_list(
        "pk", "station__number", "station__venue__name", "role", "by_guidance", "wanted", "taken", "sure", "reason"
    ).first()
    if row is None:
        raise NotFound(kind="post", reference=post)
    return PostRow(row[0], row[1], row[2] or "", *row[3:])


def appointments(authority_id: int, asked: TableRequest, *, plan: str) -> Page[AppointmentRow]:
    """Return a page of the appointments of a plan; those that ended only where their state is asked for."""
    of = plan_named(authority_id, plan)
    words = ("member__forenames", "member__surname", "member__reference", "reference", "post__station__venue__name")
    held: QuerySet[StaffAppointment] = StaffAppointment.objects.filter(authority=authority_id, plan=of)
    held = held.filter(every_word(asked.search, words))
    states = asked.filters.get("state")
    held = held.filter(state__in=list(states) if states else LIVE)
    if roles := asked.filters.get("role"):
        held = held.filter(post__role__in=list(roles))
    if owed := asked.filters.get("owed"):
        held = owing(held, *(Owed(each) for each in owed))
    if (locked := asked.filters.get("locked")) is not None:
        held = held.filter(locked=locked)
    held = held.annotate(place=Coalesce(F("post__station__number"), Value(10**6)))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_APPOINTMENT)[: asked.size + 1]
    return Page.gather(asked, [_row(row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def appointment_facts(authority_id: int, reference: str) -> AppointmentRow:
    """Return one appointment.

    :raises NotFound: where the authority has none of that reference.
    """
    held = StaffAppointment.objects.filter(authority=authority_id, reference=reference)
    row = held.values_list(*_APPOINTMENT).first()
    if row is None:
        raise NotFound(kind="appointment", reference=reference)
    return _row(row)


def offer_at(authority_id: int, address: str) -> AppointmentRow | None:
    """Return the appointment that is offered at an address, or was; None where there is none."""
    held = StaffAppointment.objects.filter(authority=authority_id, token=address).exclude(
        state=AppointmentState.WITHDRAWN
    )
    row = held.values_list(*_APPOINTMENT).first()
    return _row(row) if row else None


def _row(row: tuple[Any, ...]) -> AppointmentRow:
    values = list(row)
    values[10] = values[10] or ""
    values[_STARTS] = values.pop() or values[_STARTS]
    values[_STARTS + 1] = values.pop() or values[_STARTS + 1]
    return AppointmentRow(*values)


def of_plan(plan: StaffPlan, states: tuple[str, ...]) -> QuerySet[StaffAppointment]:
    """Return the appointments of a plan in some states, stations in order."""
    held = StaffAppointment.objects.filter(plan=plan, state__in=states).select_related("member", "post__station__venue")
    return held.order_by("post__station__number", "-post__role", "pk")


def told_to_stay(plan: StaffPlan) -> QuerySet[StaffAppointment]:
    """Return the appointments that were offered or accepted when the plan ended, stations in order."""
    ended = of_plan(plan, (AppointmentState.WITHDRAWN.value,))
    return ended.filter(offered_at__isnull=False, ended_reason=plan.ended_reason, plan__state=PlanState.ENDED)
