"""Placing staff: 1,500 places at 480 stations, filled from a bank of 3,000 people."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, time

from django.db import connection
from django_scopes import scopes_disabled

from benchmarks.papers_acts import officer
from benchmarks.polls_acts import called
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.timing import seconds
from pollwright.acting import Actor
from pollwright.authorities.clock import moment, today
from pollwright.elections.models import Poll
from pollwright.staffing.models import (
    Availability,
    Qualification,
    StaffAppointment,
    StaffMember,
    StaffPlan,
    StaffPost,
    StaffRecord,
)
from pollwright.staffing.operations.placing import prepare_placing, record_placing
from pollwright.stations.models import Scheme, Station, Venue

STATIONS, PEOPLE, APPOINTMENTS = 480, 3_000, 1_500
SIDE_METRES = 60_000
NEEDS = (("presiding-officer", 1), ("poll-clerk", 2))


@benchmark("placement", prepared=True)
def placement(bench: Bench) -> Iterator[Measurement]:
    """Place people at every station, with a reserve, and write the appointments down."""
    with scopes_disabled():
        actor = officer()
        plan = planned(actor, called(actor))

        def place() -> None:
            prepared = prepare_placing(actor, plan.reference, lambda *_: None)
            record_placing(actor=actor, reference=plan.reference, prepared=prepared, at=moment(actor.authority_id))

        took = seconds(place)
        placed = StaffAppointment.objects.filter(plan=plan).count()
    yield Measurement("placement", took, "s", 60, "issue B: 1,500 appointments placed in 60 s")
    yield Measurement("placement-empty", APPOINTMENTS - placed, "places", 0, "places that stayed empty, of 1,500")


def planned(actor: Actor, poll: Poll) -> StaffPlan:
    """Write a plan of 1,500 places and a bank of people spread over the area, behind the guard."""
    dice = random.Random(20270506)
    mine = {"authority_id": actor.authority_id}
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pollwright.operation', 'bench', false)")
    scheme = Scheme.objects.create(**mine, reference="SCH9000001", title=poll.title, poll=poll, made_from="nothing")
    venues = Venue.objects.bulk_create(
        Venue(**mine, reference=f"VEN9{number:06d}", name="Hall", easting=_metres(dice), northing=_metres(dice))
        for number in range(STATIONS)
    )
    stations = Station.objects.bulk_create(
        Station(**mine, scheme=scheme, number=number, venue=venue) for number, venue in enumerate(venues, start=1)
    )
    plan = StaffPlan.objects.create(
        **mine, reference="SP9000001", title=poll.title, scheme=scheme, day=poll.day, starts=time(6, 15),
        ends=time(22, 30), answer_by=poll.day,
    )  # fmt: skip
    rest = APPOINTMENTS - STATIONS * sum(number for _, number in NEEDS)
    posts = [
        StaffPost(**mine, plan=plan, station=station, role=role, by_guidance=number, wanted=number)
        for station in stations
        for role, number in NEEDS
    ]
    posts += [
        StaffPost(**mine, plan=plan, role=role, by_guidance=number, wanted=number)
        for role, number in (("inspector", 40), ("reserve", rest - 40))
    ]
    StaffPost.objects.bulk_create(posts)
    bank(actor, poll.day, today(actor.authority_id), dice)
    return plan


def bank(actor: Actor, day: date, on: date, dice: random.Random | None = None) -> None:
    """Write a bank of people spread over the area who are free on a day, behind the guard."""
    dice = dice or random.Random(20270506)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pollwright.operation', 'bench', false)")
    mine = {"authority_id": actor.authority_id}
    people = StaffMember.objects.bulk_create(
        StaffMember(
            **mine, reference=f"STF9{number:06d}", forenames="Pat", surname=f"Example{number}", state="bank",
            applied_on=on, easting=_metres(dice), northing=_metres(dice), most_miles=dice.choice((None, 15, 25)),
        )
        for number in range(PEOPLE)
    )  # fmt: skip
    Qualification.objects.bulk_create(
        Qualification(**mine, member=member, role=role, since=on)
        for number, member in enumerate(people)
        for role in (
            "poll-clerk",
            *(("presiding-officer",) if number % 3 == 0 else ()),
            *(("inspector",) if number % 20 == 0 else ()),
        )
    )
    StaffRecord.objects.bulk_create(
        StaffRecord(**mine, member=member, kind=kind, on=on, evidence="Seen", seen_by="Bench")
        for member in people
        for kind in ("right-to-work", "training")
    )
    Availability.objects.bulk_create(
        Availability(**mine, member=member, day=day, free=True, said_on=on) for member in people
    )


def _metres(dice: random.Random) -> float:
    return float(dice.randint(0, SIDE_METRES))
