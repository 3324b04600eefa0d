"""The long work of nominations: what the worker does when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pollwright.authorities.clock import moment
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.nominations.operations.together import STEPS, WORK, do_for_one
from pollwright.nominations.queries.for_plans import nominations_for_plan
from pollwright.nominations.states import Together
from pollwright.refusals import Refused

__all__ = ["do_for_all", "nominations_for_plan"]


@work(WORK, steps=STEPS, result="nominations:together", each="nominations:contest")
def do_for_all(context: WorkContext) -> Mapping[str, Any]:
    """Do something for every contest that was asked for; one that is refused is listed and left as it is."""
    given, settled = context.parameters, 0
    for place, contest in enumerate(given["contests"]):
        context.progress(STEPS[0], place, len(given["contests"]))
        try:
            do_for_one(context.actor, contest, Together(given["what"]), moment(context.actor.authority_id))
        except Refused as refusal:
            context.leave(contest, refusal)
        else:
            settled += 1
            context.count(done=settled)
    total = len(given["contests"])
    return {"reference": given["reference"], "contests": total, "refused": total - settled}
