"""The database server itself dies by `kill -9` in the middle of a publication: the worker and the site live through it.

A demonstration of its own, on a private server that loses nothing that was committed. A lock of the test's holds the
publication at a chosen statement while the server is killed; when the server is back, the same worker completes it once.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pollwright.postgres import Profile, Server, default_folder, destroy, serving, status

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 300.0
ELECTORS = 200
HELD_AT = "register_districtproof"


class Council:
    """A demonstration in a folder of its own, worked on by commands."""

    def __init__(self, home: Path) -> None:
        self.environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environment |= {"POLLWRIGHT_HOME": str(home), "POLLWRIGHT_DEMONSTRATION": "1"}
        self.folder = default_folder(self.environment)
        self.started: list[subprocess.Popen[str]] = []

    def begin(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "pollwright.cli.main", *words]
        pipe = subprocess.PIPE
        begun = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=pipe, stderr=pipe, text=True)
        self.started.append(begun)
        return begun

    def run(self, *words: str) -> tuple[int, str, str]:
        begun = self.begin(*words)
        out, err = begun.communicate(timeout=PATIENCE)
        return begun.returncode, out, err

    def told(self, *words: str) -> Any:
        code, out, err = self.run(*words, "--format", "json")
        assert code == 0, err
        return json.loads(out)

    def server(self) -> AbstractContextManager[Server]:
        return serving(self.folder, Profile.DURABLE, self.environment)

    def kill_server(self) -> None:
        found = status(self.folder, self.environment)
        assert found is not None
        os.kill(found.pid, signal.SIGKILL)

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()
        destroy(self.folder, self.environment)


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Council]:
    made = Council(tmp_path / "home")
    try:
        code, _, err = made.run("demo", "--electors", str(ELECTORS), "--no-serve")
        assert code == 0, err
        yield made
    finally:
        made.end()


def until(reached: Callable[[], bool]) -> None:
    patience = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < patience, "it did not come to that in time"
        time.sleep(0.1)


def somebody_waits(locked: psycopg.Connection[Any]) -> bool:
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
    row = locked.execute(query, [HELD_AT]).fetchone()
    return bool(row and row[0])


def test_a_publication_goes_on_once_after_the_database_server_was_killed(council: Council) -> None:
    with council.server() as server:
        locked = psycopg.connect(server.url)
        locked.execute(f"LOCK TABLE {HELD_AT} IN SHARE MODE")
        publishing = council.begin("register", "publish", "--date", "2026-12-01", "--format", "json")
        until(lambda: somebody_waits(locked) or publishing.poll() is not None)
        council.kill_server()
        _, said = publishing.communicate(timeout=PATIENCE)
        locked.close()
    again = council.told("register", "publish", "--date", "2026-12-01")
    proof = council.told("register", "verify")

    assert publishing.returncode == 1
    assert "Traceback" not in said
    totals = again["totals"]
    assert (again["state"], again["publication"], proof["findings"]) == ("issued", "R0000003", [])
    assert totals["after"] == totals["before"] + totals["added"] - totals["deleted"] == again["electors"]
