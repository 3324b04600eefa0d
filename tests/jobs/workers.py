"""Workers as processes, for tests that kill them: started, held at a statement, and waited for."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django_scopes import scopes_disabled

from pollwright.acting import Actor
from pollwright.jobs.queries.works import WorkFacts, work_of

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 180.0
"""Seconds; what is awaited comes in one or two on a machine with nothing else to do."""


def worker(database_url: str, home: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a worker that knows the kinds of work of the product and those of the tests.

    :param home: the folder of the installation, whose `files` is the store.
    """
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    if home is not None:
        environment["POLLWRIGHT_HOME"] = str(home)
    return subprocess.Popen([sys.executable, "-m", "tests.jobs.worker_process"], cwd=ROOT, env=environment)


def killed(process: subprocess.Popen[bytes]) -> None:
    """Kill a worker at once, and wait until it is gone."""
    process.kill()
    process.wait()


@contextmanager
def held(database_url: str, table: str) -> Iterator[None]:
    """Let nobody write to a table until the end of the block: whoever does waits at that statement."""
    with psycopg.connect(database_url) as holder:
        holder.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield
        holder.rollback()


def waiting(database_url: str) -> int:
    """Return how many connections of a database wait for a lock."""
    with psycopg.connect(database_url, autocommit=True) as looking:
        row = looking.execute(
            "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE NOT l.granted AND a.datname = current_database()"
        ).fetchone()
    return int(row[0]) if row else 0


def kill_at(database_url: str, table: str, start: Callable[[], subprocess.Popen[bytes]]) -> None:
    """Start a worker, and kill it while it waits to write to a table; return when its connection is gone."""
    with held(database_url, table):
        process = start()
        until(lambda: waiting(database_url) > 0)
        killed(process)
    until(lambda: waiting(database_url) == 0)


def until(reached: Callable[[], bool]) -> None:
    """Return as soon as something holds; fail when patience ends."""
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.05)


def wait_until(reached: Callable[[WorkFacts], bool], actor: Actor, reference: str) -> WorkFacts:
    """Return the work as soon as it has reached something; fail when patience ends, or when it has ended otherwise."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with scopes_disabled():
            facts = work_of(actor.authority_id, reference)
        if reached(facts):
            return facts
        if not facts.live:
            break
        time.sleep(0.05)
    raise AssertionError(f"still {facts.state} at {facts.step}, attempt {facts.attempts}")


def ended(facts: WorkFacts) -> bool:
    """Return whether work has ended, well or not."""
    return not facts.live
