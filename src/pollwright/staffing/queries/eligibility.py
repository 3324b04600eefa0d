"""Who may be given which place on a day, and why not, by the facts of the staff bank."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q

from pollwright.law.staffing import AT_A_STATION, HOURS_OF_REST, Shift, old_enough, rested
from pollwright.staffing.models import (
    Availability,
    ConflictMatch,
    Experience,
    Qualification,
    StaffAppointment,
    StaffMember,
    StaffPlan,
    StaffRecord,
    VenueWish,
)
from pollwright.staffing.queries.homes import miles_between
from pollwright.staffing.queries.posts import shift_of
from pollwright.staffing.states import ENDED, LIVE, MemberState, RecordKind, Role, Ruling
from pollwright.stations.queries.polled import polls_of

NOT_QUALIFIED = "not qualified for it"
NO_RIGHT_TO_WORK = "no right to work on record for the day"
NOT_TRAINED = "not trained for the day"
NOT_FREE = "not free on the day"
SAID_NOTHING = "did not say whether they are free on the day"
BARRED = "tied to a candidate"
NOT_LOOKED_AT = "seems to be tied to a candidate, which nobody has looked at"
UNDECIDED = "a possible tie to a candidate is not decided"
TOO_YOUNG = "too young on the day"
GAVE_UP = "declined or gave up a place at this poll"
ELSEWHERE = "has another place on the day"
NO_REST = f"would work without {HOURS_OF_REST} hours of rest after a night"


@dataclass(slots=True)
class Person:
    """Somebody of the bank with what decides about a place on one day.

    :cvar placed: they hold a place in this plan that day already; `elsewhere`: in another plan;
        `gave_up`: they declined or gave up one of this plan that day, so that they are asked again only by hand.
    :cvar times: how often they did each role.
    :cvar shifts: when they work on the day before and the day after.
    :cvar wishes: venues by id that they want (True) or would rather not have.
    """

    id: int
    reference: str
    home: tuple[float, float] | None
    most_miles: int | None
    of_age: bool
    roles: set[str] = field(default_factory=set)
    right_to_work: bool = False
    trained: bool = False
    free: bool | None = None
    barred: bool = False
    undecided: bool = False
    elsewhere: bool = False
    placed: bool = False
    gave_up: bool = False
    times: dict[str, int] = field(default_factory=dict)
    wishes: dict[int, bool] = field(default_factory=dict)
    shifts: list[Shift] = field(default_factory=list)

    @property
    def experience(self) -> int:
        """Return how often they worked at a station."""
        return sum(self.times.get(role.value, 0) for role in AT_A_STATION)

    def qualified(self, role: str) -> bool:
        """Return whether they are qualified for a role; for the reserve, for one at a station."""
        if role == Role.RESERVE:
            return any(each.value in self.roles for each in AT_A_STATION)
        return role in self.roles

    def miles_to(self, there: tuple[float, float] | None) -> float | None:
        """Return the miles from home to a place; None where either is not known."""
        return miles_between(self.home, there)

    def too_far(self, miles: float | None) -> bool:
        """Return whether a place is farther than they will travel."""
        return self.most_miles is not None and miles is not None and miles > self.most_miles

    def too_tired(self, shift: Shift) -> bool:
        """Return whether they would work without rest after a night, this one or another."""
        return not all(rested(shift, other).holds for other in self.shifts)


def why_not(person: Person, role: str, *, trained_first: bool) -> tuple[str, ...]:
    """Return what is against giving somebody a place in a role, apart from the places that they have; empty: nothing."""
    against = (
        (not person.qualified(role), NOT_QUALIFIED),
        (not person.of_age, TOO_YOUNG),
        (not person.right_to_work, NO_RIGHT_TO_WORK),
        (trained_first and not person.trained, NOT_TRAINED),
        (person.free is False, NOT_FREE),
        (person.free is None, SAID_NOTHING),
        (person.barred, BARRED),
        (person.undecided, UNDECIDED),
        (person.elsewhere, ELSEWHERE),
    )
    return tuple(words for holds, words in against if holds)


def people_for(plan: StaffPlan, day: date, *, only: int | None = None, again: bool = False) -> dict[int, Person]:
    """Return everybody in the bank by id, with what decides about a place of the plan on a day.

    :param only: the id of one person, where no others matter.
    :param again: people are placed again, so that what was only proposed for days beside it does not count.
    """
    authority = plan.authority_id
    of_bank = StaffMember.objects.filter(authority=authority, state=MemberState.BANK, removed_on__isnull=True)
    chosen = of_bank.filter(pk=only) if only is not None else of_bank
    people = {
        pk: Person(
            pk,
            reference,
            None if easting is None or northing is None else (easting, northing),
            most_miles,
            born_on is None or old_enough(born_on, day).holds,
        )
        for pk, reference, easting, northing, most_miles, born_on in chosen.order_by("reference").values_list(
            "pk", "reference", "easting", "northing", "most_miles", "born_on"
        )
    }
    _what_they_can(people, authority, day, only)
    _what_binds_them(people, plan, day, only)
    _when_they_work_beside_it(people, plan, day, only, again=again)
    return people


def _what_they_can(people: dict[int, Person], authority: int, day: date, only: int | None) -> None:
    """Add roles, records, availability, experience and wishes: one statement each."""
    mine = Q(authority=authority, member__in=list(people)) if only is not None else Q(authority=authority)
    for member, role in Qualification.objects.filter(mine).values_list("member", "role"):
        _of(people, member).roles.add(role)
    serves = Q(expires_on__isnull=True) | Q(expires_on__gte=day)
    for member, kind in StaffRecord.objects.filter(mine, serves, on__lte=day).values_list("member", "kind"):
        _of(people, member).right_to_work |= kind == RecordKind.RIGHT_TO_WORK
        _of(people, member).trained |= kind == RecordKind.TRAINING
    for member, free in Availability.objects.filter(mine, day=day).values_list("member", "free"):
        _of(people, member).free = free
    done = Experience.objects.filter(mine, day__lt=day).values("member", "role").annotate(times=Count("pk")).order_by()
    for row in done:
        _of(people, row["member"]).times[row["role"]] = row["times"]
    for member, venue, wanted in VenueWish.objects.filter(mine).values_list("member", "venue", "wanted"):
        _of(people, member).wishes[venue] = wanted


def _what_binds_them(people: dict[int, Person], plan: StaffPlan, day: date, only: int | None) -> None:
    """Add ties to candidates of the plan's polls, and places on the day."""
    mine = Q(authority=plan.authority_id) if only is None else Q(authority=plan.authority_id, member=only)
    ties = ConflictMatch.objects.filter(mine, poll__in=[poll.pk for poll in polls_of(plan.scheme)])
    for member, ruling in ties.exclude(ruling=Ruling.CLEARED).values_list("member", "ruling"):
        _of(people, member).barred |= ruling == Ruling.BARRED
        _of(people, member).undecided |= ruling == Ruling.OPEN
    ended = StaffAppointment.objects.filter(mine, plan=plan, day=day, state__in=ENDED)
    for member in ended.values_list("member", flat=True):
        _of(people, member).gave_up = True
    places = StaffAppointment.objects.filter(mine, day=day, rehearsal=plan.rehearsal, state__in=LIVE)
    for member, of_plan in places.values_list("member", "plan"):
        _of(people, member).placed |= of_plan == plan.pk
        _of(people, member).elsewhere |= of_plan != plan.pk


def _when_they_work_beside_it(
    people: dict[int, Person], plan: StaffPlan, day: date, only: int | None, *, again: bool
) -> None:
    """Add when they work on the day before and the day after."""
    mine = Q(authority=plan.authority_id) if only is None else Q(authority=plan.authority_id, member=only)
    beside = (day - timedelta(days=1), day + timedelta(days=1))
    held = StaffAppointment.objects.filter(mine, day__in=beside, rehearsal=plan.rehearsal, state__in=LIVE)
    if again:
        held = held.exclude(plan=plan, state="placed", locked=False)
    for each in held.select_related("plan", "post"):
        _of(people, each.member_id).shifts.append(shift_of(each.plan, each.post, each))


def _of(people: dict[int, Person], member: int) -> Person:
    """Return somebody of the bank; what is held about people outside it goes nowhere."""
    return people.get(member) or Person(member, "", None, None, of_age=True)


def tally(people: dict[int, Person], role: str, *, trained_first: bool) -> tuple[int, dict[str, int]]:
    """Return how many may be given a place in a role, and how many may not by the first thing against each."""
    eligible, against = 0, defaultdict[str, int](int)
    for person in people.values():
        reasons = why_not(person, role, trained_first=trained_first) or ((GAVE_UP,) if person.gave_up else ())
        if reasons:
            against[reasons[0]] += 1
        else:
            eligible += 1
    return eligible, dict(against)
