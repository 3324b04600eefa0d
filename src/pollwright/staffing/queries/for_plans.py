"""What the project plan of a poll says of its staff."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, Sum

from pollwright.elections.queries.plan_ports import Found, declare_plan_facts
from pollwright.pages.wording import number
from pollwright.staffing.models import StaffAppointment, StaffPlan, StaffPost
from pollwright.staffing.states import LIVE, AppointmentState, PlanState


def staff_for_plan(authority_id: int, poll_ids: Collection[int]) -> Found:
    """Return how many people some polls need, have placed, and have who accepted; nothing before they are worked out."""
    of = Q(scheme__poll__in=poll_ids) | Q(scheme__combination__polls__in=poll_ids)
    plans = list(
        StaffPlan.objects.filter(of, authority=authority_id).exclude(state=PlanState.ENDED).values_list("pk", flat=True)
    )
    if not plans:
        return []
    wanted = StaffPost.objects.filter(plan__in=plans).aggregate(many=Sum("wanted"))["many"] or 0
    held = StaffAppointment.objects.filter(plan__in=plans)
    placed = held.filter(state__in=LIVE).count()
    accepted = held.filter(state__in=(AppointmentState.ACCEPTED, AppointmentState.WORKED)).count()
    return [("Staff", f"{number(wanted)} needed, {number(placed)} placed, {number(accepted)} accepted")]


declare_plan_facts(staff_for_plan)
