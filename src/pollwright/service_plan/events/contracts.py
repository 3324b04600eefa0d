"""Happenings of contracts and their suppliers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.service_plan.states import SupplierKind


@dataclass(frozen=True, slots=True)
class ContractRenewed:
    """It was confirmed that a contract goes on for another year."""

    code: ClassVar[str] = "plan.contract-renewed"
    sentence: ClassVar[str] = "confirmed that contract {reference} goes on until {ends}"
    reference: str
    ends: date


@dataclass(frozen=True, slots=True)
class ContractExtended:
    """An option to extend a contract was taken up."""

    code: ClassVar[str] = "plan.contract-extended"
    sentence: ClassVar[str] = "extended contract {reference} until {ends}"
    reference: str
    ends: date


@dataclass(frozen=True, slots=True)
class SupplierNoted:
    """Something was noted of a supplier."""

    code: ClassVar[str] = "plan.supplier-noted"
    sentence: ClassVar[str] = "noted {note} of the supplier under contract {reference}: {kind}"
    reference: str
    note: str
    kind: Annotated[str, SupplierKind]


@dataclass(frozen=True, slots=True)
class IssueSettled:
    """An issue with a supplier was settled."""

    code: ClassVar[str] = "plan.issue-settled"
    sentence: ClassVar[str] = "settled issue {note} under contract {reference}"
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class ContractsCompleted:
    """What no plan says of contracts was taken over from a table."""

    code: ClassVar[str] = "plan.contracts-completed"
    sentence: ClassVar[str] = "completed {contracts:contract|contracts} from a table"
    contracts: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SupplierNotesImported:
    """How suppliers do was taken over from a table."""

    code: ClassVar[str] = "plan.supplier-notes-imported"
    sentence: ClassVar[str] = "took over {notes:note|notes} of suppliers from a table"
    notes: int
    sha256: str
