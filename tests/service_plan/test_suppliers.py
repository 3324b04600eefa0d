"""Contracts as they go on: renewed, extended, their value, how suppliers do, and tables that complete them.

The days are worked by hand; the printing contracts of the plan by quarters end on 31 December 2027.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.formats.plan_kinds import TableKind
from pollwright.refusals import NotFound, NotPermitted
from pollwright.service_plan.models import Contract, ContractStep, SupplierNote
from pollwright.service_plan.operations.completing import ContractsUnreadable, complete_contracts
from pollwright.service_plan.operations.contracts import BadContract, ContractChanged, ContractExtras, complete_contract
from pollwright.service_plan.operations.editing import StaysLocked, confirm_table, replace_rows
from pollwright.service_plan.operations.importing import GivenPlan, import_plan
from pollwright.service_plan.operations.supplier_notes_taken import SupplierNotesUnreadable, import_supplier_notes
from pollwright.service_plan.operations.suppliers import (
    ExtensionTooLong,
    NoIssue,
    NoteFacts,
    NotExtendable,
    NotRolling,
    RenewedAlready,
    extend_contract,
    note_supplier,
    renew_contract,
    settle_issue,
)
from pollwright.service_plan.operations.unlocking import unlock_table
from pollwright.service_plan.queries.alarms import Alarm, Due
from pollwright.service_plan.queries.contracts import contract_record, contracts_due, contracts_to_publish
from pollwright.service_plan.states import Basis, Standing, SupplierKind
from tests.service_plan.drafts import AT, Draft
from tests.service_plan.layouts import CORPORATE, text_of

ON = date(2026, 11, 23)


@pytest.fixture
def printing(draft: Draft) -> Contract:
    """A printing contract that may be extended by 24 months, without a word how long until it is completed."""
    confirm_table(actor=draft.head, table=draft.table("contracts").reference, version=1, at=AT)
    found = Contract.objects.order_by("reference")[0]
    extras = ContractExtras(Basis.YEAR, extension_months=24)
    return complete_contract(actor=draft.head, reference=found.reference, version=found.version, extras=extras)


@pytest.fixture
def hosting(head: Actor) -> Contract:
    """Web hosting that goes on from year to year since March 2014."""
    made = import_plan(actor=head, given=GivenPlan("c.txt", text_of(CORPORATE).encode()), at=AT)
    draft = Draft(head, made.plan)
    confirm_table(actor=head, table=draft.table("contracts").reference, version=1, at=AT)
    return Contract.objects.get()


def test_a_rolling_contract_is_confirmed_for_a_year_and_its_days_roll_on(hosting: Contract, head: Actor) -> None:
    given: dict[str, Any] = {"actor": head, "reference": hosting.reference, "reason": "Works well"}
    with pytest.raises(RenewedAlready):
        renew_contract(**given, version=hosting.version, on=date(2026, 8, 1))

    held = renew_contract(**given, version=hosting.version, on=ON)

    found = contract_record(head.authority_id, hosting.reference, on=date(2028, 3, 2))
    assert (held.renewed_to, found.standing) == (date(2028, 3, 1), Standing.UNCONFIRMED)
    assert found.due == (Alarm(Due.RENEWAL, date(2028, 3, 1), -1),)
    with pytest.raises(ContractChanged):
        renew_contract(**given, version=hosting.version, on=date(2028, 1, 1))
    assert list(ContractStep.objects.values_list("kind", "ended", "ends")) == [
        ("renewed", date(2027, 3, 1), date(2028, 3, 1))
    ]


def test_an_extension_is_taken_up_within_its_option_and_moves_the_end(printing: Contract, head: Actor) -> None:
    given: dict[str, Any] = {"actor": head, "reference": printing.reference, "version": printing.version, "on": ON}
    for ends in (date(2027, 12, 31), date(2030, 1, 1)):
        with pytest.raises(ExtensionTooLong):
            extend_contract(**given, ends=ends, reason="Good prices")
    with pytest.raises(NotRolling):
        renew_contract(**given, reason="Good prices")

    extend_contract(**given, ends=date(2029, 12, 31), reason="Good prices")

    found = contract_record(head.authority_id, printing.reference, on=date(2029, 12, 1))
    assert (found.ends, found.end_typed, found.standing) == (date(2029, 12, 31), "31/12/27", Standing.ENDING)
    assert found.due[-1] == Alarm(Due.END, date(2029, 12, 31), 30)
    assert contract_record(head.authority_id, printing.reference, on=date(2030, 1, 1)).standing == Standing.ENDED


def test_what_rolls_on_or_belongs_to_others_is_not_extended(hosting: Contract, head: Actor, stranger: Actor) -> None:
    given: dict[str, Any] = {"reference": hosting.reference, "version": hosting.version, "reason": "-", "on": ON}

    with pytest.raises(NotExtendable):
        extend_contract(actor=head, **given, ends=date(2030, 1, 1))
    with pytest.raises(NotFound):
        renew_contract(actor=stranger, **given)


def test_a_yearly_sum_is_published_by_what_it_comes_to_over_the_term(printing: Contract, head: Actor) -> None:
    found = contract_record(head.authority_id, printing.reference, on=ON)
    years = found.months // 12

    assert found.over_term == years * 1_400_000
    assert found.whole_value == (years + 2) * 1_680_000
    assert [one.reference for one in contracts_to_publish(head.authority_id, on=date(2028, 1, 1))] == []


def test_issues_with_a_supplier_are_noted_scored_and_settled_once(
    printing: Contract, head: Actor, client_as: Callable[[Role], Client]
) -> None:
    given: dict[str, Any] = {"actor": head, "reference": printing.reference, "on": ON}
    for day, score in ((date(2026, 11, 24), 3), (ON, 6)):
        facts = NoteFacts(SupplierKind.REVIEW, day, "Review", score)
        with pytest.raises(BadContract):
            note_supplier(**given, version=printing.version, facts=facts)
    issue = note_supplier(
        **given, version=printing.version, facts=NoteFacts(SupplierKind.ISSUE, ON, "Proofs came late", 2)
    )
    note_supplier(**given, version=printing.version + 1, facts=NoteFacts(SupplierKind.REVIEW, ON, "Better", 5))

    page = client_as(Role.AUDITOR).get(f"/plans/contracts/{printing.reference}/").content.decode()
    settle_issue(actor=head, reference=issue.reference, version=1, settled="New contact", on=ON)
    with pytest.raises(NoIssue):
        settle_issue(actor=head, reference=issue.reference, version=2, settled="Again", on=ON)

    assert ["Score: 3.5 of 5, from 2 notes." in page, "Proofs came late" in page] == [True, True]
    assert SupplierNote.objects.get(kind="issue").settled == "New contact"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_notes_of_suppliers_leave_as_a_file_and_come_in_again_once(
    printing: Contract, head: Actor, client_as: Callable[[Role], Client], form: str
) -> None:
    facts = NoteFacts(SupplierKind.ISSUE, ON, "=Proofs, late", 2)
    note_supplier(actor=head, reference=printing.reference, version=printing.version, facts=facts, on=ON)
    table = (
        "Contract,Day,Kind,What happened,Score\n"
        f"{printing.reference},1/10/2026,Review,On time,4\n{printing.reference},2026-10-02,praise,Helped at night,\n"
    )
    assert import_supplier_notes(actor=head, content=table.encode(), on=ON) == (2, 0)

    out = client_as(Role.OFFICER).get(f"/plans/contracts/suppliers/?as={form}")

    assert import_supplier_notes(actor=head, content=b"".join(out), on=ON) == (0, 3)
    assert list(SupplierNote.objects.order_by("happened_on").values_list("kind", "text", "score")) == [
        ("review", "On time", 4),
        ("praise", "Helped at night", None),
        ("issue", "=Proofs, late", 2),
    ]


@pytest.mark.parametrize(
    "bad",
    ["CON9999999,1/10/2026,review,Late,", "{},24/11/2026,review,Late,", "{},1/10/2026,rumour,Late,", "{},,review,Late,",
     "{},1/10/2026,review,Late,6", "{},1/10/2026,review,Late,good", "{},1/10/2026,review,On time,"],
)  # fmt: skip
def test_nothing_is_noted_of_a_table_with_a_fault(printing: Contract, head: Actor, bad: str) -> None:
    first = f"Contract,Day,Kind,What happened,Score\n{printing.reference},1/10/2026,Review,On time,4\n"

    with pytest.raises(SupplierNotesUnreadable) as refused:
        import_supplier_notes(actor=head, content=(first + bad.format(printing.reference)).encode(), on=ON)

    assert (refused.value.values["row"], SupplierNote.objects.count()) == (3, 0)


def test_how_many_contracts_are_overdue_or_due_soon(hosting: Contract, head: Actor) -> None:
    assert contracts_due(head.authority_id, on=ON, within=30) == (0, 0)
    assert contracts_due(head.authority_id, on=date(2027, 2, 20), within=30) == (0, 1)


def test_contracts_are_completed_from_a_table_all_or_none(printing: Contract, head: Actor) -> None:
    other = Contract.objects.exclude(pk=printing.pk).get()
    table = (
        "Reference,Sum is for,Notice,Extension months,Supplier details,Process,SME,Voluntary body,Irrecoverable VAT\n"
        f"{printing.reference},A year,3,12,Fenwick Ltd,Tender,Yes,,£250.50\n"
    )
    for bad in ("CON9999999,,,,,,,,\n", f"{other.reference},Sometimes,,,,,,,\n", f"{other.reference},,99,,,,,,\n"):
        with pytest.raises(ContractsUnreadable):
            complete_contracts(actor=head, content=(table + bad).encode())
    printing.refresh_from_db()
    assert printing.notice_months is None

    complete_contracts(actor=head, content=(table + f"{other.reference},,,,,,no,,\n").encode())

    printing.refresh_from_db()
    other.refresh_from_db()
    assert (printing.notice_months, printing.extension_months, printing.irrecoverable_vat_pence) == (3, 12, 25_050)
    assert (printing.small_supplier, other.small_supplier, other.sum_basis) == (True, False, Basis.UNKNOWN)


def test_a_table_of_budgets_is_not_unlocked_by_calling_it_something_else(
    draft: Draft, officer: Actor, actor_as: Callable[[Role], Actor]
) -> None:
    table = draft.table("budgets")
    given: dict[str, Any] = {"table": table.reference, "version": 1}

    with pytest.raises(StaysLocked):
        confirm_table(actor=officer, **given, at=AT, kind=TableKind.OTHER)
    replaced = replace_rows(actor=officer, **given, rows=[["Ref", "Description"], ["Words", ""]])

    assert replaced.table_kind == TableKind.BUDGETS
    with pytest.raises(NotPermitted):
        unlock_table(actor=draft.head, table=table.reference, version=2, reason="Words")
    unlock_table(actor=actor_as(Role.FINANCE), table=table.reference, version=2, reason="Words")
    assert confirm_table(actor=officer, table=table.reference, version=3, at=AT).table_kind == TableKind.OTHER
