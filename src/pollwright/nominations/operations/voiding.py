"""A later change of a nomination voids the statement of persons nominated, and so every proof made from it (B-13)."""

from __future__ import annotations

from pollwright.acting import Actor
from pollwright.audit.trail import record
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.nominations.events.nominating import StatementVoided
from pollwright.nominations.models import Statement
from pollwright.nominations.states import StatementState


def void_statements(actor: Actor, contest_id: int, because: str) -> None:
    """Void the statement of a contest that stands, where there is one, and tell who made papers from its nominations."""
    held = Statement.objects.select_for_update().filter(authority=actor.authority_id, contest=contest_id)
    for statement in held.exclude(state=StatementState.VOID):
        statement.state, statement.voided_because = StatementState.VOID, because
        statement.version += 1
        statement.save(update_fields=["state", "voided_because", "version"])
        record(StatementVoided(statement.reference, because), actor=actor, subjects=[statement])
    changed_underneath(actor, Change(What.NOMINATIONS, because, contests=(contest_id,)))
