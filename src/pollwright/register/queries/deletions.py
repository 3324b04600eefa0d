"""Deletion cases, reports of deaths and moves, and declarations that lapse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound
from pollwright.register.models import (
    Alteration,
    DeletionCase,
    DeletionSource,
    Elector,
    NoticeLine,
    OutsideReport,
    RegisterEntry,
)
from pollwright.register.states import DeletionState, ReportState


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as a list shows it; the name of an anonymous elector is never here."""

    id: int
    reference: str
    elector: str
    surname: str
    forenames: str
    ground: str
    state: str
    opened_on: date
    proposed_by: str

    @property
    def name(self) -> str:
        """The name as lists show it."""
        return ", ".join(part for part in (self.surname, self.forenames) if part) or gettext("Anonymous")


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """One source of a case."""

    shows: str
    origin: str
    received_on: date
    note: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case with its sources."""

    row: CaseRow
    version: int
    address: str
    entry_from: date
    entry_to: date | None
    sources: tuple[SourceFacts, ...]
    undoable: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report that waits for an officer."""

    id: int
    outside_reference: str
    kind: str
    origin: str
    reported_on: date
    name: str
    date_of_birth: date | None
    address: str
    state: str


@dataclass(frozen=True, slots=True)
class Meant:
    """An elector who may be meant by a report."""

    reference: str
    name: str
    born: date | None
    address: str


_CASE = (
    "pk", "reference", "elector__reference", "elector__surname", "elector__forenames", "ground", "state", "opened_on",
    "proposed_by",
)  # fmt: skip
_REPORT = (
    "pk", "outside_reference", "kind", "origin", "reported_on", "name", "date_of_birth", "address", "state",
)  # fmt: skip


def deletions(authority_id: int, asked: TableRequest) -> Page[CaseRow]:
    """Return a page of cases, as a table asks for it."""
    held = _wanted(authority_id, asked)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_CASE)[: asked.size + 1]
    return Page.gather(asked, [CaseRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def every_deletion(authority_id: int, asked: TableRequest) -> Iterator[CaseRow]:
    """Yield all the cases that a table asks for."""
    rows = keyset_queryset(_wanted(authority_id, asked), asked.order, None).values_list(*_CASE)
    return (CaseRow(*row) for row in rows.iterator())


def case_facts(authority_id: int, reference: str) -> CaseFacts:
    """Return one case.

    :raises NotFound: where the authority has none of that reference.
    """
    held = DeletionCase.objects.filter(authority=authority_id, reference=reference)
    found = held.values_list(
        *_CASE,
        "version",
        "entry__property__address",
        "entry__property__postcode",
        "entry__effective_from",
        "entry__effective_to",
        "elector__anonymous",
    ).first()
    if found is None:
        raise NotFound(kind="deletion case", reference=reference)
    *row, version, address, postcode, entry_from, entry_to, anonymous = found
    sources = DeletionSource.objects.filter(case__reference=reference, case__authority=authority_id).order_by("pk")
    waiting = Alteration.objects.filter(
        authority=authority_id, determination__deletion__reference=reference, alterationwithdrawal__isnull=True
    ).exclude(Exists(NoticeLine.objects.filter(alteration=OuterRef("pk"))))
    return CaseFacts(
        CaseRow(*row),
        version,
        "" if anonymous else ", ".join(part for part in (address, postcode) if part),
        entry_from,
        entry_to,
        tuple(SourceFacts(*each) for each in sources.values_list("kind", "origin", "received_on", "note")),
        row[6] == DeletionState.DELETED and waiting.exists(),
    )


def reports(authority_id: int, asked: TableRequest) -> Page[ReportRow]:
    """Return a page of the reports that wait for an officer."""
    held = OutsideReport.objects.filter(authority=authority_id, state__in=[ReportState.DOUBTFUL, ReportState.UNMATCHED])
    if kind := asked.filters.get("kind"):
        held = held.filter(kind=kind)
    if state := asked.filters.get("state"):
        held = held.filter(state=state)
    if asked.search:
        held = held.filter(Q(name__icontains=asked.search) | Q(outside_reference__icontains=asked.search))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_REPORT)[: asked.size + 1]
    return Page.gather(asked, [ReportRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def report_facts(authority_id: int, kind: str, outside_reference: str) -> tuple[ReportRow, list[Meant]]:
    """Return one report and who may be meant by it.

    :raises NotFound: where there is none.
    """
    held = OutsideReport.objects.filter(authority=authority_id, kind=kind, outside_reference=outside_reference)
    row = held.values_list(*_REPORT, "candidates").first()
    if row is None:
        raise NotFound(kind="report", reference=outside_reference)
    *facts, candidates = row
    return ReportRow(*facts), _meant(authority_id, candidates)


def _meant(authority_id: int, candidates: list[int]) -> list[Meant]:
    electors = Elector.objects.filter(authority=authority_id, pk__in=candidates, anonymous=False).order_by("pk")
    homes = dict(
        RegisterEntry.objects.filter(elector__in=candidates, effective_to__isnull=True).values_list(
            "elector_id", "property__address"
        )
    )
    rows = electors.values_list("pk", "reference", "forenames", "surname", "electorbirth__date_of_birth")
    return [
        Meant(reference, f"{forenames} {surname}".strip(), born, homes.get(pk) or "")
        for pk, reference, forenames, surname, born in rows
    ]


def _wanted(authority_id: int, asked: TableRequest) -> QuerySet[DeletionCase]:
    held = DeletionCase.objects.filter(authority=authority_id)
    for name in ("state", "ground"):
        if value := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": [value] if isinstance(value, str) else list(value)})
    if asked.search:
        held = held.filter(
            Q(reference__icontains=asked.search)
            | Q(elector__reference__icontains=asked.search)
            | Q(elector__surname__icontains=asked.search, elector__anonymous=False)
            | Q(elector__forenames__icontains=asked.search, elector__anonymous=False)
        )
    return held
