"""The register of contracts as plain rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from pollwright.law.procurement import PUBLISHED_ABOVE_PENCE, value_over, whole_value
from pollwright.pages.tables import Page, TableRequest, Total, in_days, keyset_queryset
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Contract, ContractStep, SupplierNote
from pollwright.service_plan.queries.alarms import Alarm, Term, alarms, coming, standing
from pollwright.service_plan.states import Basis, Extension


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
    extended_to: date | None
    renewed_to: date | None
    standing: str = ""
    due: tuple[Alarm, ...] = ()
    coming: Alarm | None = None

    @property
    def ends(self) -> date | None:
        """Its end, as it was extended."""
        return self.extended_to or self.end_first

    @property
    def months(self) -> int:
        """The months of its term, begun ones counted; nought where its start or its end is not known."""
        if self.start_first is None or self.ends is None or self.ends < self.start_first:
            return 0
        whole = (self.ends.year - self.start_first.year) * 12 + self.ends.month - self.start_first.month
        return whole + (self.ends.day >= self.start_first.day)

    @property
    def over_term(self) -> int | None:
        """What it comes to over its term, in pence without VAT; a yearly sum counts for each year."""
        if self.sum_pence is None or self.sum_pence < 0:
            return None
        return value_over(self.sum_pence, yearly=self.sum_basis == Basis.YEAR, months=self.months)

    @property
    def whole_value(self) -> int | None:
        """What it is worth for the thresholds: with every extension that is open, and VAT."""
        if self.sum_pence is None or self.sum_pence < 0:
            return None
        further = 0 if self.extended_to else self.extension_months or 0
        yearly = self.sum_basis == Basis.YEAR
        return whole_value(self.sum_pence, yearly=yearly, months=self.months, extension_months=further)

    @property
    def next_due(self) -> Alarm | None:
        """What is due first, however far ahead."""
        return self.due[0] if self.due else self.coming


_FIELDS = (
    "pk", "reference", "version", "plan__reference", "plan__service__name", "row__block__reference", "row__position",
    "title", "service_area", "contact", "description", "supplier", "sum_typed", "sum_pence", "sum_basis", "start_typed",
    "start_first", "end_typed", "end_first", "review_typed", "review_first", "extension_typed", "extension",
    "extension_months", "notice_months", "supplier_details", "bought_by", "small_supplier", "voluntary_number",
    "irrecoverable_vat_pence", "extended_to", "renewed_to",
)  # fmt: skip


def contracts(authority_id: int, asked: TableRequest, *, on: date) -> Page[ContractRow]:
    """Return a page of contracts with what is due of each."""
    held = Contract.objects.filter(authority=authority_id)
    if extension := asked.filters.get("extension"):
        held = held.filter(extension__in=list(extension))
    if (over := asked.filters.get("over")) is not None:
        ended = _ended(on)
        held = held.filter(ended) if over else held.exclude(ended)
    held = held.filter(in_days("end_first", asked.filters.get("ends")))
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


def contract_titled(authority_id: int, reference: str, _words: str) -> str | None:
    """Return the title of a contract, for a risk that is linked with it."""
    held = Contract.objects.filter(authority=authority_id, reference=reference)
    return held.values_list("title", flat=True).first()


def contracts_to_publish(authority_id: int, *, on: date) -> list[ContractRow]:
    """Return the contracts of a value above £5,000 over their term that have not ended, for the extract that councils publish."""
    held = Contract.objects.filter(authority=authority_id, sum_pence__gt=0).exclude(_ended(on))
    found = (_row(row, on) for row in held.order_by("reference").values_list(*_FIELDS))
    return [one for one in found if (one.over_term or 0) > PUBLISHED_ABOVE_PENCE]


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
    renewed_to: date | None


@dataclass(frozen=True, slots=True)
class NoteListed:
    """What is noted of a supplier."""

    reference: str
    version: int
    kind: str
    happened_on: date
    text: str
    score: int | None
    said_by: str
    settled_on: date | None
    settled: str


@dataclass(frozen=True, slots=True)
class StepListed:
    """An extension that was taken up, or a renewal that was confirmed."""

    kind: str
    ended: date | None
    ends: date
    reason: str
    decided_on: date
    decided_by: str


def notes_of(authority_id: int, contract_id: int) -> list[NoteListed]:
    """Return what is noted of the supplier of a contract, the last first."""
    held = SupplierNote.objects.filter(authority=authority_id, contract=contract_id).order_by("-happened_on", "-pk")
    fields = ("reference", "version", "kind", "happened_on", "text", "score", "said_by", "settled_on", "settled")
    return [NoteListed(*row) for row in held.values_list(*fields)]


def steps_of(authority_id: int, contract_id: int) -> list[StepListed]:
    """Return how the end of a contract moved, first to last."""
    held = ContractStep.objects.filter(authority=authority_id, contract=contract_id).order_by("pk")
    fields = ("kind", "ended", "ends", "reason", "decided_on", "decided_by")
    return [StepListed(*row) for row in held.values_list(*fields)]


def contracts_due(authority_id: int, *, on: date, within: int) -> tuple[int, int]:
    """Return of how many contracts something is overdue, and of how many something is due within so many days."""
    overdue = soon = 0
    for one in contract_terms(authority_id):
        term = Term(one.start, one.end, one.review, one.extension, one.notice_months, one.renewed_to)
        days = [alarm.days for alarm in alarms(term, on)]
        overdue += any(day < 0 for day in days)
        soon += any(0 <= day <= within for day in days)
    return overdue, soon


def contract_terms(authority_id: int) -> list[ContractTerm]:
    """Return the days of every contract, by reference, in one statement."""
    fields = ("reference", "title", "contact", "start_first", "ends", "review_first", "extension", "notice_months")
    held = Contract.objects.filter(authority=authority_id).annotate(ends=Coalesce("extended_to", "end_first"))
    rows = held.order_by("reference").values_list(*fields, "renewed_to")
    return [ContractTerm(*row) for row in rows]


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
    term = Term(
        found.start_first,
        found.ends,
        found.review_first,
        found.extension,
        found.notice_months,
        found.renewed_to,
    )
    return replace(found, standing=standing(term, on), due=tuple(alarms(term, on)), coming=coming(term, on))


def _ended(on: date) -> Q:
    return Q(extended_to__lt=on) | Q(extended_to__isnull=True, end_last__lt=on)
