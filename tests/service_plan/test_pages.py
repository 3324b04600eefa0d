"""The pages of plans as officers use them: story 1 of the issue, and what the lists cost."""

import io
from collections.abc import Callable

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.service_plan.models import Contract, Plan, PlanBlock, PlanVersion
from pollwright.service_plan.operations.editing import add_row, confirm_table
from pollwright.service_plan.operations.importing import GivenPlan, import_plan
from pollwright.service_plan.operations.rolling import roll_over
from pollwright.service_plan.queries.contributions import contributions
from tests.fixtures.signing_in import errors_on
from tests.service_plan.drafts import AT, Draft
from tests.service_plan.layouts import BY_QUARTERS, CORPORATE, plan_in, text_of

Clients = Callable[[Role], Client]
ELECTIONS_SAY = {
    ("Homes and Places", ""),
    ("Thriving Council", "More people on the register. Fewer paper forms."),
}
"""As the plan by quarters has them, without the marks of its cells."""


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_plan_of_a_council_comes_out_cell_by_cell_as_it_went_in(client_as: Clients) -> None:
    author, approver = client_as(Role.OFFICER), client_as(Role.SENIOR)

    author.post("/plans/import/", {"file": upload("plan.txt", text_of(BY_QUARTERS).encode())})
    plan = Plan.objects.get()
    for table in PlanBlock.objects.filter(kind="table"):
        author.post(f"/plans/tables/{table.reference}/do/confirm/", {"version": "1", "kind": table.table_kind})
    author.post(f"/plans/{plan.reference}/do/submit/", {"version": "1"})
    approver.post(f"/plans/{plan.reference}/do/approve/", {"version": "2"})
    facts = {"version": "3", "number": "3.0", "reason": "Final", "initials": "AP"}
    approver.post(f"/plans/{plan.reference}/do/publish/", facts)
    perform(plan.authority_id, Work.objects.get().reference)
    token = PlanVersion.objects.get().files["docx"]["token"]
    content = b"".join(approver.get(f"/files/{token}/").streaming_content)  # type: ignore[attr-defined]

    found = [
        [tuple(cell.text for cell in row.cells) for row in table.rows]
        for table in docx.Document(io.BytesIO(content)).tables
    ]
    wanted = [list(grid.rows) for grid in plan_in(BY_QUARTERS).grids]
    assert found[:-1] == wanted[:-1]
    assert found[-1][:-1] == wanted[-1]
    assert found[-1][-1][::2] == ("3.0", "Final")


def test_a_table_goes_out_as_a_spreadsheet_and_comes_back_the_same(client_as: Clients, draft: Draft) -> None:
    client, table = client_as(Role.OFFICER), draft.table("risks-scored")
    before = [draft.row("risks-scored", place).cells for place in range(4)]

    for form in ("csv", "xlsx"):
        table.refresh_from_db()
        out = client.get(f"/plans/tables/{table.reference}/file/{form}/")
        sent = {"version": str(table.version), "file": upload(f"t.{form}", b"".join(out.streaming_content))}  # type: ignore[attr-defined]
        answer = client.post(f"/plans/tables/{table.reference}/do/replace/", sent)

        assert (answer.status_code, [draft.row("risks-scored", place).cells for place in range(4)]) == (302, before)


def test_what_is_no_spreadsheet_is_refused_on_the_page(client_as: Clients, draft: Draft) -> None:
    table = draft.table("risks-scored")

    sent = {"version": "1", "file": upload("t.xlsx", b"PK\x03\x04 no workbook")}
    answer = client_as(Role.OFFICER).post(f"/plans/tables/{table.reference}/do/replace/", sent)

    assert "This row can't be kept" in errors_on(answer)[0]  # type: ignore[arg-type]


def test_an_officer_is_told_that_amounts_are_finance_s(client_as: Clients, draft: Draft) -> None:
    row = draft.row("budgets", 3)
    sent = {f"cell{at}": cell for at, cell in enumerate(row.cells)} | {"cell1": "999,999", "version": "1"}

    answers = [
        client_as(role).post(f"/plans/tables/{row.block.reference}/rows/3/", sent) for role in (Role.OFFICER, Role.HEAD)
    ]

    assert ["entered by finance" in errors_on(answer)[0] for answer in answers] == [True, True]  # type: ignore[arg-type]


def test_finance_enters_the_amounts_of_a_budget_and_changes_nothing_else(client_as: Clients, draft: Draft) -> None:
    finance, row = client_as(Role.FINANCE), draft.row("budgets", 3)
    table = f"/plans/tables/{row.block.reference}/"
    sent = {f"cell{at}": cell for at, cell in enumerate(row.cells)} | {"cell1": "210,000", "version": "1"}

    shown = finance.get(table).content.decode()
    answer = finance.post(f"{table}rows/3/amounts/", sent)

    assert (f"{table}rows/3/amounts/" in shown, f"{table}rows/2/amounts/" in shown) == (True, False)
    assert answer.status_code == 302
    assert draft.row("budgets", 3).cells == [row.cells[0], "210,000", *row.cells[2:]]
    assert finance.get(f"{table}rows/3/").status_code == 403
    assert finance.get(f"{table}rows/2/amounts/").status_code == 404


def test_what_services_contribute_is_told_theme_by_theme_from_the_newest_plan_of_each(
    client_as: Clients, draft: Draft
) -> None:
    given = GivenPlan("plan.txt", text_of(CORPORATE).encode())
    import_plan(actor=draft.head, given=given, at=AT, service="Corporate services")
    roll_over(actor=draft.head, reference=draft.reference, at=AT)

    found = contributions(draft.head.authority_id)
    file = client_as(Role.AUDITOR).get("/plans/themes/file/")

    assert {(one.service, one.plan) for one in found} == {
        ("Elections", "PLN0000003"),
        ("Corporate services", "PLN0000002"),
    }
    assert {(one.theme, one.says) for one in found if one.service == "Elections"} == ELECTIONS_SAY
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert len(lines) == len(found) + 1


def test_none_beside_a_table_is_pointed_out(client_as: Clients, head: Actor) -> None:
    plans = [
        import_plan(actor=head, given=GivenPlan("plan.txt", text_of(layout).encode()), at=AT).plan
        for layout in (CORPORATE, BY_QUARTERS)
    ]

    pages = [client_as(Role.OFFICER).get(f"/plans/{plan}/").content.decode() for plan in plans]

    assert [page.count("and something stands here all the same") for page in pages] == [1, 0]


@pytest.mark.parametrize("address", ["/plans/tables/{table}/", "/plans/contracts/"])
def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(
    client_as: Clients, head: Actor, draft: Draft, address: str
) -> None:
    client, table = client_as(Role.OFFICER), draft.table("contracts")
    confirm_table(actor=head, table=table.reference, version=1, at=AT)
    path = address.format(table=table.reference)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)

    for place in range(3):
        add_row(actor=head, table=table.reference, version=2 + place, cells=[f"New {place}", *[""] * 9])
    with CaptureQueriesContext(connection) as many:
        client.get(path)

    assert Contract.objects.count() == 5
    assert len(many) == len(few)
