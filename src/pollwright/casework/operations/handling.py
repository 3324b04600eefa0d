"""Working on a case: who has it, notes and files, and the clock that waits for the requester."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import nation_of
from pollwright.casework import events
from pollwright.casework.models import Case, CaseFile
from pollwright.casework.operations.counting import count_days
from pollwright.casework.operations.taking import act_on, note_on, save_case
from pollwright.casework.queries.cases import visible
from pollwright.casework.states import REQUESTS, CaseKind, CaseState, LetterKind, NoteKind, Wait
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep
from pollwright.law.information_requests import Regime, fee_lapses_on, may_extend
from pollwright.refusals import NotFound, Refused

FILES = declare("case-file", "File of a case", Permission.CASE_VIEW)
SEALED_FILES = declare("integrity-file", "File of an allegation", Permission.INTEGRITY_VIEW)
ASKED_OF = {
    Wait.CLARIFICATION: REQUESTS,
    Wait.FEE: frozenset({CaseKind.FOI, CaseKind.EIR}),
    Wait.IDENTITY: frozenset({CaseKind.SAR}),
}
"""Of which kinds something may be asked, so that the clock waits."""


class ClockRuns(Refused):
    """The clock of this case does not wait for that."""

    code = "casework.R020"
    problem = "The clock of case {reference} does not stop for this."
    remedy = "Only requests for information wait for the requester: ask, and note it, while the days run on."


class TooLateToAsk(Refused):
    """The answer is overdue."""

    code = "casework.R021"
    problem = "Case {reference} was due on {due}, so asking no longer stops its clock."
    remedy = "Answer it, or say what is missing in the answer."


class FeeLapsed(Refused):
    """The fee came after three months."""

    code = "casework.R022"
    problem = "The fee could be paid until {on}; after that the request need not be answered."
    remedy = "Close the case as not gone on with, or take the payment as a new request."


class NoMoreTime(Refused):
    """The case can't be given more time."""

    code = "casework.R023"
    problem = (
        "Case {reference} can't be given more time: it was given some, its days have passed, or its kind has none."
    )
    remedy = "Answer it as soon as you can; of freedom of information, time is taken only to weigh the public interest."


class RepliedEarlier(Refused):
    """The reply came before it was asked for."""

    code = "casework.R024"
    problem = "The reply can't be dated before {on}, when it was asked for, or after today."
    remedy = "Check the day."


class NotAnAmount(Refused):
    """Minutes are below nought."""

    code = "casework.R025"
    problem = "The time is below nought."
    remedy = "Enter minutes of finding, locating, retrieving and extracting."


@operation(Permission.CASE_EDIT)
def assign_cases(*, actor: Actor, references: Sequence[str], owner: str) -> int:
    """Give cases to a person, or to nobody, and return how many; those that are closed stay as they are.

    :param owner: handle; blank for nobody.
    """
    person = member_id(actor.authority_id, owner)
    held = visible(actor).select_for_update(of=("self",)).filter(reference__in=references)
    cases = list(held.exclude(state=CaseState.CLOSED).order_by("pk"))
    if not cases:
        raise NotFound(kind="case", reference=", ".join(references))
    for case in cases:
        case.owner_id = person
        case.version += 1
    Case.objects.bulk_update(cases, ["owner", "version"])
    record(events.CasesAssigned(len(cases), "a colleague" if person else "nobody"), actor=actor, subjects=cases)
    return len(cases)


@operation(Permission.CASE_EDIT)
def add_note(*, actor: Actor, reference: str, version: int, text: str, kind: NoteKind, at: datetime) -> Case:
    """Note something on a case, open or closed."""
    case = act_on(actor, reference, version, "note")
    note_on(actor, case, kind, text, at)
    save_case(case)
    record(events.CaseNoted(reference), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_EDIT)
def attach_file(
    *, actor: Actor, reference: str, version: int, content: bytes, name: str, media_type: str, what: str, at: datetime
) -> CaseFile:
    """Put a file that was received with a case."""
    case = act_on(actor, reference, version, "file")
    stored = keep_file(actor, case, content, name, media_type)
    held = CaseFile.objects.create(
        authority_id=actor.authority_id, case=case, file=stored, what=what, at=at, by_name=actor.name
    )
    save_case(case)
    record(events.FileAttached(reference), actor=actor, subjects=[case, stored])
    return held


@operation(Permission.CASE_EDIT)
def acknowledge_case(*, actor: Actor, reference: str, version: int, at: datetime) -> Case:
    """Note that the receipt was acknowledged today; of a complaint its days may run from then."""
    case = act_on(actor, reference, version, "acknowledge")
    if case.acknowledged_on is None:
        case.acknowledged_on = at.date()
        count_days(case, on=at.date())
    save_case(case)
    record(events.CaseAcknowledged(reference), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_EDIT)
def ask_requester(*, actor: Actor, reference: str, version: int, wait: Wait, words: str, at: datetime) -> Case:
    """Ask the requester for something without which the request can't be answered; its clock waits (MM-L02).

    :raises ClockRuns: where the kind of case does not wait for it.
    :raises TooLateToAsk: where the answer is overdue.
    """
    case, on = act_on(actor, reference, version, "ask"), at.date()
    if case.kind not in ASKED_OF[wait]:
        raise ClockRuns(reference=reference)
    if case.due_on is not None and case.due_on < on:
        raise TooLateToAsk(reference=reference, due=case.due_on)
    save_case(case, state=CaseState.WAITING, waits_for=wait, asked_on=on, due_on=None)
    note_on(actor, case, NoteKind.ACTION, words, at)
    record(events.RequesterAsked(reference, wait.value), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_EDIT)
def take_reply(*, actor: Actor, reference: str, version: int, came_on: date, at: datetime) -> Case:
    """Note that what the requester was asked for came.

    Clarification and proof of identity start the clock again from that day; the days from a fees notice to the payment,
    and those in which a subject access request was clarified, are left out.

    :raises FeeLapsed: where a fee came more than three months after the notice.
    """
    case, on = act_on(actor, reference, version, "resume"), came_on
    asked_on = case.asked_on or case.stage_on
    if not asked_on <= on <= at.date():
        raise RepliedEarlier(on=asked_on)
    if case.waits_for == Wait.FEE and on > fee_lapses_on(asked_on):
        raise FeeLapsed(on=fee_lapses_on(asked_on))
    paused = case.waits_for == Wait.FEE or (case.waits_for == Wait.CLARIFICATION and case.kind == CaseKind.SAR)
    if paused:
        case.paused_from, case.paused_to = asked_on, on
    else:
        case.counted_from, case.paused_from, case.paused_to = on, None, None
    count_days(case, on=at.date())
    save_case(case, state=CaseState.OPEN, waits_for="", asked_on=None)
    record(events.RequesterReplied(reference, on, case.due_on), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_EDIT)
def extend_case(
    *, actor: Actor, reference: str, version: int, grounds: Sequence[str], reason: str, at: datetime
) -> Case:
    """Take more time, once, and while the first days still run: the requester must hear of it by then (MM-L02).

    :param grounds: of freedom of information, those whose public interest is weighed.
    :raises NoMoreTime: where the law gives none.
    """
    case, on = act_on(actor, reference, version, "extend"), at.date()
    in_time = case.due_on is not None and on <= case.due_on and case.extended_on is None
    if not in_time or not _may_extend(case, tuple(grounds)):
        raise NoMoreTime(reference=reference)
    case.extended_on, case.grounds = on, list(grounds) or case.grounds
    count_days(case, on=on)
    save_case(case)
    note_on(actor, case, NoteKind.REASON, reason, at)
    record(events.CaseExtended(reference, case.due_on), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_EDIT)
def estimate_cost(*, actor: Actor, reference: str, version: int, minutes: int) -> Case:
    """Note how long finding, locating, retrieving and extracting would take (MM-L04)."""
    case = act_on(actor, reference, version, "cost")
    if minutes < 0:
        raise NotAnAmount
    save_case(case, search_minutes=minutes)
    record(events.CostEstimated(reference, minutes), actor=actor, subjects=[case])
    return case


def keep_file(actor: Actor, case: Case, content: bytes, name: str, media_type: str) -> StoredFile:
    """Store a file under the kind that keeps those of allegations to whoever may see them."""
    kind = SEALED_FILES if case.restricted else FILES
    return keep(actor=actor, source=content, name=name, media_type=media_type, kind=kind.name)


def keep_letter(
    actor: Actor, case: Case, letter: LetterKind, content: bytes, name: str, media_type: str, at: datetime
) -> CaseFile:
    """Keep a letter that was made with its case."""
    return CaseFile.objects.create(
        authority_id=actor.authority_id,
        case=case,
        file=keep_file(actor, case, content, name, media_type),
        letter=letter,
        at=at,
        by_name=actor.name,
    )


def _may_extend(case: Case, grounds: tuple[str, ...]) -> bool:
    if case.kind in REQUESTS:
        return case.stage == 1 and may_extend(Regime(case.kind), nation_of(case.authority_id), grounds)
    return case.kind == CaseKind.COMPLAINT and case.acknowledge_by is not None
