"""Programs that serve pages to a browser in tests: the real web server and the real worker, on a database of their own."""

import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pollwright.cli.ports import free_port
from pollwright.postgres import Server
from tests.database import TEMPLATE_LOCK, ensure_template, locked
from tests.pages.browsing import ROOT
from tests.programs import running

PATIENCE = 180
"""Seconds that a server has to answer for the first time, on a machine that has other things to do."""
COMMAND = "import sys; from pollwright.cli.main import run; sys.exit(run(sys.argv[1:]))"


@contextmanager
def an_installation(server: Server, home: Path) -> Iterator[dict[str, str]]:
    """Make a migrated database and yield the environment of programs that use it."""
    name = f"pollwright_test_{secrets.token_hex(4)}_pages"
    with locked(server, TEMPLATE_LOCK):
        url = server.create_database(name, ensure_template(server))
    yield {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "pollwright.config.settings",
        "POLLWRIGHT_HOME": str(home),
        "POLLWRIGHT_DEMONSTRATION": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    server.drop_database(name)


@contextmanager
def served(environment: dict[str, str], **settings: str) -> Iterator[str]:
    """Serve the installation's pages and yield their address."""
    port = free_port()
    command = [sys.executable, "-c", COMMAND, "serve", "--port", str(port), "--workers", "1"]
    with running(command, cwd=ROOT, env=environment | settings, stderr=subprocess.DEVNULL):
        address = f"http://localhost:{port}"
        _wait_for(address)
        yield address


def _wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/sign-in/login/", timeout=5).close()
        except OSError:  # refused, or no answer within five seconds
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server did not answer")
