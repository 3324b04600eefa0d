"""What the benchmark of a rehearsal does besides the acts it measures: the calendar of the day, and who is nominated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db import connection

from benchmarks.printing_acts import arranged
from pollwright.acting import Actor
from pollwright.authorities.clock import today
from pollwright.authorities.models import Setting
from pollwright.elections.models import Combination, Contest, Poll, PollStep
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.operations.combining import combine_polls, dissolve_combination
from pollwright.elections.queries.contest_areas import areas_for
from pollwright.elections.states import SeatsOf
from pollwright.law.nominations.papers import Bearer
from pollwright.law.nominations.subscribers import Signature
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.nominations.models import Candidate, CandidateHome, NominationPaper
from pollwright.nominations.operations.determining import hold_valid
from pollwright.nominations.operations.entering import (
    HomeGiven,
    PaperGiven,
    PersonGiven,
    deliver_paper,
    enter_candidate,
)
from pollwright.nominations.queries.contests import law_of
from pollwright.nominations.states import CandidateState, PaperState

OFFICE = {
    "address": "Council House",
    "papers_from": "Council House",
    "deliver_to": "Council House",
    "deliver_hours": "10am to 4pm",
    "deposit_by": "Bank transfer",
    "official_mark": "Arms",
}
SURNAMES = (
    "Ames", "Bell", "Cox", "Dunn", "Eden", "Fox", "Gale", "Hunt", "Ince", "Jay", "Kerr", "Lamb", "Moss", "Nash", "Orme",
    "Page", "Quin", "Reed", "Shaw", "Todd",
)  # fmt: skip
PRINCIPAL_CANDIDATES, CONTESTED_PARISHES = 5, 3
"""Candidates of a contest that is not a parish's, at least; and one parish contest of so many is contested."""
_SUBSCRIBERS = """
SELECT l.area_id, min(d.code) FROM places_districtarea l JOIN places_pollingdistrict d ON d.id = l.district_id
WHERE d.authority_id = %s AND d.valid_to IS NULL AND l.valid_to IS NULL GROUP BY l.area_id
"""
_REAL = """
SELECT md5(string_agg(md5(rows.held), '' ORDER BY rows.id)) FROM (
    SELECT p.id, p::text AS held FROM elections_poll p WHERE NOT p.rehearsal
    UNION ALL SELECT -c.id, c::text FROM elections_contest c JOIN elections_poll p ON p.id = c.poll_id WHERE NOT p.rehearsal
) AS rows
"""
_REGISTER = "SELECT count(*), coalesce(sum(hashtextextended(e::text, 0)), 0) FROM register_registerentry e"


@dataclass(frozen=True, slots=True)
class Days:
    """When what happens at polls taken together: the notices, after nominations and withdrawals, and at the end."""

    notices: datetime
    stated: datetime
    final: datetime


def all_called(actor: Actor) -> tuple[Combination, str]:
    """Call a general election and a PCC poll on the day of the council's and the parishes' elections, and combine all.

    :return: the combination, and the reference of the polling scheme that the earlier one had.
    """
    earlier = Combination.objects.get(authority=actor.authority_id, polls__kind=Kind.LOCAL)
    scheme = earlier.schemes.get().reference
    for kind, body in ((Kind.UK_PARLIAMENT, "Parliament"), (Kind.PCC, "Avon and Somerset")):
        asked = PollAsked(
            kind, body, earlier.day, SeatsOf.WHOLE, trigger=earlier.day - timedelta(days=40),
            doubts_reason="A benchmark",
        )  # fmt: skip
        areas = areas_for(actor.authority_id, kind, day=earlier.day)
        call_poll(
            actor=actor, asked=asked, contests=[ContestAsked(area.key) for area in areas], on=today(actor.authority_id)
        )
    earlier.refresh_from_db()
    dissolve_combination(actor=actor, reference=earlier.reference, version=earlier.version, reason="More polls")
    polls = Poll.objects.filter(authority=actor.authority_id, day=earlier.day, rehearsal=False)
    references = list(polls.values_list("reference", flat=True))
    made = combine_polls(actor=actor, day=earlier.day, references=references, with_postal=True)
    return made, scheme


def office(actor: Actor) -> None:
    """Enter the particulars of the office that stand on papers."""
    with arranged():
        for name, value in OFFICE.items():
            Setting.objects.create(
                authority_id=actor.authority_id, name=f"papers.{name}", value=value, valid_from=date(2020, 1, 1)
            )


def days_of(combination: Combination) -> Days:
    """Return the moments at which the stages of some polls are done, by their timetables."""
    held = PollStep.objects.filter(poll__combination=combination)

    def days(*steps: Step) -> list[date]:
        found = held.filter(step__in=steps).values_list("on", "latest")
        return [day for on, latest in found if (day := on or latest) is not None]

    return Days(
        _at(min(days(Step.NOTICE_OF_ELECTION))),
        _at(max(days(Step.NOMINATIONS_CLOSE, Step.WITHDRAWALS_CLOSE)) + timedelta(days=1)),
        _at(max(days(Step.FINAL_ALTERATION))),
    )


def nominated(actor: Actor, combination: Combination) -> int:
    """Enter, take delivery of and hold valid the papers of every contest but the parishes'; return how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(_SUBSCRIBERS, [actor.authority_id])
        codes: dict[int, str] = dict(cursor.fetchall())
    contests = Contest.objects.select_related("poll").filter(poll__combination=combination).order_by("poll", "pk")
    contests = contests.exclude(poll__kind=Kind.PARISH)
    count = 0
    for _poll, of_poll in groupby(contests, key=lambda one: one.poll_id):
        held = list(of_poll)
        received = law_of(held[0]).window().last - timedelta(hours=1)
        for contest in held:
            for number in range(max(PRINCIPAL_CANDIDATES, contest.seats + 1)):
                _nominate(actor, contest, codes.get(contest.area_id or 0, ""), number, received)
                count += 1
    return count


def nominated_in_parishes(actor: Actor, combination: Combination) -> int:
    """Write the valid papers of all parish contests as rows, behind the guard; return how many there are.

    One contest of some is contested.
    """
    at = _at(combination.day - timedelta(days=30))
    contests = list(Contest.objects.filter(poll__combination=combination, poll__kind=Kind.PARISH).order_by("pk"))
    mine = {"authority_id": actor.authority_id}
    with arranged():
        people = Candidate.objects.bulk_create(
            Candidate(
                **mine, contest=contest, reference=f"CA9{contest.pk:06d}-{number}", surname=SURNAMES[number],
                forenames="Kim", state=CandidateState.STANDING, state_at=at,
            )
            for place, contest in enumerate(contests)
            for number in range(contest.seats + (place % CONTESTED_PARISHES == 0))
        )  # fmt: skip
        CandidateHome.objects.bulk_create(
            CandidateHome(**mine, candidate=one, address="12 Sample Terrace", published=True) for one in people
        )
        NominationPaper.objects.bulk_create(
            NominationPaper(
                **mine, candidate=one, reference=f"NP{one.reference[2:]}", state=PaperState.VALID,
                description="Independent", delivered_at=at,
            )
            for one in people
        )  # fmt: skip
    return len(people)


def real_polls(actor: Actor) -> tuple[object, ...]:
    """Return marks of the real polls with their contests, and of the register, which a rehearsal leaves as they are."""
    with connection.cursor() as cursor:
        cursor.execute(_REAL)
        polls = cursor.fetchone()
        cursor.execute(_REGISTER)
        return (polls, cursor.fetchone())


def _nominate(actor: Actor, contest: Contest, code: str, number: int, received: datetime) -> None:
    draft = enter_candidate(
        actor=actor,
        reference=contest.reference,
        person=PersonGiven(SURNAMES[number % len(SURNAMES)], f"Kim {chr(ord('A') + number // len(SURNAMES))}"),
        home=HomeGiven("12 Sample Terrace"),
        paper=PaperGiven(description="Independent"),
        signatures=[Signature(f"{code}-{2 * number + place}") for place in (1, 2)],
    )
    given = deliver_paper(
        actor=actor, reference=draft.reference, version=draft.version, received_at=received, bearer=Bearer.CANDIDATE,
        bearer_name="The candidate", at=received,
    )  # fmt: skip
    hold_valid(actor=actor, reference=given.reference, version=given.version, despite="A benchmark", at=received)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), LONDON)
