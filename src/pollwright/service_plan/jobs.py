"""The long work of this room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pollwright.authorities.clock import moment
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.service_plan.operations import checking
from pollwright.service_plan.operations.publishing import STEPS, WORK, VersionSaid, prepare_version, publish_plan


@work(WORK, steps=STEPS, result="service-plan:plan")
def publish(context: WorkContext) -> Mapping[str, Any]:
    """Write the files of a version of a plan, and publish it."""
    actor, given = context.actor, context.parameters
    at = moment(actor.authority_id)
    said = VersionSaid(given["number"], given["reason"], given["made_by"])
    on = date.fromisoformat(given["on"])
    prepared = prepare_version(
        actor, given["reference"], given["version"], said, on=on, at=at, progress=context.progress
    )
    outcome = {"reference": given["reference"]}
    context.progress(STEPS[1], 0, 1)
    publish_plan(actor=actor, prepared=prepared, at=at, conclude=lambda _: context.conclude(outcome))
    return outcome


@work(checking.WORK, steps=checking.STEPS)
def check_links(context: WorkContext) -> Mapping[str, Any]:
    """Ask for the page of every link of plans, and keep with each what came of it."""
    actor = context.actor
    asked = checking.ask_for_pages(actor, context.progress)
    context.progress(checking.STEPS[1], 0, 1)
    on = moment(actor.authority_id).date()
    return checking.keep_what_was_reached(actor=actor, asked=asked, on=on, conclude=context.conclude)
