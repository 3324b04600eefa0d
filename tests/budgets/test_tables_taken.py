"""Orders and virements of a budget as tables: out, in again, and nothing of a table with a fault."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.budgets.models import Budget, Commitment, EstimateChange, Virement
from pollwright.budgets.operations.changes_taken import import_changes
from pollwright.budgets.operations.tables_taken import BudgetTableUnreadable, import_table
from pollwright.refusals import NotPermitted

ON = date(2026, 11, 23)
ORDERS = "Number,What,Supplier,Heading,Raised,Ordered,Receipted\n"
GOOD = f'{ORDERS}4500012,Poll cards,Sedge Press,printing,1/10/2026,"£12,900.50",\n4500013,Halls,,4200,2026-10-02,300,310.00\n'


def taken(actor: Actor, budget: Budget, table: str, content: bytes) -> int:
    return import_table(actor=actor, reference=budget.reference, table=table, content=content, on=ON)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_orders_leave_as_a_file_and_come_in_again_once(
    budget: Budget, officer: Actor, client_as: Callable[[Role], Client], form: str
) -> None:
    assert taken(officer, budget, "orders", GOOD.encode()) == 2

    out = b"".join(client_as(Role.OFFICER).get(f"/budgets/{budget.reference}/orders/?as={form}"))

    assert taken(officer, budget, "orders", out) == 0
    assert list(
        Commitment.objects.order_by("number").values_list("heading__title", "ordered", "received", "state")
    ) == [
        ("Printing", 1_290_050, None, "raised"),
        ("Venues", 30_000, 31_000, "receipted"),
    ]


@pytest.mark.parametrize(
    "bad",
    ["4500012,Again,,Printing,1/10/2026,5,", ",X,,Rent,1/10/2026,5,", ",X,,Printing,1/10/2026,-5,", ",X,,Printing,,5,",
     ",X,,Printing,1/1/2099,5,", ",X,,Sale of the register,1/10/2026,5,", ",,,Printing,1/10/2026,5,"],
)  # fmt: skip
def test_no_order_of_a_table_with_a_fault_is_noted(budget: Budget, officer: Actor, bad: str) -> None:
    table = f"{ORDERS}4500012,Poll cards,,Printing,1/10/2026,12.50,\n{bad}\n"

    with pytest.raises(BudgetTableUnreadable) as refused:
        taken(officer, budget, "orders", table.encode())

    assert (refused.value.values["row"], Commitment.objects.count()) == (3, 0)


def test_virements_of_a_table_are_asked_for_and_wait_for_a_second_person(
    budget: Budget, officer: Actor, client_as: Callable[[Role], Client]
) -> None:
    table = 'From,To,Amount,Reason\nPrinting,Venues,"1,000",More halls\n'
    with pytest.raises(BudgetTableUnreadable, match="neither spent nor ordered"):
        taken(officer, budget, "virements", f"{table}Printing,Venues,99999,More\n".encode())

    assert taken(officer, budget, "virements", table.encode()) == 1

    assert list(Virement.objects.values_list("source__title", "pence", "state")) == [("Printing", 100_000, "asked")]
    out = b"".join(client_as(Role.OFFICER).get(f"/budgets/{budget.reference}/virements/?as=csv"))
    assert taken(officer, budget, "virements", out) == 0


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_changes_of_estimates_leave_as_a_file_and_come_in_again_once_by_finance(
    budget: Budget, finance: Actor, officer: Actor, client_as: Callable[[Role], Client], form: str
) -> None:
    head = "Decided,Heading,Kind,Amount,Reason,Minute\n"
    good = f"{head}2/11/2026,Printing,Supplementary estimate,5000,More packs,E/4\n3/11/2026,Printing,correction,-12.50,Slip,\n"
    given = {"reference": budget.reference, "on": ON}

    with pytest.raises(NotPermitted):
        import_changes(actor=officer, content=good.encode(), **given)  # type: ignore[arg-type]
    for bad in (
        "2/11/2099,Printing,correction,5,Slip,",
        "2/11/2026,Printing,virement,5,Slip,",
        "2/11/2026,X,correction,5,S,",
    ):
        with pytest.raises(BudgetTableUnreadable):
            import_changes(actor=finance, content=f"{good}{bad}\n".encode(), **given)  # type: ignore[arg-type]
    assert import_changes(actor=finance, content=good.encode(), **given) == 2  # type: ignore[arg-type]
    out = b"".join(client_as(Role.FINANCE).get(f"/budgets/{budget.reference}/changes/?as={form}"))

    assert import_changes(actor=finance, content=out, **given) == 0  # type: ignore[arg-type]
    assert list(EstimateChange.objects.order_by("pence").values_list("pence", flat=True)) == [-1_250, 500_000]
