"""Publishing the whole register: numbers, both editions as CSV and Parquet, hashes, proof."""

from __future__ import annotations

from collections.abc import Iterator

from django_scopes import scopes_disabled

from benchmarks.papers_acts import drafted, issue, officer, prepare
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.timing import peak_megabytes, seconds


@benchmark("publish", prepared=True)
def publish(bench: Bench) -> Iterator[Measurement]:
    """Prepare a register, and then publish it; the limit is for the making of it."""
    actor = officer()
    with scopes_disabled():
        publication = drafted(actor)
        yield Measurement("publish", seconds(lambda: prepare(actor, publication)), "s", 30, "clock on the wall")
        yield Measurement("publish commit", seconds(lambda: issue(actor, publication)), "s", 30, "clock on the wall")
    yield Measurement("publish memory", peak_megabytes(), "MB", 1000, "most resident in this process")
