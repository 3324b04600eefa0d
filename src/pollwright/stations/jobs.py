"""The long work of this room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pollwright.authorities.clock import moment, today
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.stations.operations.finder import CHANGES, CHECKING, WORK, WRITING, write_finder
from pollwright.stations.operations.following import count_divided_again
from pollwright.stations.queries.for_plans import stations_for_plan

__all__ = ["count_divided_again", "release_changes", "release_finder", "stations_for_plan"]


@work(CHANGES, steps=(CHECKING, WRITING), result="stations:scheme")
def release_changes(context: WorkContext) -> Mapping[str, Any]:
    """Write what changed in the stations of a scheme since they were last released for the national finder."""
    authority = context.actor.authority_id
    return write_finder(context, on=today(authority), at=moment(authority))


@work(WORK, steps=(CHECKING, WRITING), result="stations:scheme")
def release_finder(context: WorkContext) -> Mapping[str, Any]:
    """Write the stations of a scheme for the national finder, where every property has exactly one."""
    authority = context.actor.authority_id
    return write_finder(context, on=today(authority), at=moment(authority))
