"""Exports of the full register: CSV beside the same query by COPY, and how the cost of an elector grows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import connection

from benchmarks import prepared
from benchmarks.papers_acts import officer, published
from benchmarks.registry import GROWTH, SMALLER, Bench, Measurement, benchmark
from benchmarks.timing import compared
from pollwright.law.open_register import open_register_with
from pollwright.register.operations.exporting import export_publication
from pollwright.register.papers.editions import take_out


@benchmark("export", prepared=True)
def export(bench: Bench) -> Iterator[Measurement]:
    """Hand out the frozen CSV, masked where it must be, hashed and recorded; the reference reads the database."""
    with prepared.smaller(bench.server, bench.scale // SMALLER, bench.url):
        small, _ = _exported(bench)
    mine, by_copy = _exported(bench)
    yield Measurement("export csv", mine / by_copy, "x", 1.2, "COPY (same query) TO STDOUT")
    yield Measurement("export growth", mine / (small * SMALLER), "x", GROWTH, "cost per elector at a tenth of the size")


def _exported(bench: Bench) -> tuple[float, float]:
    """Return the seconds of an export and of reading the same register by COPY."""
    actor = officer()
    register = published(actor, bench)
    output, reference = bench.scratch / "full.csv", bench.scratch / "reference.csv"

    def ours() -> None:
        export_publication(actor=actor, reference=register.reference, edition="full", format="csv", output=output)

    def theirs() -> None:
        copy_out(actor.authority_id, register.pk, register.previous_id, register.published_on, reference)

    return compared(ours, theirs)


def copy_out(authority_id: int, publication_id: int, previous_id: int | None, on: date, path: Path) -> None:
    """Read the same register out of the database in order by COPY."""
    connection.ensure_connection()
    take_out(authority_id, publication_id, previous_id, open_register_with(on), path)
