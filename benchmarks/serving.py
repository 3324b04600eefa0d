"""The web server that an office runs, for benchmarks that work through pages."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pollwright.cli.ports import free_port


@contextmanager
def serving() -> Iterator[int]:
    """Serve the pages of this process's database as a demonstration, and yield the port."""
    port = free_port()
    environment = {**os.environ, "POLLWRIGHT_DEMONSTRATION": "1"}
    command = [sys.executable, "-m", "pollwright.cli.main", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=sys.stderr)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")
