"""Handing out nomination papers to fill in, and letters about decisions; that they left is recorded."""

from __future__ import annotations

from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.documents.typesetting import render
from pollwright.documents.word import letter_document
from pollwright.documents.wording import speaking, words_of
from pollwright.elections.models import Contest
from pollwright.nominations.events.papers import DecisionLetterHandedOut, PackHandedOut
from pollwright.nominations.models import Candidate
from pollwright.nominations.papers.packs import decision_letter, pack_of, pack_zip
from pollwright.refusals import NotFound


@operation(Permission.NOMINATIONS_ENTER)
def hand_out_pack(*, actor: Actor, reference: str, on_screen: bool, on: date) -> tuple[str, bytes]:
    """Return the papers of a contest, empty, for print or to be filled in on a screen, as a ZIP with its name.

    :param reference: of the contest.
    :param on: the day whose settings count.
    :raises NotFound: where the authority has no such contest.
    :raises NobodyNominated: where nobody is nominated at such a poll.
    """
    held = Contest.objects.select_related("poll").filter(authority=actor.authority_id, reference=reference)
    found = held.first()
    if found is None:
        raise NotFound(kind="contest", reference=reference)
    return _handed_out(actor, found, None, on, on_screen=on_screen)


@operation(Permission.NOMINATIONS_ENTER)
def hand_out_pack_of_candidate(*, actor: Actor, reference: str, on_screen: bool, on: date) -> tuple[str, bytes]:
    """Return the papers of a candidate, with what is known filled in, as a ZIP with its name.

    :param reference: of the candidate.
    :raises NotFound: where the authority has no such candidate.
    """
    found = _candidate(actor, reference)
    return _handed_out(actor, found.contest, found, on, on_screen=on_screen)


@operation(Permission.NOMINATIONS_ENTER)
def hand_out_decision_letter(*, actor: Actor, reference: str, word: bool, on: date, at: datetime) -> tuple[str, bytes]:
    """Return the letter that tells a candidate what was decided, as PDF or as a Word file, with its name.

    :raises NotFound: where the authority has no such candidate.
    :raises NothingDecided: where nothing was decided yet.
    """
    found = _candidate(actor, reference)
    with speaking(words_of(actor.authority_id)):
        letter = decision_letter(found, on).letter()
    data = letter_document(letter, at) if word else render(letter)
    form = "docx" if word else "pdf"
    record(DecisionLetterHandedOut(reference, form), actor=actor, subjects=[found])
    return f"letter-{reference}.{form}", data


def _handed_out(
    actor: Actor, contest: Contest, candidate: Candidate | None, on: date, *, on_screen: bool
) -> tuple[str, bytes]:
    of, form = candidate or contest, "screen" if on_screen else "print"
    with speaking(words_of(actor.authority_id)):
        data = pack_zip(pack_of(contest, candidate, on), on_screen=on_screen)
    record(PackHandedOut(of.reference, form), actor=actor, subjects=[of])
    return f"nomination-papers-{of.reference}-{form}.zip", data


def _candidate(actor: Actor, reference: str) -> Candidate:
    held = Candidate.objects.select_related("contest__poll").filter(authority=actor.authority_id, reference=reference)
    found = held.first()
    if found is None:
        raise NotFound(kind="candidate", reference=reference)
    return found
