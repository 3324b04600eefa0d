"""Targets, figures and the quality of data as tables: what goes out comes in again, and nothing of a table with a fault."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.performance.models import QualityStatement
from pollwright.performance.operations.defining import set_expected, state_quality
from pollwright.performance.operations.entering import Entered, enter_actual
from pollwright.performance.operations.figures_taken import import_figures
from pollwright.performance.operations.quality_taken import QualityUnreadable, import_quality
from pollwright.performance.operations.targets import import_targets
from pollwright.performance.queries.spreadsheets import table_of
from pollwright.performance.rating import Period
from pollwright.performance.states import DIMENSIONS, ExpectedKind
from tests.performance.test_figures import indicator_in

ON = date(2026, 11, 23)
IN: dict[str, Callable[[Actor, bytes], int]] = {
    "targets": lambda actor, content: import_targets(actor=actor, content=content),
    "figures": lambda actor, content: import_figures(actor=actor, content=content, on=ON),
    "quality": lambda actor, content: import_quality(actor=actor, content=content),
}
HEAD = "Ref,Year,Accuracy,Validity,Reliability,Timeliness,Relevance,Completeness,Statement\n"


@pytest.fixture
def held(officer: Actor) -> str:
    """The reference of an indicator with a target, a figure of the past and one of now, and a statement."""
    of: dict[str, Any] = {"actor": officer, "reference": indicator_in(officer).reference}
    set_expected(**of, kind=ExpectedKind.TARGET, period=Period(2026, 0), text="New PI")
    past = Entered(text="97.1%", historic=True, source="Annual report")
    enter_actual(**of, period=Period(2018, 0), figure=past, on=ON)
    enter_actual(**of, period=Period(2026, 2), figure=Entered(text="-1.5%", commentary="=late, said so"), on=ON)
    scores = dict.fromkeys(DIMENSIONS, 3) | {"relevance": None}
    state_quality(**of, year=2026, scores=scores, statement="From the case\nsystem")
    return str(of["reference"])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(("name", "changed"), [("targets", 1), ("figures", 0), ("quality", 0)])
def test_what_goes_out_comes_in_again_and_changes_nothing(
    held: str, officer: Actor, client_as: Callable[[Role], Client], name: str, changed: int, form: str
) -> None:
    before = table_of(name, officer.authority_id)

    answer = client_as(Role.OFFICER).get(f"/performance/tables/{name}/file/?form={form}")
    taken = IN[name](officer, b"".join(answer))

    assert taken == changed
    assert table_of(name, officer.authority_id) == before
    assert before is not None
    assert [row[0] for row in before[1]] == [held] * (2 if name == "figures" else 1)


def test_scores_of_the_table_are_stated_and_empty_ones_wait(held: str, officer: Actor) -> None:
    rows = f"{held},2026/27,4,3,2,1,4,,Better\nCO03,2025,1,1,1,1,1,1,\n"

    changed = import_quality(actor=officer, content=(HEAD + rows).encode())

    stated = QualityStatement.objects.order_by("year").values_list("year", "accuracy", "completeness", "statement")
    assert changed == 2
    assert list(stated) == [(2025, 1, 1, ""), (2026, 4, None, "Better")]


@pytest.mark.parametrize(
    "bad", ["XX9,2026,1,1,1,1,1,1,", "CO03,26,1,1,1,1,1,1,", "CO03,2026,5,1,1,1,1,1,", "CO03,2025,2,1,1,1,1,1,"]
)
def test_a_row_with_a_fault_is_named_and_nothing_is_stated(held: str, officer: Actor, bad: str) -> None:
    table = f"{HEAD}CO03,2025,1,1,1,1,1,1,\n{bad}\n".encode()

    with pytest.raises(QualityUnreadable) as refused:
        import_quality(actor=officer, content=table)

    assert refused.value.values["row"] == 3
    assert QualityStatement.objects.get().year == 2026
