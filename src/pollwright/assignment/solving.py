"""Having a problem solved by the solver's process, which is ended where whoever waits for it is told to stop."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable

from pollwright.assignment.problem import Problem

LOOK_EVERY_SECONDS = 0.2


class SolverFailed(RuntimeError):
    """The solver ended without an answer: a fault of ours, or a package that is not installed."""


def solve(problem: Problem, *, waiting: Callable[[], None] = lambda: None) -> list[tuple[int, int]]:
    """Return person and place of the answer of least cost.

    :param waiting: called while the solver works; what it raises ends the solver and goes on to the caller.
    :raises SolverFailed: where the solver ends without an answer.
    """
    if not problem.edges:
        return []
    with tempfile.TemporaryFile("w+") as asked, tempfile.TemporaryFile("w+") as answer:
        asked.write(problem.text())
        asked.seek(0)
        command = [sys.executable, "-m", "pollwright.assignment"]
        with subprocess.Popen(command, stdin=asked, stdout=answer, stderr=subprocess.DEVNULL) as running:  # noqa: S603
            try:
                _wait(running, waiting)
            except BaseException:
                running.kill()
                raise
        if running.returncode != 0:
            raise SolverFailed(f"the solver ended with {running.returncode}")
        answer.seek(0)
        return [(person, place) for person, place in json.loads(answer.read())]


def _wait(running: subprocess.Popen[bytes], waiting: Callable[[], None]) -> None:
    while True:
        try:
            running.wait(LOOK_EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            waiting()
        else:
            return
