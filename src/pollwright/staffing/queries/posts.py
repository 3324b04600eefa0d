"""What a polling scheme needs: the posts of its stations, and of the poll as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Sum, Value
from django.db.models.functions import Coalesce

from pollwright.law.staffing import Shift, inspectors_needed, reserves_needed
from pollwright.law.stations import staffing
from pollwright.staffing.models import StaffAppointment, StaffPlan, StaffPost
from pollwright.staffing.states import Role
from pollwright.stations.models import Station


def day_of(plan: StaffPlan, post: StaffPost) -> date:
    """Return the day on which people of a post work."""
    return post.day or plan.day


def hours_of(plan: StaffPlan, post: StaffPost) -> tuple[time, time]:
    """Return the hours of a post: of its session, or of the plan."""
    return post.starts or plan.starts, post.ends or plan.ends


def shift_of(plan: StaffPlan, post: StaffPost, appointment: StaffAppointment | None = None) -> Shift:
    """Return from when to when people of a post work, or somebody who has hours of their own there."""
    starts, ends = hours_of(plan, post)
    if appointment is not None:
        starts, ends = appointment.starts or starts, appointment.ends or ends
    return Shift.on(day_of(plan, post), starts, ends)


def answered_by(plan: StaffPlan, day: date) -> date:
    """Return the last day on which an offer is answered: the plan's, and before the day of the work."""
    return min(plan.answer_by, day - timedelta(days=1))


def session_words(post: StaffPost) -> str:
    """Return what the session of a post is and when, "" where it has none."""
    return f"{post.session}, {post.day:%-d %B %Y}" if post.session and post.day else ""


@dataclass(frozen=True, slots=True)
class Need:
    """How many people the guidance has for a role, at a station or (`station_id` None) for the whole poll."""

    station_id: int | None
    role: Role
    number: int


def needs_of(scheme_id: int, authority_id: int, day: date, reserve_percent: int) -> list[Need]:
    """Return what a scheme needs on a day: each station by its electors in person, then inspectors and reserves."""
    held = (
        Station.objects.filter(authority=authority_id, scheme=scheme_id)
        .annotate(in_person=Coalesce(Sum("allotments__in_person"), Value(0)))
        .order_by("number")
        .values_list("pk", "in_person")
    )
    found: list[Need] = []
    for station_id, in_person in held:
        staff = staffing(in_person, day)
        found.append(Need(station_id, Role.PRESIDING_OFFICER, staff.presiding_officers))
        found.append(Need(station_id, Role.POLL_CLERK, staff.poll_clerks))
    at_stations = sum(need.number for need in found)
    found.append(Need(None, Role.INSPECTOR, inspectors_needed(len(found) // 2)))
    found.append(Need(None, Role.RESERVE, reserves_needed(at_stations, reserve_percent)))
    return found
