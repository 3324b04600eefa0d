"""Taking over from a table what no plan says of contracts: all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.plan_facts import money
from pollwright.formats.small_tables import records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.events import contracts as events
from pollwright.service_plan.models import Contract
from pollwright.service_plan.operations.contracts import BadContract, ContractExtras, complete_contract
from pollwright.service_plan.states import Basis

COLUMNS = (
    "reference", "sum_is_for", "notice", "extension_months", "supplier_details", "process", "sme", "voluntary_body",
    "irrecoverable_vat",
)  # fmt: skip
"""Columns as the register's own file has them; what a row leaves empty is emptied."""
_YES_NO = {"yes": True, "no": False, "": None}


class ContractsUnreadable(Refused):
    """The file is no table of contracts, or a row of it has a fault."""

    code = "plan.R065"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the file of the register shows the columns."
    words = frozenset({"fault"})


@operation(Permission.PLAN_EDIT)
def complete_contracts(*, actor: Actor, content: bytes) -> int:
    """Complete the contracts that a table names by their references, and return how many.

    :raises ContractsUnreadable: where the file or a row can't be read, or a contract is not there.
    """
    try:
        rows = records(content)
    except UnreadableFile:
        raise ContractsUnreadable(row=1, fault="the file is neither CSV in UTF-8 nor an Excel workbook") from None
    if not rows or "reference" not in rows[0][1]:
        raise ContractsUnreadable(row=1, fault="there is no row, or no column of references")
    for number, cells in rows:
        _complete(actor, number, cells)
    happening = events.ContractsCompleted(len(rows), hashlib.sha256(content).hexdigest())
    record(happening, actor=actor)
    return len(rows)


def _complete(actor: Actor, number: int, cells: Mapping[str, str]) -> None:
    held = Contract.objects.filter(authority=actor.authority_id, reference=cells["reference"])
    version = held.values_list("version", flat=True).first()
    extras = _extras(number, cells)
    try:
        complete_contract(actor=actor, reference=cells["reference"], version=version or 0, extras=extras)
    except NotFound:
        raise ContractsUnreadable(row=number, fault="there is no contract of that reference") from None
    except BadContract:
        raise ContractsUnreadable(row=number, fault="an amount is below nought, or there are too many months") from None


def _extras(number: int, cells: Mapping[str, str]) -> ContractExtras:
    given = {name: cells.get(name, "") for name in COLUMNS}
    bases = {str(one.label).casefold(): one for one in Basis} | {one.value: one for one in Basis} | {"": Basis.UNKNOWN}
    basis, small = bases.get(given["sum_is_for"].casefold()), given["sme"].casefold()
    if basis is None or small not in _YES_NO:
        raise ContractsUnreadable(
            row=number, fault="what the sum is for, or whether it is an SME, is none of the words"
        )
    vat = money(given["irrecoverable_vat"]) if given["irrecoverable_vat"] else None
    if vat is not None and vat.kind != "money":
        raise ContractsUnreadable(row=number, fault="the VAT is no amount of money")
    return ContractExtras(
        sum_basis=basis,
        notice_months=_months(number, given["notice"]),
        extension_months=_months(number, given["extension_months"]),
        supplier_details=given["supplier_details"][:500],
        bought_by=given["process"][:200],
        small_supplier=_YES_NO[small],
        voluntary_number=given["voluntary_body"][:40],
        irrecoverable_vat_pence=None if vat is None else int(vat.value),
    )


def _months(number: int, text: str) -> int | None:
    if not text:
        return None
    plain = text.removesuffix(".0").strip()
    if not plain.isdigit():
        raise ContractsUnreadable(row=number, fault="months are not a whole number")
    return int(plain)
