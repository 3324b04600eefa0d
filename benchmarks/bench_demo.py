"""The demonstration of 43,000 electors, from nothing but the installed programs to ready to click."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.registry import Bench, Measurement, benchmark

ELECTORS, SECONDS = 43_000, 90.0


@benchmark("demo", prepared=False)
def demo(bench: Bench) -> Iterator[Measurement]:
    """Measure `pollwright demo` with a private server of its own, initdb and migrations included."""
    electors = min(bench.scale, ELECTORS)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"POLLWRIGHT_HOME": str(bench.scratch / "home"), "POLLWRIGHT_DEMONSTRATION": "1"}
    command = [sys.executable, "-m", "pollwright.cli.main", "demo", "--electors", str(electors), "--no-serve"]
    started = time.perf_counter()
    subprocess.run(command, env=environment, stdout=sys.stderr, check=True)
    yield Measurement("demo", time.perf_counter() - started, "s", SECONDS, f"{electors:,} electors, ready to click")
