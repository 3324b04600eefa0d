"""Telling the rooms above that the register has new numbers, by which districts are divided between stations.

Rooms above declare who listens when the program starts; the act that publishes the register tells them in its own
transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pollwright.acting import Actor

Follower = Callable[[Actor, date], None]
_DECLARED: list[Follower] = []


def declare_follower(follower: Follower) -> None:
    """Declare who is told that the register was numbered anew; once, when the program starts."""
    if follower not in _DECLARED:
        _DECLARED.append(follower)


def numbered_anew(actor: Actor, on: date) -> None:
    """Tell all who follow; called inside the operation that put the numbers in force."""
    for follower in _DECLARED:
        follower(actor, on)
