"""The end of a staff plan whose poll is not taken: everybody who had a place is stood down, and can be told (E-17)."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.documents.imprint import Language
from pollwright.documents.wording import long_date
from pollwright.elections.models import Poll
from pollwright.elections.operations.underneath import Change, What, declare_follower
from pollwright.elections.states import ENDED
from pollwright.staffing.events import appointments as events
from pollwright.staffing.models import StaffAppointment, StaffPlan
from pollwright.staffing.operations.plans import plan_in_hand, save_plan
from pollwright.staffing.states import UNWORKED, AppointmentState, PlanState
from pollwright.stations.queries.polled import day_of_scheme


@operation(Permission.STAFF_PLACE)
def end_plan(*, actor: Actor, reference: str, version: int, reason: str) -> StaffPlan:
    """End a plan because no poll is taken: every appointment that was not worked is withdrawn, with the reason.

    :raises PlanEnded: where it ended before.
    """
    plan = plan_in_hand(actor, reference, version)
    _stand_down(actor, plan, reason)
    return plan


def end_plans_of(actor: Actor, change: Change) -> None:
    """End the plans of which no poll is left, or whose poll has come to another day.

    Called inside the act that withdrew, postponed, moved or threw away a poll.
    """
    if change.what is not What.POLL:
        return
    because = f"{change.because[:1].upper()}{change.because[1:]}"
    for plan in _without_polls(actor, change).select_for_update(of=("self",)).order_by("pk"):
        _stand_down(actor, plan, because)
    moved = StaffPlan.objects.filter(authority=actor.authority_id, scheme__poll__in=change.polls)
    moved = moved.exclude(state=PlanState.ENDED).exclude(day=F("scheme__poll__day"))
    for plan in moved.select_related("scheme__poll").select_for_update(of=("self",)).order_by("pk"):
        day = long_date(Language.ENGLISH, day_of_scheme(plan.scheme))
        _stand_down(actor, plan, f"The poll was moved to {day}; you may be asked again")


def _without_polls(actor: Actor, change: Change) -> QuerySet[StaffPlan]:
    """Return the plans of schemes whose polls have all ended, as far as the change may have ended the last of them."""
    held = Poll.objects.filter(authority=actor.authority_id).exclude(state__in=ENDED)
    of_poll = Q(scheme__poll__in=change.polls)
    together = Q(scheme__combination__isnull=False)
    left = Exists(held.filter(pk=OuterRef("scheme__poll"))) | Exists(
        held.filter(combination=OuterRef("scheme__combination"))
    )
    plans = StaffPlan.objects.filter(of_poll | together, authority=actor.authority_id).exclude(state=PlanState.ENDED)
    return plans.exclude(left)


def _stand_down(actor: Actor, plan: StaffPlan, reason: str) -> None:
    appointments = list(StaffAppointment.objects.select_for_update().filter(plan=plan, state__in=UNWORKED))
    for each in appointments:
        each.state, each.ended_reason = AppointmentState.WITHDRAWN, reason[:500]
        each.locked, each.locked_reason = False, ""
        each.version += 1
    StaffAppointment.objects.bulk_update(
        appointments, ["state", "ended_reason", "locked", "locked_reason", "version"], batch_size=500
    )
    plan.state, plan.ended_reason = PlanState.ENDED, reason[:500]
    save_plan(plan, actor)
    happened = events.PlanEnded(plan.reference, len(appointments))
    record(happened, actor=actor, subjects=[plan, *appointments], reason=reason)


declare_follower(end_plans_of)
