"""The print edition of the whole register as one tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.papers_acts import officer, published
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.timing import peak_megabytes, seconds
from pollwright.register.operations.exporting import export_publication


@benchmark("print", prepared=True)
def print_register(bench: Bench) -> Iterator[Measurement]:
    """Set every polling district, bind them, and hand the volume out; then hand it out once more."""
    actor = officer()
    register = published(actor, bench)

    def export() -> None:
        output = bench.scratch / "register.pdf"
        export_publication(actor=actor, reference=register.reference, edition="full", format="pdf", output=output)

    yield Measurement("print edition", seconds(export), "s", 180, "clock on the wall")
    yield Measurement("print edition again", seconds(export), "s", 5, "clock on the wall")
    yield Measurement("print memory", peak_megabytes(), "MB", 1000, "most resident in this process")
    setting = peak_megabytes(children=True)
    yield Measurement("print memory of a typesetter", setting, "MB", 1000, "most resident in one of them")
