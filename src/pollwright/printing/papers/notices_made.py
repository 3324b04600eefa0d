"""The notices of a poll, made from its contests, nominations and polling scheme as they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pollwright.documents.imprint import Imprint, languages_in
from pollwright.documents.papers.notices.calling import NoticeOfElection
from pollwright.documents.papers.notices.facts import AgentLine, Moment, NominatedPerson, Notice, SeatLine
from pollwright.documents.papers.notices.standing import (
    ElectionAgents,
    Ending,
    NoticeOfPoll,
    PollEnded,
    StatementOfPersonsNominated,
    UncontestedElection,
)
from pollwright.documents.papers.notices.voting import OpeningOfPostalVotes, OpeningSession, PhotoIdentification
from pollwright.elections.models import Contest
from pollwright.elections.states import ON_A_QUESTION, ContestState
from pollwright.law.identification import accepted_on
from pollwright.law.nominations.agents import AgentKind
from pollwright.law.nominations.papers import nomination_rules
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.law.timetables.steps import Step
from pollwright.nominations.models import Candidate, Statement, Subscriber
from pollwright.nominations.queries.again import named_on_the_paper
from pollwright.nominations.queries.agents import acting_agents
from pollwright.nominations.states import CandidateState, PaperState, StatementState
from pollwright.printing.papers.forms_made import companion, guidance, secrecy, signing_sheet
from pollwright.printing.papers.questions_made import (
    ballot_by_post,
    deadlines_of,
    information_statement,
    petition,
    poll_on_question,
    referendum,
)
from pollwright.printing.papers.situation_made import situation, stations_in
from pollwright.printing.papers.wanted import Wanted
from pollwright.printing.queries.grounds import Ground, step_day
from pollwright.printing.states import Kind

NAMES_SUBSCRIBERS = (PollKind.LOCAL, PollKind.PARISH)
"""Polls whose notice of poll names proposer and seconder (handbook 4)."""


def imprint_of(ground: Ground, kind: Kind, reference: str, dated: date) -> Imprint:
    """Return the frame of a document; in Wales it is in English and Welsh."""
    from_local = kind is Kind.SITUATION
    officer = ground.office.local_officer if from_local else ground.office.officer
    return Imprint(
        ground.office.authority,
        ground.office.signs_as(officer),
        reference,
        dated,
        languages=languages_in(ground.nation),
        rehearsal=ground.poll.rehearsal,
    )


def notice_of(wanted: Wanted) -> Notice:
    """Return a notice as its data stand now.

    :raises NotReady: naming what is missing.
    """
    if not wanted.ground.office.address:
        raise wanted.not_ready("The Returning Officer's address is not entered in the settings")
    return BUILDERS[wanted.kind](wanted)


def statement_of(contest: Contest, *states: StatementState) -> Statement | None:
    """Return the statement of a contest that stands in one of some states, None where there is none."""
    return Statement.objects.filter(contest=contest, state__in=states).first()


def people_of(wanted: Wanted, *, standing_only: bool) -> tuple[Statement, tuple[NominatedPerson, ...]]:
    """Return the statement in force and its people.

    :raises NotReady: where none is published.
    """
    contest = wanted.of_contest()
    found = statement_of(contest, StatementState.PUBLISHED)
    if found is None:
        raise wanted.not_ready("The statement of persons nominated is not published")
    people = found.body["people"]
    return found, tuple(_person(one) for one in people if not (standing_only and one["no_longer"]))


def _election(wanted: Wanted) -> NoticeOfElection:
    ground, office = wanted.ground, wanted.ground.office
    lacking = [
        words
        for words, value in (
            ("where nomination papers are obtained", office.papers_from),
            ("where they are delivered", office.deliver_to),
            ("days and hours of delivery", office.deliver_hours),
        )
        if not value
    ]
    deposit = nomination_rules(ground.kind, ground.nation, ground.poll.day).deposit_pence
    if deposit and not office.deposit_by:
        lacking.append("ways to pay a deposit")
    close = step_day(ground, Step.NOMINATIONS_CLOSE)
    if lacking or close is None:
        raise wanted.not_ready("Not entered in the settings: " + ", ".join(lacking or ["the close of nominations"]))
    contests = list(Contest.objects.filter(poll=ground.poll).order_by("name", "pk"))
    return NoticeOfElection(
        imprint=wanted.imprint,
        poll=wanted.facts,
        published_by=office.published_by,
        seats=tuple(SeatLine(one.name, one.seats) for one in contests),
        total_seats=sum(one.seats for one in contests),
        papers_from=tuple(part.strip() for part in office.papers_from.split(";")),
        deliver_to=office.deliver_to,
        deliver_hours=office.deliver_hours,
        nominations_close=Moment("Close of nominations", *close),
        deadlines=deadlines_of(ground),
        deposit=deposit,
        deposit_methods=tuple(part.strip() for part in office.deposit_by.split(",")) if deposit else (),
    )


def _statement(wanted: Wanted) -> StatementOfPersonsNominated:
    contest, ground = wanted.of_contest(), wanted.ground
    found = statement_of(contest, StatementState.APPROVED, StatementState.PUBLISHED)
    if found is None:
        raise wanted.not_ready("No statement of persons nominated stands approved")
    people = tuple(_person(one)._replace(membership=one.get("membership", "")) for one in found.body["people"])
    stations = stations_in(wanted, ground.poll, contest) if ground.kind is PollKind.UK_PARLIAMENT else ()
    return StatementOfPersonsNominated(
        imprint=wanted.imprint,
        poll=wanted.facts,
        published_by=ground.office.published_by,
        seats=contest.seats,
        people=people,
        standing=sum(not one.no_longer for one in people),
        stations=stations,
    )


def _poll(wanted: Wanted) -> Notice:
    if wanted.ground.kind in ON_A_QUESTION:
        return poll_on_question(wanted)
    contest = wanted.of_contest()
    if contest.state != ContestState.CONTESTED:
        raise wanted.not_ready("It is not settled that a poll is taken")
    found, people = people_of(wanted, standing_only=True)
    if wanted.ground.kind in NAMES_SUBSCRIBERS:
        people = _with_subscribers(found, people)
    return NoticeOfPoll(
        wanted.imprint, wanted.facts, wanted.ground.office.published_by, contest.seats, people, len(people)
    )


def _uncontested(wanted: Wanted) -> UncontestedElection:
    contest = wanted.of_contest()
    if contest.state != ContestState.UNCONTESTED:
        raise wanted.not_ready("It is not settled that no poll is taken")
    statement, _people = people_of(wanted, standing_only=True)
    held = Candidate.objects.filter(contest=contest, state=CandidateState.STANDING)
    living = set(held.values_list("reference", flat=True))
    people = tuple(_person(one) for one in statement.body["people"] if one["candidate"] in living)
    left = contest.seats - len(people)
    return UncontestedElection(
        imprint=wanted.imprint,
        poll=wanted.facts,
        published_by=wanted.ground.office.published_by,
        seats=contest.seats,
        elected=people,
        total=len(people),
        what_follows=contest.ended_reason if left else "",
    )


def _ended(wanted: Wanted) -> PollEnded:
    contest = wanted.of_contest()
    if contest.state not in (ContestState.COUNTERMANDED, ContestState.ABANDONED):
        raise wanted.not_ready("The poll in it was neither countermanded nor abandoned")
    return PollEnded(
        imprint=wanted.imprint,
        poll=wanted.facts,
        published_by=wanted.ground.office.published_by,
        ending=Ending(contest.state),
        reason=contest.ended_reason,
        next_steps="A new poll will be held; its day will be made known by another notice.",
    )


def _agents(wanted: Wanted) -> ElectionAgents:
    contest = wanted.of_contest()
    statement, people = people_of(wanted, standing_only=True)
    standing = [one["candidate"] for one in statement.body["people"] if not one["no_longer"]]
    held = {one.reference: one for one in named_on_the_paper(contest)}
    without = [
        reference for reference in standing if not (held[reference].agent_office or held[reference].agent_address)
    ]
    if without:
        raise wanted.not_ready("No office of the election agent is entered for " + ", ".join(without))
    lines = tuple(
        AgentLine(
            person.name,
            held[reference].agent_name or person.name,
            held[reference].agent_office or held[reference].agent_address,
        )
        for reference, person in zip(standing, people, strict=True)
    )
    return ElectionAgents(wanted.imprint, wanted.facts, wanted.ground.office.published_by, lines, len(lines))


def _identification(wanted: Wanted) -> PhotoIdentification:
    """Return the large notice of what voters may show, for every station (B-23, B-29)."""
    accepted = accepted_on(wanted.ground.poll.day)
    published_by = wanted.ground.office.published_by
    return PhotoIdentification(wanted.imprint, wanted.facts, published_by, accepted, len(accepted))


def _openings(wanted: Wanted) -> OpeningOfPostalVotes:
    """Return what the agents are told of the sessions that are still to come when the notice is dated (handbook 4)."""
    if not wanted.ground.openings:
        raise wanted.not_ready("No session of opening postal votes is fixed for a later day")
    sessions = tuple(
        OpeningSession(begins.date(), begins.time(), one.place, one.agents)
        for one in wanted.ground.openings
        for begins in [one.starts_at.astimezone(LONDON)]
    )
    published_by = wanted.ground.office.published_by
    return OpeningOfPostalVotes(wanted.imprint, wanted.facts, published_by, wanted.imprint.dated, sessions)


def _sub_agents(wanted: Wanted) -> ElectionAgents:
    """Return the notice of the sub-agents who act in a contest, each with the polling districts of their part (N-25)."""
    contest, ground = wanted.of_contest(), wanted.ground
    held = [
        one
        for one in acting_agents(ground.poll.authority_id, ground.poll.reference, AgentKind.SUB)
        if one.contest_name == contest.name
    ]
    if not held:
        raise wanted.not_ready("No sub-agent has been appointed")
    lines = tuple(AgentLine(one.candidate_name, one.name, one.address, ", ".join(one.parts)) for one in held)
    published_by = ground.office.published_by
    return ElectionAgents(wanted.imprint, wanted.facts, published_by, lines, len(lines), sub_agents=True)


def _with_subscribers(found: Statement, people: tuple[NominatedPerson, ...]) -> tuple[NominatedPerson, ...]:
    """Return the people with their proposers and seconders, whom the notice of poll of councillors names."""
    standing = [one["candidate"] for one in found.body["people"] if not one["no_longer"]]
    rows = Subscriber.objects.filter(
        paper__candidate__contest=found.contest_id, paper__state=PaperState.VALID, place__lte=2
    ).order_by("paper__reference", "place")
    names: dict[str, dict[str, list[str]]] = {}
    for candidate, paper, name in rows.values_list("paper__candidate__reference", "paper__reference", "printed_name"):
        names.setdefault(candidate, {}).setdefault(paper, []).append(name)
    chosen = dict(Candidate.objects.filter(contest=found.contest_id).values_list("reference", "chosen_paper"))

    def of(candidate: str) -> str:
        held = names.get(candidate, {})
        paper = chosen.get(candidate) or min(held, default="")
        return ", ".join(name for name in held.get(paper, ()) if name)

    return tuple(person._replace(subscribers=of(one)) for one, person in zip(standing, people, strict=True))


def _person(one: dict[str, str]) -> NominatedPerson:
    name = ", ".join(part for part in (one["surname"].upper(), one["other_names"]) if part)
    return NominatedPerson(name, one["address"], one["description"], one["subscribers"], one["no_longer"])


BUILDERS: dict[Kind, Callable[[Wanted], Notice]] = {
    Kind.NOTICE_OF_ELECTION: _election,
    Kind.NOTICE_OF_REFERENDUM: referendum,
    Kind.INFORMATION_STATEMENT: information_statement,
    Kind.NOTICE_OF_BALLOT: ballot_by_post,
    Kind.NOTICE_OF_PETITION: petition,
    Kind.PHOTO_IDENTIFICATION: _identification,
    Kind.SIGNING_SHEET: signing_sheet,
    Kind.GUIDANCE: guidance,
    Kind.HOW_TO_VOTE: guidance,
    Kind.COMPANION: companion,
    Kind.SECRECY: secrecy,
    Kind.STATEMENT: _statement,
    Kind.ELECTION_AGENTS: _agents,
    Kind.SUB_AGENTS: _sub_agents,
    Kind.UNCONTESTED: _uncontested,
    Kind.SITUATION: situation,
    Kind.NOTICE_OF_POLL: _poll,
    Kind.POLL_ENDED: _ended,
    Kind.OPENING: _openings,
}
"""Who makes which notice."""
