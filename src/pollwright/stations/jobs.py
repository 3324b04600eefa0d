"""The long work of this room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pollwright.authorities.clock import moment, today
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.stations.models import Scheme
from pollwright.stations.operations import schemes_work as asked
from pollwright.stations.operations.adopting import adopt_scheme
from pollwright.stations.operations.finder import CHANGES, CHECKING, WORK, WRITING, write_finder
from pollwright.stations.operations.following import count_divided_again
from pollwright.stations.operations.schemes import count_electors, make_scheme
from pollwright.stations.queries.for_plans import stations_for_plan
from pollwright.stations.queries.schemes import totals_of
from pollwright.stations.states import Made

__all__ = ["adopt", "count", "count_divided_again", "make", "release_changes", "release_finder", "stations_for_plan"]


@work(asked.MAKE, steps=(asked.FILLING, asked.COUNTING), result="stations:scheme")
def make(context: WorkContext) -> Mapping[str, Any]:
    """Make a scheme from the polling places or from an earlier scheme, and count its electors."""
    given = context.parameters
    context.progress(asked.FILLING)
    outcome: dict[str, Any] = {}

    def conclude(scheme: Scheme) -> None:
        outcome.update(reference=scheme.reference, **totals_of(scheme))
        context.conclude(outcome)

    make_scheme(
        actor=context.actor,
        of=given["of"],
        made_from=Made(given["made_from"]),
        last=given["last"],
        on=today(context.actor.authority_id),
        filled=lambda stations, allotted: context.progress(asked.COUNTING),
        conclude=conclude,
    )
    return outcome


@work(asked.COUNT, steps=(asked.COUNTING,), result="stations:scheme")
def count(context: WorkContext) -> Mapping[str, Any]:
    """Count the electors of a scheme again."""
    context.progress(asked.COUNTING)
    outcome: dict[str, Any] = {"reference": context.parameters["reference"]}

    def conclude(scheme: Scheme) -> None:
        outcome.update(totals_of(scheme))
        context.conclude(outcome)

    on = today(context.actor.authority_id)
    count_electors(actor=context.actor, reference=outcome["reference"], on=on, conclude=conclude)
    return outcome


@work(asked.ADOPT, steps=(asked.COUNTING, asked.COMPARING), result="stations:scheme")
def adopt(context: WorkContext) -> Mapping[str, Any]:
    """Adopt a scheme: count its electors anew, compare them with the register, and end its being a draft."""
    given, authority = context.parameters, context.actor.authority_id
    context.progress(asked.COUNTING)
    outcome: dict[str, Any] = {"reference": given["reference"]}

    def conclude(scheme: Scheme) -> None:
        outcome.update(totals_of(scheme), warnings=scheme.proof["warnings"])
        context.conclude(outcome)

    adopt_scheme(
        actor=context.actor,
        reference=given["reference"],
        version=given["version"],
        reason=given["reason"],
        at=moment(authority),
        on=today(authority),
        counted=lambda: context.progress(asked.COMPARING),
        conclude=conclude,
    )
    return outcome


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
