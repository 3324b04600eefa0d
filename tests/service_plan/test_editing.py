"""Confirming and changing the parts of a draft; what two people, and people who may not, are told."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.audit.models import EventPayload
from pollwright.formats.plan_kinds import TableKind
from pollwright.refusals import NotFound
from pollwright.service_plan.models import PlanBlock, PlanLink, PlanRow
from pollwright.service_plan.operations.editing import (
    BadCells,
    BudgetLocked,
    LastRow,
    RowChanged,
    TableChanged,
    add_row,
    change_row,
    change_text,
    confirm_table,
    enter_budget,
    remove_row,
    replace_rows,
)
from pollwright.service_plan.operations.linking import BadAddress, LinkChanged, set_link
from tests.service_plan.drafts import AT, Draft


def change(draft: Draft, actor: Actor, row: PlanRow, cells: list[str], version: int = 1) -> PlanRow:
    return change_row(actor=actor, table=row.block.reference, position=row.position, version=version, cells=cells)


def test_a_row_is_understood_anew_when_it_is_changed_and_both_states_stand_in_the_trail(draft: Draft) -> None:
    row = draft.row("contracts", 1)

    changed = change(draft, draft.head, row, [*row.cells[:7], "30/06/28", "", "Yes, 1 year"])

    assert [(fact["kind"], fact["value"]) for fact in changed.facts[6:]] == [
        ("days", "2026-01-01"),
        ("days", "2028-06-30"),
        ("blank", ""),
        ("extension", "yes 12"),
    ]
    assert EventPayload.objects.latest("pk").body["changes"] == {
        "cell 8": ["31/12/27", "30/06/28"],
        "cell 9": ["15/06/27", ""],
        "cell 10": ["Yes", "Yes, 1 year"],
    }


def test_two_people_change_two_rows_of_one_table_and_the_second_at_one_row_is_told(
    draft: Draft, officer: Actor
) -> None:
    first, second = draft.row("contracts", 1), draft.row("contracts", 2)
    change(draft, draft.head, first, ["Print A", *first.cells[1:]])
    change(draft, officer, second, ["Print B", *second.cells[1:]])

    with pytest.raises(RowChanged):
        change(draft, officer, first, ["Print C", *first.cells[1:]])

    assert [draft.row("contracts", place).cells[0] for place in (1, 2)] == ["Print A", "Print B"]


def test_amounts_of_a_budget_are_finance_s_and_the_words_beside_them_are_not(
    draft: Draft, officer: Actor, actor_as: Callable[[Role], Actor]
) -> None:
    row, finance = draft.row("budgets", 3), actor_as(Role.FINANCE)

    with pytest.raises(BudgetLocked):
        change(draft, draft.head, row, [row.cells[0], "1", *row.cells[2:]])
    change(draft, officer, row, ["Net cost", *row.cells[1:]])
    enter_budget(
        actor=finance,
        table=row.block.reference,
        position=3,
        version=2,
        amounts=["201,480", "206,000", "to follow"[:0]],
    )

    assert draft.row("budgets", 3).cells == ["Net cost", "201,480", "206,000", ""]
    with pytest.raises(BadCells):
        enter_budget(actor=finance, table=row.block.reference, position=3, version=3, amounts=["to follow", "", ""])
    with pytest.raises(BudgetLocked):
        add_row(actor=officer, table=row.block.reference, version=1, cells=["Other", "500", "", ""])


def test_a_table_is_confirmed_as_what_a_person_says_it_is(draft: Draft) -> None:
    table = draft.table("scales")

    confirm_table(actor=draft.head, table=table.reference, version=1, at=AT, kind=TableKind.OTHER)

    table.refresh_from_db()
    assert (table.table_kind, table.heads, table.confirmed_at) == ("other", 0, AT)
    with pytest.raises(TableChanged):
        confirm_table(actor=draft.head, table=table.reference, version=1, at=AT)


def test_rows_come_and_go_and_keep_their_places(draft: Draft) -> None:
    table = draft.table("risks-scored")

    added = add_row(actor=draft.head, table=table.reference, version=1, cells=["Flood", "2", "4", "8"])
    remove_row(actor=draft.head, table=table.reference, position=1, version=1, reason="Twice")

    rows = PlanRow.objects.filter(block=table).order_by("position").values_list("position", "cells")
    assert [(place, cells[0]) for place, cells in rows] == [
        (0, "Risk Description"),
        (2, "Computers fail"),
        (3, "No poll is held"),
        (4, "Flood"),
    ]
    assert added.facts[3]["value"] == "8"
    with pytest.raises(TableChanged):
        add_row(actor=draft.head, table=table.reference, version=1, cells=["Fire", "", "", ""])


def test_a_spreadsheet_replaces_the_rows_and_an_old_page_of_a_row_can_not_be_sent(draft: Draft) -> None:
    table = draft.table("contracts")
    head = draft.row("contracts", 0).cells
    confirm_table(actor=draft.head, table=table.reference, version=1, at=AT)

    replace_rows(actor=draft.head, table=table.reference, version=2, rows=[head, ["New", *[""] * 9]])

    table.refresh_from_db()
    assert (table.confirmed_at, PlanRow.objects.filter(block=table).count()) == (None, 2)
    with pytest.raises(RowChanged):
        change(draft, draft.head, draft.row("contracts", 1), ["Old", *[""] * 9])


def test_what_no_row_can_hold_is_refused(draft: Draft) -> None:
    row, single = draft.row("contracts", 1), draft.row("scales", 0)

    for cells in (["too few"], ["\x00", *row.cells[1:]], ["x" * 20_001, *row.cells[1:]]):
        with pytest.raises(BadCells):
            change(draft, draft.head, row, cells)
    with pytest.raises(BadCells):
        replace_rows(actor=draft.head, table=single.block.reference, version=1, rows=[])
    replace_rows(actor=draft.head, table=single.block.reference, version=1, rows=[["a", "b"]])
    with pytest.raises(LastRow):
        remove_row(actor=draft.head, table=single.block.reference, position=0, version=2, reason="Empty")


def test_a_paragraph_is_changed_and_hints_are_known_again(draft: Draft) -> None:
    block = PlanBlock.objects.filter(kind="paragraph", hint=False).order_by("pk")[0]

    changed = change_text(actor=draft.head, block=block.reference, version=1, text="Please add your own words.")

    assert (changed.hint, changed.version) == (True, 2)
    with pytest.raises(TableChanged):
        change_text(actor=draft.head, block=block.reference, version=1, text="Late")


def test_a_link_leads_to_a_whole_address_only(draft: Draft) -> None:
    link = PlanLink.objects.order_by("pk")[0]

    for address in ("register", "javascript:alert(1)", "https://", "http://[", "https://a b"):
        with pytest.raises(BadAddress):
            set_link(actor=draft.head, link=link.pk, version=1, address=address, on=date(2026, 11, 23))
    set_link(actor=draft.head, link=link.pk, version=1, address="https://example.org/r", on=date(2026, 11, 23))
    with pytest.raises(LinkChanged):
        set_link(actor=draft.head, link=link.pk, version=1, address="https://example.org/s", on=date(2026, 11, 23))


def test_nobody_of_another_authority_can_touch_a_row(draft: Draft, stranger: Actor) -> None:
    row = draft.row("contracts", 1)

    with pytest.raises(NotFound):
        change_row(actor=stranger, table=row.block.reference, position=1, version=1, cells=row.cells)


def test_a_cell_that_is_sent_back_as_it_was_keeps_its_last_space(
    draft: Draft, client_as: Callable[[Role], Client]
) -> None:
    row = draft.row("contracts", 1)
    change(draft, draft.head, row, ["Printing ", *row.cells[1:]])
    address = f"/plans/tables/{row.block.reference}/rows/1/"
    sent = {f"cell{at}": cell for at, cell in enumerate(row.cells)} | {"cell4": "Pebble", "version": "2"}

    answer = client_as(Role.OFFICER).post(address, sent)

    assert answer.status_code == 302
    assert draft.row("contracts", 1).cells[:5:4] == ["Printing ", "Pebble"]
