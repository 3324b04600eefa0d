"""What was removed because its time was up, batch by batch, as the trail tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from pollwright.audit.models import Event, EventPayload
from pollwright.audit.queries.spans import during
from pollwright.oversight.events import RecordsRemoved
from pollwright.oversight.kinds import RETENTION_KINDS
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP


@dataclass(frozen=True, slots=True)
class Removal:
    """One batch of one kind.

    :param id: of the event that records it.
    :param count: how many records were removed.
    :param months: how long they had been kept; 0 where they are kept for good, and nothing was removed.
    :param latest_start: the latest day on which the life of one of them began.
    """

    id: int
    at: datetime
    kind: str
    title: str
    count: int
    months: int
    latest_start: date | None
    who: str


def removals(authority_id: int, asked: TableRequest) -> Page[Removal]:
    """Return a page of an authority's removals, as a table asks for it."""
    found = _wanted(authority_id, asked)
    total = Total.of(found.order_by()[: COUNT_CAP + 1].count())
    rows = list(keyset_queryset(found, asked.order, asked.cursor)[: asked.size + 1])
    payloads = EventPayload.objects.filter(event_id__in=[row.pk for row in rows]).values_list("event_id", "body")
    facts = {number: body.get("facts", {}) for number, body in payloads}
    return Page.gather(asked, [_removal(row, facts.get(row.pk, {})) for row in rows], total)


def _wanted(authority_id: int, asked: TableRequest) -> QuerySet[Event]:
    found = Event.objects.filter(authority_id=authority_id, code=RecordsRemoved.code)
    if days := asked.filters.get("at"):
        found = found.filter(during("at", days.start, days.end))
    if asked.search:
        found = found.filter(actor_name__icontains=asked.search)
    told = EventPayload.objects.filter(event_id=OuterRef("pk"))
    if kind := asked.filters.get("kind"):
        found = found.filter(Exists(told.filter(body__facts__kind=kind)))
    if asked.filters.get("nothing"):
        return found
    return found.exclude(Exists(told.filter(body__facts__count=0)))


def _removal(event: Event, facts: dict[str, object]) -> Removal:
    kind, began = str(facts.get("kind", "")), facts.get("latest_start")
    known = RETENTION_KINDS.get(kind)
    return Removal(
        id=event.pk,
        at=event.at,
        kind=kind,
        title=known.title if known else kind,
        count=int(str(facts.get("count", 0))),
        months=int(str(facts.get("months", 0))),
        latest_start=date.fromisoformat(str(began)) if began else None,
        who=event.actor_name,
    )
