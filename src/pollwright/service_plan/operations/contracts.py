"""The register of contracts: kept by the rows of confirmed tables, completed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.formats.plan_kinds import TableKind, names_of
from pollwright.formats.plan_tree import shown
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.models import Contract, PlanBlock, PlanRow
from pollwright.service_plan.states import Basis, Extension

SERIES = "CON"
TEXTS = {
    "title": "title",
    "service area": "service_area",
    "service contact": "contact",
    "description": "description",
    "supplier": "supplier",
}
DATES = {"start": "start", "end": "end", "review": "review"}
_IDENTITY = ("title", "description", "supplier")


class ContractChanged(Refused):
    """Another officer changed the contract."""

    code = "plan.R023"
    problem = "Contract {reference} was changed by somebody else since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class BadContract(Refused):
    """What was said of a contract can't be so."""

    code = "plan.R024"
    problem = "This can't be so: {why}"
    remedy = "Check what you typed."
    words = frozenset({"why"})


@dataclass(frozen=True, slots=True)
class ContractExtras:
    """What no plan says of a contract."""

    sum_basis: Basis = Basis.UNKNOWN
    notice_months: int | None = None
    extension_months: int | None = None
    supplier_details: str = ""
    bought_by: str = ""
    small_supplier: bool | None = None
    voluntary_number: str = ""
    irrecoverable_vat_pence: int | None = None


@operation(Permission.PLAN_EDIT)
def complete_contract(*, actor: Actor, reference: str, version: int, extras: ContractExtras) -> Contract:
    """Add to a contract what its plan does not say.

    :raises ContractChanged: where another officer was first. :raises BadContract: where an amount is below nought, or
        the notice longer than five years.
    """
    contract = contract_in_hand(actor, reference, version)
    if (extras.irrecoverable_vat_pence or 0) < 0:
        raise BadContract(why="An amount is below nought.")
    if not 0 <= (extras.notice_months or 0) <= 60 or not 0 <= (extras.extension_months or 0) <= 240:
        raise BadContract(why="The months are too many, or below nought.")
    wanted = asdict(extras)
    changes = {name: (getattr(contract, name), value) for name, value in wanted.items()}
    for name, value in wanted.items():
        setattr(contract, name, value)
    contract.version += 1
    contract.save()
    record(
        events.ContractCompleted(reference),
        actor=actor,
        subjects=[contract],
        changes={name: pair for name, pair in changes.items() if pair[0] != pair[1]},
    )
    return contract


def contract_in_hand(actor: Actor, reference: str, version: int) -> Contract:
    """Return a contract, locked.

    :raises NotFound: where the authority has none of that reference. :raises ContractChanged: where it was changed since.
    """
    held = Contract.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="contract", reference=reference)
    if held.version != version:
        raise ContractChanged(reference=reference)
    return held


def keep_contracts(block: PlanBlock, rows: Iterable[PlanRow]) -> None:
    """Bring the contracts of a confirmed table to what its rows say; must be called inside an operation.

    A contract whose row was replaced by a spreadsheet is known again by title, description and supplier, and keeps what was
    added to it.
    """
    if block.table_kind != TableKind.CONTRACTS:
        return
    kept = [row for row in rows if row.position >= block.heads and any(cell.strip() for cell in row.cells)]
    columns = _columns(block)
    held = Contract.objects.filter(authority=block.authority_id, plan=block.plan)
    by_row = {one.row_id: one for one in held if one.row_id is not None}
    loose = {tuple(getattr(one, name) for name in _IDENTITY): one for one in held if one.row_id is None}
    for row in kept:
        facts = said_of(row.cells, row.facts, columns)
        contract = by_row.get(row.pk) or loose.pop(tuple(facts[name] for name in _IDENTITY), None)
        if contract is None:
            contract = Contract(
                authority_id=block.authority_id,
                plan=block.plan,
                reference=next_reference(block.authority_id, SERIES),
                version=0,
            )
        _bring(contract, row, facts)


def said_of(cells: Sequence[str], facts: Sequence[Mapping[str, str]], columns: Mapping[str, int]) -> dict[str, Any]:
    """Return what a row says of its contract, by field."""
    said: dict[str, Any] = {
        field: shown(cells[columns[name]]) if name in columns and columns[name] < len(cells) else ""
        for name, field in TEXTS.items()
    }
    for name, field in DATES.items():
        said |= _days(field, *_at(cells, facts, columns.get(name)))
    typed, fact = _at(cells, facts, columns.get("sum"))
    said |= {"sum_typed": typed, "sum_pence": int(fact["value"]) if fact.get("kind") == "money" else None}
    typed, fact = _at(cells, facts, columns.get("extension"))
    value = fact.get("value", "") if fact.get("kind") == "extension" else ""
    kind, _, months = value.partition(" ")
    said |= {"extension_typed": typed, "extension": kind or Extension.UNKNOWN}
    if months:
        said["extension_months"] = int(months)
    return said


def _columns(block: PlanBlock) -> dict[str, int]:
    """Return where each field of a contract stands, by the first words of its heading."""
    heads = PlanRow.objects.filter(authority=block.authority_id, block=block, position__lt=block.heads)
    rows = [tuple(cells) for cells in heads.order_by("position").values_list("cells", flat=True)]
    names = names_of(rows, len(rows), max(map(len, rows), default=0))
    wanted = {**{word: word for word in (*TEXTS, *DATES)}, "contract sum": "sum", "option to extend": "extension"}
    return {
        field: at for at, name in enumerate(names) for word, field in wanted.items() if name.casefold().startswith(word)
    }


def _at(cells: Sequence[str], facts: Sequence[Mapping[str, str]], place: int | None) -> tuple[str, Mapping[str, str]]:
    if place is None or place >= len(cells):
        return "", {}
    return cells[place].strip(), facts[place] if place < len(facts) else {}


def _days(field: str, typed: str, fact: Mapping[str, str]) -> dict[str, Any]:
    first, _, last = fact.get("value", "").partition("/") if fact.get("kind") == "days" else ("", "", "")
    return {
        f"{field}_typed": typed,
        f"{field}_first": date.fromisoformat(first) if first else None,
        f"{field}_last": date.fromisoformat(last or first) if first else None,
    }


def _bring(contract: Contract, row: PlanRow, facts: Mapping[str, Any]) -> None:
    wanted = {**facts, "row_id": row.pk}
    if contract.pk is not None and all(getattr(contract, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(contract, name, value)
    contract.version += 1
    contract.save()
