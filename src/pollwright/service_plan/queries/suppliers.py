"""What is noted of suppliers under all contracts, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pollwright.pages.tables import Page, TableRequest, Total, in_days, keyset_queryset
from pollwright.service_plan.models import SupplierNote
from pollwright.service_plan.states import SupplierKind


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note of a supplier, with the contract that it is noted under."""

    pk: int
    note: str
    contract: str
    title: str
    supplier: str
    happened_on: date
    kind: str
    text: str
    score: int | None
    said_by: str
    settled_on: date | None
    settled: str


_FIELDS = (
    "pk", "reference", "contract__reference", "contract__title", "contract__supplier", "happened_on", "kind", "text",
    "score", "said_by", "settled_on", "settled",
)  # fmt: skip


def supplier_notes(authority_id: int, asked: TableRequest) -> Page[NoteRow]:
    """Return a page of what is noted of suppliers under every contract."""
    held = SupplierNote.objects.filter(authority=authority_id)
    if kinds := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kinds))
    if (open_still := asked.filters.get("open")) is not None:
        issue = Q(kind=SupplierKind.ISSUE, settled_on__isnull=True)
        held = held.filter(issue) if open_still else held.exclude(issue)
    held = held.filter(in_days("happened_on", asked.filters.get("on")))
    for word in asked.search.split():
        held = held.filter(
            Q(text__icontains=word)
            | Q(contract__supplier__icontains=word)
            | Q(contract__title__icontains=word)
            | Q(contract__reference__iexact=word)
            | Q(reference__iexact=word)
        )
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_FIELDS)[: asked.size + 1]
    return Page.gather(asked, [NoteRow(*row) for row in rows], Total.of(held.count()))
