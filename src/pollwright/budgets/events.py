"""Happenings of budgets. Amounts are written out, `£1,234.50`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.budgets.states import ChangeKind


@dataclass(frozen=True, slots=True)
class BudgetOpened:
    """A budget was opened."""

    code: ClassVar[str] = "budgets.opened"
    sentence: ClassVar[str] = "opened budget {reference} for {year} with {headings:heading|headings}"
    reference: str
    year: str
    headings: int


@dataclass(frozen=True, slots=True)
class HeadingAdded:
    """A heading was added to a budget."""

    code: ClassVar[str] = "budgets.heading-added"
    sentence: ClassVar[str] = "added heading {heading} to budget {reference}"
    reference: str
    heading: str


@dataclass(frozen=True, slots=True)
class HeadingChanged:
    """A heading was changed."""

    code: ClassVar[str] = "budgets.heading-changed"
    sentence: ClassVar[str] = "changed heading {heading} of budget {reference}"
    reference: str
    heading: str


@dataclass(frozen=True, slots=True)
class OriginalEntered:
    """Finance entered the original budget of a heading."""

    code: ClassVar[str] = "budgets.original-entered"
    sentence: ClassVar[str] = "entered {amount} as the original budget of heading {heading} of {reference}"
    reference: str
    heading: str
    amount: str


@dataclass(frozen=True, slots=True)
class HeadingsImported:
    """Headings were taken over from a table."""

    code: ClassVar[str] = "budgets.headings-imported"
    sentence: ClassVar[str] = "took {rows:heading|headings} over into budget {reference}"
    reference: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PollTakenOver:
    """The headings of a poll's project became headings of a budget."""

    code: ClassVar[str] = "budgets.poll-taken-over"
    sentence: ClassVar[str] = "took {headings:heading|headings} of poll {poll} over into budget {reference}"
    reference: str
    poll: str
    headings: int


@dataclass(frozen=True, slots=True)
class BudgetAgreed:
    """Finance confirmed a budget as Council agreed it."""

    code: ClassVar[str] = "budgets.agreed"
    sentence: ClassVar[str] = "confirmed budget {reference} of {amount} as agreed by Council"
    reference: str
    amount: str


@dataclass(frozen=True, slots=True)
class EstimateChanged:
    """The latest estimate of a heading was changed."""

    code: ClassVar[str] = "budgets.estimate-changed"
    sentence: ClassVar[str] = "changed the latest estimate of heading {heading} of {reference} by {amount} ({kind})"
    reference: str
    heading: str
    amount: str
    kind: Annotated[str, ChangeKind]


@dataclass(frozen=True, slots=True)
class ForecastSet:
    """An officer's forecast took the place of the one that is worked out, or was given up."""

    code: ClassVar[str] = "budgets.forecast-set"
    sentence: ClassVar[str] = "set the forecast of heading {heading} of {reference}"
    reference: str
    heading: str


@dataclass(frozen=True, slots=True)
class VarianceExplained:
    """A variance was explained."""

    code: ClassVar[str] = "budgets.variance-explained"
    sentence: ClassVar[str] = "explained the variance of {amount} of heading {heading} of {reference}"
    reference: str
    heading: str
    amount: str


@dataclass(frozen=True, slots=True)
class VirementAsked:
    """A virement was asked for."""

    code: ClassVar[str] = "budgets.virement-asked"
    sentence: ClassVar[str] = "asked to move {amount} from {source} to {target}: virement {reference}"
    reference: str
    source: str
    target: str
    amount: str


@dataclass(frozen=True, slots=True)
class VirementApproved:
    """A virement was approved by a second person."""

    code: ClassVar[str] = "budgets.virement-approved"
    sentence: ClassVar[str] = "approved virement {reference} of {amount}"
    reference: str
    amount: str


@dataclass(frozen=True, slots=True)
class VirementRefused:
    """A virement was refused."""

    code: ClassVar[str] = "budgets.virement-refused"
    sentence: ClassVar[str] = "refused virement {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class OrderRaised:
    """An order was noted under a heading."""

    code: ClassVar[str] = "budgets.order-raised"
    sentence: ClassVar[str] = "noted order {reference} of {amount} under heading {heading}"
    reference: str
    heading: str
    amount: str


@dataclass(frozen=True, slots=True)
class OrderReceipted:
    """What was ordered came."""

    code: ClassVar[str] = "budgets.order-receipted"
    sentence: ClassVar[str] = "receipted order {reference} at {amount}"
    reference: str
    amount: str


@dataclass(frozen=True, slots=True)
class OrderCancelled:
    """An order was cancelled."""

    code: ClassVar[str] = "budgets.order-cancelled"
    sentence: ClassVar[str] = "cancelled order {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class LedgerRead:
    """An extract of the ledger was read on trial."""

    code: ClassVar[str] = "budgets.ledger-read"
    sentence: ClassVar[str] = "read extract {reference}: {rows:row|rows}, {amount} as the control total says"
    reference: str
    rows: int
    amount: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LedgerTaken:
    """An extract of the ledger was taken over."""

    code: ClassVar[str] = "budgets.ledger-taken"
    sentence: ClassVar[str] = (
        "took {rows:row|rows} of extract {reference} over, {unmatched} of them with codes of no heading"
    )
    reference: str
    rows: int
    unmatched: int


@dataclass(frozen=True, slots=True)
class LedgerWithdrawn:
    """An extract of the ledger was taken back."""

    code: ClassVar[str] = "budgets.ledger-withdrawn"
    sentence: ClassVar[str] = "took extract {reference} back"
    reference: str


@dataclass(frozen=True, slots=True)
class CodeAssigned:
    """A code of the ledger was assigned to a heading."""

    code: ClassVar[str] = "budgets.code-assigned"
    sentence: ClassVar[str] = "assigned code {ledger_code} to heading {heading}: {rows:row|rows}"
    ledger_code: str
    heading: str
    rows: int


@dataclass(frozen=True, slots=True)
class BudgetClosed:
    """The year of a budget was closed."""

    code: ClassVar[str] = "budgets.closed"
    sentence: ClassVar[str] = "closed budget {reference} at {amount}"
    reference: str
    amount: str


@dataclass(frozen=True, slots=True)
class BudgetReported:
    """A report on a budget was made."""

    code: ClassVar[str] = "budgets.reported"
    sentence: ClassVar[str] = "made budget report {report} on {reference}"
    reference: str
    report: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PlanTakenOver:
    """Figures of budgets were taken over into a plan."""

    code: ClassVar[str] = "budgets.plan-taken-over"
    sentence: ClassVar[str] = "took the latest estimates of {years:year|years} over into table {table}"
    table: str
    years: int


@dataclass(frozen=True, slots=True)
class BudgetTableTakenOver:
    """Orders or virements of a budget were taken over from a file."""

    code: ClassVar[str] = "budgets.table-taken-over"
    sentence: ClassVar[str] = (
        "took {rows:row|rows} over into {table} of budget {reference}; the file has SHA-256 {sha256}"
    )
    reference: str
    table: str
    rows: int
    sha256: str
