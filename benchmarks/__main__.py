"""Run benchmarks: `python -m benchmarks [NAME ...] [--scale N]`.

Each runs in a process of its own, so that one's memory and mishaps are not another's. JSON lines on stdout, progress
on stderr; ends with 1 where a limit is not kept or a benchmark breaks, with 2 where a name is unknown.
"""

import argparse
import contextlib
import fcntl
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import django
from django.db import connections

from benchmarks import prepared
from benchmarks.registry import Bench, Benchmark, discover
from pollwright.postgres import Profile, Server, serving
from pollwright.postgres.binaries import find_binaries

SCALE = 430_000
# The data is synthetic; fixed keys let a copied authority be read by a process that did not make it.
KEYS = {"POLLWRIGHT_SECRET_KEY": "benchmarks " * 5, "POLLWRIGHT_FIELD_KEY": "benchmarks " * 5}


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all; return the exit code."""
    parser = argparse.ArgumentParser(prog="./dev bench", description="Pollwright's benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which; without any all but the long ones")
    parser.add_argument("--scale", type=int, default=SCALE, help=f"electors (default {SCALE:,})")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pollwright.config.settings")
    os.environ.setdefault("POLLWRIGHT_HOME", str(prepared.STORE / "home"))
    os.environ.update(KEYS)
    django.setup()
    found = discover()
    unknown = [name for name in chosen.names if name not in found]
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}. There are: {', '.join(found) or 'none'}.")
    if chosen.alone:
        return _run_here(found[chosen.names[0]], chosen.scale)
    return _run_each(chosen.names or _usual(found), chosen.scale)


def _usual(found: Mapping[str, Benchmark]) -> list[str]:
    """Return the benchmarks of a run without names, which is over in a quarter of an hour; say which are left out."""
    left = [name for name, one in found.items() if one.long]
    if left:
        sys.stderr.write(f"Run only by name, as they take many minutes: {', '.join(left)}\n")
    return [name for name in found if name not in left]


def _run_each(names: list[str], scale: int) -> int:
    major = 0 if os.environ.get("DATABASE_URL") else find_binaries(os.environ).major
    folder = prepared.ROOT / ".local" / "bench-postgres" / str(major)
    failed = []
    prepared.STORE.mkdir(parents=True, exist_ok=True)
    with (prepared.STORE / "lock").open("a") as lock, serving(folder, Profile.DURABLE, os.environ) as server:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two at once would measure each other
        prepared.forget_old(server)
        for name in names:
            started = time.perf_counter()
            sys.stderr.write(f"{name}, {scale:,} electors\n")
            with tempfile.TemporaryDirectory(prefix="pollwright-bench-") as home:
                settings = {**os.environ, "DATABASE_URL": server.maintenance_url, "POLLWRIGHT_HOME": home}
                command = [sys.executable, "-m", "benchmarks", "--alone", name, f"--scale={scale}"]
                if subprocess.run(command, env=settings, cwd=prepared.ROOT, check=False).returncode != 0:
                    failed.append(name)
            sys.stderr.write(f"  took {time.perf_counter() - started:.1f} s\n")
    if failed:
        sys.stderr.write(f"Not as promised: {', '.join(failed)}\n")
    return 1 if failed else 0


def _run_here(chosen: Benchmark, scale: int) -> int:
    """Run one benchmark in this process; what it prints goes to stderr, stdout is for the measurements."""
    server = Server(os.environ["DATABASE_URL"])
    kept = True
    with (
        prepared.database(server, scale if chosen.prepared else 0) as url,
        tempfile.TemporaryDirectory(prefix="pollwright-bench-") as scratch,
    ):
        prepared.aim(url)
        lines = sys.stdout
        with contextlib.redirect_stdout(sys.stderr):
            for measurement in chosen.function(Bench(scale, url, server, Path(scratch))):
                lines.write(f"{measurement.line()}\n")
                lines.flush()
                kept = kept and measurement.ok
        connections.close_all()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
