"""Makers of one record of each kind of polling day, in the world's authority; asked again, they give the same record."""

from datetime import date, datetime
from typing import Any

from pollwright.law.notices import LONDON
from pollwright.places.models import DistrictArea, PollingDistrict
from pollwright.polling_day.models import (
    Asset,
    Box,
    Call,
    Desk,
    Drop,
    Incident,
    LateChange,
    PackingLine,
    PaperRange,
    Run,
    Sundry,
    Visit,
)
from pollwright.polling_day.states import Check
from pollwright.stations.models import Allotment, Scheme, Station, Venue
from tests.fixtures.arranging import arranged
from tests.walk import kinds
from tests.walk.poll_kinds import held, once
from tests.walk.world import World

AT = datetime(2026, 11, 23, 10, tzinfo=LONDON)


def the_desk(world: World) -> Desk:
    there: Desk | None = held(world, Desk, reference="PD0000001")
    if there is not None:
        return there
    scheme = kinds.scheme(world)
    with arranged():
        Scheme.objects.filter(reference=scheme).update(state="adopted", adopted_at=AT)
        station = the_station(world)
        district = PollingDistrict.objects.filter(authority=world.authority).latest("pk")
        Allotment.objects.create(
            authority=world.authority, scheme=station.scheme, station=station, district=district, in_person=3
        )
    on = station.scheme.poll.day
    facts = {"day": on, "boxes_due_at": datetime.combine(on, datetime.max.time(), tzinfo=LONDON), "opened_at": AT}
    made: Desk = once(world, Desk, "PD0000001", **facts)
    return made


def the_station(world: World) -> Station:
    with arranged():
        return Station.objects.select_related("scheme__poll").get(
            authority=world.authority, scheme__reference="SCH0000001"
        )


def desk(world: World) -> str:
    return the_desk(world).reference


def station(world: World) -> dict[str, Any]:
    return {"reference": desk(world), "scheme": "SCH0000001", "number": 1}


def of_station(world: World) -> dict[str, Any]:
    return {"desk": the_desk(world), "station": the_station(world)}


def call(world: World) -> str:
    facts = {"caller": "voter", "category": "question", "words": "Where?", "taken_at": AT, "taken_by": "Walk"}
    return str(once(world, Call, "PC0000001", desk=the_desk(world), **facts).reference)


def incident(world: World) -> str:
    facts = {"severity": "low", "words": "Rain", "happened_at": AT, "logged_by": "Walk"}
    return str(once(world, Incident, "INC0000001", desk=the_desk(world), **facts).reference)


def visit(world: World) -> str:
    answers = {check.value: "right" for check in Check}
    facts = {"inspector": "Walk", "arrived_at": AT, "answers": answers, "faults": 0, "logged_by": "Walk"}
    return str(once(world, Visit, "PV0000001", **of_station(world), **facts).reference)


def late(world: World) -> str:
    facts = {"kind": "addition", "number": "AA-1", "polls": [], "reason": "Order", "basis": "s 13B"}
    made = once(world, LateChange, "LC0000001", **of_station(world), **facts, decided_at=AT, decided_by="Walk")
    return str(made.reference)


def paper_range(world: World) -> str:
    where = of_station(world)
    facts = {"kind": "ordinary", "first": 1, "last": 50, "extra": False, "issued_at": AT, "issued_by": "Walk"}
    poll = where["station"].scheme.poll
    with arranged():
        contest = poll.contests.get()
    return str(once(world, PaperRange, "RG0000001", **where, contest=contest, **facts).reference)


def account(world: World) -> dict[str, Any]:
    """Return where an account is entered: of the poll's contest, in whose area the station's district lies."""
    here = station(world)
    with arranged():
        contest = the_station(world).scheme.poll.contests.get()
        district = Allotment.objects.get(authority=world.authority, scheme__reference="SCH0000001").district
        if contest.area_id is None:
            contest.area = world.ledger.area(name="Walk")
            contest.save()
        facts = {"district": district, "area": contest.area}
        if not DistrictArea.objects.filter(authority=world.authority, **facts).exists():
            DistrictArea.objects.create(authority=world.authority, valid_from=date(2020, 1, 1), **facts)
    return here | {"contest": contest.reference}


def box(world: World) -> str:
    where = of_station(world)
    there = held(world, Box, code="00001-00001-001-1")
    return str((there or kinds.made(world, Box, code="00001-00001-001-1", number=1, **where)).code)


def labelled(world: World) -> str:
    box(world)
    return desk(world)


def received_box(world: World) -> str:
    code = box(world)
    with arranged():
        Box.objects.filter(code=code).update(received_at=AT, received_by="Walk", brought_by="Walk")
    return code


def sundry(world: World) -> str:
    return str(once(world, Sundry, "SU0000001", name="Pencil", per="station").reference)


def packing(world: World) -> str:
    where = of_station(world)
    sundry(world)
    if held(world, PackingLine, desk=where["desk"]) is None:
        kinds.made(world, PackingLine, **where, sundry=held(world, Sundry, reference="SU0000001"), quantity=2)
    return str(where["desk"].reference)


def asset(world: World) -> str:
    facts = {"kind": "ramp", "name": "Ramp", "count": 2, "condition": "good", "place": "Depot"}
    return str(once(world, Asset, "EQ0000001", **facts).reference)


def run(world: World) -> str:
    on = the_desk(world)
    made = once(world, Run, "RN0000001", desk=on, name="North", kind="delivery", driver="Walk", starts_at=AT)
    if held(world, Drop, run=made) is None:
        with arranged():
            venue = Venue.objects.get(authority=world.authority, reference="VEN0000001")
        kinds.made(world, Drop, run=made, order=1, venue=venue, due_at=AT.time())
    return str(made.reference)
