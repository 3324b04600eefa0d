"""Taking an application in hand: found in the officer's authority, locked, unchanged since they looked, and movable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection

from pollwright.acting import Actor
from pollwright.law.applications import DETERMINED, LIFE, Action, State, after
from pollwright.refusals import NotFound, Refused
from pollwright.register.models import Application
from pollwright.register.operations.intake_sets import whole_sets


class ChangedMeanwhile(Refused):
    """Another officer changed the application after this one opened it."""

    code = "register.R141"
    problem = "Somebody else has changed application {reference} since you opened it. Nothing of yours was saved."
    remedy = "Open it again to see what was changed, then decide again."


class AlreadyDetermined(Refused):
    """Another officer got there first."""

    code = "register.R142"
    problem = "Application {reference} has already been determined."
    remedy = "Open the application to see the determination."


class NotOpenToThis(Refused):
    """The application is not in a state from which this can be done."""

    code = "register.R143"
    problem = "This can't be done to application {reference} while it is: {state}."
    remedy = "Open the application to see what can be done next."


STATES: Final[dict[State, str]] = {
    State.RECEIVED: "received",
    State.ON_HOLD_INCOMPLETE: "incomplete",
    State.LISTED: "listed",
    State.SENT_TO_IERDS: "sent for the identity match",
    State.MATCH_PASS: "identity matched",
    State.MATCH_FAIL: "identity not matched",
    State.NO_NINO: "no number to match",
    State.LOCAL_MATCH_OK: "matched with local records",
    State.EXCEPTIONS_REQUESTED: "evidence asked for",
    State.EVIDENCE_RECEIVED: "evidence received",
    State.ATTESTED: "attested",
    State.READY: "ready to determine",
    State.OBJECTED: "objected to",
    State.HEARING: "waiting for a hearing",
    State.ALLOWED: "allowed",
    State.REJECTED: "rejected",
    State.SCHEDULED: "allowed, on a notice",
    State.ON_REGISTER: "on the register",
    State.WITHDRAWN: "withdrawn",
    State.DUPLICATE: "closed as a duplicate",
}
"""What each state is called on pages and in refusals."""


def in_hand(actor: Actor, reference: str, *, version: int | None = None) -> Application:
    """Return an application locked for this act.

    :param version: what the officer saw; None where the act does not come from a page.
    :raises NotFound: where the actor's authority has none of that reference.
    :raises ChangedMeanwhile: where it was changed since.
    """
    found = (
        Application.objects.select_for_update(of=("self",))
        .select_related("applicationprivate")
        .filter(authority=actor.authority_id, reference=reference)
        .first()
    )
    if found is None:
        raise NotFound(kind="application", reference=reference)
    if version is not None and found.version != version:
        if State(found.state) in DETERMINED:
            raise AlreadyDetermined(reference=reference)
        raise ChangedMeanwhile(reference=reference)
    return found


def move(application: Application, *actions: Action) -> None:
    """Put an application through actions in turn; it is saved by `keep`.

    :raises AlreadyDetermined: where it has been determined.
    :raises NotOpenToThis: where one of them is not open.
    """
    for action in actions:
        state = after(State(application.state), action)
        if state is None:
            if State(application.state) in DETERMINED:
                raise AlreadyDetermined(reference=application.reference)
            raise NotOpenToThis(reference=application.reference, state=STATES[State(application.state)])
        application.state = state


def can(application: Application, action: Action) -> bool:
    """Return whether an action is open to an application."""
    return after(State(application.state), action) is not None


def keep(application: Application, fields: Iterable[str] = ()) -> None:
    """Save an application's state, the fields named and its next version."""
    application.version += 1
    application.save(update_fields=["state", "version", *fields])


def move_all(authority_id: int, action: Action, references_sql: str, parameters: Sequence[Any] = ()) -> int:
    """Put every application of a query through an action, leaving those to which it is not open; return how many moved.

    :param references_sql: a query of application ids, of our own making.
    """
    steps = [(str(start), str(end)) for (start, acted), end in LIFE.items() if acted is action]
    pairs = ", ".join(["(%s, %s)"] * len(steps))
    with whole_sets(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE register_application a SET state = m.after, version = a.version + 1"
            f" FROM (VALUES {pairs}) AS m(before, after)"
            f" WHERE a.authority_id = %s AND a.state = m.before AND a.id IN ({references_sql})",
            [*(value for step in steps for value in step), authority_id, *parameters],
        )
        return cursor.rowcount


def flags_of(application: Application) -> list[str]:
    """Return what a person must look at, as `ApplicationFlag` values."""
    return list(application.extra.get("flags", []))
