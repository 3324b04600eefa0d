"""Releasing poll cards and registers of a roll, as the second person and after their proof; and handing them out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from django.db.models import F

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.documents.imprint import Imprint
from pollwright.documents.typesetting import render
from pollwright.files.store import whole_path_of
from pollwright.law.voters_rolls import ALLOTTED
from pollwright.messages import Message
from pollwright.refusals import Refused
from pollwright.rolls import events
from pollwright.rolls.models import RollPapers
from pollwright.rolls.operations.papers_preparing import (
    OFFICER,
    PapersChanged,
    Sources,
    papers_in_hand,
    papers_named,
    sources_of,
)
from pollwright.rolls.operations.papers_proving import prove_papers
from pollwright.rolls.papers.cards import cards_looked_at, read_cards
from pollwright.rolls.queries.papers import cards_held
from pollwright.rolls.states import PapersState

FAULTS_SAID = 3


class PapersDoNotReconcile(Refused):
    """Somebody would be left out, have two cards, or stand on the wrong register; nothing is released."""

    code = "rolls.R026"
    problem = "Papers {reference} are not released. {faults} faults; the first: {places}."
    remedy = "Nothing was released. Withdraw the papers, mend what is wrong, and prepare them again."
    words = frozenset({"places"})

    def __init__(self, *, reference: str, found: Sequence[Message]) -> None:
        """Keep every fault, and say the first."""
        super().__init__(reference=reference, faults=len(found), places="; ".join(found[:FAULTS_SAID]))
        self.found = found


class SamePersonReleasesPapers(Refused):
    """Papers are released by somebody other than who prepared them."""

    code = "rolls.R027"
    problem = "You prepared papers {reference}, so somebody else must release them."
    remedy = "Ask another officer who may release poll cards."


class PapersOvertaken(Refused):
    """What no longer holds is not handed out."""

    code = "rolls.R028"
    problem = "Papers {reference} no longer say what holds: {why}."
    remedy = "Prepare papers again: they hold the cards of those who need another, and all registers."


class Part(StrEnum):
    """A file of papers."""

    CARDS = "cards"
    REGISTERS = "registers"


@operation(Permission.POLL_CARDS_RELEASE)
def release_papers(*, actor: Actor, reference: str, version: int, at: datetime) -> RollPapers:
    """Read papers back, compare them with the roll and the scheme, and release them; those released before are replaced.

    :raises SamePersonReleasesPapers: where the actor prepared them.
    :raises PapersChanged: where the roll was opened again, or the scheme is another now.
    :raises PapersDoNotReconcile: naming the numbers of the first faults.
    """
    papers = papers_in_hand(actor, reference, version, PapersState.PREPARED)
    if papers.prepared_by_id is not None and papers.prepared_by_id == actor.person_id:
        raise SamePersonReleasesPapers(reference=reference)
    found = _as_it_was(actor, papers)
    shown = {number: card.shows for number, card in found.cards.items()}
    proved = prove_papers(papers, found.lines, found.stations, cards_held(found.roll.pk), shown)
    if proved.faults:
        raise PapersDoNotReconcile(reference=reference, found=proved.faults)
    earlier = RollPapers.objects.filter(roll=found.roll, state=PapersState.RELEASED)
    earlier.update(state=PapersState.REPLACED, version=F("version") + 1)
    papers.state, papers.released_by, papers.released_at = PapersState.RELEASED, actor.name, at
    papers.proof = {"votes": proved.votes, "registered": proved.registered, "carded": proved.carded}
    papers.version += 1
    papers.save(update_fields=["state", "released_by", "released_at", "proof", "version"])
    event = events.RollPapersReleased(
        reference, found.contest.reference, papers.prepared_by, proved.votes, proved.registered, proved.carded
    )
    record(event, actor=actor, subjects=[papers, found.roll, found.contest], basis=ALLOTTED.describe())
    return papers


@operation(Permission.POLL_CARDS_RELEASE)
def hand_out_papers(*, actor: Actor, reference: str, part: Part) -> tuple[str, Path]:
    """Return the name of a file of released papers and where it lies; that it was handed out is recorded.

    :raises PapersChanged: where they are not released.
    :raises PapersOvertaken: where they no longer say what holds.
    """
    papers = papers_named(actor, reference)
    if papers.state != PapersState.RELEASED:
        raise PapersChanged(reference=reference, why="they are not released")
    if papers.overtaken:
        raise PapersOvertaken(reference=reference, why=papers.overtaken)
    file = papers.cards_file if part is Part.CARDS else papers.registers_file
    path = whole_path_of(file)
    record(events.RollPapersHandedOut(reference, file.name, file.sha256), actor=actor, subjects=[papers, papers.roll])
    return file.name, path


@operation(Permission.POLL_CARDS_PREPARE)
def hand_out_card_list(*, actor: Actor, reference: str, on: date) -> tuple[str, bytes]:
    """Return the cards of papers as a list in PDF, read back from the printer's file, by which people look at them."""
    papers = papers_named(actor, reference)
    contest = papers.roll.contest
    rows = read_cards(whole_path_of(papers.cards_file))
    council = Authority.objects.values_list("name", flat=True).get(pk=actor.authority_id)
    imprint = Imprint(council, OFFICER, reference, on, seal=papers.cards_file.sha256, rehearsal=contest.poll.rehearsal)
    pdf = render(cards_looked_at(imprint, rows, f"{contest.poll.title}: {contest.name}"))
    name = f"poll-cards-{reference}.pdf"
    handed = events.RollPapersHandedOut(reference, name, hashlib.sha256(pdf).hexdigest())
    record(handed, actor=actor, subjects=[papers, papers.roll])
    return name, pdf


@operation(Permission.POLL_CARDS_PREPARE)
def enter_card_count(*, actor: Actor, reference: str, version: int, counted: int, at: datetime) -> RollPapers:
    """Enter how many cards the printer made; another number than was sent stays as an alarm.

    :raises PapersChanged: where they are not released, or were changed since.
    """
    papers = papers_in_hand(actor, reference, version, PapersState.RELEASED)
    papers.printer_count, papers.counted_by, papers.counted_at = counted, actor.name, at
    papers.version += 1
    papers.save(update_fields=["printer_count", "counted_by", "counted_at", "version"])
    record(events.RollCardsCounted(reference, papers.cards, counted), actor=actor, subjects=[papers, papers.roll])
    return papers


def _as_it_was(actor: Actor, papers: RollPapers) -> Sources:
    found = sources_of(actor, papers.roll.contest.reference)
    if found.frozen_at != papers.frozen_at:
        raise PapersChanged(reference=papers.reference, why="the roll was frozen again meanwhile")
    if found.scheme != papers.scheme:
        raise PapersChanged(reference=papers.reference, why="the polling scheme is another one now")
    return found
