"""What the proof of a plan is worked out from: needs from the scheme, appointments, and the rules for each person."""

from __future__ import annotations

from django.db.models import Count, Q

from pollwright.staffing.models import StaffAppointment, StaffPlan, StaffPost
from pollwright.staffing.queries.eligibility import ELSEWHERE, NO_REST, NOT_LOOKED_AT, SAID_NOTHING, people_for, why_not
from pollwright.staffing.queries.placing import days_of
from pollwright.staffing.queries.posts import needs_of, session_words, shift_of
from pollwright.staffing.queries.ties import ties_not_looked_at
from pollwright.staffing.states import BY_HAND, LIVE, SURE
from pollwright.stations.models import Station
from pollwright.stations.queries.polled import polls_of

Where = int | str | None
"""Where a post is: the number of a station, the words of a session, or None for the whole poll."""


def needs_by_number(plan: StaffPlan) -> list[tuple[Where, str, int]]:
    """Return station number, role and people that the scheme needs as it stands now, and what officers want besides."""
    numbers = dict(Station.objects.filter(scheme=plan.scheme_id).values_list("pk", "number"))
    needs = needs_of(plan.scheme_id, plan.authority_id, plan.day, plan.reserve_percent)
    found: list[tuple[Where, str, int]] = [
        (numbers[need.station_id] if need.station_id else None, need.role.value, need.number) for need in needs
    ]
    by_hand = StaffPost.objects.filter(plan=plan, role__in=BY_HAND).order_by("role", "day", "starts", "pk")
    return [*found, *((session_words(post) or None, post.role, post.wanted) for post in by_hand)]


def numbers_set(plan: StaffPlan) -> dict[tuple[Where, str], int]:
    """Return the numbers that officers set by hand, with a reason, by place and role."""
    held = StaffPost.objects.select_related("station").filter(plan=plan).exclude(reason="")
    return {(_where(post), post.role): post.wanted for post in held}


def _where(post: StaffPost) -> Where:
    return post.station.number if post.station else session_words(post) or None


def appointments_proved(plan: StaffPlan) -> list[tuple[str, str, Where, str, str, tuple[str, ...], int]]:
    """Return reference, member, place, role, state, what is against it, and places on the day, for each that stands.

    Training is asked of everybody here. Whoever accepted said by it that they are free.
    """
    days = days_of(plan)
    people = {day: people_for(plan, day) for day in days}
    tied = ties_not_looked_at(plan.authority_id, [poll.pk for poll in polls_of(plan.scheme)])
    taken = StaffAppointment.objects.filter(
        authority=plan.authority_id, day__in=days, rehearsal=plan.rehearsal, state__in=LIVE
    )
    places = {
        (row["member"], row["day"]): row["n"]
        for row in taken.order_by().values("member", "day").annotate(n=Count("pk"))
    }
    held = StaffAppointment.objects.filter(Q(state__in=SURE) | Q(state="offered") | Q(state="placed"), plan=plan)
    found: list[tuple[str, str, Where, str, str, tuple[str, ...], int]] = []
    held = held.select_related("post__station", "member").order_by("post__station__number", "post__role", "pk")
    for each in held:
        person = people.get(each.day, {}).get(each.member_id)
        against = why_not(person, each.post.role, trained_first=True) if person else ("not in the staff bank",)
        against += (NOT_LOOKED_AT,) if each.member_id in tied else ()
        against += (NO_REST,) if person and person.too_tired(shift_of(plan, each.post, each)) else ()
        said = tuple(
            words for words in against if words not in (ELSEWHERE, *((SAID_NOTHING,) if each.state in SURE else ()))
        )
        places_then = places.get((each.member_id, each.day), 0)
        found.append(
            (each.reference, each.member.reference, _where(each.post), each.post.role, each.state, said, places_then)
        )
    return found
