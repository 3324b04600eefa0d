"""The changes of the latest estimates of a budget, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.budgets.models import EstimateChange
from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset


@dataclass(frozen=True, slots=True)
class ChangeListed:
    """A change of an estimate; `pence` is below nought where it was lowered, `virement` names the one that made it."""

    id: int
    decided_on: date
    heading: str
    heading_title: str
    kind: str
    pence: int
    reason: str
    minute: str
    virement: str | None
    made_by: str


_FIELDS = (
    "pk", "decided_on", "heading__reference", "heading__title", "kind", "pence", "reason", "minute",
    "virement__reference", "made_by",
)  # fmt: skip


def changes(authority_id: int, reference: str, asked: TableRequest) -> Page[ChangeListed]:
    """Return a page of the changes of a budget's estimates."""
    held = EstimateChange.objects.filter(authority=authority_id, heading__budget__reference=reference)
    held = held.filter(every_word(asked.search, ("heading__title", "heading__reference", "reason", "minute")))
    if kinds := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kinds))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_FIELDS)[: asked.size + 1]
    return Page.gather(asked, [ChangeListed(*row) for row in rows], Total.of(held.count()))
