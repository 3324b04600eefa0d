"""What every heading of budgets comes to, read in five statements however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Sum

from pollwright.authorities.queries.settings import values_of
from pollwright.budgets import sums
from pollwright.budgets.models import BudgetHeading, Commitment, EstimateChange, LedgerCode, LedgerRow
from pollwright.budgets.states import OrderState, Spread
from pollwright.budgets.sums import Limits, Sums, Threshold


@dataclass(frozen=True, slots=True)
class HeadingFigures:
    """A heading with what it comes to on a day. `codes` are those of the ledger, `last_change` the last of its estimates."""

    id: int
    budget_id: int
    reference: str
    version: int
    position: int
    title: str
    pot: str
    sort: str
    payer: str
    spread: str
    poll: str | None
    poll_title: str | None
    bid: int | None
    entered: int | None
    entered_by: str
    own_forecast: int | None
    forecast_reason: str
    explanation: str
    remedy: str
    explained: int | None
    explained_by: str
    codes: tuple[str, ...]
    last_change: date | None
    sums: Sums

    @property
    def name(self) -> str:
        """What it is called, its reference where it is blank."""
        return self.title or self.reference


_FIELDS = (
    "pk", "budget_id", "reference", "version", "position", "title", "pot", "sort", "payer", "spread", "poll__reference",
    "poll__title", "bid", "original", "entered_by", "forecast", "forecast_reason", "explanation", "remedy", "explained",
    "explained_by",
)  # fmt: skip


def figures_of(authority_id: int, budgets: Sequence[int], *, on: date) -> list[HeadingFigures]:
    """Return the headings of budgets in their order, each with its sums as things stand on a day."""
    held = BudgetHeading.objects.filter(authority=authority_id, budget__in=budgets)
    years = dict(held.values_list("budget_id", "budget__year").distinct().order_by())
    rows = list(held.order_by("budget_id", "position", "pk").values_list(*_FIELDS))
    changes = _changes(authority_id, budgets)
    spent, by_order = _spent(authority_id, budgets)
    ordered = _ordered(authority_id, budgets, by_order)
    codes = _codes(authority_id, budgets)
    found = []
    for row in rows:
        pk, budget = row[0], row[1]
        change, last = changes.get(pk, (0, None))
        original = row[13] or 0
        latest, actual, committed = original + change, spent[pk], ordered[pk]
        gone = sums.months_gone(years[budget], on)
        to_come = sums.still_to_come(latest, gone) if row[9] == Spread.EVEN else 0
        own = row[15]
        forecast = sums.expected(latest, actual, committed, to_come=to_come) if own is None else own
        figures = Sums(original, latest, actual, committed, forecast)
        found.append(HeadingFigures(*row, tuple(codes[pk]), last, figures))  # type: ignore[call-arg]
    return found


def unexplained(authority_id: int, found: Iterable[HeadingFigures], *, on: date) -> list[HeadingFigures]:
    """Return the headings whose variance is to be explained and is not, or has grown by as much again since."""
    threshold = threshold_on(authority_id, on=on)
    return [one for one in found if one.entered is not None and _wants_explaining(one, threshold)]


def threshold_on(authority_id: int, *, on: date) -> Threshold:
    """Return from where on variances are to be explained, as the authority set it."""
    per_cent, pounds = values_of(authority_id, "budgets.variance_per_cent", "budgets.variance_pounds", on=on)
    return Threshold(per_cent, pounds * 100)


def limits_on(authority_id: int, *, on: date) -> Limits:
    """Return up to which amounts virements are approved below the committee, as the authority set them."""
    head, director = values_of(authority_id, "budgets.virement_head", "budgets.virement_director", on=on)
    return Limits(head * 100, director * 100)


def _wants_explaining(one: HeadingFigures, threshold: Threshold) -> bool:
    variance = one.sums.variance
    if not threshold.passed(variance, one.sums.latest):
        return False
    if not one.explanation or one.explained is None:
        return True
    return threshold.passed(variance - one.explained, one.sums.latest)


def _changes(authority_id: int, budgets: Sequence[int]) -> dict[int, tuple[int, date]]:
    held = EstimateChange.objects.filter(authority=authority_id, heading__budget__in=budgets).order_by()
    rows = held.values_list("heading_id").annotate(Sum("pence"), Max("decided_on"))
    return {heading: (int(pence), last) for heading, pence, last in rows}


def _spent(authority_id: int, budgets: Sequence[int]) -> tuple[dict[int, int], dict[tuple[int, str], int]]:
    """Return what the ledger has by heading, and by heading and order."""
    held = LedgerRow.objects.filter(authority=authority_id, budget__in=budgets, counted=True, heading__isnull=False)
    by_heading: dict[int, int] = defaultdict(int)
    by_order: dict[tuple[int, str], int] = {}
    for heading, order, pence in held.order_by().values_list("heading_id", "order").annotate(Sum("pence")):
        by_heading[heading] += int(pence)
        by_order[heading, order] = int(pence)
    return by_heading, by_order


def _ordered(authority_id: int, budgets: Sequence[int], by_order: dict[tuple[int, str], int]) -> dict[int, int]:
    held = Commitment.objects.filter(authority=authority_id, heading__budget__in=budgets)
    rows = held.exclude(state=OrderState.CANCELLED).values_list("heading_id", "number", "ordered", "received")
    gathered: dict[tuple[int, str], int] = defaultdict(int)
    found: dict[int, int] = defaultdict(int)
    for heading, number, ordered, received in rows.order_by("pk"):
        if number:
            gathered[heading, number] += ordered if received is None else received
        else:
            found[heading] += sums.outstanding(ordered, received, 0)
    for (heading, number), amount in gathered.items():
        found[heading] += sums.outstanding(amount, None, by_order.get((heading, number), 0))
    return found


def _codes(authority_id: int, budgets: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[Any]] = defaultdict(list)
    held = LedgerCode.objects.filter(authority=authority_id, budget__in=budgets).order_by("code")
    for heading, code in held.values_list("heading_id", "code"):
        found[heading].append(code)
    return found
