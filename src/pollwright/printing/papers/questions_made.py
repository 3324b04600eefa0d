"""Notices of polls on a question, and of petitions, made from the contest, the timetable and what the officer entered."""

from __future__ import annotations

from pollwright.documents.papers.notices.calling import NoticeOfReferendum
from pollwright.documents.papers.notices.facts import Moment, Station
from pollwright.documents.papers.notices.questions import (
    InformationStatement,
    NoticeOfBallot,
    NoticeOfPetition,
    NoticeOfPollOnQuestion,
)
from pollwright.elections.models import Contest
from pollwright.law.ballot_papers.questions import YES_NO
from pollwright.law.poll_documents import SPECIFIED_DOCUMENTS
from pollwright.law.recall import signatures_needed
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.law.timetables.steps import Step
from pollwright.printing.papers.situation_made import stations_in
from pollwright.printing.papers.wanted import Wanted
from pollwright.printing.queries.grounds import Ground, step_day

DEADLINES = (
    (Step.REGISTRATION_DEADLINE, "Apply to register to vote"),
    (Step.POSTAL_DEADLINE, "Apply to vote by post, or change a postal or proxy vote"),
    (Step.PROXY_DEADLINE, "Apply to vote by proxy"),
    (Step.VAC_DEADLINE, "Apply for a Voter Authority Certificate or an Anonymous Elector's Document"),
    (Step.EMERGENCY_PROXY_DEADLINE, "Apply to vote by emergency proxy"),
)
OF_A_BALLOT = (
    (Step.PROXY_DEADLINE, "Appoint a proxy"),
    (Step.SPOILT_LOST_REISSUE_UNTIL, "Return a spoilt ballot paper for another"),
    (Step.LOST_POSTAL_REPLACEMENT_FROM, "Ask for another in place of a lost ballot paper, from"),
)
OF_A_PETITION = (
    (Step.REGISTRATION_DEADLINE, "Register to sign"),
    (Step.ABSENT_SIGNERS_CUT_OFF, "Standing postal and proxy votes granted by then count for the petition"),
    (Step.PROXY_DEADLINE, "Apply to sign by proxy"),
)
ANSWERS = {
    PollKind.NEIGHBOURHOOD_PLANNING_REFERENDUM: YES_NO,
    PollKind.COUNCIL_TAX_REFERENDUM: YES_NO,
    PollKind.PARISH_POLL: YES_NO,
    PollKind.BID: YES_NO,
}
"""The answers to a question; those of a referendum on how a council is run stand with its question."""
ENTITLED = {
    PollKind.NEIGHBOURHOOD_PLANNING_REFERENDUM: "Local government electors whose qualifying address is in the referendum area",
    PollKind.COUNCIL_TAX_REFERENDUM: "Local government electors of the authority's area",
    PollKind.GOVERNANCE_REFERENDUM: "Local government electors of the authority's area",
    PollKind.PARISH_POLL: "Local government electors of the parish",
}


def deadlines_of(ground: Ground, steps: tuple[tuple[Step, str], ...] = DEADLINES) -> tuple[Moment, ...]:
    """Return the deadlines of a poll that its timetable has."""
    found = ((words, step_day(ground, step)) for step, words in steps)
    return tuple(Moment(words, *when) for words, when in found if when is not None)


BUSINESSES = "Those on the business voting register of the referendum area"
"""Who may vote in the referendum of the businesses of a neighbourhood (E-27)."""


def referendum(wanted: Wanted) -> NoticeOfReferendum:
    """Return the notice of a referendum."""
    contest = _asked(wanted)
    return NoticeOfReferendum(
        imprint=wanted.imprint,
        poll=wanted.facts,
        published_by=wanted.ground.office.published_by,
        question=contest.question,
        question_cy=contest.question_cy,
        answers=answers_of(wanted.ground, contest),
        entitled=entitled_of(wanted.ground, contest),
        businesses=BUSINESSES if wanted.ground.business_area else "",
        expense_limit=_limit(wanted),
        inspect_at=_inspect_at(wanted),
        deadlines=deadlines_of(wanted.ground),
    )


def information_statement(wanted: Wanted) -> InformationStatement:
    """Return the information statement of a neighbourhood planning referendum."""
    contest = _asked(wanted)
    if not wanted.given.electors:
        raise wanted.not_ready("The number of electors at the start of the referendum period is not entered")
    return InformationStatement(
        imprint=wanted.imprint,
        poll=wanted.facts,
        published_by=wanted.ground.office.published_by,
        question=contest.question,
        question_cy=contest.question_cy,
        answers=answers_of(wanted.ground, contest),
        entitled=entitled_of(wanted.ground, contest),
        electors=wanted.given.electors,
        expense_limit=_limit(wanted),
        documents=SPECIFIED_DOCUMENTS,
        inspect_at=_inspect_at(wanted),
        deadlines=deadlines_of(wanted.ground),
    )


def ballot_by_post(wanted: Wanted) -> NoticeOfBallot:
    """Return the notice of a ballot on a business improvement district."""
    contest, ground = _asked(wanted), wanted.ground
    sent = step_day(ground, Step.BALLOT_PAPERS_SENT)
    if sent is None:
        raise wanted.not_ready("The last day to send ballot papers is not in the timetable")
    return NoticeOfBallot(
        imprint=wanted.imprint,
        poll=wanted.facts,
        published_by=ground.office.published_by,
        question=contest.question,
        question_cy=contest.question_cy,
        answers=answers_of(ground, contest),
        papers_sent_by=sent[0],
        closes_at=ground.closes,
        deadlines=deadlines_of(ground, OF_A_BALLOT),
        inspect_at=_inspect_at(wanted),
    )


def poll_on_question(wanted: Wanted) -> NoticeOfPollOnQuestion:
    """Return the notice of poll of a referendum or of a parish poll, with its stations where a scheme is adopted."""
    contest, ground = wanted.of_contest(), wanted.ground
    if not contest.question or not answers_of(ground, contest):
        raise wanted.not_ready("The question and its answers are not held")
    return NoticeOfPollOnQuestion(
        imprint=wanted.imprint,
        poll=wanted.facts,
        published_by=ground.office.published_by,
        question=contest.question,
        question_cy=contest.question_cy,
        answers=answers_of(ground, contest),
        entitled=entitled_of(ground, contest),
        by_post=ground.kind is not PollKind.PARISH_POLL,
        stations=stations_in(wanted, ground.poll) if ground.scheme else (),
    )


def petition(wanted: Wanted) -> NoticeOfPetition:
    """Return the notice of a recall petition; its places of signing are the stations of the adopted scheme."""
    given, ground = wanted.given, wanted.ground
    until = step_day(ground, Step.POLL_CLOSES)
    if not given.electors or not given.member or until is None:
        raise wanted.not_ready("The Member of Parliament, or the number of registered electors, is not entered")
    places: tuple[Station, ...] = stations_in(wanted, ground.poll)
    return NoticeOfPetition(
        imprint=wanted.imprint,
        poll=wanted.facts,
        published_by=ground.office.published_by,
        member=given.member,
        until=until[0],
        electors=given.electors,
        needed=signatures_needed(given.electors),
        places=places,
        deadlines=deadlines_of(ground, OF_A_PETITION),
    )


def answers_of(ground: Ground, contest: Contest) -> tuple[str, ...]:
    """Return the answers to the question of a contest; none where they are not held."""
    return tuple(contest.answers) or ANSWERS.get(ground.kind, ())


def entitled_of(ground: Ground, contest: Contest) -> str:
    """Return who may vote in a contest, in words."""
    return BUSINESSES if ground.business_area and contest.area_id is None else ENTITLED[ground.kind]


def _asked(wanted: Wanted) -> Contest:
    contest = wanted.contest or Contest.objects.filter(poll=wanted.ground.poll).order_by("pk").first()
    if contest is None or not contest.question or not wanted.ground.office.inspect_at:
        raise wanted.not_ready("The question, or where documents are inspected, is not entered")
    if not answers_of(wanted.ground, contest):
        raise wanted.not_ready("The two answers of this referendum are not held")
    return contest


def _limit(wanted: Wanted) -> int:
    if not wanted.given.expense_pence:
        raise wanted.not_ready("The limit of referendum expenses is not entered")
    return wanted.given.expense_pence


def _inspect_at(wanted: Wanted) -> tuple[str, ...]:
    return (wanted.ground.office.inspect_at,)
