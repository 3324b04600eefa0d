"""The queue of implausible entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.refusals import NotFound
from pollwright.register.models import QualityFinding
from pollwright.register.states import QualityState

COUNTED = 1000
FIELDS = (
    "pk",
    "kind",
    "key",
    "state",
    "detail",
    "found_at",
    "closed_reason",
    "closed_at",
    "elector__reference",
    "elector__surname",
    "elector__forenames",
    "elector__anonymous",
    "other_elector__reference",
    "other_elector__surname",
    "other_elector__forenames",
    "other_elector__anonymous",
    "property__reference",
    "property__address",
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """An elector in a finding; without a name where anonymous."""

    reference: str
    name: str
    anonymous: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding: what, about whom or which home, and how it ended."""

    row_id: int
    kind: str
    key: str
    state: str
    detail: str
    found_at: datetime
    closed_reason: str
    closed_at: datetime | None
    elector: Somebody | None
    other: Somebody | None
    property_reference: str
    property_address: str


def findings(authority_id: int, asked: TableRequest) -> Page[FindingRow]:
    """Return a page of the findings that the table asks for."""
    found = _wanted(authority_id, asked)
    total = Total.of(found.order_by()[: COUNTED + 1].count(), COUNTED)
    rows = keyset_queryset(found, asked.order, asked.cursor).values_list(*FIELDS)[: asked.size + 1]
    return Page.gather(asked, [_row(row) for row in rows], total)


def every_finding(authority_id: int, asked: TableRequest) -> Iterator[FindingRow]:
    """Yield all the findings that the table asks for, for a download."""
    rows = keyset_queryset(_wanted(authority_id, asked), asked.order, None).values_list(*FIELDS)
    return (_row(row) for row in rows.iterator())


def finding_of(authority_id: int, kind: str, key: str) -> FindingRow:
    """Return one finding.

    :raises NotFound: where the authority has none of this kind and key.
    """
    row = QualityFinding.objects.filter(authority=authority_id, kind=kind, key=key).values_list(*FIELDS).first()
    if row is None:
        raise NotFound(kind="finding", reference=key)
    return _row(row)


def _wanted(authority_id: int, asked: TableRequest) -> QuerySet[QualityFinding]:
    states = asked.filters.get("state") or (QualityState.OPEN,)
    found = QualityFinding.objects.filter(authority=authority_id, state__in=states)
    if kinds := asked.filters.get("kind"):
        found = found.filter(kind__in=kinds)
    return found


def _row(row: tuple[Any, ...]) -> FindingRow:
    facts = dict(zip(("row_id", *FIELDS[1:8]), row[:8], strict=True))
    return FindingRow(
        **facts,
        elector=_somebody(*row[8:12]),
        other=_somebody(*row[12:16]),
        property_reference=row[16] or "",
        property_address=row[17] or "",
    )


def _somebody(reference: str | None, surname: str, forenames: str, anonymous: bool) -> Somebody | None:
    if reference is None:
        return None
    return Somebody(reference, ", ".join(part for part in (surname, forenames) if part), anonymous)
