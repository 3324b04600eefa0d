"""Settling what an application is: a duplicate, a move, a second home; withdrawn, passed on or taken up again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record, record_many
from pollwright.law.applications import Action, State
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.applications import (
    ApplicationClosed,
    ApplicationsMarkedDuplicate,
    DuplicateSettled,
)
from pollwright.register.models import Application, Elector
from pollwright.register.operations.identity import use_held_results
from pollwright.register.operations.intake_holding import in_hand, keep, move, move_all
from pollwright.register.states import Disposition

BASIS = "Electoral Commission, Duplicate applications [REG-210]; second addresses [REG-103]"


class NobodyAlike(Refused):
    """There is nobody to settle the application against."""

    code = "register.R154"
    problem = "Application {reference} has nobody alike on the register beside it."
    remedy = "Open the application again; another officer may have settled it."


@operation(Permission.APPLICATIONS_ENTER)
def settle_duplicate(
    *, actor: Actor, reference: str, version: int, disposition: Disposition, note: str = ""
) -> Application:
    """Decide what an application is to the elector beside it.

    A duplicate is closed. A move will delete the former entry when it is allowed; a second home or a student's address
    keeps both (REG-103). Another person of that name and birth is never offered again.

    :raises NobodyAlike: where nobody is beside it.
    """
    application = in_hand(actor, reference, version=version)
    elector = application.duplicate_of
    if elector is None:
        raise NobodyAlike(reference=reference)
    match disposition:
        case Disposition.DUPLICATE:
            move(application, Action.MARK_DUPLICATE)
        case Disposition.OTHER_PERSON:
            application.duplicate_of = None
            others = [*application.extra.get("not", []), elector.pk]
            application.extra = {**application.extra, "not": others}
        case Disposition.MOVED:
            application.elector, application.left_within_a_year, application.other_address = elector, True, "none"
        case _:
            application.elector, application.other_address = elector, disposition
    keep(application, ["duplicate_of", "elector", "left_within_a_year", "other_address", "extra"])
    record(
        DuplicateSettled(reference, elector.reference, disposition),
        actor=actor,
        subjects=[application, elector],
        reason=note,
        basis=BASIS,
    )
    return application


@operation(Permission.APPLICATIONS_ENTER)
def mark_duplicates(*, actor: Actor, references: Sequence[str]) -> int:
    """Close many applications of people who are registered at the address already; return how many.

    Those beside which nobody stands, or who are registered elsewhere, are left.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS repeated")
        cursor.execute(_REPEATED, {"authority": actor.authority_id, "references": list(references)})
    closed = move_all(actor.authority_id, Action.MARK_DUPLICATE, "SELECT id FROM repeated")
    record_many(
        ApplicationsMarkedDuplicate(closed),
        actor=actor,
        subjects_sql="SELECT 'application', id FROM repeated",
        basis=BASIS,
    )
    return closed


_REPEATED = """
CREATE TEMP TABLE repeated ON COMMIT DROP AS
SELECT a.id FROM register_application a
WHERE a.authority_id = %(authority)s AND a.reference = ANY(%(references)s) AND a.elector_id IS NULL
  AND a.state NOT IN ('allowed', 'rejected', 'scheduled', 'on_register', 'withdrawn', 'duplicate')
  AND EXISTS (SELECT FROM register_registerentry r WHERE r.elector_id = a.duplicate_of_id AND r.effective_to IS NULL
              AND r.property_id = a.property_id)
FOR UPDATE
"""


@operation(Permission.APPLICATIONS_ENTER)
def link_elector(*, actor: Actor, reference: str, version: int, elector_reference: str) -> Application:
    """Say which elector an application is about (a change of name, a renewal, a move that was not noticed).

    :raises NotFound: where there is no such elector.
    """
    application = in_hand(actor, reference, version=version)
    elector = Elector.objects.filter(authority=actor.authority_id, reference=elector_reference).first()
    if elector is None:
        raise NotFound(kind="elector", reference=elector_reference)
    application.elector = elector
    flags = [flag for flag in application.extra.get("flags", []) if flag != "elector-not-found"]
    application.extra = {**application.extra, "flags": flags}
    keep(application, ["elector", "extra"])
    record(
        DuplicateSettled(reference, elector_reference, "about this elector"),
        actor=actor,
        subjects=[application, elector],
        basis=BASIS,
    )
    return application


@operation(Permission.APPLICATIONS_ENTER)
def withdraw_application(*, actor: Actor, reference: str, version: int, reason: str) -> Application:
    """Close an application that the applicant took back, or that was passed to the officer of another area."""
    application = in_hand(actor, reference, version=version)
    move(application, Action.WITHDRAW)
    keep(application)
    record(ApplicationClosed(reference, "withdrawn"), actor=actor, subjects=[application], reason=reason, basis=BASIS)
    return application


@operation(Permission.APPLICATIONS_ENTER)
def reopen_application(*, actor: Actor, reference: str, version: int, reason: str) -> Application:
    """Take up an application again that was closed by mistake; its day of receipt stays."""
    application = in_hand(actor, reference, version=version)
    move(application, Action.REOPEN)
    if application.missing:
        move(application, Action.HOLD)
    elif not application.anonymous:
        move(application, Action.LIST)
    if application.state in (State.LISTED, State.RECEIVED):
        use_held_results(application)
    keep(application)
    record(
        ApplicationClosed(reference, "taken up again"), actor=actor, subjects=[application], reason=reason, basis=BASIS
    )
    return application
