"""The queue of implausible entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from pollwright.pages.tables import Page, TableRequest, Total, either, every_word, keyset_queryset
from pollwright.refusals import NotFound
from pollwright.register.models import QualityFinding, RegisterEntry
from pollwright.register.states import QualityKind, QualityState

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
    "elector_home",
    "other_home",
)

SEARCHED = ("detail", "property__address", "property__postcode", "property__reference")
"""What a search looks in besides what is shown of the electors."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """An elector in a finding; of one who is anonymous neither the name nor the address is to be shown.

    :param address: where they are registered now; blank where that is no home of the authority, or they are anonymous.
    """

    reference: str
    name: str
    anonymous: bool
    address: str


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
    row = _with_homes(authority_id).filter(kind=kind, key=key).values_list(*FIELDS).first()
    if row is None:
        raise NotFound(kind="finding", reference=key)
    return _row(row)


def _wanted(authority_id: int, asked: TableRequest) -> QuerySet[QualityFinding]:
    states = asked.filters.get("state") or (QualityState.OPEN,)
    found = _with_homes(authority_id).filter(every_word(asked.search, SEARCHED, _shown_with), state__in=states)
    if kinds := asked.filters.get("kind"):
        found = found.filter(kind__in=kinds)
    return found


def _with_homes(authority_id: int) -> QuerySet[QualityFinding]:
    """Return the findings of an authority with where each elector is registered, blank for one who is anonymous."""
    return QualityFinding.objects.filter(authority=authority_id).annotate(
        elector_home=_home("elector"), other_home=_home("other_elector")
    )


def _home(elector: str) -> Coalesce:
    entries = RegisterEntry.objects.filter(
        elector=OuterRef(elector), effective_to__isnull=True, property__isnull=False, elector__anonymous=False
    )
    line = Concat("property__address", Value(" "), "property__postcode", output_field=CharField())
    return Coalesce(Subquery(entries.order_by("pk").annotate(line=line).values("line")[:1]), Value(""))


def _shown_with(word: str) -> Q:
    """Return the condition that a word is in what is shown of an elector who is not anonymous, or of what was found."""
    found = Q(kind__in=[kind for kind, label in QualityKind.choices if word.lower() in str(label).lower()])
    for path, home in (("elector", "elector_home"), ("other_elector", "other_home")):
        told = either((f"{path}__reference", f"{path}__surname", f"{path}__forenames", home), word)
        found |= told & Q(**{f"{path}__anonymous": False})
    return found


def _row(row: tuple[Any, ...]) -> FindingRow:
    facts = dict(zip(("row_id", *FIELDS[1:8]), row[:8], strict=True))
    return FindingRow(
        **facts,
        elector=_somebody(row[8:12], row[18]),
        other=_somebody(row[12:16], row[19]),
        property_reference=row[16] or "",
        property_address=row[17] or "",
    )


def _somebody(facts: tuple[Any, ...], home: str) -> Somebody | None:
    reference, surname, forenames, anonymous = facts
    if reference is None:
        return None
    return Somebody(reference, ", ".join(part for part in (surname, forenames) if part), anonymous, home.strip())
