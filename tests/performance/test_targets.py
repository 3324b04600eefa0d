"""Targets taken over from a table: all of them, as typed, or none."""

from datetime import date

import pytest

from pollwright.acting import Actor
from pollwright.performance.models import Expected
from pollwright.performance.operations.figures_taken import FiguresUnreadable, import_figures
from pollwright.performance.operations.targets import TargetsUnreadable, import_targets
from tests.performance.test_figures import indicator_in

ON = date(2026, 11, 23)
HEAD = "Ref,Year,Quarter,Kind,Target\n"


def test_targets_come_from_a_table_as_typed(officer: Actor) -> None:
    made = indicator_in(officer)
    rows = f"co03,2026/27,,,85%\n{made.reference},2027,Q2,Forecast,TBA\n"

    assert import_targets(actor=officer, content=(HEAD + rows).encode()) == 2

    held = Expected.objects.order_by("year").values_list("kind", "year", "quarter", "text", "value")
    assert [(*row[:4], None if row[4] is None else float(row[4])) for row in held] == [
        ("target", 2026, 0, "85%", 85.0),
        ("forecast", 2027, 2, "TBA", None),
    ]


@pytest.mark.parametrize(
    "bad",
    [
        "XX9,2026/27,,,1%",
        "CO03,2026-29,,,1%",
        "CO03,2026/27,5,,1%",
        "CO03,2026/27,,Hope,1%",
        "CO03,2026/27,,,",
        "CO03,2026,,,9%",
    ],
)
def test_one_bad_row_and_nothing_is_taken_over(officer: Actor, bad: str) -> None:
    indicator_in(officer)

    with pytest.raises(TargetsUnreadable):
        import_targets(actor=officer, content=f"{HEAD}CO03,2026/27,,,85%\n{bad}\n".encode())

    assert Expected.objects.count() == 0


def test_figures_of_the_past_come_from_a_table_as_historic_and_none_is_replaced(officer: Actor) -> None:
    made = indicator_in(officer)
    head, rows = "Ref,Year,Quarter,Figure,Source\n", "CO03,2024/25,,95.60%,Plan of 2026\nCO03,2025/26,Q3,91%,\n"

    many = import_figures(actor=officer, content=(head + rows).encode(), on=ON)
    with pytest.raises(FiguresUnreadable) as refused:
        import_figures(actor=officer, content=f"{head}CO03,2023/24,,1%,Plan\nCO03,2024/25,,9%,Plan\n".encode(), on=ON)

    assert (many, refused.value.values["row"]) == (2, 3)
    held = made.actuals.order_by("year").values_list("year", "quarter", "text", "historic", "source", "state")
    assert list(held) == [
        (2024, 0, "95.60%", True, "Plan of 2026", "entered"),
        (2025, 3, "91%", False, "", "entered"),
    ]
