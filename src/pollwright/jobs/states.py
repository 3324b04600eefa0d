"""The life of long work."""

from __future__ import annotations

from enum import StrEnum


class WorkState(StrEnum):
    """Where long work stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What can happen to long work."""

    BEGIN = "begin"
    FINISH = "finish"
    REFUSE = "refuse"
    FAIL = "fail"
    CANCEL = "cancel"
    PUT_BACK = "put back"


LIVE = frozenset({WorkState.WAITING, WorkState.RUNNING})
"""The states in which work holds its lock."""

LIFE = {
    (WorkState.WAITING, Act.BEGIN): WorkState.RUNNING,
    (WorkState.WAITING, Act.CANCEL): WorkState.CANCELLED,
    (WorkState.RUNNING, Act.FINISH): WorkState.DONE,
    (WorkState.RUNNING, Act.REFUSE): WorkState.REFUSED,
    (WorkState.RUNNING, Act.FAIL): WorkState.FAILED,
    (WorkState.RUNNING, Act.CANCEL): WorkState.CANCELLED,
    (WorkState.RUNNING, Act.PUT_BACK): WorkState.WAITING,
}


def after(state: WorkState, act: Act) -> WorkState | None:
    """Return the state that `act` leads to, or None where it is not open."""
    return LIFE.get((state, act))
