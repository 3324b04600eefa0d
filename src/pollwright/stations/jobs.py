"""The long work of this room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pollwright.authorities.clock import today
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.stations.operations.finder import CHECKING, WORK, WRITING, write_finder
from pollwright.stations.operations.following import count_divided_again

__all__ = ["count_divided_again", "release_finder"]


@work(WORK, steps=(CHECKING, WRITING), result="stations:scheme")
def release_finder(context: WorkContext) -> Mapping[str, Any]:
    """Write the stations of a scheme for the national finder, where every property has exactly one."""
    return write_finder(context, on=today(context.actor.authority_id))
