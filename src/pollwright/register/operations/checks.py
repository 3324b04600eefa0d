"""Making applications ready: identity settled, and age, nationality and residence looked at (REG-221)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record, record_many
from pollwright.authorities.calendars import nation_of
from pollwright.law.applications import IDENTIFIED, Action, State
from pollwright.law.registration import ApplicationKind
from pollwright.law.verification import DIGITAL_SERVICE
from pollwright.refusals import Refused
from pollwright.register.events.applications import ApplicationConfirmed, ChecksConfirmed
from pollwright.register.models import Application
from pollwright.register.operations.determining_facts import FactsHeld, Worked, worked_out
from pollwright.register.operations.determining_worked import WORKED, work_out
from pollwright.register.operations.intake_holding import can, flags_of, in_hand, keep, move
from pollwright.register.operations.intake_sets import whole_sets
from pollwright.register.states import ApplicationFlag


class SomethingUnseen(Refused):
    """Something about the application has not been looked at."""

    code = "register.R145"
    problem = "Application {reference} can't be made ready: {what}"
    remedy = "Settle it on the application's page, then confirm again."


class NotEntitled(Refused):
    """The facts do not entitle."""

    code = "register.R146"
    problem = "The facts of application {reference} do not entitle to be on either register: {rule}."
    remedy = "Open the reasons. Correct the facts where they are wrong, or reject the application."


_SETTLED = """
CREATE TEMP TABLE settled ON COMMIT DROP AS
SELECT a.id FROM register_application a
WHERE a.authority_id = %(authority)s
  AND (a.state = ANY(%(identified)s) OR (a.kind = 'renewal' AND a.state = 'listed'))
"""
_UNQUESTIONED = f"""
SELECT a.id FROM settled c
JOIN register_application a ON a.id = c.id
JOIN register_applicationprivate p ON p.application_id = a.id
JOIN {WORKED}
WHERE w.entitled AND a.district_id IS NOT NULL
  AND coalesce(jsonb_array_length(a.extra -> 'flags'), 0) = 0
  AND (a.duplicate_of_id IS NULL OR a.elector_id IS NOT NULL)
  AND NOT (a.kind IN ('change_of_name', 'renewal') AND a.elector_id IS NULL)
"""


@operation(Permission.APPLICATIONS_ENTER)
def confirm_unquestioned(
    *, actor: Actor, conclude: Callable[[ChecksConfirmed], object] | None = None
) -> ChecksConfirmed:
    """Make ready every application whose identity is settled and that raises no question.

    Entitlement is worked out from the facts; a flag, somebody alike on the register or a missing place leaves it for a
    person. Anonymous applications are always looked at by a person.

    :param conclude: called in the same transaction with what was done (the end of long work).
    """
    given: dict[str, Any] = {"authority": actor.authority_id, "identified": [str(each) for each in IDENTIFIED]}
    with whole_sets(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS settled, ready_now")
        cursor.execute(_SETTLED, given)
        work_out("settled", nation_of(actor.authority_id))
        cursor.execute(f"CREATE TEMP TABLE ready_now ON COMMIT DROP AS {_UNQUESTIONED} AND NOT a.anonymous")
        cursor.execute(
            "UPDATE register_application a SET state = %s, version = a.version + 1 FROM ready_now r WHERE r.id = a.id",
            [State.READY],
        )
        confirmed = cursor.rowcount
        cursor.execute("SELECT count(*) FROM settled")
        left = cursor.fetchone()[0] - confirmed
    happening = ChecksConfirmed(confirmed, left)
    record_many(
        happening,
        actor=actor,
        subjects_sql="SELECT 'application', id FROM ready_now",
        basis=DIGITAL_SERVICE.describe(),
    )
    if conclude is not None:
        conclude(happening)
    return happening


@operation(Permission.APPLICATIONS_ENTER)
def confirm_application(*, actor: Actor, reference: str, version: int, seen: tuple[str, ...] = ()) -> Application:
    """Confirm age, nationality and residence of one application, so that it can be determined.

    :param seen: the flags that the officer has looked at and found right.
    :raises SomethingUnseen: where a flag is not among them, somebody alike is not settled or there is no place.
    :raises NotEntitled: where the facts do not entitle.
    """
    application = in_hand(actor, reference, version=version)
    refuse_unsettled(application, seen)
    refuse_unentitled(application)
    waived = application.kind == ApplicationKind.RENEWAL and can(application, Action.WAIVE_IDENTITY)
    move(application, Action.WAIVE_IDENTITY if waived else Action.CONFIRM)
    application.extra = {**application.extra, "flags": [], "seen": sorted({*seen, *application.extra.get("seen", [])})}
    keep(application, ["extra"])
    record(
        ApplicationConfirmed(reference, tuple(sorted(seen))),
        actor=actor,
        subjects=[application],
        basis=DIGITAL_SERVICE.describe(),
    )
    return application


def refuse_unsettled(application: Application, seen: tuple[str, ...] = ()) -> None:
    """Refuse what a person has not looked at yet.

    :raises SomethingUnseen: for the first of them.
    """
    unseen = [flag for flag in flags_of(application) if flag not in seen]
    if application.duplicate_of_id is not None and application.elector_id is None:
        unseen.insert(0, ApplicationFlag.DUPLICATE)
    if application.district_id is None:
        unseen.insert(0, ApplicationFlag.ADDRESS_NOT_FOUND)
    if application.kind in (ApplicationKind.CHANGE_OF_NAME, ApplicationKind.RENEWAL) and application.elector_id is None:
        unseen.insert(0, ApplicationFlag.ELECTOR_NOT_FOUND)
    if unseen:
        what = str(ApplicationFlag(unseen[0]).label)
        raise SomethingUnseen(reference=application.reference, what=f"{what[0].lower()}{what[1:]}.")


def facts_held(application: Application) -> FactsHeld:
    """Return the facts of an application on its relevant day, the day of receipt."""
    private = application.applicationprivate
    return FactsHeld.of(
        application.nationalities,
        application.residence_right,
        application.category,
        application.lists_on,
        private.date_of_birth,
        private.age_statement,
        anonymous=application.anonymous,
    )


def refuse_unentitled(application: Application) -> Worked:
    """Return what the facts of an application give.

    :raises NotEntitled: where that is neither register.
    """
    found = worked_out(facts_held(application), nation_of(application.authority_id))
    if not found.entitled:
        failed = next((step for step in found.found.local.steps if not step.holds), None)
        raise NotEntitled(reference=application.reference, rule=failed.rule if failed else "no register takes them")
    return found
