"""The choice of people for the free places of a plan, as a problem for the solver, and its answer in plain words.

Hard rules decide who may be given a place at all (`eligibility`). Among those, the solver weighs distance, wishes, and
that a new presiding officer has somebody experienced beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q

from pollwright.assignment.problem import Place, Problem
from pollwright.assignment.solving import solve
from pollwright.law.staffing import Shift
from pollwright.staffing.models import StaffAppointment, StaffPlan, StaffPost
from pollwright.staffing.queries.eligibility import NO_REST, Person, people_for, tally, why_not
from pollwright.staffing.queries.homes import METRES_OF_A_MILE
from pollwright.staffing.queries.posts import session_words, shift_of
from pollwright.staffing.states import BY_HAND, LIVE, Role

NEAREST = 100
"""How many posts at stations are weighed for each person: those at the nearest stations."""
MILE = 10
UNKNOWN_MILES = 10.0
WANTED, UNWANTED = -50, 300
SPARED = 30
INEXPERIENCED = 200
LEAST = 60
EXPERIENCED_FROM = 2
EMPTY = {
    Role.PRESIDING_OFFICER: 1_000_000,
    Role.POLL_CLERK: 300_000,
    Role.INSPECTOR: 100_000,
    Role.RESERVE: 30_000,
    **dict.fromkeys(BY_HAND, 60_000),
}
"""What a place costs that stays empty: a station without presiding officer is worst."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The free places of a post. `near` is where it is, for the whole poll None; `session` what it is of, "" the polls."""

    post_id: int
    role: str
    station: int | None
    venue_id: int | None
    near: tuple[float, float] | None
    free: int
    shift: Shift
    session: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody for a post, with the reason in plain words."""

    member_id: int
    post_id: int
    says: str


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A post that stays short, with the reason in plain words."""

    post_id: int
    role: str
    station: int | None
    lacking: int
    says: str
    session: str = ""


def days_of(plan: StaffPlan) -> list[date]:
    """Return the days on which people of a plan work, that of the polls first: each is filled for itself."""
    sessions = StaffPost.objects.filter(plan=plan, day__isnull=False).exclude(day=plan.day)
    return [plan.day, *sorted({post.day for post in sessions if post.day is not None})]


def openings(plan: StaffPlan, day: date, *, kept: Iterable[int]) -> list[Opening]:
    """Return the posts of a day with places that none of the kept appointments takes, stations in order first.

    :param kept: ids of the posts of the appointments that stay.
    """
    taken: dict[int, int] = {}
    for post_id in kept:
        taken[post_id] = taken.get(post_id, 0) + 1
    on_day = Q(day=day) | (Q(day__isnull=True) if day == plan.day else Q(pk__in=[]))
    held = StaffPost.objects.filter(on_day, plan=plan).select_related("station__venue")
    held = held.order_by("station__number", "role", "starts", "pk")
    found = []
    for post in held:
        venue = post.station.venue if post.station else None
        known = venue is not None and venue.easting is not None and venue.northing is not None and venue.srid == 27700
        near = (float(venue.easting), float(venue.northing)) if known else None  # type: ignore[union-attr, arg-type]
        found.append(
            Opening(
                post.pk,
                post.role,
                post.station.number if post.station else None,
                venue.pk if venue else None,
                near,
                max(0, post.wanted - taken.get(post.pk, 0)),
                shift_of(plan, post),
                session_words(post),
            )
        )
    return found


def choose(
    plan: StaffPlan,
    people: dict[int, Person],
    opened: list[Opening],
    kept: dict[int, list[int]],
    waiting: Callable[[], None],
) -> tuple[list[Placed], list[Unfilled]]:
    """Return whom to place where, and what stays empty.

    Everybody is placed once for distance and wishes; then the clerks again, beside the presiding officers found.

    :param people: by id; whoever has a place is `placed` and is not given another.
    :param kept: ids of the people who keep their places, by post.
    """
    free = [person for person in people.values() if not (person.placed or person.gave_up)]
    first = _solved(plan, free, opened, {}, waiting)
    officers = {post: set(held) for post, held in kept.items()}
    by_post = {each.post_id: each for each in opened}
    for member, post_id in first:
        if by_post[post_id].role == Role.PRESIDING_OFFICER:
            officers.setdefault(post_id, set()).add(member)
    new = {
        each.station: True
        for each in opened
        if each.role == Role.PRESIDING_OFFICER and officers.get(each.post_id)
        if all(_is_new(people.get(member)) for member in officers[each.post_id])
    }
    settled = {member: post for member, post in first if by_post[post].role == Role.PRESIDING_OFFICER}
    rest = [person for person in free if person.id not in settled]
    others = [each for each in opened if each.role != Role.PRESIDING_OFFICER]
    second = _solved(plan, rest, others, new, waiting) if new else [pair for pair in first if pair[0] not in settled]
    chosen = [*settled.items(), *second]
    return _told(plan, people, by_post, chosen, new), _empty(plan, people, opened, chosen)


def _is_new(person: Person | None) -> bool:
    return person is not None and person.times.get(Role.PRESIDING_OFFICER.value, 0) == 0


def _solved(
    plan: StaffPlan, free: list[Person], opened: list[Opening], new: dict[int | None, bool], waiting: Callable[[], None]
) -> list[tuple[int, int]]:
    """Return person and post; a clerks' post beside a new presiding officer has one place for somebody experienced."""
    seats: list[tuple[Opening, bool]] = []
    places: list[Place] = []
    for each in opened:
        if each.free:
            beside = each.role == Role.POLL_CLERK and each.station in new
            parts = ((1, True), (each.free - 1, False)) if beside else ((each.free, False),)
            for takes, wants_experience in parts:
                if takes:
                    seats.append((each, wants_experience))
                    places.append(Place(takes, EMPTY[Role(each.role)]))
    weighed = _Seats.of(seats)
    edges = [edge for at, person in enumerate(free) for edge in _edges(plan, at, person, weighed, NEAREST)]
    found = [
        (free[at].id, seats[seat][0].post_id) for at, seat in solve(Problem(len(free), places, edges), waiting=waiting)
    ]
    return [*found, *_farther(plan, free, seats, places, found, waiting)]


def _farther(
    plan: StaffPlan,
    free: list[Person],
    seats: list[tuple[Opening, bool]],
    places: list[Place],
    found: list[tuple[int, int]],
    waiting: Callable[[], None],
) -> list[tuple[int, int]]:
    """Return people beyond their nearest stations for the places that stayed empty."""
    had = {member for member, _ in found}
    filled: dict[int, int] = {}
    for _, post in found:
        filled[post] = filled.get(post, 0) + 1
    lacking: list[tuple[Opening, bool]] = []
    wanted: list[Place] = []
    for (opening, experience), place in zip(seats, places, strict=True):
        takes = place.takes - min(place.takes, filled.get(opening.post_id, 0))
        filled[opening.post_id] = filled.get(opening.post_id, 0) - (place.takes - takes)
        if takes:
            lacking.append((opening, experience))
            wanted.append(Place(takes, place.empty))
    left = [person for person in free if person.id not in had]
    weighed = _Seats.of(lacking)
    edges = [edge for at, person in enumerate(left) for edge in _edges(plan, at, person, weighed, len(lacking))]
    answer = solve(Problem(len(left), wanted, edges), waiting=waiting) if len(lacking) and edges else []
    return [(left[at].id, lacking[seat][0].post_id) for at, seat in answer]


@dataclass(frozen=True, slots=True)
class _Seats:
    """The seats that are filled, with where their stations are, as columns; NaN where that is not known."""

    seats: list[tuple[Opening, bool]]
    stations: np.ndarray
    eastings: np.ndarray
    northings: np.ndarray
    whole_poll: list[int]

    @classmethod
    def of(cls, seats: list[tuple[Opening, bool]]) -> _Seats:
        at_stations = [number for number, (opening, _) in enumerate(seats) if opening.station is not None]
        places = [seats[number][0].near or (float("nan"), float("nan")) for number in at_stations]
        whole = [number for number, (opening, _) in enumerate(seats) if opening.station is None]
        columns = np.array(places, dtype=float).reshape(-1, 2)
        return cls(seats, np.array(at_stations, dtype=int), columns[:, 0], columns[:, 1], whole)

    def near(self, person: Person, at: int, nearest: int) -> list[int]:
        """Return the seats weighed for somebody: the nearest; any, where it is not known what is near; and those wished.

        :param at: a number of the person's own, so that people of whom nothing is known are spread over the stations.
        """
        if len(self.stations) <= nearest:
            chosen = self.stations
        elif person.home is None:
            chosen = np.roll(self.stations, -at * nearest)[:nearest]
        else:
            far = (self.eastings - person.home[0]) ** 2 + (self.northings - person.home[1]) ** 2
            known = np.where(np.isnan(far), (UNKNOWN_MILES * METRES_OF_A_MILE) ** 2, far)
            chosen = self.stations[np.argpartition(known, nearest)[:nearest]]
        wished = [number for number, (opening, _) in enumerate(self.seats) if person.wishes.get(opening.venue_id or 0)]
        return sorted({*(int(number) for number in chosen), *(wished if person.wishes else ())})


def _edges(plan: StaffPlan, at: int, person: Person, seats: _Seats, nearest: int) -> list[tuple[int, int, int]]:
    """Return what each place that somebody may be given costs, for the nearest ones and the whole poll."""
    fit = {role.value: not why_not(person, role, trained_first=plan.trained_first) for role in Role}
    if not any(fit.values()):
        return []
    edges = []
    for seat in (*seats.near(person, at, nearest), *seats.whole_poll):
        opening, experience = seats.seats[seat]
        if fit[opening.role] and not person.too_tired(opening.shift):
            miles = person.miles_to(opening.near)
            if not person.too_far(miles):
                edges.append((at, seat, _cost(person, opening, miles, wants_experience=experience)))
    return edges


def _cost(person: Person, opening: Opening, miles: float | None, *, wants_experience: bool) -> int:
    if opening.station is None:
        return LEAST + SPARED * (Role.PRESIDING_OFFICER.value in person.roles)
    cost = LEAST + round(MILE * (UNKNOWN_MILES if miles is None else miles))
    wish = person.wishes.get(opening.venue_id or 0)
    if wish is not None:
        cost += WANTED if wish else UNWANTED
    if opening.role == Role.POLL_CLERK and Role.PRESIDING_OFFICER.value in person.roles:
        cost += SPARED
    if wants_experience and person.experience < EXPERIENCED_FROM:
        cost += INEXPERIENCED
    return max(0, cost)


def _told(
    plan: StaffPlan,
    people: dict[int, Person],
    by_post: dict[int, Opening],
    chosen: list[tuple[int, int]],
    new: dict[int | None, bool],
) -> list[Placed]:
    counts = {role.value: tally(people, role, trained_first=plan.trained_first)[0] for role in Role}
    return [
        Placed(member, post, _why(people[member], by_post[post], counts[by_post[post].role], new))
        for member, post in sorted(chosen, key=lambda pair: (by_post[pair[1]].station or 10**6, pair[1], pair[0]))
    ]


def _why(person: Person, opening: Opening, eligible: int, new: dict[int | None, bool]) -> str:
    """Return why somebody was given a place."""
    parts = [f"One of {eligible} people who may be given this role"]
    miles = person.miles_to(opening.near)
    if opening.station is not None:
        parts.append("distance from home not known" if miles is None else f"{miles:.1f} miles from home")
    wish = person.wishes.get(opening.venue_id or 0)
    if wish is not None:
        parts.append("asked for this venue" if wish else "would rather not be here, but nobody else was nearer")
    times = person.times.get(opening.role, 0)
    parts.append(
        f"did this role {'once' if times == 1 else f'{times} times'}" if times else "has not done this role before"
    )
    if opening.role == Role.POLL_CLERK and opening.station in new and person.experience >= EXPERIENCED_FROM:
        parts.append("experienced, beside a new presiding officer")
    return "; ".join(parts) + "."


def _empty(
    plan: StaffPlan, people: dict[int, Person], opened: list[Opening], chosen: list[tuple[int, int]]
) -> list[Unfilled]:
    filled: dict[int, int] = {}
    for _, post in chosen:
        filled[post] = filled.get(post, 0) + 1
    words: dict[tuple[str, Shift], str] = {}
    found = []
    for each in opened:
        lacking = each.free - filled.get(each.post_id, 0)
        if lacking > 0:
            says = words.setdefault((each.role, each.shift), _shortage(plan, people, each))
            found.append(Unfilled(each.post_id, each.role, each.station, lacking, says, each.session))
    return found


def _shortage(plan: StaffPlan, people: dict[int, Person], opening: Opening) -> str:
    """Return why there is nobody for a role at its hours, counted over the bank."""
    eligible, against = tally(people, opening.role, trained_first=plan.trained_first)
    fit = (each for each in people.values() if not why_not(each, opening.role, trained_first=plan.trained_first))
    if tired := sum(person.too_tired(opening.shift) for person in fit):
        against |= {NO_REST: tired}
    counted = [f"{number} {words}" for words, number in sorted(against.items(), key=lambda pair: (-pair[1], pair[0]))]
    start = (
        f"{len(people)} people are in the bank; {eligible} may be given this role and are placed, or live too far away"
    )
    return "; ".join([start, *counted]) + "."


def kept_places(plan: StaffPlan, day: date) -> dict[int, list[int]]:
    """Return the people who keep their places of a day when people are placed again, by post."""
    held = StaffAppointment.objects.filter(plan=plan, day=day, state__in=LIVE).exclude(state="placed", locked=False)
    found: dict[int, list[int]] = {}
    for post, member in held.order_by("pk").values_list("post", "member"):
        found.setdefault(post, []).append(member)
    return found


def bank_for(plan: StaffPlan, day: date, kept: dict[int, list[int]]) -> dict[int, Person]:
    """Return everybody, with only the kept ones as placed on the day."""
    people = people_for(plan, day, again=True)
    staying = {member for members in kept.values() for member in members}
    for person in people.values():
        person.placed = person.id in staying
    return people


def note_shifts(people: dict[int, Person], given: Iterable[tuple[int, Shift]]) -> None:
    """Let places count that people were given just now, on other days of the plan."""
    for member, shift in given:
        if member in people:
            people[member].shifts.append(shift)
