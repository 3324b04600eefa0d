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

LAST = 10**6
"""Stands for the number of the station of those who have none, behind all others."""


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
    """One plan with its figures. `sessions` are posts with a day of their own: id, role, what it is, and the day."""

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
    sessions: tuple[tuple[int, str, str, date], ...]


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
    session: str
    place_words: str
    day: date
    starts: time
    ends: time

    @property
    def empty(self) -> int:
        """Return how many places nobody has."""
        return max(0, self.wanted - self.taken)

    @property
    def station_order(self) -> int:
        """Return what it is sorted by: the station, those of the whole poll last."""
        return LAST if self.station is None else self.station


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
    session: str
    place_words: str
    plan_day: date

    @property
    def name(self) -> str:
        """Return who it is."""
        return f"{self.forenames} {self.surname}".strip() or self.member

    @property
    def station_order(self) -> int:
        """Return what it is sorted by: the station, those of the whole poll last."""
        return LAST if self.station is None else self.station


_APPOINTMENT = (
    "pk", "reference", "version", "member__reference", "member__surname", "member__forenames", "member__phone",
    "member__email", "post__role", "post__station__number", "post__station__venue__name", "state", "locked",
    "locked_reason", "explained", "day", "plan__reference", "plan__title", "plan__answer_by", "begins",
    "finishes", "plan__state", "plan__rehearsal", "token", "offered_at", "answered_at", "answered_by",
    "reminded_at", "ended_reason", "replaces__reference", "came_at", "left_at", "minutes", "miles",
    "post__session", "post__place", "plan__day",
)  # fmt: skip
_HOURS = {
    "begins": Coalesce("starts", "post__starts", "plan__starts"),
    "finishes": Coalesce("ends", "post__ends", "plan__ends"),
}
"""The hours of an appointment: its own, else those of the session, else the plan's."""
_POST = (
    "pk", "station__number", "station__venue__name", "role", "by_guidance", "wanted", "taken", "sure", "reason",
    "session", "place", "on_day", "begins", "finishes",
)  # fmt: skip
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
        sessions=tuple(
            (post.pk, post.role, post.session, post.day)
            for post in posts.exclude(session="").order_by("day", "starts", "pk")
            if post.day is not None
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


def _posts_of(plan: StaffPlan) -> Any:
    """Return the posts of a plan with their day and hours, which are the plan's where they have none of their own."""
    return StaffPost.objects.filter(plan=plan).annotate(
        on_day=Coalesce("day", "plan__day"),
        begins=Coalesce("starts", "plan__starts"),
        finishes=Coalesce("ends", "plan__ends"),
    )


def posts(authority_id: int, reference: str, asked: TableRequest) -> Page[PostRow]:
    """Return a page of the posts of a plan."""
    plan = plan_named(authority_id, reference)
    held = _posts_of(plan).annotate(taken=_TAKEN, sure=_SURE, station_order=Coalesce(F("station__number"), Value(LAST)))
    if roles := asked.filters.get("role"):
        held = held.filter(role__in=list(roles))
    if days := asked.filters.get("day"):
        held = held.filter(on_day__gte=days.start or date.min, on_day__lte=days.end or date.max)
    if (wanting := asked.filters.get("empty")) is not None:
        held = held.filter(taken__lt=F("wanted")) if wanting else held.filter(taken__gte=F("wanted"))
    for word in asked.search.split():
        numbered = Q(station__number=int(word)) if word.isdigit() and len(word) < 9 else Q(pk__in=[])
        named = Q(station__venue__name__icontains=word) | Q(session__icontains=word) | Q(place__icontains=word)
        held = held.filter(numbered | named)
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_POST)
    found = [PostRow(row[0], row[1], row[2] or "", *row[3:]) for row in rows[: asked.size + 1]]
    return Page.gather(asked, found, total)


def post_facts(authority_id: int, reference: str, post: int) -> PostRow:
    """Return one post of a plan.

    :raises NotFound: where the plan has none of that id.
    """
    plan = plan_named(authority_id, reference)
    held = _posts_of(plan).filter(pk=post).annotate(taken=_TAKEN, sure=_SURE)
    row = held.values_list(*_POST).first()
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
    if days := asked.filters.get("day"):
        held = held.filter(day__gte=days.start or date.min, day__lte=days.end or date.max)
    if (locked := asked.filters.get("locked")) is not None:
        held = held.filter(locked=locked)
    held = held.annotate(station_order=Coalesce(F("post__station__number"), Value(LAST)), **_HOURS)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_APPOINTMENT)[: asked.size + 1]
    return Page.gather(asked, [_row(row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def appointment_facts(authority_id: int, reference: str) -> AppointmentRow:
    """Return one appointment.

    :raises NotFound: where the authority has none of that reference.
    """
    held = StaffAppointment.objects.filter(authority=authority_id, reference=reference).annotate(**_HOURS)
    row = held.values_list(*_APPOINTMENT).first()
    if row is None:
        raise NotFound(kind="appointment", reference=reference)
    return _row(row)


def offer_at(authority_id: int, address: str) -> AppointmentRow | None:
    """Return the appointment that is offered at an address, or was; None where there is none."""
    held = StaffAppointment.objects.filter(authority=authority_id, token=address).exclude(
        state=AppointmentState.WITHDRAWN
    )
    row = held.annotate(**_HOURS).values_list(*_APPOINTMENT).first()
    return _row(row) if row else None


def _row(row: tuple[Any, ...]) -> AppointmentRow:
    values = list(row)
    values[10] = values[10] or ""
    return AppointmentRow(*values)


def of_plan(plan: StaffPlan, states: tuple[str, ...]) -> QuerySet[StaffAppointment]:
    """Return the appointments of a plan in some states, stations in order."""
    held = StaffAppointment.objects.filter(plan=plan, state__in=states).select_related("member", "post__station__venue")
    return held.order_by("post__station__number", "-post__role", "pk")


def told_to_stay(plan: StaffPlan) -> QuerySet[StaffAppointment]:
    """Return the appointments that were offered or accepted when the plan ended, stations in order."""
    ended = of_plan(plan, (AppointmentState.WITHDRAWN.value,))
    return ended.filter(offered_at__isnull=False, ended_reason=plan.ended_reason, plan__state=PlanState.ENDED)
