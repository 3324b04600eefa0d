"""Publishing the whole register: numbers, both editions as CSV and Parquet, hashes, proof."""

from __future__ import annotations

from collections.abc import Iterator

from django_scopes import scopes_disabled

from benchmarks import prepared
from benchmarks.papers_acts import drafted, issue, officer, prepare
from benchmarks.registry import GROWTH, SMALLER, Bench, Measurement, benchmark
from benchmarks.timing import peak_megabytes, seconds
from pollwright.register.models import Publication


@benchmark("publish", prepared=True)
def publish(bench: Bench) -> Iterator[Measurement]:
    """Prepare a register and publish it, at a tenth of the size too."""
    with prepared.smaller(bench.server, bench.scale // SMALLER, bench.url), scopes_disabled():
        small = sum(_publish())
    with scopes_disabled():
        preparing, issuing = _publish()
    growth = (preparing + issuing) / (small * SMALLER)
    yield Measurement("publish", preparing + issuing, "s", 30, "clock on the wall, preparing and issuing")
    yield Measurement("publish commit", issuing, "s", 30, "clock on the wall, issuing alone")
    yield Measurement("publish growth", growth, "x", GROWTH, "cost per elector at a tenth of the size")
    yield Measurement("publish memory", peak_megabytes(), "MB", 1000, "most resident in this process")


def _publish() -> tuple[float, float]:
    """Return how long preparing and issuing take."""
    actor = officer()
    publication: Publication = drafted(actor)
    return seconds(lambda: prepare(actor, publication)), seconds(lambda: issue(actor, publication))
