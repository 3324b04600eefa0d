"""The worker processes of a batch, as their parent sees them.

Plain subprocesses fed by pipes: a pool of the standard library was seen to hang on the typesetter.
"""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGES = Path(__file__).resolve().parents[2]
POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a worker may go.

    :param papers: papers set before it is replaced by a fresh process.
    :param memory: bytes resident at most, seen after a paper, before it is replaced.
    :param seconds: time for one paper before it is given up as stuck.
    """

    papers: int = 200
    memory: int = 600 * 1024 * 1024
    seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Job:
    """A paper on its way to a worker.

    :param position: place in the batch, from 0.
    :param line: the job as one line of JSON, newline included.
    """

    position: int
    name: str
    path: Path
    line: bytes


class BatchFailed(Exception):
    """A paper could not be made, so the batch was given up. Names the paper, never its data."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class BatchCancelled(Exception):
    """The batch was cancelled by the caller."""


class Worker:
    """One worker process with at most one job."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pollwright.documents.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=_environment(),
        )
        self.job: Job | None = None
        self.done = 0
        self.memory = 0
        self.since = 0.0

    def give(self, job: Job) -> None:
        """Hand over a job.

        :raises BatchFailed: where the process has died.
        """
        assert self.process.stdin is not None  # noqa: S101 - narrows the type: the pipe was asked for
        self.job, self.since = job, time.monotonic()
        try:
            rest = memoryview(job.line)
            while rest:
                rest = rest[self.process.stdin.write(rest) :]
        except BrokenPipeError:
            raise self._crashed(job) from None

    def take(self) -> tuple[Job, dict[str, Any]]:
        """Return the finished job with the worker's answer.

        :raises BatchFailed: where the worker died at it, or could not make the paper.
        """
        assert self.process.stdout is not None  # noqa: S101
        assert self.job is not None  # noqa: S101
        job, line = self.job, self.process.stdout.readline()
        if not line.endswith(b"\n"):
            raise self._crashed(job)
        answer = json.loads(line)
        if "failed" in answer:
            raise BatchFailed(job.name, answer["failed"])
        self.job, self.done, self.memory = None, self.done + 1, answer["memory"]
        return job, answer

    def stop(self, *, at_once: bool) -> None:
        """End the process and wait for it; a worker that is idle ends by itself when its input closes."""
        if at_once:
            self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()

    def _crashed(self, job: Job) -> BatchFailed:
        self.process.kill()
        code = self.process.wait()
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"
        return BatchFailed(job.name, f"the worker process ended ({how})")


class Crew:
    """Some workers, started as they are needed and replaced as they reach their limits."""

    def __init__(
        self,
        processes: int,
        limits: Limits,
        finished: Callable[[Job, dict[str, Any]], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._processes = processes
        self._limits = limits
        self._finished = finished
        self._cancelled = cancelled
        self._workers: list[Worker] = []

    def give(self, job: Job) -> None:
        """Hand the job to a worker, waiting for one where all are busy.

        :raises BatchFailed: where any paper could not be made meanwhile.
        :raises BatchCancelled: where the caller cancelled meanwhile.
        """
        self._refuse_if_cancelled()
        self._idle().give(job)

    def finish(self) -> None:
        """Wait for the jobs still under way, then end the workers. Refusals as for `give`."""
        while any(worker.job for worker in self._workers):
            self._wait()
        self._dismiss(at_once=False)

    def abandon(self) -> None:
        """End all workers at once, whatever they are doing."""
        self._dismiss(at_once=True)

    def _idle(self) -> Worker:
        while True:
            for worker in self._workers:
                if worker.job is None:
                    return worker
            if len(self._workers) < self._processes:
                self._workers.append(Worker())
            else:
                self._wait()

    def _wait(self) -> None:
        """Take the answers that have come within a moment; notice a stuck worker and a cancelled batch."""
        with selectors.DefaultSelector() as selector:
            for worker in self._workers:
                if worker.job is not None:
                    selector.register(worker.process.stdout, selectors.EVENT_READ, worker)  # type: ignore[arg-type]
            for key, _ in selector.select(POLL_SECONDS):
                self._finished(*key.data.take())
                self._replace_if_spent(key.data)
        self._refuse_if_cancelled()
        for worker in self._workers:
            if worker.job is not None and time.monotonic() - worker.since > self._limits.seconds:
                raise BatchFailed(worker.job.name, f"not set within {self._limits.seconds:g} seconds")

    def _refuse_if_cancelled(self) -> None:
        if self._cancelled():
            raise BatchCancelled

    def _replace_if_spent(self, worker: Worker) -> None:
        if worker.done >= self._limits.papers or worker.memory > self._limits.memory:
            self._workers.remove(worker)
            worker.stop(at_once=True)

    def _dismiss(self, *, at_once: bool) -> None:
        while self._workers:
            self._workers.pop().stop(at_once=at_once)


def _environment() -> dict[str, str]:
    """Return the environment of a worker: our package can be found, and the compiler keeps to one thread."""
    paths = [str(PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "RAYON_NUM_THREADS": "1"}
