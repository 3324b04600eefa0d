"""A later change of a nomination voids the statement of persons nominated, and so every proof made from it (B-13).

A contest that was settled on that statement opens again: a withdrawal that came in time may be entered, or an objection
upheld, after it was settled, and then a statement is prepared anew, and the outcome may be another one (N-20, E-15).
"""

from __future__ import annotations

from pollwright.acting import Actor
from pollwright.audit.trail import record
from pollwright.elections.models import Contest
from pollwright.elections.operations.ending import move_contest
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.elections.states import ContestState
from pollwright.nominations.events.nominating import StatementVoided
from pollwright.nominations.models import Statement
from pollwright.nominations.states import StatementState

SETTLED = (ContestState.CONTESTED, ContestState.UNCONTESTED)


def void_statements(actor: Actor, contest_id: int, because: str, *, settles: bool = False) -> None:
    """Void the statement of a contest that stands, where there is one, and tell who made papers from its nominations.

    :param settles: the act itself brings the contest to another state; else one that was settled opens again.
    """
    held = Statement.objects.select_for_update().filter(authority=actor.authority_id, contest=contest_id)
    for statement in held.exclude(state=StatementState.VOID):
        statement.state, statement.voided_because = StatementState.VOID, because
        statement.version += 1
        statement.save(update_fields=["state", "voided_because", "version"])
        record(StatementVoided(statement.reference, because), actor=actor, subjects=[statement])
    changed_underneath(actor, Change(What.NOMINATIONS, because, contests=(contest_id,)))
    contest = Contest.objects.filter(authority=actor.authority_id, pk=contest_id, state__in=SETTLED).first()
    if contest is not None and not settles:
        move_contest(
            actor=actor, reference=contest.reference, version=contest.version, state=ContestState.OPEN,
            cancellation=None, reason=because, on=None,
        )  # fmt: skip
