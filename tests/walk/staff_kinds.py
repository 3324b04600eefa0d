"""Makers of one record of each kind of staff, in the world's authority; what is there already is taken."""

from datetime import date, datetime, time
from typing import Any

from pollwright.elections.models import Poll
from pollwright.nominations.models import Candidate
from pollwright.staffing.models import Briefing, ConflictMatch, StaffAppointment, StaffMember, StaffPlan, StaffPost
from pollwright.stations.models import Scheme
from tests.walk import kinds, nomination_kinds, poll_kinds
from tests.walk.kinds import made, once
from tests.walk.world import World

DAY = date(2027, 5, 6)


def member(world: World) -> str:
    facts = {"forenames": "Pat", "surname": "Example", "state": "bank", "applied_on": date(2026, 11, 1)}
    return str(made(world, StaffMember, reference="STF0000009", **facts).reference)


def plan(world: World) -> str:
    scheme = Scheme.objects.get(authority=world.authority, reference=kinds.scheme(world))
    facts: dict[str, Any] = {"title": "Walk", "scheme": scheme, "day": DAY, "answer_by": date(2027, 4, 1)}
    facts |= {"starts": time(6, 15), "ends": time(22, 30)}
    return str(made(world, StaffPlan, reference="SP0000009", **facts).reference)


def post(world: World) -> int:
    of = StaffPlan.objects.get(authority=world.authority, reference=plan(world))
    return int(once(world, StaffPost, plan=of, role="reserve", by_guidance=1, wanted=1).pk)


def appointment(world: World) -> str:
    facts: dict[str, Any] = {"post": StaffPost.objects.get(pk=post(world)), "day": DAY, "state": "offered"}
    facts["plan"] = facts["post"].plan
    facts["member"] = StaffMember.objects.get(authority=world.authority, reference=member(world))
    return str(made(world, StaffAppointment, reference="AS0000009", **facts).reference)


def briefing(world: World) -> str:
    of = StaffPlan.objects.get(authority=world.authority, reference=plan(world))
    times = [datetime.fromisoformat(f"2027-04-20T{hour}:00:00+01:00") for hour in (18, 20)]
    facts = {"title": "Walk", "place": "Town Hall", "starts_at": times[0], "ends_at": times[1], "places": 9}
    return str(made(world, Briefing, reference="BR0000009", plan=of, **facts).reference)


def conflict(world: World) -> str:
    facts: dict[str, Any] = {"tie": "agent", "same_address": False}
    facts["member"] = StaffMember.objects.get(authority=world.authority, reference=member(world))
    facts["poll"] = Poll.objects.get(authority=world.authority, reference=poll_kinds.poll(world))
    facts["candidate"] = Candidate.objects.get(authority=world.authority, reference=nomination_kinds.candidate(world))
    return str(made(world, ConflictMatch, reference="CM0000009", **facts).reference)
