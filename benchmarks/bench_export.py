"""Exports of the full register: CSV beside the same query by COPY, and how the cost of an elector grows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import connection

from benchmarks.papers_acts import officer, published
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.timing import compared
from pollwright.law.open_register import open_register_with
from pollwright.register.operations.exporting import export_publication
from pollwright.register.papers.editions import take_out


@benchmark("export", prepared=True)
def export(bench: Bench) -> Iterator[Measurement]:
    """Hand out the frozen CSV, masked where it must be, hashed and recorded; the reference reads the database."""
    actor = officer()
    register = published(actor, bench)
    output, reference = bench.scratch / "full.csv", bench.scratch / "reference.csv"

    def ours() -> None:
        export_publication(actor=actor, reference=register.reference, edition="full", format="csv", output=output)

    def theirs() -> None:
        copy_out(actor.authority_id, register.pk, register.previous_id, register.published_on, reference)

    mine, by_copy = compared(ours, theirs)
    yield Measurement("export csv", mine / by_copy, "x", 1.2, "COPY (same query) TO STDOUT")


def copy_out(authority_id: int, publication_id: int, previous_id: int | None, on: date, path: Path) -> None:
    """Read the same register out of the database in order by COPY."""
    connection.ensure_connection()
    take_out(authority_id, publication_id, previous_id, open_register_with(on), path)
