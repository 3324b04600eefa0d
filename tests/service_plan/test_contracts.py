"""The register of contracts: kept by confirmed rows, completed by hand, with alarms and the transparency extract.

Days and sums of the alarms are worked by hand; the notice of three months before 31 December is the handbook's (MM-H03).
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Contract
from pollwright.service_plan.operations.contracts import BadContract, ContractChanged, ContractExtras, complete_contract
from pollwright.service_plan.operations.editing import change_row, confirm_table, remove_row, replace_rows
from pollwright.service_plan.operations.importing import GivenPlan, import_plan
from pollwright.service_plan.queries.alarms import Alarm, Due, Term, alarms, coming
from pollwright.service_plan.queries.contracts import contract_record, warnings_of
from tests.service_plan.drafts import AT, Draft
from tests.service_plan.layouts import CORPORATE, text_of

ON = date(2026, 11, 23)


@pytest.fixture
def contracts(draft: Draft) -> Draft:
    """The two contracts of the plan by quarters, confirmed."""
    table = draft.table("contracts")
    confirm_table(actor=draft.head, table=table.reference, version=1, at=AT)
    return draft


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (Term(None, date(2020, 12, 31), None, "yes", 3), [(Due.NOTICE, date(2020, 9, 30)), (Due.END, date(2020, 12, 31))]),
        (Term(None, date(2020, 12, 31), date(2020, 6, 15), "yes", None), [(Due.REVIEW, date(2020, 6, 15)), (Due.END, date(2020, 12, 31))]),
        (Term(date(2014, 3, 1), None, None, "rolling", None), [(Due.RENEWAL, date(2021, 3, 1))]),
        (Term(date(2014, 2, 28), None, None, "rolling", 1), [(Due.NOTICE, date(2021, 1, 28)), (Due.RENEWAL, date(2021, 2, 28))]),
        (Term(None, date(2020, 8, 31), date(2020, 1, 1), "no", 3), []),
        (Term(None, date(2022, 12, 31), None, "no", None), []),
    ],
)  # fmt: skip
def test_what_is_due_of_a_contract(term: Term, due: list[tuple[Due, date]]) -> None:
    on = date(2020, 9, 15)

    assert alarms(term, on) == [Alarm(what, day, (day - on).days) for what, day in due]


def test_what_is_due_next_is_told_however_far_ahead() -> None:
    term = Term(None, date(2022, 12, 31), date(2020, 1, 1), "no", 3)

    assert coming(term, date(2020, 9, 15)) == Alarm(Due.NOTICE, date(2022, 9, 30), 745)
    assert coming(term, date(2023, 1, 1)) is None


def test_contracts_live_once_their_table_is_confirmed(draft: Draft) -> None:
    assert not Contract.objects.exists()

    confirm_table(actor=draft.head, table=draft.table("contracts").reference, version=1, at=AT)

    assert list(
        Contract.objects.order_by("reference").values_list(
            "title", "description", "sum_pence", "end_first", "extension"
        )
    ) == [
        ("Printing", "Ballot papers", 1_400_000, date(2027, 12, 31), "yes"),
        ("Printing", "Canvass forms", 1_150_000, date(2027, 12, 31), "yes"),
    ]


def test_a_partial_date_is_kept_as_typed_and_as_its_days(head: Actor) -> None:
    made = import_plan(actor=head, given=GivenPlan("c.txt", text_of(CORPORATE).encode()), at=AT)
    draft = Draft(head, made.plan)
    confirm_table(actor=head, table=draft.table("contracts").reference, version=1, at=AT)

    found = contract_record(head.authority_id, Contract.objects.get().reference, on=ON)

    assert (found.start_typed, found.start_first, found.end_typed, found.extension) == (
        "March 2014",
        date(2014, 3, 1),
        "",
        "rolling",
    )
    assert found.due == (Alarm(Due.RENEWAL, date(2027, 3, 1), 98),)
    assert warnings_of(found) == ["It has no review date."]


def test_a_changed_row_changes_its_contract_and_what_was_added_stays(contracts: Draft) -> None:
    first = Contract.objects.order_by("reference")[0]
    extras = ContractExtras(notice_months=3, bought_by="Three quotes")
    complete_contract(actor=contracts.head, reference=first.reference, version=first.version, extras=extras)
    row = contracts.row("contracts", 1)

    change_row(
        actor=contracts.head,
        table=row.block.reference,
        position=1,
        version=1,
        cells=[*row.cells[:7], "31/03/28", *row.cells[8:]],
    )

    first.refresh_from_db()
    assert (first.end_first, first.notice_months, first.bought_by) == (date(2028, 3, 31), 3, "Three quotes")


def test_a_spreadsheet_keeps_what_was_added_and_a_row_that_went_leaves_its_contract(contracts: Draft) -> None:
    first = Contract.objects.order_by("reference")[0]
    complete_contract(
        actor=contracts.head, reference=first.reference, version=first.version, extras=ContractExtras(notice_months=6)
    )
    table = contracts.table("contracts")
    rows = [contracts.row("contracts", place).cells for place in (0, 1)]

    replace_rows(actor=contracts.head, table=table.reference, version=2, rows=rows)
    confirm_table(actor=contracts.head, table=table.reference, version=3, at=AT)

    first.refresh_from_db()
    assert (Contract.objects.count(), first.row_id is not None, first.notice_months) == (2, True, 6)
    other = contract_record(contracts.head.authority_id, Contract.objects.get(row=None).reference, on=ON)
    assert warnings_of(other)[0] == "Its row was taken out of the plan."


def test_a_row_that_is_taken_out_does_not_take_its_contract(contracts: Draft) -> None:
    row = contracts.row("contracts", 2)

    remove_row(actor=contracts.head, table=row.block.reference, position=2, version=1, reason="Ended")

    assert Contract.objects.filter(row=None).count() == 1


def test_what_can_not_be_so_and_who_comes_second_is_told(contracts: Draft, stranger: Actor) -> None:
    first = Contract.objects.order_by("reference")[0]
    facts = {"reference": first.reference, "version": first.version}

    with pytest.raises(BadContract):
        complete_contract(actor=contracts.head, extras=ContractExtras(notice_months=61), **facts)  # type: ignore[arg-type]
    with pytest.raises(BadContract):
        complete_contract(actor=contracts.head, extras=ContractExtras(irrecoverable_vat_pence=-1), **facts)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        complete_contract(actor=stranger, extras=ContractExtras(), **facts)  # type: ignore[arg-type]
    complete_contract(actor=contracts.head, extras=ContractExtras(notice_months=3), **facts)  # type: ignore[arg-type]
    with pytest.raises(ContractChanged):
        complete_contract(actor=contracts.head, extras=ContractExtras(), **facts)  # type: ignore[arg-type]


def test_the_extract_has_a_row_for_each_contract_above_the_sum(
    contracts: Draft, client_as: Callable[[Role], Client]
) -> None:
    answer = client_as(Role.AUDITOR).get("/plans/contracts/extract/")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("Reference,Title,Department,Description,Supplier")
    assert [line.split(",")[1:5] for line in lines[1:]] == [
        ["Printing", "Electoral Services", "Ballot papers", "Fenwick Print"],
        ["Printing", "Electoral Services", "Canvass forms", "Fenwick Print"],
    ]
