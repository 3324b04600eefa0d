"""Dates that rooms have counted by the calendar, and count anew when it changes (T-07).

A room declares what it holds when it starts. A change of the calendar is shown with the dates that it moves before an
officer accepts it; what can be counted anew by the machine then is, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pollwright.acting import Actor
from pollwright.law.calendars import Calendar


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A counted date that another calendar moves.

    :param what: whose date it is and which, in the reader's language.
    :param after: the date by the new calendar; None where the plan is not lawful by it.
    :param count: how many records have it.
    :param anew: whether it is counted anew with the change; else it stays, and an officer must plan it anew.
    """

    what: str
    before: date
    after: date | None
    count: int
    anew: bool


class Counted(Protocol):
    """What a room has counted by the calendar."""

    def moved(self, authority_id: int, after: Calendar) -> Sequence[MovedDate]:
        """Return the dates of what is not yet done that `after` moves."""

    def count_anew(self, *, actor: Actor, after: Calendar) -> int:
        """Count anew by `after`, and return how many records changed. Called in the operation that changes it."""


_COUNTED: dict[str, Counted] = {}


def declare_counted(room: str, counted: Counted) -> None:
    """Say what a room has counted by the calendar."""
    _COUNTED[room] = counted


def moved_dates(authority_id: int, after: Calendar) -> list[MovedDate]:
    """Return every date of what is not yet done that another calendar moves, room by room."""
    return [moved for room in sorted(_COUNTED) for moved in _COUNTED[room].moved(authority_id, after)]


def count_anew(*, actor: Actor, after: Calendar) -> int:
    """Count every room's dates anew, and return how many records changed."""
    return sum(_COUNTED[room].count_anew(actor=actor, after=after) for room in sorted(_COUNTED))
