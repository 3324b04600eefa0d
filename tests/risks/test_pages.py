"""The pages of registers: the five risks of the older scheme in their cells, and the move that an officer decides."""

import re
from collections.abc import Callable
from io import BytesIO

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.documents.blocks import Table
from pollwright.risks.models import Risk, RiskRegister
from pollwright.risks.papers.registers import blocks_of
from pollwright.risks.queries.records import register_record
from pollwright.risks.schemes import FILLS, Level
from pollwright.risks.states import SchemeKind
from tests.register.test_applications_pages import text_of
from tests.risks.test_registers import register_in, risk_in
from tests.risks.test_schemes import FIVE


def cells_of(page: str) -> list[str]:
    """The cells of the matrix's table, row by row, those with a reference only."""
    table = page[page.index('<caption class="govuk-visually-hidden">Risk matrix') :].partition("</table>")[0]
    return [cell for cell in re.findall(r'<td class="govuk-table__cell">([^<]*)</td>', table) if cell]


def asked(client: Client, page: str) -> int:
    """How often the database is asked for a page."""
    with CaptureQueriesContext(connection) as asked_of:
        client.get(page)
    return len(asked_of)


def test_five_risks_are_entered_their_matrix_is_drawn_and_the_move_is_decided(
    client_as: Callable[[Role], Client], authority: Authority
) -> None:
    client = client_as(Role.OFFICER)
    opened = {"title": "Electoral Services", "scheme": "classes", "kind": "service"}
    client.post("/risks/new/", opened)
    old = RiskRegister.objects.get()
    for ref, (likelihood, marks, _) in FIVE.items():
        facts = {"ref": ref, "title": f"Risk {ref}", "treatment_required": "yes"}
        onward = client.post(f"/risks/registers/{old.reference}/add/", facts)
        risk = Risk.objects.get(ref=ref)
        names = ("service", "financial", "reputation", "legal", "people")
        score = {f"impact_{name}": mark for name, mark in zip(names, marks, strict=True)}
        client.post(onward["Location"], score | {"version": "1", "kind": "residual", "likelihood": likelihood})
        assert risk.likelihood == ""
    drawn = client.get(f"/risks/registers/{old.reference}/").content.decode()
    client.post(f"/risks/registers/{old.reference}/move/", {"version": "1", "title": "In numbers"})
    second = Risk.objects.get(ref="2", register__title="In numbers")
    before = text_of(client.get(f"/risks/registers/{second.register.reference}/"))
    decided = {"version": "1", "inherent_likelihood": "3", "inherent_impact": "3", "reason": "Restores are tested"}
    client.post(f"/risks/{second.reference}/decide/", decided | {"residual_likelihood": "2", "residual_impact": "3"})
    after = client.get(f"/risks/registers/{second.register.reference}/").content.decode()

    # MM-I10: D-III "3", D-IV "1, 2", E-III "4", E-IV "5"; then 2 x 3, Medium 6
    assert cells_of(drawn) == ["3", "1, 2", "4", "5"]
    assert "Scores to be decided" in before
    assert [cell for cell in cells_of(after) if ":" in cell] == ["Medium 6: 2"]


def test_a_register_is_printed_with_its_matrix_and_listed_with_what_to_look_at(
    client_as: Callable[[Role], Client], officer: Actor
) -> None:
    client = client_as(Role.OFFICER)
    register = register_in(officer, SchemeKind.CLASSES)
    risk = risk_in(officer, register, closed_text="--")
    given = {f"impact_{name}": "IV" for name in ("service", "financial", "reputation", "legal", "people")}
    client.post(f"/risks/{risk.reference}/score/", given | {"version": "1", "kind": "residual", "likelihood": "D"})

    paper = client.get(f"/risks/registers/{register.reference}/paper/")
    words = " ".join(PdfReader(BytesIO(paper.content)).pages[0].extract_text().split())
    unowned = client.get("/risks/all/?look=unowned&as=csv")
    rows = b"".join(unowned).decode("utf-8-sig").splitlines()
    scored = b"".join(client.get("/risks/scores/?as=csv")).decode("utf-8-sig").splitlines()
    refused = client.post(f"/risks/{risk.reference}/review/", {"version": "9"})

    assert ("Requires treatment" in words, "Too few staff" in words, "--" in words) == (True, True, True)
    assert [row.split(",")[:2] for row in rows[1:]] == [["1", "Too few staff"]]
    assert [row.split(",")[2:7] for row in scored[1:]] == [["Too few staff", "Residual", "D", "IV", ""]]
    assert "Enter" in text_of(refused)


def test_the_printed_matrix_has_the_words_and_the_colours_of_its_levels(officer: Actor) -> None:
    register = register_in(officer)
    risk_in(officer, register)

    tables = [
        one for one in blocks_of(register_record(officer.authority_id, register.reference)) if isinstance(one, Table)
    ]

    # MM-I03: of likelihood 4, impact 2 is High 8
    matrix = tables[-1]
    assert (matrix.rows[0][:3], matrix.fills[0][2]) == (("4", "Low 4", "High 8"), FILLS[Level.HIGH])
    assert all(row[0] == "" and len(set(row)) > 2 for row in matrix.fills[:3])


def test_the_lists_ask_the_database_as_often_for_three_rows_as_for_one(
    client_as: Callable[[Role], Client], officer: Actor
) -> None:
    client, register = client_as(Role.OFFICER), register_in(officer)
    risk_in(officer, register)
    pages = ("/risks/", "/risks/all/", f"/risks/registers/{register.reference}/")
    one = [asked(client, page) for page in pages]

    for number in range(2):
        risk_in(officer, register_in(officer, title=f"Register {number}"))
        risk_in(officer, register)

    assert [asked(client, page) for page in pages] == one
