"""The polls of a demonstration: the ordinary elections of next May with their scheme, and a by-election before them.

Everything is done by the operations that officers use. Nobody who stands exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Final

from django_scopes import scope

from pollwright.acting import Actor
from pollwright.elections.models import Poll
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_parishes import ParishSeats, call_parish_polls
from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.operations.combining import combine_polls
from pollwright.elections.operations.projects import make_project
from pollwright.elections.operations.vacancies import VacancyAsked, record_vacancy
from pollwright.elections.queries.contest_areas import ContestArea, areas_for
from pollwright.elections.queries.counting import HolidaysNotKnown, NotAPollingDay, counted, holidays_of
from pollwright.elections.states import SeatsOf
from pollwright.findings import Level
from pollwright.law.poll_ids import VacancyReason
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.operations.diary import book_appointment
from pollwright.nominations.operations.entering import HomeGiven, PaperGiven, PersonGiven, enter_candidate
from pollwright.stations.operations.adopting import adopt_scheme
from pollwright.stations.operations.schemes import make_scheme
from pollwright.stations.queries.checks import checked
from pollwright.stations.states import Made
from pollwright.synth.loading import Progress
from pollwright.synth.parties import keep_parties

THURSDAY = 3
SOONEST, LATEST = timedelta(days=21), timedelta(days=70)
"""From what sets a by-election off to the days that are looked at for it."""
ORDINARY_AHEAD = timedelta(days=75)
"""Nearer than this, the ordinary elections are those of the year after."""
SEATS_OF_WARD = 2
FEWEST_ON_PARISH, MOST_ON_PARISH = 5, 13
STANDING: Final = (("Okafor", "Amara"), ("Brightwell", "Gerald"), ("Llŵyd", "Mair"), ("de Courcy-Hale", "Philippa"))
"""Surnames and forenames of those who stand. Invented."""
BODY = "Somerset"


def call_polls(head: Actor, *, now: datetime, progress: Progress) -> None:
    """Call the polls of a demonstration as its Returning Officer would, today."""
    progress("Polls")
    on = now.date()
    with scope(authority=head.authority_id):
        keep_parties(head, now=now)
        wards = [area for area in areas_for(head.authority_id, Kind.LOCAL, day=on) if area.kind == "ward"]
        day = ordinary_day(on)
        together = _ordinary(head, wards, day, on)
        if together:
            make_scheme(actor=head, of=together, made_from=Made.PLACES, on=on)
        if wards:
            _by_election(head, wards[0], now)
        _vacancy(head, on, day)


def ordinary_day(on: date) -> date:
    """Return the next ordinary day of election for which there is time: the first Thursday in May (E-01)."""
    for year in count(on.year):
        day = first_thursday(date(year, 5, 1))
        if day - on >= ORDINARY_AHEAD:
            return day
    raise AssertionError  # years don't end


def first_thursday(since: date) -> date:
    """Return the first Thursday on or after a day."""
    return since + timedelta(days=(THURSDAY - since.weekday()) % 7)


def by_election_day(head: Actor, kind: Kind, trigger: date) -> date | None:
    """Return the last Thursday on which the law lets a by-election be held, counted from what set it off.

    Where no Thursday will do, as at Christmas, the last other working day; None where the law has no day at all.
    """
    table = holidays_of(head.authority_id)
    days = [trigger + timedelta(days=many) for many in range(SOONEST.days, LATEST.days)]
    for day in sorted(days, key=lambda day: (day.weekday() != THURSDAY, -day.toordinal())):
        with suppress(NotAPollingDay, HolidaysNotKnown):
            found = counted(head.authority_id, kind, day, by_election=True, trigger=trigger, table=table)
            if not found.doubts:
                return day
    return None


def _ordinary(head: Actor, wards: Sequence[ContestArea], day: date, on: date) -> str:
    """Call the elections of the council and of all its parishes on one day; return what they are taken together as."""
    if not wards:
        return ""
    asked = PollAsked(Kind.LOCAL, BODY, day, SeatsOf.WHOLE)
    local = call_poll(
        actor=head, asked=asked, contests=[ContestAsked(ward.key, SEATS_OF_WARD) for ward in wards], on=on
    )
    make_project(actor=head, reference=local.reference)
    seats = list(_seats(areas_for(head.authority_id, Kind.PARISH, day=day)))
    if not seats:
        return local.reference
    call_parish_polls(actor=head, day=day, seats=seats, doubts_reason="", on=on)
    polls = list(Poll.objects.filter(authority=head.authority_id, day=day).values_list("reference", flat=True))
    return combine_polls(actor=head, day=day, references=polls, with_postal=True).reference


def _seats(areas: Sequence[ContestArea]) -> Iterator[ParishSeats]:
    """Return how many seats each parish has; one in wards has them by its wards."""
    warded = {area.body for area in areas if area.kind == "parish_ward"}
    spread = MOST_ON_PARISH - FEWEST_ON_PARISH + 1
    for number, area in enumerate(areas):
        if area.kind == "parish_ward" or area.name not in warded:
            yield ParishSeats(area.code, FEWEST_ON_PARISH + number % spread)


def _by_election(head: Actor, ward: ContestArea, now: datetime) -> None:
    """Call a by-election in a ward, with drafts of papers to look at and appointments to bring them."""
    on = now.date()
    trigger = on - timedelta(days=1)
    day = by_election_day(head, Kind.LOCAL, trigger)
    if day is None:
        return
    asked = PollAsked(
        Kind.LOCAL, BODY, day, SeatsOf.VACANCY, by_election=True, trigger=trigger, title=f"By-election: {ward.name}"
    )
    poll = call_poll(actor=head, asked=asked, contests=[ContestAsked(ward.key)], on=on)
    make_project(actor=head, reference=poll.reference)
    adopted(head, poll.reference, now)
    contest = poll.contests.get().reference
    for number, (surname, forenames) in enumerate(STANDING):
        enter_candidate(
            actor=head,
            reference=contest,
            person=PersonGiven(surname, forenames),
            home=HomeGiven("1 Example Street", published=number % 2 == 0, area=ward.name),
            paper=PaperGiven(description="Independent"),
            signatures=[],
        )
        slot = datetime.combine(first_thursday(on + timedelta(days=14)), time(10), now.tzinfo)
        book_appointment(
            actor=head, reference=poll.reference, slot=slot + timedelta(minutes=30 * number), minutes=30,
            who=f"{forenames} {surname}", contact="", desk="1", contest=contest,
        )  # fmt: skip


def _vacancy(head: Actor, on: date, ordinary: date) -> None:
    """Record a seat that fell vacant in a parish, on which electors may still ask for an election."""
    parish = next((area for area in areas_for(head.authority_id, Kind.PARISH, day=on) if area.kind == "parish"), None)
    if parish is not None:
        asked = VacancyAsked(
            Kind.PARISH, parish.name, parish.key, "1", VacancyReason.RESIGNATION, on - timedelta(days=3), ordinary
        )
        record_vacancy(actor=head, asked=asked, on=on)


def adopted(head: Actor, poll: str, now: datetime) -> bool:
    """Make the stations of a poll known, so that the public's finder has something to tell; return whether they are.

    Nothing is adopted where too few people were made for every station to have electors.
    """
    scheme = make_scheme(actor=head, of=poll, made_from=Made.PLACES, on=now.date())
    if any(finding.level is Level.ERROR for finding in checked(scheme)):
        return False
    adopt_scheme(
        actor=head, reference=scheme.reference, version=scheme.version, at=now, on=now.date(), reason="A demonstration"
    )
    return True
