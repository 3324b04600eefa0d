"""Serving a demonstration: one web server and one worker that live and end together, and with whoever started them."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connections

from pollwright.terminal import CommandFailed, Format, emit, say

STOP_SECONDS = 20
CHILD = (sys.executable, "-m", "pollwright.synth.demonstration_child")

Children = Mapping[str, subprocess.Popen[bytes]]


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Let one process at a time make or serve the demonstration of an installation.

    :raises CommandFailed: where another does.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "demonstration.lock").open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise CommandFailed(
                "The demonstration of this folder is being made or served already.",
                "Use that one, or stop it first (Ctrl-C where it runs). For a second one, set POLLWRIGHT_HOME to"
                " another folder.",
            ) from taken
        yield


@contextmanager
def told_to_stop() -> Iterator[None]:
    """Let a request to end, or a terminal that was closed, stop this process as Ctrl-C does.

    A library that is interrupted may raise an error of its own, which then counts as the interruption that it was.
    """
    told: list[int] = []

    def stop(number: int, frame: object) -> None:
        told.append(number)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    except Exception as error:
        if told:
            raise KeyboardInterrupt from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def serve_until_told(port: int) -> None:
    """Run the web server and a worker until Ctrl-C.

    :raises CommandFailed: where one of them ends by itself; the other is stopped.
    """
    connections.close_all()
    environment = {**os.environ, "POLLWRIGHT_DEMONSTRATION": "1"}
    children = {
        # A session of its own, so that what a child has started can be ended with it.
        name: subprocess.Popen([*CHILD, *arguments], env=environment, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603
        for name, arguments in (("web server", ["serve", "--port", str(port)]), ("worker", ["worker"]))
    }
    try:
        ended = _first_to_end(children, port)
    except KeyboardInterrupt:
        say("\nStopping")
    else:
        raise CommandFailed(
            f"The {ended} has ended by itself, so the demonstration was stopped.",
            "See above why. Nothing that was saved is lost: the same command goes on.",
        )
    finally:
        _stop(children)


def _first_to_end(children: Children, port: int) -> str:
    """Say the address once it answers, and return the name of the child that ends first."""
    answers = False
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                return name
        if not answers and (answers := _answers(port)):
            emit(None, Format.TEXT, (f"Open http://localhost:{port}/ in a browser. Ctrl-C stops everything.",))
        time.sleep(0.2)


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _stop(children: Children) -> None:
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + STOP_SECONDS
    for child in children.values():
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, until - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
