"""Targets taken over from a table: all of them, as typed, or none."""

import pytest

from pollwright.acting import Actor
from pollwright.performance.models import Expected
from pollwright.performance.operations.targets import TargetsUnreadable, import_targets
from tests.performance.test_figures import indicator_in

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
