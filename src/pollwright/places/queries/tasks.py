"""Tasks about properties as plain rows: what a file could not decide, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pollwright.law.numbering import folded
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.places.models import PropertyTask

COUNTED = 1000
FIELDS = (
    "id",
    "kind",
    "detail",
    "opened_on",
    "resolved_on",
    "resolution",
    "property__reference",
    "property__address",
    "property__sort_key",
)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in a list; `resolved_on` is None while it waits for a person."""

    id: int
    kind: str
    detail: str
    opened_on: date
    resolved_on: date | None
    resolution: str
    property: str
    address: str
    sort_key: str


def tasks(authority_id: int, asked: TableRequest) -> Page[TaskRow]:
    """Return a page of tasks as a table asks for it; those that were closed only where it wants them."""
    found = _wanted(authority_id, asked)
    rows = keyset_queryset(found, asked.order, asked.cursor).values_list(*FIELDS)[: asked.size + 1]
    total = Total.of(found.order_by()[: COUNTED + 1].count(), COUNTED)
    return Page.gather(asked, [TaskRow(*row) for row in rows], total)


def _wanted(authority_id: int, asked: TableRequest) -> QuerySet[PropertyTask]:
    found = PropertyTask.objects.filter(authority=authority_id)
    for word in folded(asked.search).split():
        found = found.filter(property__search__contains=word)
    if kinds := asked.filters.get("kind"):
        found = found.filter(kind__in=kinds)
    return found if asked.filters.get("closed") else found.filter(resolved_on__isnull=True)
