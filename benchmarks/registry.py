"""What a benchmark is, what it yields, and where they are found.

A file `benchmarks/bench_*.py` holds functions such as

    @benchmark("export", prepared=True)
    def export(bench: Bench) -> Iterator[Measurement]:
        ours, reference = compared(write_csv, copy_out)
        yield Measurement("export", ours / reference, "x", 1.2, "COPY (same query) TO STDOUT")
"""

import importlib
import json
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pollwright.postgres import Server

SMALLER, GROWTH = 10, 1.3
"""The cost of an elector may grow this many times from an authority of a tenth of the size."""
FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measured figure and its limit.

    :param value: the figure, in `unit`; a ratio has the unit `x`.
    :param limit: the most it may be, in the same unit.
    :param reference: what it is measured against, in words.
    """

    name: str
    value: float
    unit: str
    limit: float
    reference: str

    def __post_init__(self) -> None:
        if not (math.isfinite(self.value) and math.isfinite(self.limit)):
            raise ValueError(f"{self.name} is not a number")

    @property
    def ok(self) -> bool:
        return self.value <= self.limit

    def line(self) -> str:
        """Return the measurement as one line of JSON."""
        rounded = {"value": float(f"{self.value:.4g}"), "limit": self.limit}
        return json.dumps({**asdict(self), **rounded, "ok": self.ok})


@dataclass(frozen=True, slots=True)
class Bench:
    """What a benchmark works with.

    :param scale: the number of electors asked for.
    :param url: the URL of a database of its own: the prepared authority of that size, or an empty migrated one.
    :param server: the server, for more databases (`prepared.database` makes them at other sizes).
    :param scratch: an empty folder, deleted afterwards.
    """

    scale: int
    url: str
    server: Server
    scratch: Path

    def say(self, text: str) -> None:
        """Report progress."""
        sys.stderr.write(f"  {text}\n")
        sys.stderr.flush()


Function = Callable[[Bench], Iterator[Measurement]]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A registered benchmark.

    :param prepared: it starts from the prepared authority.
    :param long: it takes many minutes by itself, and runs only where it is named.
    """

    name: str
    prepared: bool
    function: Function
    long: bool = False


FOUND: dict[str, Benchmark] = {}


def benchmark(name: str, *, prepared: bool, long: bool = False) -> Callable[[Function], Function]:
    """Register a function under the name that the command line knows it by.

    :raises ValueError: where the name is taken.
    """

    def register(function: Function) -> Function:
        if name in FOUND:
            raise ValueError(f"Two benchmarks are called {name}.")
        FOUND[name] = Benchmark(name, prepared, function, long)
        return function

    return register


def discover() -> dict[str, Benchmark]:
    """Import every `bench_*.py` and return the benchmarks by name, in the order of their names."""
    for path in sorted(FOLDER.glob("bench_*.py")):
        importlib.import_module(f"benchmarks.{path.stem}")
    return dict(sorted(FOUND.items()))
