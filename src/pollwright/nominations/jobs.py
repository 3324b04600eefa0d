"""The long work of nominations: what the worker does when it is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pollwright.authorities.clock import moment
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.nominations.operations.together import STEPS, WORK, do_for_one
from pollwright.nominations.states import Together


@work(WORK, steps=STEPS, result="nominations:together")
def do_for_all(context: WorkContext) -> Mapping[str, Any]:
    """Do something for every contest that was asked for; one that is refused is counted and left as it is."""
    given = context.parameters
    refused: Counter[str] = Counter()
    for done, contest in enumerate(given["contests"]):
        context.progress(STEPS[0], done, len(given["contests"]))
        code = do_for_one(context.actor, contest, Together(given["what"]), moment(context.actor.authority_id))
        refused[code] += bool(code)
    left = refused.total()
    codes = ", ".join(f"{code} ({count})" for code, count in sorted(refused.items()) if count)
    return {
        "reference": given["reference"],
        "contests": len(given["contests"]) - left,
        "refused": left,
        "refused_because": codes,
    }
