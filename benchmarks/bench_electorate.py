"""Freezing the electorate of a poll: lines, franchise, age, absent voters, hash, and the proof by district."""

from __future__ import annotations

from collections.abc import Iterator

from django_scopes import scopes_disabled

from benchmarks import prepared
from benchmarks.papers_acts import officer
from benchmarks.polls_acts import called, frozen
from benchmarks.registry import GROWTH, SMALLER, Bench, Measurement, benchmark
from benchmarks.timing import peak_megabytes, seconds


@benchmark("electorate", prepared=True)
def electorate(bench: Bench) -> Iterator[Measurement]:
    """Freeze the electorate of the ordinary election of every ward, at a tenth of the size too."""
    with prepared.smaller(bench.server, bench.scale // SMALLER, bench.url), scopes_disabled():
        small = _freeze()
    with scopes_disabled():
        taken = _freeze()
    yield Measurement("electorate", taken, "s", 20, "clock on the wall, preparing and recording")
    yield Measurement("electorate growth", taken / (small * SMALLER), "x", GROWTH, "cost per elector at a tenth")
    yield Measurement("electorate memory", peak_megabytes(), "MB", 1000, "most resident in this process")


def _freeze() -> float:
    actor = officer()
    poll = called(actor)
    return seconds(lambda: frozen(actor, poll))
