"""Answering a case: put forward, released by a second person, closed, opened again, or taken to the second stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.casework import events
from pollwright.casework.models import Case, CaseStage
from pollwright.casework.operations.counting import count_days
from pollwright.casework.operations.taking import act_on, note_on, save_case
from pollwright.casework.states import (
    SECOND_PERSON,
    STAGED,
    CaseKind,
    CaseState,
    NoteKind,
    OfficeKind,
    Outcome,
    Stage,
)
from pollwright.law.information_requests import REFUSALS, Regime, search_cost
from pollwright.refusals import Refused

LEFT = frozenset({Outcome.WITHDRAWN, Outcome.NO_ACTION, Outcome.REFERRED})
"""Outcomes with which any case is closed without an answer."""


class GroundMissing(Refused):
    """Information is refused on a ground that the law gives."""

    code = "casework.R030"
    problem = "Information is refused, and no ground of the law is named; or grounds are named and nothing is refused."
    remedy = "Name each ground, and say in the answer why it applies."


class CostNotOver(Refused):
    """The cost limit is a ground only where the estimate is over it."""

    code = "casework.R031"
    problem = "The estimate for case {reference} is missing, or not over the cost limit."
    remedy = "Estimate the time of the search first: 18 hours are the limit. Otherwise name another ground."


class NotSecondPerson(Refused):
    """Whoever put the answer forward can't release it."""

    code = "casework.R032"
    problem = "You put this answer forward, so you can't be the second person."
    remedy = "Ask a colleague who may release answers."


class NeedsSecondPerson(Refused):
    """An answer of this kind is released by a second person."""

    code = "casework.R033"
    problem = "Case {reference} is answered by an answer that a second person releases."
    remedy = "Put the answer forward. Without an answer it can be closed as withdrawn, referred, or without action."


class NoAnswerNeeded(Refused):
    """A case of this kind is closed without an answer that a second person releases."""

    code = "casework.R034"
    problem = "Case {reference} is of a kind that one person answers."
    remedy = "Close it, and say what came of it."


class NoSecondStage(Refused):
    """The case has no second stage."""

    code = "casework.R035"
    problem = (
        "Case {reference} has no second stage: it was not answered, it had one, or it goes by an officer's own route."
    )
    remedy = (
        "After the second stage comes the Ombudsman or the Information Commissioner. An officer's act under the law is"
        " questioned by petition or in court."
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is put forward.

    :param grounds: sections of the Act on which information is refused.
    :param spokesperson: of a media enquiry, who speaks.
    """

    outcome: Outcome
    words: str
    grounds: Sequence[str] = ()
    spokesperson: str = ""


@operation(Permission.CASE_EDIT)
def propose_answer(*, actor: Actor, reference: str, version: int, answer: Answer) -> Case:
    """Put an answer forward; it counts when a second person has released it.

    :raises GroundMissing: where information is refused without a ground of the law it was asked for under.
    :raises CostNotOver: where the ground is the cost and the estimate does not bear it out.
    """
    case = act_on(actor, reference, version, "propose")
    if case.kind not in SECOND_PERSON:
        raise NoAnswerNeeded(reference=reference)
    _check_grounds(case, answer)
    save_case(
        case,
        state=CaseState.PROPOSED,
        outcome=answer.outcome,
        answer=answer.words,
        grounds=list(answer.grounds),
        spokesperson=answer.spokesperson,
        proposed_by=actor.name,
        proposed_by_id=actor.person_id,
    )
    record(events.AnswerProposed(reference), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_EDIT)
def return_answer(*, actor: Actor, reference: str, version: int, reason: str, at: datetime) -> Case:
    """Send an answer back that was put forward; the clock has run on."""
    case = act_on(actor, reference, version, "return")
    save_case(case, state=CaseState.OPEN, outcome="", proposed_by="", proposed_by_id=None)
    note_on(actor, case, NoteKind.REASON, reason, at)
    record(events.AnswerReturned(reference), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_RELEASE)
def release_answer(*, actor: Actor, reference: str, version: int, lessons: str = "", at: datetime) -> Case:
    """Release an answer as the second person: the case is answered and closed.

    :raises NotSecondPerson: where the actor put it forward.
    """
    case = act_on(actor, reference, version, "release")
    if case.proposed_by_id is not None and case.proposed_by_id == actor.person_id:
        raise NotSecondPerson
    _end(case, at.date(), lessons)
    record(events.AnswerReleased(reference), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_EDIT)
def close_case(
    *, actor: Actor, reference: str, version: int, outcome: Outcome, words: str, lessons: str = "", at: datetime
) -> Case:
    """Close a case that one person answers, or any that ends without an answer.

    :raises NeedsSecondPerson: where its kind is answered with a second person.
    """
    case = act_on(actor, reference, version, "close")
    if case.kind in SECOND_PERSON and outcome not in LEFT:
        raise NeedsSecondPerson(reference=reference)
    answered = None if outcome in LEFT else at.date()
    case.waits_for, case.outcome, case.answer = "", outcome, words
    _end(case, at.date(), lessons, answered=answered)
    record(events.CaseClosed(reference), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_EDIT)
def reopen_case(*, actor: Actor, reference: str, version: int, reason: str, at: datetime) -> Case:
    """Open a closed case again, because it was closed by mistake; its clock never stopped."""
    case = act_on(actor, reference, version, "reopen")
    case.outcome, case.answered_on, case.proposed_by, case.proposed_by_id = "", None, "", None
    case.at_once, case.asked_on = False, None
    count_days(case, on=at.date())
    save_case(case, state=CaseState.OPEN, closed_on=None)
    note_on(actor, case, NoteKind.REASON, reason, at)
    record(events.CaseReopened(reference), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_EDIT)
def take_further(*, actor: Actor, reference: str, version: int, reason: str, received_on: date, at: datetime) -> Case:
    """Take an answered case to the second stage of complaints, or to an internal review, asked for on a day.

    :raises NoSecondStage: where there is none.
    """
    case = act_on(actor, reference, version, "again")
    own_route = case.kind == CaseKind.COMPLAINT and case.office != OfficeKind.COUNCIL
    answered = case.answered_on is not None and case.answered_on <= received_on <= at.date()
    if case.kind not in STAGED or case.stage != Stage.FIRST or own_route or not answered:
        raise NoSecondStage(reference=reference)
    CaseStage.objects.create(
        authority_id=actor.authority_id, case=case, stage=case.stage, began_on=case.stage_on,
        counted_from=case.counted_from, due_on=case.due_on, acknowledged_on=case.acknowledged_on,
        answered_on=case.answered_on, outcome=case.outcome,
    )  # fmt: skip
    case.stage, case.stage_on, case.counted_from = Stage.SECOND, received_on, received_on
    case.acknowledged_on = case.extended_on = case.paused_from = case.paused_to = case.answered_on = None
    case.outcome, case.proposed_by, case.proposed_by_id = "", "", None
    count_days(case, on=at.date())
    save_case(case, state=CaseState.OPEN, closed_on=None)
    note_on(actor, case, NoteKind.REASON, reason, at)
    record(events.CaseTakenFurther(reference, case.due_on), actor=actor, subjects=[case])
    return case


def _check_grounds(case: Case, answer: Answer) -> None:
    if case.kind not in (CaseKind.FOI, CaseKind.EIR) or case.stage != Stage.FIRST:
        return
    refused = answer.outcome in (Outcome.REFUSED, Outcome.PART)
    if refused != bool(answer.grounds) or not set(answer.grounds) <= set(REFUSALS[Regime(case.kind)]):
        raise GroundMissing
    if "s12" in answer.grounds and not (case.search_minutes and search_cost(case.search_minutes).over):
        raise CostNotOver(reference=case.reference)


def _end(case: Case, on: date, lessons: str, *, answered: date | None = None) -> None:
    released = case.state == CaseState.PROPOSED
    save_case(
        case,
        state=CaseState.CLOSED,
        closed_on=on,
        answered_on=on if released else answered,
        lessons=lessons or case.lessons,
    )
