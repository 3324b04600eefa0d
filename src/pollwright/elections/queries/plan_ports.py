"""What rooms above add to the project plan of a poll: how far its stations, nominations and staff are.

A room declares who finds it when the program starts; the plan asks each for the polls that it is of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

Found = list[tuple[str, str]]
Finder = Callable[[int, Collection[int]], Found]
_DECLARED: list[Finder] = []


def declare_plan_facts(find: Finder) -> None:
    """Declare who finds facts for plans, by authority and polls: pairs of label and words; once, at the start."""
    if find not in _DECLARED:
        _DECLARED.append(find)


def facts_of_rooms(authority_id: int, poll_ids: Collection[int]) -> Found:
    """Return what the rooms above say of some polls, in the order in which they declared it."""
    return [pair for find in _DECLARED for pair in find(authority_id, poll_ids)]
