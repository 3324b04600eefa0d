"""The frame of the benchmarks: what they print, and how times are compared."""

import json
from collections.abc import Iterator

import pytest

from benchmarks.registry import FOUND, Bench, Measurement, benchmark
from benchmarks.timing import compared, percentile


def test_a_measurement_is_one_line_of_json_with_the_six_keys() -> None:
    line = Measurement("export", 1.123456, "x", 1.2, "COPY (same query) TO STDOUT").line()

    assert json.loads(line) == {
        "name": "export",
        "value": 1.123,
        "unit": "x",
        "limit": 1.2,
        "reference": "COPY (same query) TO STDOUT",
        "ok": True,
    }
    assert "\n" not in line


@pytest.mark.parametrize(("value", "ok"), [(1.2, True), (1.2000001, False)])
def test_a_limit_is_kept_up_to_and_with_its_own_value(value: float, ok: bool) -> None:
    assert Measurement("export", value, "x", 1.2, "COPY").ok is ok


def test_what_is_not_a_number_is_no_measurement() -> None:
    with pytest.raises(ValueError, match="export is not a number"):
        Measurement("export", float("nan"), "x", 1.2, "COPY")


def test_two_benchmarks_cannot_share_a_name() -> None:
    @benchmark("a name for this test", prepared=False)
    def first(bench: Bench) -> Iterator[Measurement]:
        yield Measurement("first", 1, "s", 1, "")

    with pytest.raises(ValueError, match="Two benchmarks are called a name for this test"):
        benchmark("a name for this test", prepared=False)(first)

    del FOUND["a name for this test"]


def test_two_ways_are_taken_in_turn_and_the_first_changes() -> None:
    order: list[str] = []

    compared(lambda: order.append("ours"), lambda: order.append("reference"), times=3)

    assert order == ["ours", "reference", "reference", "ours", "ours", "reference"]


# The nearest-rank method: the 95th percentile of 1 to 100 is 95, of 1 to 10 it is 10, the median of 1 to 10 is 5.
@pytest.mark.parametrize(("count", "part", "expected"), [(100, 95, 95), (10, 95, 10), (10, 50, 5), (1, 95, 1)])
def test_percentiles_are_values_that_occurred(count: int, part: int, expected: int) -> None:
    assert percentile([float(value) for value in range(count, 0, -1)], part) == expected
