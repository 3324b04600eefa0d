"""What a handler of long work is given."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pollwright.acting import Actor
from pollwright.jobs.line import Line
from pollwright.jobs.operations.life import Superseded, conclude
from pollwright.refusals import Refused

EVERY_SECONDS = 0.4

OnProgress = Callable[[str, int, int], None]

stopping = threading.Event()
"""Set when this process is asked to stop: running work ends at its next step and waits for another worker."""


class Cancelled(Exception):
    """Somebody asked that the work be cancelled; raised in the handler, which must let it through."""


class Interrupted(Exception):
    """The worker is stopping; raised in the handler, which must let it through. The work is put back."""


@dataclass(slots=True)
class WorkContext:
    """One attempt at long work, as its handler sees it.

    `actor` is the person who asked, with the role they hold now and the capacity they asked in. `parameters` are those
    of `ask_for_work`.
    """

    reference: str
    attempt: int
    actor: Actor
    parameters: Mapping[str, Any]
    line: Line
    on_progress: OnProgress | None = None
    concluded: bool = False
    kept: dict[str, Any] = field(default_factory=dict)
    """What the work's page shows however the work ends: files, how much was done, and what was refused."""
    _step: str = ""
    _counts: tuple[int, int] = (0, 0)
    _next: float = 0.0

    def progress(self, step: str, done: int = 0, total: int = 0) -> None:
        """Say how far the work is; call it freely, it writes at most every 0.4 seconds and when the step changes.

        :param step: one of the kind's steps, or a short line; never personal data.
        :param total: nought where it is not known.
        :raises Cancelled: where somebody asked that the work be cancelled.
        :raises Interrupted: where the worker is stopping.
        :raises Superseded: where another attempt has taken the work over.
        """
        if self.concluded:
            return
        if stopping.is_set():
            raise Interrupted
        if self.on_progress is not None:
            self.on_progress(step, done, total)
        if step != self._step or time.monotonic() >= self._next:
            self._report(step, done, total)

    def check_cancelled(self) -> None:
        """Raise as `progress` does, without saying anything new, and always ask the database."""
        if stopping.is_set():
            raise Interrupted
        if not self.concluded:
            self._report(self._step, *self._counts)

    def attach(self, token: str, name: str) -> None:
        """Show a stored file on the work's page, however the work ends."""
        self.kept.setdefault("files", []).append({"token": token, "name": name})

    def count(self, **totals: int) -> None:
        """Say how much has been done for good so far; the work's page shows it, however the work ends."""
        self.kept.update(totals)

    def leave(self, what: str, refusal: Refused) -> None:
        """List one of many things as refused, by its reference; the work goes on with the others."""
        said = {"what": what, "code": refusal.code, "problem": refusal.said, "remedy": refusal.advice}
        self.kept.setdefault("refusals", []).append(said)

    def conclude(self, outcome: Mapping[str, Any]) -> Mapping[str, Any]:
        """End the work as done, inside the operation that makes it count; return the whole outcome.

        With it the work is done exactly once: both are committed, or neither. Call it last in the operation.

        :raises Superseded: where another attempt has taken the work over; let it through.
        """
        whole = self.whole(outcome)
        conclude(actor=self.actor, reference=self.reference, attempt=self.attempt, outcome=whole)
        self.concluded = True
        return whole

    def whole(self, outcome: Mapping[str, Any]) -> dict[str, Any]:
        """Return an outcome with what is shown however the work ends."""
        files = [*outcome.get("files", ()), *self.kept.get("files", ())]
        return {**outcome, **self.kept, **({"files": files} if files else {})}

    def _report(self, step: str, done: int, total: int) -> None:
        self._step, self._counts, self._next = step, (done, total), time.monotonic() + EVERY_SECONDS
        answer = self.line.say(step[:200], done, total)
        if not answer.held:
            raise Superseded(reference=self.reference)
        if answer.cancel_asked:
            raise Cancelled
