"""Budgets, headings, orders, virements, extracts and rows of the ledger as plain rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Count, Sum

from pollwright.budgets.models import (
    Budget,
    BudgetHeading,
    BudgetReport,
    Commitment,
    EstimateChange,
    LedgerExtract,
    LedgerRow,
    Virement,
)
from pollwright.budgets.queries.figures import HeadingFigures, figures_of, unexplained
from pollwright.budgets.states import BudgetState, VirementState
from pollwright.budgets.sums import Sums, total
from pollwright.elections.models import Poll
from pollwright.formats.plan_dates import year_name
from pollwright.pages.tables import Page, TableRequest, Total, every_word, in_days, keyset_queryset
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Service

HeldBudget: TypeAlias = Budget
HeldExtract: TypeAlias = LedgerExtract
HeldVirement: TypeAlias = Virement
HeldOrder: TypeAlias = Commitment
HeldChange: TypeAlias = EstimateChange
"""Rows as the records give them to pages."""


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A budget in a list, with what it comes to."""

    id: int
    reference: str
    service: str
    year: int
    state: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class UnmatchedCode:
    """A code of the ledger that belongs to no heading yet."""

    code: str
    rows: int
    pence: int
    title: str


@dataclass(frozen=True, slots=True)
class BudgetRecord:
    """Everything of one budget but its longer lists. `unexplained` are the ids of headings to be explained."""

    held: Budget
    service: str
    headings: tuple[HeadingFigures, ...]
    unexplained: frozenset[int]
    unmatched: tuple[UnmatchedCode, ...]
    waiting: int
    extracts: tuple[LedgerExtract, ...]
    reports: tuple[BudgetReport, ...]
    by_month: tuple[tuple[date, int], ...]

    @property
    def title(self) -> str:
        """What the budget is called."""
        return f"{self.service}, {year_name(self.held.year)}"

    @property
    def sums(self) -> Sums:
        """What all its headings come to."""
        return total(one.sums for one in self.headings)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list."""

    id: int
    reference: str
    version: int
    number: str
    title: str
    supplier: str
    heading: str
    heading_title: str
    ordered: int
    received: int | None
    raised_on: date
    ended_on: date | None
    state: str
    source: str
    origin: str


@dataclass(frozen=True, slots=True)
class VirementRow:
    """A virement in a list."""

    id: int
    reference: str
    version: int
    source: str
    source_title: str
    target: str
    target_title: str
    pence: int
    reason: str
    state: str
    asked_on: date
    asked_by: str
    decided_on: date | None
    decided_by: str
    authority_for: str
    refusal: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A row of the ledger in a list. `reverses` is the reference that it takes back, `reversed` that it was taken back."""

    id: int
    number: int
    reference: str
    posted_on: date
    code: str
    title: str
    supplier: str
    order: str
    pence: int
    heading: str | None
    heading_title: str | None
    extract: str
    reverses: str | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of the budgets waits for somebody."""

    unmatched: int
    virements: int
    variances: int


def budgets(authority_id: int, asked: TableRequest, *, on: date) -> Page[BudgetRow]:
    """Return a page of budgets with what they come to."""
    held = Budget.objects.filter(authority=authority_id).filter(
        every_word(asked.search, ("reference", "service__name"))
    )
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    rows = list(
        keyset_queryset(held, asked.order, asked.cursor).values_list(
            "pk", "reference", "service__name", "year", "state"
        )[: asked.size + 1]
    )
    by_budget: dict[int, list[Sums]] = defaultdict(list)
    for one in figures_of(authority_id, [row[0] for row in rows], on=on):
        by_budget[one.budget_id].append(one.sums)
    found = [BudgetRow(row[0], row[1], row[2], row[3], row[4], total(by_budget[row[0]])) for row in rows]
    return Page.gather(asked, found, Total.of(held.count()))


def budget_record(authority_id: int, reference: str, *, on: date) -> BudgetRecord:
    """Return one budget.

    :raises NotFound: where the authority has none of that reference.
    """
    held = budget_of(authority_id, reference)
    found = figures_of(authority_id, [held.pk], on=on)
    rows = LedgerRow.objects.filter(authority=authority_id, budget=held, counted=True)
    months: dict[date, int] = defaultdict(int)
    for posted_on, pence in rows.order_by().values_list("posted_on").annotate(Sum("pence")):
        months[min(posted_on, date(held.year + 1, 3, 31)).replace(day=1)] += pence
    extracts = LedgerExtract.objects.filter(authority=authority_id, budget=held).select_related("file")
    reports = BudgetReport.objects.filter(authority=authority_id, budget=held).select_related("pdf", "docx")
    virements = Virement.objects.filter(authority=authority_id, budget=held, state=VirementState.ASKED)
    return BudgetRecord(
        held,
        held.service.name,
        tuple(found),
        frozenset(one.id for one in unexplained(authority_id, found, on=on)),
        _unmatched(authority_id, held),
        virements.count(),
        tuple(extracts.order_by("-pk")),
        tuple(reports.order_by("-pk")),
        tuple(sorted(months.items())),
    )


def budget_of(authority_id: int, reference: str) -> Budget:
    """Return a budget with its service.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Budget.objects.filter(authority=authority_id, reference=reference).select_related("service").first()
    if held is None:
        raise NotFound(kind="budget", reference=reference)
    return held


def headings(authority_id: int, reference: str, asked: TableRequest, *, on: date) -> Page[HeadingFigures]:
    """Return a page of the headings of a budget with what they come to."""
    budget = budget_of(authority_id, reference)
    found = BudgetHeading.objects.filter(authority=authority_id, budget=budget)
    words = every_word(asked.search, ("title", "reference", "codes__code"))
    held = found.filter(pk__in=found.filter(words).values("pk"))
    for name, field in (("pot", "pot"), ("payer", "payer"), ("kind", "sort")):
        if chosen := asked.filters.get(name):
            held = held.filter(**{f"{field}__in": list(chosen)})
    ids = keyset_queryset(held, asked.order, asked.cursor).values_list("pk", flat=True)[: asked.size + 1]
    by_id = {one.id: one for one in figures_of(authority_id, [budget.pk], on=on)}
    return Page.gather(asked, [by_id[pk] for pk in ids], Total.of(held.count()))


def heading_record(authority_id: int, reference: str, *, on: date) -> tuple[Budget, HeadingFigures, bool]:
    """Return a heading with its budget, and whether its variance is to be explained.

    :raises NotFound: where the authority has none of that reference.
    """
    held = BudgetHeading.objects.filter(authority=authority_id, reference=reference)
    budget = held.values_list("budget__reference", flat=True).first()
    if budget is None:
        raise NotFound(kind="heading", reference=reference)
    owner = budget_of(authority_id, budget)
    found = figures_of(authority_id, [owner.pk], on=on)
    one = next(each for each in found if each.reference == reference)
    return owner, one, bool(unexplained(authority_id, [one], on=on))


def changes_of(authority_id: int, heading_id: int) -> list[EstimateChange]:
    """Return what changed the latest estimate of a heading, first to last."""
    held = EstimateChange.objects.filter(authority=authority_id, heading=heading_id).select_related("virement")
    return list(held.order_by("decided_on", "pk"))


def orders(authority_id: int, reference: str, asked: TableRequest) -> Page[OrderRow]:
    """Return a page of the orders of a budget."""
    held = Commitment.objects.filter(authority=authority_id, heading__budget__reference=reference).filter(
        every_word(asked.search, ("reference", "number", "title", "supplier", "origin"))
    )
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_ORDER)[: asked.size + 1]
    return Page.gather(asked, [OrderRow(*row) for row in rows], Total.of(held.count()))


def order_record(authority_id: int, reference: str) -> Commitment:
    """Return one order with its heading.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Commitment.objects.filter(authority=authority_id, reference=reference)
    found = held.select_related("heading__budget").first()
    if found is None:
        raise NotFound(kind="order", reference=reference)
    return found


def virements(authority_id: int, reference: str, asked: TableRequest) -> Page[VirementRow]:
    """Return a page of the virements of a budget."""
    held = Virement.objects.filter(authority=authority_id, budget__reference=reference).filter(
        every_word(asked.search, ("reference", "reason", "source__title", "target__title"))
    )
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_VIREMENT)[: asked.size + 1]
    return Page.gather(asked, [VirementRow(*row) for row in rows], Total.of(held.count()))


def virement_record(authority_id: int, reference: str) -> Virement:
    """Return one virement with its headings.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Virement.objects.filter(authority=authority_id, reference=reference)
    found = held.select_related("budget", "source", "target").first()
    if found is None:
        raise NotFound(kind="virement", reference=reference)
    return found


def ledger(authority_id: int, reference: str, asked: TableRequest) -> Page[LedgerLine]:
    """Return a page of the ledger's rows of a budget: those that count, or those of one extract however it stands."""
    held = LedgerRow.objects.filter(authority=authority_id, budget__reference=reference).filter(
        every_word(asked.search, ("reference", "code", "title", "supplier", "order"))
    )
    extract = asked.filters.get("extract")
    held = held.filter(extract__reference=extract) if extract else held.filter(counted=True)
    if (matched := asked.filters.get("matched")) is not None:
        held = held.filter(heading__isnull=not matched)
    held = held.filter(in_days("posted_on", asked.filters.get("posted_on")))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_LINE)[: asked.size + 1]
    return Page.gather(asked, [LedgerLine(*row) for row in rows], Total.of(held.count()))


def extract_record(authority_id: int, reference: str) -> tuple[LedgerExtract, tuple[UnmatchedCode, ...]]:
    """Return an extract of the ledger, and which of its codes belong to no heading.

    :raises NotFound: where the authority has none of that reference.
    """
    held = LedgerExtract.objects.filter(authority=authority_id, reference=reference)
    found = held.select_related("budget__service", "file").first()
    if found is None:
        raise NotFound(kind="extract of the ledger", reference=reference)
    known = found.budget.codes.values("code")
    rows = LedgerRow.objects.filter(authority=authority_id, extract=found).exclude(code__in=known)
    return found, tuple(_by_code(rows))


def columns_before(authority_id: int, service_id: int) -> dict[str, str]:
    """Return which column held what in the last extract of a service; nothing before the first."""
    held = LedgerExtract.objects.filter(authority=authority_id, budget__service=service_id).order_by("-pk")
    return held.values_list("columns", flat=True).first() or {}


def code_stands(authority_id: int, budget: Budget, code: str) -> str:
    """Return the reference of the heading that a code stands under, empty for none."""
    held = budget.codes.filter(authority=authority_id, code=code)
    return held.values_list("heading__reference", flat=True).first() or ""


def services(authority_id: int) -> list[tuple[str, str]]:
    """Return the services by reference and name."""
    held = Service.objects.filter(authority=authority_id).order_by("name")
    return list(held.values_list("reference", "name"))


def polls(authority_id: int) -> list[tuple[str, str]]:
    """Return the polls by reference and title, the last first; rehearsals cost nothing."""
    held = Poll.objects.filter(authority=authority_id, rehearsal=False).order_by("-day", "title")
    return list(held.values_list("reference", "title"))


def waiting(authority_id: int, *, on: date) -> Waiting:
    """Return how much of the budgets that are open waits for somebody."""
    held = Budget.objects.filter(authority=authority_id, state=BudgetState.AGREED)
    ids = list(held.values_list("pk", flat=True))
    if not ids:
        return Waiting(0, 0, 0)
    rows = LedgerRow.objects.filter(authority=authority_id, budget__in=ids, counted=True, heading=None)
    asked = Virement.objects.filter(authority=authority_id, budget__in=ids, state=VirementState.ASKED)
    variances = unexplained(authority_id, figures_of(authority_id, ids, on=on), on=on)
    return Waiting(rows.order_by().values("code").distinct().count(), asked.count(), len(variances))


_ORDER = (
    "pk", "reference", "version", "number", "title", "supplier", "heading__reference", "heading__title", "ordered",
    "received", "raised_on", "ended_on", "state", "source", "origin",
)  # fmt: skip
_VIREMENT = (
    "pk", "reference", "version", "source__reference", "source__title", "target__reference", "target__title", "pence",
    "reason", "state", "asked_on", "asked_by", "decided_on", "decided_by", "authority_for", "refusal",
)  # fmt: skip
_LINE = (
    "pk", "number", "reference", "posted_on", "code", "title", "supplier", "order", "pence", "heading__reference",
    "heading__title", "extract__reference", "reverses__reference", "counted",
)  # fmt: skip


def _unmatched(authority_id: int, budget: Budget) -> tuple[UnmatchedCode, ...]:
    held = LedgerRow.objects.filter(authority=authority_id, budget=budget, counted=True, heading=None)
    return tuple(_by_code(held))


def _by_code(rows: Any) -> list[UnmatchedCode]:
    gathered = rows.order_by("code").values_list("code").annotate(Count("pk"), Sum("pence"))
    titles = dict(rows.order_by("code", "-pk").values_list("code", "title"))
    return [UnmatchedCode(code, many, int(pence), titles[code]) for code, many, pence in gathered]
