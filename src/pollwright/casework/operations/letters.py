"""Making the letters of a case, as PDF or as a Word file to be edited."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.casework import events
from pollwright.casework.models import CaseFile
from pollwright.casework.operations.handling import keep_letter
from pollwright.casework.operations.taking import act_on, save_case
from pollwright.casework.papers.letters import letter_of
from pollwright.casework.states import SECOND_PERSON, LetterKind
from pollwright.documents.typesetting import render
from pollwright.documents.word import letter_document
from pollwright.refusals import Refused

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class NotReleased(Refused):
    """A reply goes out only when a second person has released the answer."""

    code = "casework.R050"
    problem = "The answer to case {reference} has not been released."
    remedy = "Make the reply as a Word file to draft it, or have the answer released first."


@operation(Permission.CASE_EDIT)
def make_letter(*, actor: Actor, reference: str, version: int, letter: LetterKind, form: str, at: datetime) -> CaseFile:
    """Make a letter of a case, and keep it with the case.

    :param form: `pdf`, or `docx` to be edited.
    :raises NotReleased: of a reply as PDF whose answer no second person has released.
    """
    case = act_on(actor, reference, version, "letter")
    final = form == "pdf" and letter is LetterKind.REPLY
    if final and case.kind in SECOND_PERSON and case.answered_on is None:
        raise NotReleased(reference=reference)
    paper = letter_of(case, letter, on=at.date())
    content = letter_document(paper, at) if form == "docx" else render(paper)
    media = WORD if form == "docx" else PDF
    made = keep_letter(actor, case, letter, content, f"{letter.value}-{reference}.{form}", media, at)
    save_case(case)
    record(events.LetterMade(reference, letter.value), actor=actor, subjects=[case, made.file])
    return made
