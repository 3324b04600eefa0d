"""Orders, the ledger, and what budgets give to plans and take from polls. The amounts are worked by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.budgets.models import Budget, BudgetHeading, Commitment, LedgerRow
from pollwright.budgets.operations.finance import (
    agree_budget,
    enter_original,
)
from pollwright.budgets.operations.ledger import (
    AssignedElsewhere,
    NothingReversed,
    ReadBefore,
    RowCounted,
    TotalsDiffer,
    assign_code,
    take_extract,
    withdraw_extract,
)
from pollwright.budgets.operations.orders import (
    OrderFacts,
    OrderOver,
    TakenOver,
    cancel_order,
    raise_order,
    receipt_order,
    take_order,
)
from pollwright.budgets.operations.planning import NothingNew, take_into_plan
from pollwright.budgets.operations.preparing import HeadingFacts, add_heading, open_budget, take_poll
from pollwright.budgets.operations.reading import LedgerUnreadable
from pollwright.budgets.queries.lists import Waiting, waiting
from pollwright.budgets.queries.plans import plan_rows
from pollwright.budgets.queries.proposals import proposals
from pollwright.budgets.states import OrderSource, Payer, Pot
from pollwright.elections.models import BudgetLine, Poll
from pollwright.office.operations.keeping import RecordFacts, link_record, open_record
from pollwright.refusals import NotFound, NotPermitted
from pollwright.service_plan.models import Plan, PlanRow, Service
from tests.budgets.figures import COLUMNS, named, reading, shown, taken, whole
from tests.fixtures.arranging import arranged
from tests.fixtures.people import TODAY
from tests.service_plan.drafts import Draft
from tests.walk import poll_kinds
from tests.walk.world import World


def test_what_is_ordered_is_committed_until_the_ledger_has_it(budget: Budget, finance: Actor, officer: Actor) -> None:
    facts = OrderFacts("Poll cards", 1_290_000, TODAY, number="PO7", supplier="Fenwick Print")
    order = raise_order(actor=officer, reference=named("Printing").reference, facts=facts)
    other = raise_order(actor=officer, reference=named("Venues").reference, facts=OrderFacts("Hall", 10_000, TODAY))
    taken(finance, budget, "J1,1/6/2026,4100,31200.00,,\nJ2,2/6/2026,4100,900,PO7,\n", 3_210_000)

    before = shown(budget)["Printing"]
    receipt_order(actor=officer, reference=order.reference, version=1, pence=1_300_000, on=TODAY)
    cancel_order(actor=officer, reference=other.reference, version=1, reason="Free room", on=TODAY)
    with pytest.raises(OrderOver):
        cancel_order(actor=officer, reference=order.reference, version=2, reason="Late", on=TODAY)

    assert (before.actual, before.committed, before.available) == (3_210_000, 1_200_000, 1_590_000)
    assert (shown(budget)["Printing"].committed, shown(budget)["Venues"].committed) == (1_210_000, 0)


def test_an_order_of_the_office_is_proposed_and_taken_over_once(budget: Budget, officer: Actor) -> None:
    fields = {"supplier": "Fenwick Print", "ordered_on": "2026-10-01", "amount": 45_000}
    made = open_record(actor=officer, kind="orders", facts=RecordFacts("Envelopes", "ordered", fields=fields), on=TODAY)
    offered = proposals(officer.authority_id, 2026)
    given: dict[str, Any] = {"actor": officer, "source": OrderSource.OFFICE, "origin": made.reference}

    take_order(**given, reference=named("Printing").reference)

    assert [(one.origin, one.pence, one.on) for one in offered] == [(made.reference, 45_000, date(2026, 10, 1))]
    assert Commitment.objects.get().supplier == "Fenwick Print"
    assert (proposals(officer.authority_id, 2026), proposals(officer.authority_id, 2025)) == ([], [])
    with pytest.raises(TakenOver):
        take_order(**given, reference=named("Venues").reference)


def test_a_print_job_is_proposed_at_its_cost_and_once_with_its_order(budget: Budget, officer: Actor) -> None:
    """12,345 pieces at £42.50 for a thousand come to £524.6625."""
    job_fields = {"item": "Poll cards", "quantity": 12_345, "unit_price": 4_250}
    order_fields = {"supplier": "Fenwick Print", "amount": 52_466}
    job = open_record(
        actor=officer, kind="print-jobs", facts=RecordFacts("Cards", "planned", fields=job_fields), on=TODAY
    )
    alone = [(one.origin, one.pence) for one in proposals(officer.authority_id, 2026)]
    order = open_record(
        actor=officer, kind="orders", facts=RecordFacts("Cards", "ordered", fields=order_fields), on=TODAY
    )
    take_order(
        actor=officer, source=OrderSource.OFFICE, origin=job.reference, reference=named("Printing").reference
    )  # fmt: skip
    link_record(actor=officer, reference=job.reference, version=job.version, to=order.reference)

    assert alone == [(job.reference, 52_466)]
    assert proposals(officer.authority_id, 2026) == []
    with pytest.raises(TakenOver):
        take_order(
            actor=officer, source=OrderSource.OFFICE, origin=order.reference, reference=named("Venues").reference
        )


def test_each_row_of_the_ledger_counts_once_and_the_rows_come_to_the_control_total(
    budget: Budget, finance: Actor
) -> None:
    rows = "J1,1/6/2026,4100,100.00,,\nJ1,1/6/2026,4200,50.00,,\nJ2,30/4/2027,9100,-20.00,,\n"
    with pytest.raises(TotalsDiffer):
        reading(finance, budget, rows, 12_999)
    with pytest.raises(LedgerUnreadable):
        reading(finance, budget, rows + "J1,1/6/2026,4100,100.00,,\n", 23_000)
    with pytest.raises(LedgerUnreadable):
        reading(finance, budget, rows + "J3,31/3/2026,4100,1,,\n", 13_100)
    with pytest.raises(LedgerUnreadable):
        reading(finance, budget, rows, 13_000, {**COLUMNS, "amount": "Sum"})
    held = reading(finance, budget, rows, 13_000)
    assert whole(budget).actual == 0
    with pytest.raises(ReadBefore):
        reading(finance, budget, rows, 13_000)

    take_extract(actor=finance, reference=held.reference, version=1)
    with pytest.raises(RowCounted):
        reading(finance, budget, "J4,1/7/2026,4100,5,,\nJ1,1/6/2026,4200,50.00,,\n", 5_500)

    assert {title: one.actual for title, one in shown(budget).items()} == {
        "Printing": 10_000,
        "Venues": 5_000,
        "Sale of the register": -2_000,
    }
    withdraw_extract(actor=finance, reference=held.reference, version=2, reason="Wrong month")
    assert whole(budget).actual == 0
    assert taken(finance, budget, rows, 13_000).rows == 3


def test_a_reversal_takes_back_a_row_that_is_there_and_only_once(budget: Budget, finance: Actor) -> None:
    taken(finance, budget, "J1,1/6/2026,4100,100.00,,\n", 10_000)
    with pytest.raises(NothingReversed):
        reading(finance, budget, "J2,2/6/2026,4100,-90.00,,J1\n", -9_000)

    taken(finance, budget, "J2,2/6/2026,4100,-100.00,,J1\n", -10_000)
    with pytest.raises(NothingReversed):
        reading(finance, budget, "J3,2/6/2026,4100,-100.00,,J1\n", -10_000)

    assert LedgerRow.objects.get(reference="J2").reverses == LedgerRow.objects.get(reference="J1")
    assert shown(budget)["Printing"].actual == 0


def test_a_code_of_no_heading_waits_until_it_is_assigned_and_is_known_then(
    budget: Budget, head: Actor, finance: Actor
) -> None:
    printing, venues = named("Printing"), named("Venues")
    taken(finance, budget, "J1,1/6/2026,4777,70.00,,\nJ2,1/6/2026,4777,7.00,,\n", 7_700)
    assert (waiting(head.authority_id, on=TODAY), whole(budget).actual) == (Waiting(1, 0, 3), 0)

    moved = assign_code(actor=finance, reference=printing.reference, ledger_code="4777", was="")
    with pytest.raises(AssignedElsewhere):
        assign_code(actor=finance, reference=venues.reference, ledger_code="4777", was="")
    with pytest.raises(NotFound):
        assign_code(actor=finance, reference=venues.reference, ledger_code="9999", was="")
    taken(finance, budget, "J3,1/7/2026,4777,3.00,,\n", 300)

    assert (moved, shown(budget)["Printing"].actual) == (2, 8_000)
    assign_code(actor=finance, reference=venues.reference, ledger_code="4777", was=printing.reference, reason="Halls")
    assert (shown(budget)["Printing"].actual, shown(budget)["Venues"].actual) == (0, 8_000)


def test_a_poll_s_project_becomes_what_the_service_asks_for(head: Actor, officer: Actor, service: Service) -> None:
    world = World(service.authority)
    poll = Poll.objects.get(reference=poll_kinds.poll(world))
    with arranged():
        for reference, heading, estimate in (("BL1", "Staff", 90_000), ("BL2", "Staff", 0)):
            facts = {"reference": reference, "heading": heading, "estimate": estimate}
            BudgetLine.objects.create(authority_id=head.authority_id, poll=poll, **facts)
    made = open_budget(actor=officer, service=service.reference, year=2027)

    given = {"reference": made.reference, "version": made.version, "poll": poll.reference}
    take_poll(actor=officer, pot=Pot.MINOR, payer=Payer.PARISH, **given)  # type: ignore[arg-type]

    rows = BudgetHeading.objects.filter(budget=made).order_by("position")
    assert list(rows.values_list("title", "pot", "payer", "bid", "original")) == [
        ("Staff", "minor", "parish", 90_000, None),
        ("Staff", "minor", "parish", 0, None),
    ]


def test_the_plan_is_offered_the_net_latest_estimate_of_each_year_and_finance_takes_it_over(
    draft: Draft, head: Actor, finance: Actor, officer: Actor
) -> None:
    plan = Plan.objects.select_related("service").get(reference=draft.reference)
    for year, pounds in ((plan.first_year, 900_000), (plan.first_year + 1, 917_250)):
        made = open_budget(actor=head, service=plan.service.reference, year=year)
        for one in BudgetHeading.objects.filter(budget=made):
            enter_original(actor=finance, reference=one.reference, version=1, pence=pounds * 100)
        if not BudgetHeading.objects.filter(budget=made).exists():
            facts = HeadingFacts("All")
            one = add_heading(actor=head, reference=made.reference, version=1, facts=facts)
            enter_original(actor=finance, reference=one.reference, version=1, pence=pounds * 100)
        made.refresh_from_db()
        agree_budget(actor=finance, reference=made.reference, version=made.version, minute="C/1", on=TODAY)
    (row,) = plan_rows(head.authority_id, plan.service_id, on=TODAY)
    given: dict[str, Any] = {"reference": row.table, "position": row.position, "version": row.version, "on": TODAY}
    with pytest.raises(NotPermitted):
        take_into_plan(actor=officer, **given)

    take_into_plan(actor=finance, **given)

    held = PlanRow.objects.get(block__reference=row.table, position=row.position)
    assert held.cells[1:] == ["900,000", "917,250", row.cells[2].typed]
    with pytest.raises(NothingNew):
        take_into_plan(actor=finance, **(given | {"version": held.version}))


def test_lists_of_budgets_ask_as_often_for_three_rows_as_for_one(
    budget: Budget, head: Actor, finance: Actor, client_as: Callable[[Role], Client]
) -> None:
    client = client_as(Role.HEAD)
    addresses = [
        f"/budgets/{budget.reference}/{name}" for name in ("", "headings/", "orders/", "ledger/", "virements/")
    ]
    asked = []

    for rows in ("J1,1/6/2026,4100,1,,\n", "J2,1/6/2026,4100,2,,\nJ3,1/6/2026,4200,3,,\n"):
        taken(finance, budget, rows, 100 if "J1" in rows else 500)
        raise_order(actor=head, reference=named("Printing").reference, facts=OrderFacts(f"Order {len(rows)}", 5, TODAY))
        for address in ("/budgets/", *addresses):
            client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answers = [client.get(address).status_code for address in ("/budgets/", *addresses)]
        asked.append((len(queries), answers))

    assert asked[0] == asked[1]
    assert asked[0][1] == [200] * 6
