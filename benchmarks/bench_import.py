"""Import of a register with all checks, against a raw binary COPY of the same rows into the same tables and indexes."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
from django.db import connections
from django_scopes import scope

from benchmarks import prepared
from benchmarks.registry import GROWTH, SMALLER, Bench, Measurement, benchmark
from benchmarks.timing import peak_megabytes, seconds
from pollwright.access.operations.founding import Charter
from pollwright.acting import Actor, Role
from pollwright.jobs.runner import perform
from pollwright.register.operations.importing import WRITING, Given, ImportOptions, ask_for_import
from pollwright.synth.generation import generate
from pollwright.synth.loading import Folder, load_all_places
from pollwright.synth.officers import Logins, acting_as, found

DAY = date(2026, 11, 22)
TABLES = (
    "register_publication",
    "register_elector",
    "register_electorbirth",
    "register_qualifyingaddress",
    "register_registerentry",
    "register_electorsearch",
    "register_searchword",
    "register_registernumber",
    "register_qualityfinding",
    "register_districtproof",
    "audit_eventsubject",
)
"""What an import fills, in an order that its keys allow."""
SECONDS, TIMES_COPY, MEGABYTES = 60.0, 4.0, 1024.0


@benchmark("import", prepared=False)
def import_(bench: Bench) -> Iterator[Measurement]:
    """Measure the import at a tenth and at the whole scale, and a COPY of the rows that came out."""
    try:
        small = _import(bench, max(1, bench.scale // SMALLER), "small")
        taken = _import(bench, bench.scale, "whole")
        copied = _copy_again(bench, taken.url, taken.bare)
    finally:
        for name in ("small", "whole"):
            bench.server.drop_database(f"pollwright_bench_import_{name}")
            bench.server.drop_database(f"pollwright_bench_import_{name}_bare")
    per_elector = (taken.seconds / taken.electors) / (small.seconds / small.electors)
    yield Measurement("import", taken.seconds / copied, "x", TIMES_COPY, "binary COPY of the same rows and indexes")
    yield Measurement("import seconds", taken.seconds, "s", SECONDS, "the promise at 430,000 electors")
    yield Measurement("import growth", per_elector, "x", GROWTH, "cost per elector at a tenth of the size")
    yield Measurement("import memory", peak_megabytes(), "MB", MEGABYTES, "the promise for one process")


class _Taken:
    """An import that was measured: how long it took, where its rows are, and the same database without them."""

    def __init__(self, electors: int, url: str, bare: str) -> None:
        self.electors, self.url, self.bare = electors, url, bare
        self.seconds = 0.0


def _import(bench: Bench, electors: int, name: str) -> _Taken:
    """Load the places of an authority, keep a copy of that database, and import the register into it."""
    files = bench.scratch / name
    generate(electors, 1, DAY, files)
    base = f"pollwright_bench_import_{name}"
    bench.server.drop_database(base)
    bench.server.drop_database(f"{base}_bare")
    with prepared.database(bench.server, 0) as empty:
        url = bench.server.create_database(base, _name(empty))
    prepared.aim(url)
    head = _founded(bench.scratch / f"{name}-logins.json")
    with scope(authority=head.authority_id):
        load_all_places(head, Folder(files), on=DAY)
    _measured(url)
    connections.close_all()
    bare = bench.server.create_database(f"{base}_bare", base)
    taken = _Taken(electors, url, bare)
    prepared.aim(url)
    with scope(authority=head.authority_id):
        taken.seconds = seconds(lambda: _carry_out(head, files, bench))
    connections.close_all()
    bench.say(f"{electors:,} electors in {taken.seconds:.1f} s")
    return taken


def _carry_out(head: Actor, files: Path, bench: Bench) -> None:
    given, options = Given(files / "electors.csv", "electors.csv"), ImportOptions(DAY)
    work = ask_for_import(actor=head, given=given, options=options, background=False)
    began, last = time.perf_counter(), ""

    def told(step: str, done: int, total: int) -> None:
        nonlocal last
        now = f"{step} {done if step == WRITING else ''}"
        if now != last:
            bench.say(f"{time.perf_counter() - began:5.1f} s {now}")
        last = now

    ended = perform(head.authority_id, work.reference, on_progress=told)
    if ended.state != "done":
        raise RuntimeError(f"the import ended as {ended.state}")


def _founded(logins: Path) -> Actor:
    kept = Logins(logins)
    charter = Charter("somerset-demo", "Somerset (demonstration)", "E06000066", demonstration=True)
    found(charter, kept, on=DAY)
    return acting_as(kept.of("somerset-demo", Role.HEAD), on=DAY)


def _copy_again(bench: Bench, url: str, bare: str) -> float:
    """Return how long a binary COPY of the imported rows takes into a database that has only the places."""
    rows = bench.scratch / "rows"
    rows.mkdir()
    with psycopg.connect(url) as source:
        for table in TABLES:
            chosen = f"SELECT * FROM {table}" + (" WHERE kind = 'elector'" if table.startswith("audit") else "")
            query = f"COPY ({chosen}) TO STDOUT (FORMAT binary)"
            with (rows / table).open("wb") as out, source.cursor() as cursor, cursor.copy(query) as copy:
                out.writelines(copy)
    taken = seconds(lambda: _copy(bare, rows))
    bench.say(f"binary COPY of the same rows in {taken:.1f} s")
    return taken


def _copy(url: str, rows: Path) -> None:
    with psycopg.connect(url) as target:
        target.execute("SELECT set_config('pollwright.operation', 'benchmark', true)")
        for table in TABLES:
            query = f"COPY {table} FROM STDIN (FORMAT binary)"
            with (rows / table).open("rb") as read, target.cursor() as cursor, cursor.copy(query) as copy:
                while piece := read.read(1 << 20):
                    copy.write(piece)


def _measured(url: str) -> None:
    """Let the database settle, so that both ways meet the same."""
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")


def _name(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])
