"""The identity match as long work: asked for by an officer, carried out by the worker, safe to run again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import polars as pl

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.register.matchers import DIGITAL_SERVICE, LOCAL_RECORDS, MatchRequest, matcher
from pollwright.register.operations.checks import confirm_unquestioned
from pollwright.register.operations.identity import ask_local_records, record_match_results, send_for_matching

KIND = "register.match-identity"
STEPS = ("National match", "Local records", "Checks")


@operation(Permission.APPLICATIONS_ENTER)
def ask_to_match(*, actor: Actor) -> Work:
    """Ask that everything that waits for the identity match be matched.

    :raises AlreadyUnderWay: where that is being done.
    """
    return ask_for_work(actor=actor, kind=KIND, lock=KIND, title="Identity match of applications")


def match_waiting(
    actor: Actor,
    *,
    at: datetime,
    report: Callable[[str, int, int], None] = lambda step, done, total: None,
    conclude: Callable[[Mapping[str, Any]], object] = lambda outcome: None,
) -> dict[str, Any]:
    """Match everything that waits, first with the national service, then with local records, and make ready the rest.

    Nothing is held open while a matcher answers; what was sent and not answered is asked again next time.
    """
    report(STEPS[0], 0, 0)
    sent = send_for_matching(actor=actor)
    national = _answered(actor, DIGITAL_SERVICE, sent, at)
    report(STEPS[1], 0, 0)
    local = _answered(actor, LOCAL_RECORDS, ask_local_records(actor=actor), at)
    report(STEPS[2], 0, 0)
    outcome: dict[str, Any] = {"asked": len(sent), "passed": national, "passed_locally": local}

    def end(done: Any) -> None:
        outcome.update(confirmed=done.confirmed, left=done.left)
        conclude(outcome)

    confirm_unquestioned(actor=actor, conclude=end)
    return outcome


def _answered(actor: Actor, name: str, requests: list[MatchRequest], at: datetime) -> int:
    answers = matcher(name).match(requests)
    if not requests:
        return 0
    rows = pl.DataFrame(
        {
            "application_reference": [request.reference for request in requests],
            "result": [str(answer) for answer in answers],
            "replied_at": [at.isoformat()] * len(requests),
        }
    )
    return record_match_results(actor=actor, matcher=name, results=rows).passed
