"""Releasing the appointments of a plan, as the second person and after their proof; the papers that follow."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.refusals import NotFound, Refused
from pollwright.staffing.events import appointments as events
from pollwright.staffing.models import StaffPlan
from pollwright.staffing.operations.plans import draft_in_hand
from pollwright.staffing.proofs import FAULTS_SAID, AppointmentsDoNotReconcile, Held, StaffProof, prove
from pollwright.staffing.queries.proving import appointments_proved, needs_by_number, numbers_set
from pollwright.staffing.states import PlanState


class SamePersonReleasesStaff(Refused):
    """Appointments are released by somebody other than who last changed them."""

    code = "staffing.R051"
    problem = "You were the last to change staff plan {reference}, so somebody else must release it."
    remedy = "Ask another officer who may place staff."


class NotReleased(Refused):
    """What names who works where leaves only when it was proved."""

    code = "staffing.R052"
    problem = "The appointments of staff plan {reference} have not been released."
    remedy = "Have them released by a second person, then make the papers."


def proof_of(plan: StaffPlan) -> StaffProof:
    """Return what the appointments of a plan come to now."""
    held = [Held(*row) for row in appointments_proved(plan)]
    return prove(needs_by_number(plan), numbers_set(plan), held)


@operation(Permission.STAFF_PLACE)
def release_appointments(*, actor: Actor, reference: str, version: int, at: datetime) -> StaffPlan:
    """Release the appointments of a plan: every station has its people, nobody has two places, nobody is barred.

    :raises SamePersonReleasesStaff: where the actor last changed them.
    :raises AppointmentsDoNotReconcile: naming the first faults.
    """
    plan = draft_in_hand(actor, reference, version)
    if plan.changed_by_id is not None and plan.changed_by_id == actor.person_id:
        raise SamePersonReleasesStaff(reference=reference)
    proof = proof_of(plan)
    if proof.faults:
        places = "; ".join(f"{fault.where}, {fault.says}" for fault in proof.faults[:FAULTS_SAID])
        raise AppointmentsDoNotReconcile(reference=reference, faults=len(proof.faults), places=places)
    plan.state, plan.released_at, plan.released_by = PlanState.RELEASED, at, actor.name
    plan.proof = proof.as_json()
    plan.version += 1
    plan.save()
    appointed = sum(proof.appointed.values())
    record(events.AppointmentsReleased(reference, proof.stations, appointed), actor=actor, subjects=[plan])
    return plan


@operation(Permission.STAFF_EDIT)
def record_papers(*, actor: Actor, reference: str, form: str, people: int, before_release: bool = False) -> StaffPlan:
    """Put into the trail that papers naming staff are made.

    :param before_release: offers may go out while the plan is being filled; nothing else may.
    :raises NotReleased: where the appointments were not released.
    """
    plan = StaffPlan.objects.filter(authority=actor.authority_id, reference=reference).first()
    if plan is None:
        raise NotFound(kind="staff plan", reference=reference)
    if plan.state != PlanState.RELEASED and not before_release:
        raise NotReleased(reference=reference)
    record(events.StaffPapersMade(reference, form, people), actor=actor, subjects=[plan])
    return plan
