"""Campaigns and their activities as plain rows, with the applications that followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from pollwright.casework.models import Activity, Campaign
from pollwright.pages.tables import Page, TableRequest, Total, every_word, in_days, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.places.models import Area
from pollwright.refusals import NotFound
from pollwright.register.queries.applications_received import applications_received

HeldCampaign: TypeAlias = Campaign
HeldActivity: TypeAlias = Activity
"""A campaign and an activity as the records give them to pages."""
FOLLOWING = timedelta(days=30)
"""How long after a workshop an application counts as one that followed (MM-O02)."""


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign in a list."""

    id: int
    reference: str
    title: str
    audience: str
    area: str | None
    owner: str | None
    starts_on: date
    ends_on: date
    budget_pence: int | None
    spent_pence: int
    attendance: int
    closed_on: date | None
    objective: str
    message: str
    partners: str
    equality: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in a list, with its campaign."""

    id: int
    reference: str
    campaign: str
    campaign_title: str
    kind: str
    title: str
    held_on: date
    place: str
    area: str | None
    staff: str
    safeguarding: bool | None
    attendance: int | None
    sign_ups: int | None
    cost_pence: int | None
    follow_up: str


@dataclass(frozen=True, slots=True)
class Followed:
    """Applications in as many days before as after, in the same area."""

    before: int
    after: int
    by_day: tuple[tuple[date, int], ...]
    until: date


@dataclass(frozen=True, slots=True)
class CampaignRecord:
    """Everything of one campaign. `followed` is None before it starts."""

    row: CampaignRow
    held: Campaign
    activities: tuple[tuple[Activity, Followed | None], ...]
    followed: Followed | None


_ROW = (
    "pk", "reference", "title", "audience", "area__name", "owner__name", "starts_on", "ends_on", "budget_pence",
    "spent_pence", "attendance", "closed_on", "objective", "message", "partners", "equality",
)  # fmt: skip
_ACTIVITY = (
    "pk", "reference", "campaign__reference", "campaign__title", "kind", "title", "held_on", "place", "area__name",
    "staff", "safeguarding", "attendance", "sign_ups", "cost_pence", "follow_up",
)  # fmt: skip


def campaigns(authority_id: int, asked: TableRequest) -> Page[CampaignRow]:
    """Return a page of campaigns."""
    held = Campaign.objects.filter(authority=authority_id).filter(
        every_word(asked.search, ("title", "reference", "partners", "area__name", "owner__name"))
    )
    if audiences := asked.filters.get("audience"):
        held = held.filter(audience__in=list(audiences))
    if (over := asked.filters.get("over")) is not None:
        held = held.filter(closed_on__isnull=not over)
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(_summed(held), asked.order, asked.cursor).values_list(*_ROW)[: asked.size + 1]
    return Page.gather(asked, [CampaignRow(*row) for row in rows], total)


def activities(authority_id: int, asked: TableRequest) -> Page[ActivityRow]:
    """Return a page of the activities of every campaign."""
    held = Activity.objects.filter(authority=authority_id).filter(
        every_word(asked.search, ("title", "reference", "place", "staff", "campaign__title", "campaign__reference"))
    )
    if kinds := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kinds))
    held = held.filter(in_days("held_on", asked.filters.get("on")))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_ACTIVITY)[: asked.size + 1]
    return Page.gather(asked, [ActivityRow(*row) for row in rows], total)


def campaign_record(authority_id: int, reference: str, *, on: date) -> CampaignRecord:
    """Return a campaign with its activities and the applications that followed up to a day.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Campaign.objects.filter(authority=authority_id, reference=reference)
    one = held.select_related("owner", "area").first()
    if one is None:
        raise NotFound(kind="campaign", reference=reference)
    activities = Activity.objects.filter(authority=authority_id, campaign=one).select_related("area")
    return CampaignRecord(
        CampaignRow(*_summed(held).values_list(*_ROW).get()),
        one,
        tuple(
            (each, followed(authority_id, each.area_id or one.area_id, each.held_on, each.held_on, on=on))
            for each in activities.order_by("held_on", "pk")
        ),
        followed(authority_id, one.area_id, one.starts_on, one.ends_on, on=on),
    )


def activity_record(authority_id: int, reference: str) -> Activity:
    """Return one activity with its campaign.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Activity.objects.select_related("campaign").filter(authority=authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="activity", reference=reference)
    return held


def followed(authority_id: int, area_id: int | None, first: date, last: date, *, on: date) -> Followed | None:
    """Return the applications from the first day until 30 days after the last, beside as many days before.

    Up to `on`, where that is earlier; None where it has not begun.
    """
    if first > on:
        return None
    until = min(last + FOLLOWING, on)
    before_from = first - (until - first) - timedelta(days=1)
    by_day = applications_received(authority_id, area_id, before_from, until)
    after = tuple((day, many) for day, many in by_day if day >= first)
    return Followed(sum(many for day, many in by_day if day < first), sum(many for _day, many in after), after, until)


def areas(authority_id: int, *, on: date) -> list[tuple[int, str]]:
    """Return the areas in force by id and name, for campaigns to name one."""
    held = Area.objects.filter(authority=authority_id, valid_from__lte=on).exclude(valid_to__lte=on)
    return [
        (pk, f"{name} ({kind})") for pk, name, kind in held.order_by("kind", "name").values_list("pk", "name", "kind")
    ]


def _summed(held: QuerySet[Campaign]) -> QuerySet[Any]:
    """Return campaigns with what their activities cost and how many came."""
    return held.annotate(
        spent_pence=Coalesce(Sum("activities__cost_pence"), 0), attendance=Coalesce(Sum("activities__attendance"), 0)
    )
