"""Statements and outcomes of all contests of a poll, or of polls taken together, asked for in one act.

The worker does for each contest what an officer would do on its page, in an act of its own; what the law does not allow
yet for a contest, or what somebody else must do, is listed with the reason and left as it is.
"""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.models import Contest
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.nominations.events.together import OfAllAsked
from pollwright.nominations.operations.stating import approve_statement, declare_outcome, prepare_statement
from pollwright.nominations.queries.together import contests_waiting, standing_statement
from pollwright.nominations.states import Together
from pollwright.refusals import NotPermitted, Refused

WORK = "nominations.of-all"
STEPS = ("Contests",)
PERMISSIONS = {
    Together.PREPARE: Permission.NOMINATIONS_DETERMINE,
    Together.APPROVE: Permission.PAPERS_APPROVE,
    Together.OUTCOME: Permission.NOMINATIONS_DETERMINE,
}
WORDS = {
    Together.PREPARE: "Prepare statements of persons nominated of",
    Together.APPROVE: "Approve statements of persons nominated of",
    Together.OUTCOME: "Settle whether polls are taken of",
}


class NothingWaits(Refused):
    """There is no contest for which this is to be done."""

    code = "nominations.R034"
    problem = "No contest of {reference} waits for this."
    remedy = "Look at the nominations of each contest for what it is still waiting for."


@operation(Permission.NOMINATIONS_ENTER)
def ask_for_all(*, actor: Actor, reference: str, what: Together, background: bool = True) -> Work:
    """Ask that something be done for every contest that waits for it.

    :param reference: of the poll or combination.
    :raises NotPermitted: where the actor may not do it for one contest.
    :raises NothingWaits: where no contest waits for it.
    """
    if not actor.may(PERMISSIONS[what]):
        raise NotPermitted(permission=PERMISSIONS[what].value)
    waiting = contests_waiting(actor.authority_id, reference, what)
    if not waiting:
        raise NothingWaits(reference=reference)
    subjects = list(Contest.objects.filter(authority=actor.authority_id, reference__in=waiting))
    record(OfAllAsked(reference, what.value, len(waiting)), actor=actor, subjects=subjects)
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"nominations.of-all.{reference}",
        title=f"{WORDS[what]} {reference}",
        parameters={"reference": reference, "what": what.value, "contests": waiting},
        background=background,
    )


def do_for_one(actor: Actor, contest: str, what: Together, at: datetime) -> None:
    """Do for one contest what was asked for all; raises what the act alone would raise."""
    if what is Together.PREPARE:
        prepare_statement(actor=actor, reference=contest, at=at)
    elif what is Together.OUTCOME:
        declare_outcome(actor=actor, reference=contest, at=at)
    else:
        held = standing_statement(actor.authority_id, contest)
        approve_statement(actor=actor, reference=held[0], version=held[1], at=at)
