"""The register of contracts as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Contract
from pollwright.service_plan.queries.alarms import Alarm, Term, alarms
from pollwright.service_plan.states import Extension

PUBLISHED_ABOVE_PENCE = 500_000
"""Councils publish their contracts above £5,000 (Local Government Transparency Code 2015; handbook MM-H04)."""


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract with what its plan says, what was added, and what is due of it on the day that was asked about."""

    id: int
    reference: str
    version: int
    plan: str
    service: str
    table: str | None
    position: int | None
    title: str
    service_area: str
    contact: str
    description: str
    supplier: str
    sum_typed: str
    sum_pence: int | None
    sum_basis: str
    start_typed: str
    start_first: date | None
    end_typed: str
    end_first: date | None
    review_typed: str
    review_first: date | None
    extension_typed: str
    extension: str
    extension_months: int | None
    notice_months: int | None
    supplier_details: str
    bought_by: str
    small_supplier: bool | None
    voluntary_number: str
    irrecoverable_vat_pence: int | None
    due: tuple[Alarm, ...] = ()

    @property
    def next_due(self) -> Alarm | None:
        """What is due first."""
        return self.due[0] if self.due else None


_FIELDS = (
    "pk", "reference", "version", "plan__reference", "plan__service__name", "row__block__reference", "row__position",
    "title", "service_area", "contact", "description", "supplier", "sum_typed", "sum_pence", "sum_basis", "start_typed",
    "start_first", "end_typed", "end_first", "review_typed", "review_first", "extension_typed", "extension",
    "extension_months", "notice_months", "supplier_details", "bought_by", "small_supplier", "voluntary_number",
    "irrecoverable_vat_pence",
)  # fmt: skip


def contracts(authority_id: int, asked: TableRequest, *, on: date) -> Page[ContractRow]:
    """Return a page of contracts with what is due of each."""
    held = Contract.objects.filter(authority=authority_id)
    if extension := asked.filters.get("extension"):
        held = held.filter(extension__in=list(extension))
    if (over := asked.filters.get("over")) is not None:
        ended = Q(end_last__lt=on)
        held = held.filter(ended) if over else held.exclude(ended)
    if ends := asked.filters.get("ends"):
        held = held.filter(end_first__gte=ends.start) if ends.start else held
        held = held.filter(end_first__lte=ends.end) if ends.end else held
    for word in asked.search.split():
        held = held.filter(
            Q(title__icontains=word)
            | Q(description__icontains=word)
            | Q(supplier__icontains=word)
            | Q(contact__icontains=word)
            | Q(reference__iexact=word)
        )
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_FIELDS)[: asked.size + 1]
    return Page.gather(asked, [_row(row, on) for row in rows], Total.of(held.count()))


def contract_record(authority_id: int, reference: str, *, on: date) -> ContractRow:
    """Return one contract.

    :raises NotFound: where the authority has none of that reference.
    """
    row = Contract.objects.filter(authority=authority_id, reference=reference).values_list(*_FIELDS).first()
    if row is None:
        raise NotFound(kind="contract", reference=reference)
    return _row(row, on)


def contracts_to_publish(authority_id: int, *, on: date) -> list[ContractRow]:
    """Return the contracts above £5,000 that have not ended, for the extract that councils publish."""
    held = Contract.objects.filter(authority=authority_id, sum_pence__gt=PUBLISHED_ABOVE_PENCE)
    rows = held.exclude(end_last__lt=on).order_by("reference").values_list(*_FIELDS)
    return [_row(row, on) for row in rows]


@dataclass(frozen=True, slots=True)
class ContractTerm:
    """The days of a contract, with what it is called and who is asked about it."""

    reference: str
    title: str
    contact: str
    start: date | None
    end: date | None
    review: date | None
    extension: str
    notice_months: int | None


def contract_terms(authority_id: int) -> list[ContractTerm]:
    """Return the days of every contract, by reference, in one statement."""
    fields = ("reference", "title", "contact", "start_first", "end_first", "review_first", "extension", "notice_months")
    held = Contract.objects.filter(authority=authority_id).order_by("reference").values_list(*fields)
    return [ContractTerm(*row) for row in held]


def warnings_of(found: ContractRow) -> list[str]:
    """Return what is missing of a contract, in plain words."""
    said = []
    if found.table is None:
        said.append("Its row was taken out of the plan.")
    if found.extension == Extension.YES and found.extension_months is None:
        said.append("For how long it may be extended is not said.")
    if found.review_first is None:
        said.append("It has no review date.")
    if found.start_first and found.end_first and found.end_first < found.start_first:
        said.append("It ends before it starts.")
    if found.sum_pence is not None and found.sum_pence < 0:
        said.append("Its sum is below nought.")
    return said


def _row(row: tuple[object, ...], on: date) -> ContractRow:
    found = ContractRow(*row)  # type: ignore[arg-type]
    term = Term(found.start_first, found.end_first, found.review_first, found.extension, found.notice_months)
    return ContractRow(*row, due=tuple(alarms(term, on)))  # type: ignore[arg-type, misc]
