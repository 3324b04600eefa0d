"""Happenings about plans: what came in, what was confirmed and changed, and what was published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar


@dataclass(frozen=True, slots=True)
class ServiceAdded:
    """A service was added."""

    code: ClassVar[str] = "plan.service-added"
    sentence: ClassVar[str] = "added service {reference}, {name}"
    reference: str
    name: str


@dataclass(frozen=True, slots=True)
class PlanImported:
    """A plan came in from a file, as a draft."""

    code: ClassVar[str] = "plan.imported"
    sentence: ClassVar[str] = (
        "imported plan {reference}: {tables:table|tables} of {cells:cell|cells}, {oddities:thing to look at|things to look at}"
    )
    reference: str
    sha256: str
    tables: int
    cells: int
    oddities: int


@dataclass(frozen=True, slots=True)
class TableConfirmed:
    """What was understood of a table was confirmed."""

    code: ClassVar[str] = "plan.table-confirmed"
    sentence: ClassVar[str] = "confirmed table {table} of plan {plan} as {kind}, {rows:row|rows}"
    plan: str
    table: str
    kind: str
    rows: int


@dataclass(frozen=True, slots=True)
class TableBound:
    """A table was bound to a live register."""

    code: ClassVar[str] = "plan.table-bound"
    sentence: ClassVar[str] = "let table {table} of plan {plan} show the live register: {source}"
    plan: str
    table: str
    source: str


@dataclass(frozen=True, slots=True)
class TableUnbound:
    """A table shows again what was typed."""

    code: ClassVar[str] = "plan.table-unbound"
    sentence: ClassVar[str] = "let table {table} of plan {plan} show again what was typed"
    plan: str
    table: str


@dataclass(frozen=True, slots=True)
class RowChanged:
    """A row of a table was changed."""

    code: ClassVar[str] = "plan.row-changed"
    sentence: ClassVar[str] = "changed row {row} of table {table} of plan {plan}"
    plan: str
    table: str
    row: int


@dataclass(frozen=True, slots=True)
class RowAdded:
    """A row was added to a table."""

    code: ClassVar[str] = "plan.row-added"
    sentence: ClassVar[str] = "added row {row} to table {table} of plan {plan}"
    plan: str
    table: str
    row: int


@dataclass(frozen=True, slots=True)
class RowRemoved:
    """A row was taken out of a table."""

    code: ClassVar[str] = "plan.row-removed"
    sentence: ClassVar[str] = "took row {row} out of table {table} of plan {plan}"
    plan: str
    table: str
    row: int


@dataclass(frozen=True, slots=True)
class TableReplaced:
    """The rows of a table were replaced by those of a spreadsheet."""

    code: ClassVar[str] = "plan.table-replaced"
    sentence: ClassVar[str] = "replaced the rows of table {table} of plan {plan} by {rows} from a spreadsheet"
    plan: str
    table: str
    rows: int


@dataclass(frozen=True, slots=True)
class TextChanged:
    """A paragraph was changed, added or taken out."""

    code: ClassVar[str] = "plan.text-changed"
    sentence: ClassVar[str] = "{what} a paragraph of section {section} of plan {plan}"
    plan: str
    section: str
    what: Annotated[str, "added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class BudgetEntered:
    """A budget was entered by finance."""

    code: ClassVar[str] = "plan.budget-entered"
    sentence: ClassVar[str] = "entered the budget in row {row} of table {table} of plan {plan}"
    plan: str
    table: str
    row: int


@dataclass(frozen=True, slots=True)
class LinksChecked:
    """The pages that links lead to were asked for."""

    code: ClassVar[str] = "plan.links-checked"
    sentence: ClassVar[str] = "had {links:link|links} of plans checked: {failed:leads nowhere|lead nowhere}"
    links: int
    failed: int


@dataclass(frozen=True, slots=True)
class TableUnlocked:
    """Finance said that a table is none of budgets."""

    code: ClassVar[str] = "plan.table-unlocked"
    sentence: ClassVar[str] = "said that table {table} of plan {plan} is no table of budgets"
    plan: str
    table: str


@dataclass(frozen=True, slots=True)
class PlanMoved:
    """A plan went on: sent for approval, approved, or sent back."""

    code: ClassVar[str] = "plan.moved"
    sentence: ClassVar[str] = "plan {reference} was {act}"
    reference: str
    act: Annotated[
        str, "sent for approval", "approved", "sent back to its author", "published", "put up for publication"
    ]


@dataclass(frozen=True, slots=True)
class PlanPublished:
    """A version of a plan was published and frozen."""

    code: ClassVar[str] = "plan.published"
    sentence: ClassVar[str] = "published version {number} of plan {reference}"
    reference: str
    number: str
    sha256: dict[str, str]


@dataclass(frozen=True, slots=True)
class PlanRolled:
    """A plan for the next years was made from another."""

    code: ClassVar[str] = "plan.rolled"
    sentence: ClassVar[str] = "rolled plan {source} over to plan {reference}, from {first_year}"
    reference: str
    source: str
    first_year: int


@dataclass(frozen=True, slots=True)
class LinkSet:
    """It was said where a link of plans leads."""

    code: ClassVar[str] = "plan.link-set"
    sentence: ClassVar[str] = "set where the link {label} of plans leads"
    label: str


@dataclass(frozen=True, slots=True)
class PlanExported:
    """A plan was written as a file."""

    code: ClassVar[str] = "plan.exported"
    sentence: ClassVar[str] = "wrote plan {reference} as {form}, {tables:table|tables} of {cells:cell|cells}"
    reference: str
    form: str
    sha256: str
    tables: int
    cells: int


@dataclass(frozen=True, slots=True)
class ContractCompleted:
    """What no plan says of a contract was added to it."""

    code: ClassVar[str] = "plan.contract-completed"
    sentence: ClassVar[str] = "completed contract {reference}"
    reference: str
