"""Definitions of indicators as a table: what goes out comes in again, and nothing of a table with a fault."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.performance.models import Indicator, IndicatorDefinition
from pollwright.performance.operations.definitions_taken import DefinitionsUnreadable, import_definitions
from pollwright.performance.queries.definitions import definitions
from pollwright.performance.states import Computed
from tests.performance.test_figures import indicator_in

ON = date(2026, 11, 23)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again_and_changes_nothing(
    officer: Actor, client_as: Callable[[Role], Client], form: str
) -> None:
    indicator_in(officer, "ES01", Computed.CANVASS, tolerance=Decimal("0.5"), starts_in=2024, owner_text="A. Person")
    indicator_in(officer, title='=Answered, in "time"')
    before = definitions(officer.authority_id)

    answer = client_as(Role.OFFICER).get(f"/performance/tables/definitions/file/?form={form}")
    taken = import_definitions(actor=officer, content=b"".join(answer), reason="", on=ON)

    assert taken == (0, 0)
    assert definitions(officer.authority_id) == before
    assert [row["code"] for row in before] == ["CO03", "ES01"]


def test_rows_without_a_reference_are_new_and_others_change_by_a_version_with_its_reason(officer: Actor) -> None:
    there = indicator_in(officer, places=1)
    table = (
        "Reference,Title,Meaning,Frequency,Polarity,Tolerance\n"
        f"{there.reference},Answered in 20 days,Share of all,Each quarter,,\n"
        ",Calls answered,Share of calls,quarterly,Higher is better,1.50\n"
    ).encode()

    with pytest.raises(DefinitionsUnreadable, match="reason"):
        import_definitions(actor=officer, content=table, reason="", on=ON)
    taken = import_definitions(actor=officer, content=table, reason="The council counts all", on=ON)

    changed, new = Indicator.objects.order_by("reference")
    versions = list(there.definitions.order_by("number").values_list("number", "meaning", "reason"))
    assert taken == (1, 1)
    assert (changed.title, changed.frequency, changed.places, changed.code) == (
        "Answered in 20 days", "quarterly", 1, "CO03",
    )  # fmt: skip
    assert versions == [(1, "Share of the whole", ""), (2, "Share of all", "The council counts all")]
    assert (new.title, new.polarity, new.unit, new.tolerance) == ("Calls answered", "higher", "%", Decimal("1.50"))


@pytest.mark.parametrize(
    ("head", "bad", "row"),
    [
        ("title,meaning,colour", "A,B,red", 1),
        ("meaning", "B", 1),
        ("title,meaning", "A,", 3),
        ("title,meaning,frequency", "A,B,weekly", 3),
        ("title,meaning,places", "A,B,2.5", 3),
        ("title,meaning,tolerance", "A,B,-1", 3),
        ("title,meaning,starts_in", "A,B,26", 3),
        ("title,meaning,route_1_counts", "A,B,maybe", 3),
        ("title,meaning,reference", "A,B,PI9999999", 3),
        ("title,meaning,code", f"A,B,{'C' * 21}", 3),
    ],
)
def test_one_bad_row_and_nothing_is_taken_over(officer: Actor, head: str, bad: str, row: int) -> None:
    good = ",".join({"title": "A", "meaning": "B"}.get(name, "") for name in head.split(","))

    with pytest.raises(DefinitionsUnreadable) as refused:
        import_definitions(actor=officer, content=f"{head}\n{good}\n{bad}\n".encode(), reason="", on=ON)

    assert refused.value.values["row"] == row
    assert (Indicator.objects.count(), IndicatorDefinition.objects.count()) == (0, 0)
