"""Telling the rooms above that something has changed on which papers were made: a nomination, a contest, a station.

Rooms above declare who listens when the program starts; the act that changed something calls `changed_underneath` in
its own transaction, so that a paper never outlives what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pollwright.acting import Actor


class What(StrEnum):
    """What was changed; of the voters of a roll who they are, or no more than names and addresses (particulars)."""

    POLL = "poll"
    CONTEST = "contest"
    NOMINATIONS = "nominations"
    STATIONS = "stations"
    SUB_AGENTS = "sub-agents"
    VOTERS = "voters"
    PARTICULARS = "particulars"


@dataclass(frozen=True, slots=True)
class Change:
    """A change, in words, and the polls and contests that it concerns; no contests stand for all of the polls.

    :param because: completes "void, because ...".
    """

    what: What
    because: str
    polls: tuple[int, ...] = ()
    contests: tuple[int, ...] = ()


Follower = Callable[[Actor, Change], None]
_DECLARED: list[Follower] = []


def declare_follower(follower: Follower) -> None:
    """Declare who is told of every change; once, when the program starts."""
    if follower not in _DECLARED:
        _DECLARED.append(follower)


def changed_underneath(actor: Actor, change: Change) -> None:
    """Tell all who follow; called inside the operation that made the change."""
    for follower in _DECLARED:
        follower(actor, change)
