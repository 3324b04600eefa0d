"""Placing people: the hard rules, what is weighed, what is said of it, and what hand changes survive.

Two stations need a presiding officer and two clerks each (B-20: at most 1,250 electors in person), one inspector
(B-22: one for up to twelve stations) and one reserve (five in a hundred of six posts, rounded up).
"""

import random
from datetime import date

import pytest

from pollwright.assignment.problem import Place, Problem
from pollwright.assignment.solving import solve
from pollwright.staffing.models import Availability, StaffAppointment, StaffPlan
from pollwright.staffing.operations.appointing import (
    HasAPlace,
    MayNotHavePlace,
    PostIsFull,
    keep_place,
    make_offers,
    place_by_hand,
)
from pollwright.staffing.operations.placing import BankChanged, prepare_placing, record_placing
from pollwright.staffing.operations.plans import PlanWasChanged
from pollwright.staffing.states import Role
from tests.fixtures.arranging import arranged
from tests.staffing.crews import CLERK, HALL, PO, SCHOOL, Crew
from tests.stations.towns import AT, ON


def hand(crew: Crew, member: str, role: Role = CLERK, station: int | None = 1) -> StaffAppointment:
    """Place somebody by hand."""
    return place_by_hand(
        actor=crew.actor, reference=crew.plan.reference, version=crew.version, member=member, role=role,
        station=station, reason="Knows the hall",
    )  # fmt: skip


def test_everybody_is_placed_near_home_and_the_reasons_are_said(crew: Crew) -> None:
    crew.enough()

    plan = crew.place()

    assert crew.places() == {
        "Helper1": (1, "presiding-officer"), "Helper2": (1, "poll-clerk"), "Helper3": (1, "poll-clerk"),
        "Helper4": (2, "presiding-officer"), "Helper5": (2, "poll-clerk"), "Helper6": (2, "poll-clerk"),
        "Helper7": (None, "inspector"), "Helper8": (None, "reserve"),
    }  # fmt: skip
    assert plan.unfilled == []
    assert StaffAppointment.objects.get(member__surname="Helper4").explained == (
        "One of 2 people who may be given this role; 0.0 miles from home; did this role once."
    )


@pytest.mark.parametrize(
    ("lacking", "says"),
    [
        ({"right_to_work": False}, "no right to work on record for the day"),
        ({"trained": False}, "not trained for the day"),
        ({"free": False}, "not free on the day"),
        ({"free": None}, "did not say whether they are free on the day"),
        ({"born_on": date(2009, 5, 7)}, "too young on the day"),
    ],
)
def test_nobody_is_placed_against_a_hard_rule(crew: Crew, lacking: dict[str, object], says: str) -> None:
    member = crew.person(CLERK, **lacking)  # type: ignore[arg-type]

    plan = crew.place()
    with pytest.raises(MayNotHavePlace, match=says):
        hand(crew, member.reference)

    assert crew.places() == {}
    short = next(each for each in plan.unfilled if each["role"] == "poll-clerk")
    assert (short["station"], short["lacking"]) == (1, 2)
    assert short["says"] == (
        "1 people are in the bank; 0 may be given this role and are placed, or live too far away; 1 " + says + "."
    )


def test_a_wish_weighs_more_than_a_few_miles_and_a_limit_is_kept(crew: Crew) -> None:
    unwilling, _limited = crew.person(CLERK, home=HALL), crew.person(CLERK, home=HALL, most_miles=5)
    crew.wish(unwilling, "Parish Hall", wanted=False)
    crew.person(PO, home=SCHOOL, most_miles=3)
    hand(crew, crew.person(PO, home=SCHOOL).reference, PO, 2)

    plan = crew.place()

    assert crew.places() == {
        "Helper1": (2, "poll-clerk"), "Helper2": (1, "poll-clerk"), "Helper3": (None, "reserve"),
        "Helper4": (2, "presiding-officer"),
    }  # fmt: skip
    assert [(one["station"], one["role"], one["lacking"]) for one in plan.unfilled] == [
        (1, "poll-clerk", 1), (1, "presiding-officer", 1), (2, "poll-clerk", 1), (None, "inspector", 1),
    ]  # fmt: skip


def test_a_new_presiding_officer_has_an_experienced_clerk_beside_them(crew: Crew) -> None:
    crew.person(PO, home=HALL)
    crew.person(PO, home=SCHOOL, officer_times=3)
    for _ in range(2):
        crew.person(CLERK, home=HALL)
        crew.person(CLERK, home=SCHOOL, clerk_times=4)

    crew.place()

    beside = StaffAppointment.objects.filter(post__station__number=1, post__role="poll-clerk")
    assert sorted(beside.values_list("member__experience__role", flat=True).distinct(), key=str) == [None, "poll-clerk"]
    assert "experienced, beside a new presiding officer" in " ".join(beside.values_list("explained", flat=True))


def test_hand_changes_and_offers_are_kept_when_people_are_placed_again(crew: Crew) -> None:
    crew.enough()
    crew.place()
    of_school = StaffAppointment.objects.get(member__surname="Helper5").member
    hand(crew, of_school.reference, CLERK, 1)
    officer = StaffAppointment.objects.get(member__surname="Helper1")
    keep_place(actor=crew.actor, reference=officer.reference, version=1, locked=True, reason="Has the keys")

    crew.place()

    assert crew.places()["Helper5"] == (1, "poll-clerk")
    assert StaffAppointment.objects.get(member__surname="Helper1").reference == officer.reference
    make_offers(actor=crew.actor, reference=crew.plan.reference, version=crew.version, on=ON, at=AT)
    before = crew.places()
    crew.place()
    assert crew.places() == before
    with pytest.raises(HasAPlace):
        hand(crew, of_school.reference, CLERK, 2)
    with pytest.raises(PostIsFull):
        hand(crew, crew.person(CLERK).reference, CLERK, 1)


def test_what_changed_while_people_were_placed_stops_it(crew: Crew) -> None:
    member = crew.person(PO)
    prepared = prepare_placing(crew.actor, crew.plan.reference, lambda *_: None)
    with arranged():
        Availability.objects.filter(member=member).update(free=False)

    with pytest.raises(BankChanged):
        record_placing(actor=crew.actor, reference=crew.plan.reference, prepared=prepared, at=AT)

    assert StaffAppointment.objects.count() == 0


def test_the_second_of_two_officers_is_told(crew: Crew) -> None:
    member = crew.person(PO)
    stale = crew.version
    hand(crew, member.reference, PO, 1)

    with pytest.raises(PlanWasChanged):
        place_by_hand(
            actor=crew.actor, reference=crew.plan.reference, version=stale, member=member.reference, role=PO,
            station=2, reason="Again",
        )  # fmt: skip

    assert StaffPlan.objects.get().appointments.count() == 1


# The answer is compared with the least cost of all ways, worked out by trying each of them.
def test_the_solver_finds_the_answer_of_least_cost() -> None:
    dice = random.Random(7)
    for _ in range(3):
        costs = [[dice.randint(0, 50) for _ in range(3)] for _ in range(4)]
        places = [Place(1, 1000), Place(2, 40), Place(1, 25)]
        edges = [(person, place, costs[person][place]) for person in range(4) for place in range(3)]

        found = solve(Problem(4, places, edges))

        assert total(found, costs, places) == min(
            total(way, costs, places) for way in ways(4, [place.takes for place in places])
        )


def total(found: list[tuple[int, int]], costs: list[list[int]], places: list[Place]) -> int:
    lacking = [place.takes - sum(at == number for _, at in found) for number, place in enumerate(places)]
    return sum(costs[person][place] for person, place in found) + sum(
        short * place.empty for short, place in zip(lacking, places, strict=True)
    )


def ways(people: int, free: list[int]) -> list[list[tuple[int, int]]]:
    if not people:
        return [[]]
    found = ways(people - 1, free)
    for place, takes in enumerate(free):
        if takes:
            rest = [*free[:place], takes - 1, *free[place + 1 :]]
            found += [[(people - 1, place), *way] for way in ways(people - 1, rest)]
    return found
