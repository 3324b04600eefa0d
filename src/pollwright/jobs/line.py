"""The line on which a running attempt reports: a database connection of its own.

Progress and heartbeats written on it are seen at once, while the attempt's own transaction is open. The line also holds
an advisory lock of the attempt for as long as its process lives: a killed worker lets go of it in that moment, and its
work can be put back without waiting. A heartbeat that stops although the lock is held means a worker that hangs.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Protocol

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from psycopg import errors

from pollwright.jobs.models import Work

BEAT_SECONDS = 5.0
KEEPALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}

_UPDATE = (
    "UPDATE jobs_work SET heartbeat_at = clock_timestamp(), step = %s, done = %s, total = %s"
    " WHERE id = %s AND attempts = %s AND state = 'running' RETURNING cancel_asked"
)
_GUARD = "SELECT set_config('pollwright.operation', 'progress of work', true)"


class LineLost(Exception):
    """The connection to the database is gone; the attempt must end, and the work will be put back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the row says back: whether somebody wants the work cancelled, and whether the attempt still has it."""

    cancel_asked: bool
    held: bool = True


class Line(Protocol):
    """Where an attempt reports."""

    def say(self, step: str, done: int, total: int) -> Answer:
        """Write progress and a heartbeat, and return what the row says back."""

    def close(self) -> None:
        """Let go of the line."""


class OwnLine:
    """A line with a connection and a heartbeat of its own."""

    def __init__(self, work_id: int, attempt: int) -> None:
        self._work_id, self._attempt = work_id, attempt
        self._said = ("", 0, 0)
        self._answer = Answer(cancel_asked=False)
        self._turn = threading.Lock()
        self._ended = threading.Event()
        self._connection = connect()
        self._beating = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def take(self) -> bool:
        """Take the attempt's lock, unless another process has it; then begin to beat."""
        if not try_lock(self._connection, self._work_id, self._attempt):
            return False
        self._beating.start()
        return True

    def say(self, step: str, done: int, total: int) -> Answer:
        """Write progress and a heartbeat. A row that is locked for the moment is left for the next time.

        :raises LineLost: where the connection is gone.
        """
        with self._turn:
            self._said = (step, done, total)
            return self._write()

    def close(self) -> None:
        """Stop beating and close the connection, which frees the lock."""
        self._ended.set()
        if self._beating.is_alive():
            self._beating.join()
        self._connection.close()

    def _beat(self) -> None:
        while not self._ended.wait(BEAT_SECONDS):
            with self._turn:
                try:
                    self._write()
                except LineLost:
                    return

    def _write(self) -> Answer:
        try:
            with self._connection.transaction():
                self._connection.execute(_GUARD)
                row = self._connection.execute(_UPDATE, [*self._said, self._work_id, self._attempt]).fetchone()
        except errors.LockNotAvailable:
            return self._answer
        except psycopg.OperationalError as gone:
            raise LineLost from gone
        self._answer = Answer(cancel_asked=bool(row and row[0]), held=row is not None)
        return self._answer


class SameLine:
    """A line on the caller's connection, for work performed inside a transaction that is already open.

    Its progress is seen by others only when that transaction ends, and it holds no lock.
    """

    def __init__(self, work_id: int, attempt: int) -> None:
        self._work_id, self._attempt = work_id, attempt

    def say(self, step: str, done: int, total: int) -> Answer:
        """Write progress in the open transaction."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('pollwright.operation', true)")
            before = cursor.fetchone()[0]
            cursor.execute(_GUARD)
            cursor.execute(_UPDATE, [step, done, total, self._work_id, self._attempt])
            row = cursor.fetchone()
            cursor.execute("SELECT set_config('pollwright.operation', %s, true)", [before or ""])
        return Answer(cancel_asked=bool(row and row[0]), held=row is not None)

    def close(self) -> None:
        """Do nothing: the connection is the caller's."""


def open_line(work: Work) -> Line | None:
    """Return a line for the next attempt at `work`, or None where another process has that attempt already."""
    attempt = work.attempts + 1
    if connection.in_atomic_block:
        return SameLine(work.pk, attempt)
    line = OwnLine(work.pk, attempt)
    if line.take():
        return line
    line.close()
    return None


def connect() -> psycopg.Connection[Any]:
    """Open a connection beside Django's to the same database, in the same role."""
    opened = psycopg.connect(**connection_parameters(), autocommit=True)
    opened.execute("SET lock_timeout = '2s'")
    return opened


def connection_parameters() -> dict[str, Any]:
    """Return what psycopg needs to connect as Django does, the application's role included."""
    wrapper: Any = connections[DEFAULT_DB_ALIAS]
    given = wrapper.get_connection_params()
    parameters = {name: value for name, value in given.items() if name not in {"cursor_factory", "context"}}
    return {**KEEPALIVE, **parameters}


def try_lock(opened: psycopg.Connection[Any], work_id: int, attempt: int) -> bool:
    """Take the lock of an attempt for as long as the connection lasts, unless another connection has it."""
    row = opened.execute("SELECT pg_try_advisory_lock(%s, %s)", _key(work_id, attempt)).fetchone()
    return bool(row and row[0])


def unlock(opened: psycopg.Connection[Any], work_id: int, attempt: int) -> None:
    """Let go of the lock of an attempt."""
    opened.execute("SELECT pg_advisory_unlock(%s, %s)", _key(work_id, attempt))


def _key(work_id: int, attempt: int) -> tuple[int, int]:
    """Return two 32-bit numbers; the attempt stands in the first with a mark of ours, so that no other lock is met."""
    return 0x504F0000 + attempt, work_id % 2**31
