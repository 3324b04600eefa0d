"""Seats that fall vacant: notice, requests for an election, and how they are filled (handbook E-07 to E-13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import calendar_of, nation_of
from pollwright.authorities.references import next_reference
from pollwright.elections.events.vacancies import (
    ElectionRequested,
    VacancyNoticed,
    VacancyPollCalled,
    VacancyRecorded,
    VacancySettled,
)
from pollwright.elections.models import Poll, Vacancy, VacancyRequest
from pollwright.elections.operations.calling import AreaNotInForce, ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.operations.changing import PollChanged
from pollwright.elections.queries.contest_areas import areas_for
from pollwright.elections.queries.vacancies import requests_of, standing_of, what_follows
from pollwright.elections.states import SeatsOf, VacancyState
from pollwright.law.notices import LONDON
from pollwright.law.poll_ids import VacancyReason, slug
from pollwright.law.timetables.kinds import Kind
from pollwright.law.vacancies import Following, Next, RequestVerdict, check_requests, vacancy_rule
from pollwright.refusals import NotFound, Refused
from pollwright.register.models import Elector

SERIES = "VC"
OUTCOMES = {
    Next.BY_ELECTION: (VacancyState.ELECTION, "election"),
    Next.CO_OPTION: (VacancyState.CO_OPTION, "co-option"),
    Next.ORDINARY_ELECTION: (VacancyState.ORDINARY, "ordinary election"),
}


class ImpossibleDays(Refused):
    """The days of a vacancy contradict each other."""

    code = "elections.R020"
    problem = "The days can't be right: {why}."
    remedy = "Check the days."
    words = frozenset({"why"})


class AskedAlready(Refused):
    """Each elector's request counts once."""

    code = "elections.R021"
    problem = "Elector {reference} has asked for this election already."
    remedy = "Nothing need be done: one request of each elector counts."


class NotSettledYet(Refused):
    """The time to ask for an election is running."""

    code = "elections.R022"
    problem = "It is not settled how vacancy {reference} is filled: {counting} of {needed} requests count."
    remedy = (
        "Publish the notice of vacancy if that was not done, and wait until enough requests came or the time is over."
    )


class NoElectionToCall(Refused):
    """The vacancy is not to be filled by an election."""

    code = "elections.R023"
    problem = "Vacancy {reference} is not to be filled by a by-election."
    remedy = "Open the vacancy to see how it is filled."


@dataclass(frozen=True, slots=True)
class VacancyAsked:
    """A vacancy as it is recorded.

    :param area: kind and code, such as `ward.E05000001`.
    :param seat: which seat; requests name it (E-12).
    :param ordinary_on: the ordinary day of election at which the holder would have retired.
    :param vacant: the vacant seats of the council with this one, of its `members`.
    """

    kind: Kind
    body: str
    area: str
    seat: str
    cause: VacancyReason
    arose_on: date
    ordinary_on: date
    vacant: int = 1
    members: int = 1
    declared_on: date | None = None


@operation(Permission.POLLS_MANAGE)
def record_vacancy(*, actor: Actor, asked: VacancyAsked, on: date) -> Vacancy:
    """Record that a seat fell vacant.

    :raises ImpossibleDays: where it arose after today, or after the ordinary election.
    :raises AreaNotInForce: where the area is not there on the day.
    """
    if asked.arose_on > on:
        raise ImpossibleDays(why="the vacancy arose after today")
    if asked.ordinary_on <= asked.arose_on:
        raise ImpossibleDays(why="the ordinary election is before the vacancy")
    areas = {area.key: area for area in areas_for(actor.authority_id, asked.kind, day=asked.arose_on)}
    if asked.area not in areas:
        raise AreaNotInForce(day=asked.arose_on, areas=asked.area)
    area = areas[asked.area]
    rule = vacancy_rule(asked.kind, nation_of(actor.authority_id), asked.arose_on)
    made = Vacancy.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        kind=asked.kind,
        body=asked.body,
        body_slug=slug(asked.body),
        area_id=area.id,
        seat=asked.seat,
        cause=asked.cause,
        arose_on=asked.arose_on,
        declared_on=asked.declared_on,
        ordinary_on=asked.ordinary_on,
        vacant=asked.vacant,
        members=asked.members,
    )
    record(
        VacancyRecorded(made.reference, made.body, area.name, made.arose_on),
        actor=actor,
        subjects=[made],
        basis=rule.source.describe(),
    )
    return made


@operation(Permission.POLLS_MANAGE)
def note_vacancy_notice(*, actor: Actor, reference: str, version: int, notice_on: date, on: date) -> Vacancy:
    """Note the day on which the notice of a vacancy was published.

    :raises ImpossibleDays: where that is before the vacancy, or still to come.
    """
    vacancy = vacancy_in_hand(actor, reference, version)
    if not vacancy.arose_on <= notice_on <= on:
        raise ImpossibleDays(why="the notice is from the day of the vacancy up to today")
    vacancy.notice_on = notice_on
    _save(vacancy, "notice_on")
    rule = vacancy_rule(Kind(vacancy.kind), nation_of(actor.authority_id), vacancy.arose_on)
    record(VacancyNoticed(reference, notice_on), actor=actor, subjects=[vacancy], basis=rule.source.describe())
    return vacancy


@operation(Permission.POLLS_MANAGE)
def record_request(
    *, actor: Actor, reference: str, elector_reference: str, received_at: datetime, on: date
) -> RequestVerdict:
    """Record an elector's request for an election, and return whether it counts.

    One that does not count is kept as well, with the reason. Requests are taken one after another.

    :raises AskedAlready: where the elector asked before.
    :raises ImpossibleDays: where it is still to come.
    """
    if received_at.astimezone(LONDON).date() > on:
        raise ImpossibleDays(why="the request was received after today")
    vacancy = Vacancy.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if vacancy is None:
        raise NotFound(kind="vacancy", reference=reference)
    if vacancy.state != VacancyState.OPEN:
        raise PollChanged(reference=reference)
    elector = Elector.objects.filter(authority=actor.authority_id, reference=elector_reference).first()
    if elector is None:
        raise NotFound(kind="elector", reference=elector_reference)
    if VacancyRequest.objects.filter(vacancy=vacancy, elector=elector).exists():
        raise AskedAlready(reference=elector_reference)
    day = received_at.astimezone(LONDON).date()
    standing = standing_of(actor.authority_id, vacancy, elector_reference, on=day)
    made = VacancyRequest.objects.create(
        authority_id=actor.authority_id, vacancy=vacancy, elector=elector, received_at=received_at, valid=False,
        why=standing,
    )  # fmt: skip
    rule = vacancy_rule(Kind(vacancy.kind), nation_of(actor.authority_id), vacancy.arose_on)
    found = check_requests(
        requests_of(actor.authority_id, vacancy.pk), rule, vacancy.notice_on, calendar_of(actor.authority_id),
        vacancy.seat,
    )  # fmt: skip
    verdict = next(verdict for request, verdict in found.verdicts if request.elector == elector_reference)
    made.valid, made.why = verdict is RequestVerdict.COUNTS, verdict
    made.save(update_fields=["valid", "why"])
    record(
        ElectionRequested(reference, elector_reference, "counts" if made.valid else "does not count"),
        actor=actor,
        subjects=[vacancy, elector],
        basis=rule.source.describe(),
    )
    return verdict


@operation(Permission.POLLS_MANAGE)
def settle_vacancy(*, actor: Actor, reference: str, version: int, on: date) -> Vacancy:
    """Settle how a vacancy is filled, as the law has it on the day.

    :raises NotSettledYet: while the time to ask for an election runs.
    """
    vacancy = vacancy_in_hand(actor, reference, version)
    following = what_follows(actor.authority_id, vacancy, on=on)
    if following.next not in OUTCOMES:
        found = following.requests
        raise NotSettledYet(
            reference=reference, counting=found.counting if found else 0, needed=found.needed if found else 0
        )
    vacancy.state, words = OUTCOMES[following.next]
    vacancy.closed_on = on
    _save(vacancy, "state", "closed_on")
    record(
        VacancySettled(reference, words),
        actor=actor,
        subjects=[vacancy],
        basis=following.workings[-1].source.describe(),
    )
    return vacancy


@operation(Permission.POLLS_MANAGE)
def call_vacancy_poll(*, actor: Actor, reference: str, version: int, day: date, doubts_reason: str, on: date) -> Poll:
    """Call the by-election that fills a vacancy; its lawful range is counted from what set it off.

    :raises NoElectionToCall: where the vacancy is filled otherwise, or not settled yet.
    """
    vacancy = vacancy_in_hand(actor, reference, version, VacancyState.ELECTION)
    following = what_follows(actor.authority_id, vacancy, on=on)
    if following.next is not Next.BY_ELECTION:
        raise NoElectionToCall(reference=reference)
    asked = PollAsked(
        Kind(vacancy.kind),
        vacancy.body,
        day,
        SeatsOf.VACANCY,
        by_election=True,
        trigger=set_off_on(vacancy, following),
        doubts_reason=doubts_reason,
    )
    contest = ContestAsked(f"{vacancy.area.kind}.{vacancy.area.code}", 1)
    poll = call_poll(actor=actor, asked=asked, contests=[contest], on=on)
    vacancy.state, vacancy.poll = VacancyState.POLL_CALLED, poll
    _save(vacancy, "state", "poll")
    record(VacancyPollCalled(reference, poll.reference), actor=actor, subjects=[vacancy, poll])
    return poll


def set_off_on(vacancy: Vacancy, following: Following) -> date:
    """Return the day from which the lawful range of the poll is counted."""
    return following.poll.workings[0].on if following.poll and following.poll.workings[0].on else vacancy.arose_on


def vacancy_in_hand(actor: Actor, reference: str, version: int, state: VacancyState = VacancyState.OPEN) -> Vacancy:
    """Return a vacancy in a state, locked.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises NoElectionToCall: where it is not to be filled by election.
    :raises PollChanged: where it was changed or settled since.
    """
    found = Vacancy.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="vacancy", reference=reference)
    if found.version != version:
        raise PollChanged(reference=reference)
    if found.state != state:
        raise (
            NoElectionToCall(reference=reference)
            if state is VacancyState.ELECTION
            else PollChanged(reference=reference)
        )
    return found


def _save(vacancy: Vacancy, *fields: str) -> None:
    vacancy.version += 1
    vacancy.save(update_fields=[*fields, "version"])
