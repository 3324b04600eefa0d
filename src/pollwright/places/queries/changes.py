"""Changes of polling districts in a list, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.places.models import DistrictChange
from pollwright.places.states import DistrictChangeState

COUNTED = 1000
FIELDS = ("id", "reference", "title", "state", "notice_on", "effective_on", "properties")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of districts, with how many properties it moves."""

    id: int
    reference: str
    title: str
    state: DistrictChangeState
    notice_on: date | None
    effective_on: date | None
    properties: int


def changes(authority_id: int, asked: TableRequest) -> Page[ChangeRow]:
    """Return a page of the changes of districts as a table asks for it."""
    found = DistrictChange.objects.filter(authority=authority_id)
    if asked.search:
        found = found.filter(Q(title__icontains=asked.search) | Q(reference__iexact=asked.search))
    if states := asked.filters.get("state"):
        found = found.filter(state__in=states)
    total = Total.of(found.order_by()[: COUNTED + 1].count(), COUNTED)
    counted = found.annotate(properties=Count("propertymove"))
    rows = keyset_queryset(counted, asked.order, asked.cursor).values_list(*FIELDS)[: asked.size + 1]
    return Page.gather(asked, [_row(*row) for row in rows], total)


def _row(
    pk: int,
    reference: str,
    title: str,
    state: str,
    notice_on: date | None,
    effective_on: date | None,
    properties: int,
) -> ChangeRow:
    return ChangeRow(pk, reference, title, DistrictChangeState(state), notice_on, effective_on, properties)
