"""What the proof of a plan is worked out from: needs from the scheme, appointments, and the rules for each person."""

from __future__ import annotations

from django.db.models import Count, Q

from pollwright.staffing.models import StaffAppointment, StaffPlan, StaffPost
from pollwright.staffing.queries.eligibility import ELSEWHERE, NOT_LOOKED_AT, SAID_NOTHING, people_for, why_not
from pollwright.staffing.queries.posts import needs_of
from pollwright.staffing.queries.ties import ties_not_looked_at
from pollwright.staffing.states import BY_HAND, LIVE, SURE
from pollwright.stations.models import Station
from pollwright.stations.queries.polled import polls_of


def needs_by_number(plan: StaffPlan) -> list[tuple[int | None, str, int]]:
    """Return station number, role and people that the scheme needs as it stands now."""
    numbers = dict(Station.objects.filter(scheme=plan.scheme_id).values_list("pk", "number"))
    needs = needs_of(plan.scheme_id, plan.authority_id, plan.day, plan.reserve_percent)
    found = [(numbers[need.station_id] if need.station_id else None, need.role.value, need.number) for need in needs]
    by_hand = StaffPost.objects.filter(plan=plan, role__in=BY_HAND).order_by("role")
    return [*found, *((None, role, wanted) for role, wanted in by_hand.values_list("role", "wanted"))]


def numbers_set(plan: StaffPlan) -> dict[tuple[int | None, str], int]:
    """Return the numbers that officers set by hand, with a reason, by station number and role."""
    held = StaffPost.objects.filter(plan=plan).exclude(reason="")
    return {(station, role): wanted for station, role, wanted in held.values_list("station__number", "role", "wanted")}


def appointments_proved(plan: StaffPlan) -> list[tuple[str, str, int | None, str, str, tuple[str, ...], int]]:
    """Return reference, member, station, role, state, what is against it, and places on the day, for each that stands.

    Training is asked of everybody here. Whoever accepted said by it that they are free.
    """
    people = people_for(plan)
    tied = ties_not_looked_at(plan.authority_id, [poll.pk for poll in polls_of(plan.scheme)])
    places = dict(
        StaffAppointment.objects.filter(
            authority=plan.authority_id, day=plan.day, rehearsal=plan.rehearsal, state__in=LIVE
        )
        .order_by()
        .values_list("member")
        .annotate(Count("pk"))
    )
    held = StaffAppointment.objects.filter(Q(state__in=SURE) | Q(state="offered") | Q(state="placed"), plan=plan)
    found: list[tuple[str, str, int | None, str, str, tuple[str, ...], int]] = []
    for reference, member_id, member, station, role, state in held.order_by(
        "post__station__number", "post__role", "pk"
    ).values_list("reference", "member", "member__reference", "post__station__number", "post__role", "state"):
        person = people.get(member_id)
        against = why_not(person, role, trained_first=True) if person else ("not in the staff bank",)
        against += (NOT_LOOKED_AT,) if member_id in tied else ()
        said = tuple(
            words for words in against if words not in (ELSEWHERE, *((SAID_NOTHING,) if state in SURE else ()))
        )
        found.append((reference, member, station, role, state, said, places.get(member_id, 0)))
    return found
